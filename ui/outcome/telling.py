"""Everybody who is told that a case has ended, ticked off one by one."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.sharing import TOLD
from triage_app.services import endings
from triage_app.services.endings import Item
from ui.forms import Form
from ui.parts import Picture, button, heading, line_of, step_back, words
from ui.room import Room
from ui.theme import UNIT, Tone


class EndToldForm(Form):
    """On which day somebody was told, and how."""

    thought_better = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room, "endings")
        self.radio("told_how", [(one.value, room.texts(f"sharing.how_{one}")) for one in TOLD])
        self.day("told_on")
        later = ("endings.not_yet", self.thought_better.emit)
        step_back(room.theme, self.buttons("endings.save_told", [later]))
        self.fill({"told_on": room.desk.today()})


class TellingPart(QWidget):
    """The list of those to tell; each is ticked off where it stands."""

    changed = Signal()

    def __init__(self, room: Room, items: tuple[Item, ...]) -> None:
        super().__init__()
        self._room = room
        self.form: EndToldForm | None = None
        self.tickers: dict[int, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)
        self._column.addWidget(heading(room.theme, room.texts("endings.heading_told")))
        for one in items:
            self._column.addWidget(self._row(one))

    def go_to(self, field: str) -> bool:
        """Open the ticking of somebody, by `end_told_<number>`; say whether they are here."""
        number = field.removeprefix("end_told_")
        if not number.isdigit() or int(number) not in self.tickers:
            return False
        self._open(int(number))
        return True

    def _row(self, one: Item) -> QWidget:
        theme, texts = self._room.theme, self._room.texts
        who = texts(f"endings.who_{one.who}", name=one.name)
        done = one.told_on is not None
        said = texts("endings.told" if done else "endings.to_tell", who=who, day=one.told_on or "")
        picture = Picture(theme, *(("good", Tone.GOOD) if done else ("due", Tone.WARN)))
        line = line_of(picture, words(theme, said))
        line.setAlignment(picture, Qt.AlignmentFlag.AlignVCenter)
        line.setStretch(1, 1)
        line.setStretch(2, 0)
        if not done:
            tick = button(theme, texts("endings.open_told"), "quiet")
            tick.setAccessibleName(texts("endings.open_told_for", who=who))
            tick.clicked.connect(partial(self._open, one.id))
            line.addWidget(tick)
            self.tickers[one.id] = tick
        row, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        row.setLayout(column)
        return row

    def _open(self, number: int, *_: object) -> None:
        self._put_away()
        row = self.tickers[number].parentWidget()
        layout = row.layout() if row is not None else None
        if not isinstance(layout, QVBoxLayout):
            return
        self.form = EndToldForm(self._room)
        self.form.submitted.connect(partial(self._save, number))
        self.form.thought_better.connect(partial(self._leave_it, number))
        layout.addWidget(self.form)
        self.form.show()
        self.form.go_to("told_how")

    def _put_away(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _leave_it(self, number: int) -> None:
        self._put_away()
        self.tickers[number].setFocus()

    def _save(self, number: int) -> None:
        room, form = self._room, self.form
        if form is None:
            return
        with room.feedback.answering(form):
            values = form.values()
            endings.tell(room.desk, room.actor, number, values["told_on"], values["told_how"])
            self.changed.emit()
