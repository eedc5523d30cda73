"""Everybody who is to be told of something that happened to a case, ticked off one by one."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.sharing import TOLD
from ui.forms import Form
from ui.parts import Picture, button, line_of, step_back, words
from ui.room import Room
from ui.theme import UNIT, Tone


class ToldForm(Form):
    """On which day somebody was told, and how."""

    thought_better = Signal()

    def __init__(self, room: Room, feature: str, ways: Sequence[str] = TOLD) -> None:
        super().__init__(room, feature)
        self.radio("told_how", [(str(one), room.texts(f"sharing.how_{one}")) for one in ways])
        self.day("told_on")
        later = (f"{feature}.not_yet", self.thought_better.emit)
        step_back(room.theme, self.buttons(f"{feature}.save_told", [later]))
        self.fill({"told_on": room.desk.today()})


class ToldList(QWidget):
    """A column with a line for each to be told; a line opens where it stands.

    A feature names the wording, and how its lines are asked for by other screens; it records.
    """

    changed = Signal()
    feature: str
    prefix: str  # of a field: `<prefix><number>`

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.form: ToldForm | None = None
        self.tickers: dict[int, QWidget] = {}
        self._ways: dict[int, Sequence[str]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)

    def go_to(self, field: str) -> bool:
        """Open the ticking of somebody, by the prefix and a number; say whether they are here."""
        number = field.removeprefix(self.prefix)
        if not number.isdigit() or int(number) not in self.tickers:
            return False
        self._open(int(number))
        return True

    def record(self, number: int, day: date | None, how: str | None) -> None:
        """Record that somebody was told; refuses in words."""
        raise NotImplementedError

    def _row(
        self,
        who: str,
        told_on: date | None,
        number: int | None,
        ways: Sequence[str] = TOLD,
        told: str = "told",
    ) -> QWidget:
        """Draw the line of somebody; without a number nobody ticks it off here.

        `ways` are how they may be told, `told` the code of what is said once they were.
        """
        theme, texts = self._room.theme, self._room.texts
        code = f"{self.feature}.{told if told_on else 'to_tell'}"
        said = words(theme, texts(code, who=who, **({"day": told_on} if told_on else {})))
        picture = Picture(theme, *(("good", Tone.GOOD) if told_on else ("due", Tone.WARN)))
        line = line_of(picture, said)
        line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        line.setStretch(2, 0)
        if not told_on and number is not None:
            tick = button(theme, texts(f"{self.feature}.open_told"), "quiet")
            tick.setAccessibleName(texts(f"{self.feature}.open_told_for", who=who))
            tick.clicked.connect(partial(self._open, number))
            line.addWidget(tick)
            self.tickers[number] = tick
            self._ways[number] = ways
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
        self.form = ToldForm(self._room, self.feature, self._ways[number])
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
        form = self.form
        if form is None:
            return
        with self._room.feedback.answering(form):
            values = form.values()
            self.record(number, values["told_on"], values["told_how"])
            self.changed.emit()
