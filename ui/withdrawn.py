"""A withdrawal as it was recorded, and everybody who is to be told of it, ticked off one by one."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.sharing import TOLD
from triage_app.domain.withdrawal import Who
from triage_app.services import withdrawal_telling
from triage_app.services.withdrawal_telling import Item, WithdrawalView
from ui.forms import Form
from ui.parts import Picture, button, clear, heading, line_of, step_back, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone


class ToldForm(Form):
    """On which day somebody was told, and how."""

    thought_better = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room, "withdrawal")
        self.radio("told_how", [(one.value, room.texts(f"sharing.how_{one}")) for one in TOLD])
        self.day("told_on")
        later = ("withdrawal.not_yet", self.thought_better.emit)
        step_back(room.theme, self.buttons("withdrawal.save_told", [later]))
        self.fill({"told_on": room.desk.today()})


class WithdrawnPart(QWidget):
    """Says that consent was taken back, when and how, and who is still to be told."""

    changed = Signal()

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self._room, self._case_id = room, case_id
        self.form: ToldForm | None = None
        self.tickers: dict[int, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands now."""
        room = self._room
        with room.feedback.answering():
            view = withdrawal_telling.view(room.desk, room.actor, self._case_id)
            clear(self._column)
            self.form, self.tickers = None, {}
            self.setVisible(view is not None)
            if view is not None:
                self._show(view)

    def go_to(self, field: str) -> bool:
        """Open the ticking of somebody, by `told_<number>`; say whether they are here."""
        number = field.removeprefix("told_")
        if not number.isdigit() or int(number) not in self.tickers:
            return False
        self._open(int(number))
        return True

    def _show(self, view: WithdrawalView) -> None:
        theme, texts = self._room.theme, self._room.texts
        how = texts(f"sharing.how_{view.how}")
        by = texts("withdrawal.recorded", by=view.recorded_by, day=view.recorded_on)
        self._column.addWidget(heading(theme, texts("withdrawal.withdrew", day=view.day)))
        self._column.addWidget(words(theme, how))
        code = "withdrew_why" if view.reason else "withdrew_no_reason"
        said = texts(f"withdrawal.{code}", reason=view.reason)
        self._column.addWidget(words(theme, said))
        self._column.addWidget(words(theme, by, SMALL, Tone.MUTED))
        self._column.addWidget(heading(theme, texts("withdrawal.heading_told")))
        for one in view.items:
            self._column.addWidget(self._row(one))

    def _row(self, one: Item) -> QWidget:
        theme, texts = self._room.theme, self._room.texts
        who = self._who(one)
        done = one.told_on is not None
        code = "withdrawal.told" if done else "withdrawal.to_tell"
        said = words(theme, texts(code, who=who, day=one.told_on) if done else texts(code, who=who))
        picture = Picture(theme, *(("good", Tone.GOOD) if done else ("due", Tone.WARN)))
        line = line_of(picture, said)
        line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        line.setStretch(2, 0)
        if not done and one.id is not None:
            tick = button(theme, texts("withdrawal.open_told"), "quiet")
            tick.setAccessibleName(texts("withdrawal.open_told_for", who=who))
            tick.clicked.connect(partial(self._open, one.id))
            line.addWidget(tick)
            self.tickers[one.id] = tick
        row, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        row.setLayout(column)
        return row

    def _who(self, one: Item) -> str:
        texts = self._room.texts
        if one.who is Who.OFFICER and not one.name:
            return texts("withdrawal.who_officer_unnamed")
        if one.who is Who.PARTNER:
            return one.name
        return texts(f"withdrawal.who_{one.who}", name=one.name)

    def _open(self, number: int, *_: object) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        row = self.tickers[number].parentWidget()
        layout = row.layout() if row is not None else None
        if not isinstance(layout, QVBoxLayout):
            return
        self.form = ToldForm(self._room)
        self.form.submitted.connect(partial(self._save, number))
        self.form.thought_better.connect(self.refresh)
        layout.addWidget(self.form)
        self.form.show()
        self.form.go_to("told_how")

    def _save(self, number: int) -> None:
        room, form = self._room, self.form
        if form is None:
            return
        with room.feedback.answering(form):
            values = form.values()
            day, how = values["told_on"], values["told_how"]
            withdrawal_telling.tell(room.desk, room.actor, number, day, how)
            self.refresh()
            self.changed.emit()
