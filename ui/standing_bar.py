"""What is not as it should be with the caseload itself: on every screen until it is put right."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.services.upkeep import Call
from ui.parts import Notice, button, clear
from ui.room import Room
from ui.theme import UNIT


class StandingBar(QWidget):
    """A line for each thing, for those it calls; nobody can put it away but by mending it."""

    asked = Signal()

    def __init__(self, room: Room, *, may_act: bool) -> None:
        super().__init__()
        self._room, self._may_act = room, may_act
        self._shown: tuple[Call, ...] = ()
        self.notices: list[Notice] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(UNIT * 3, UNIT, UNIT * 3, 0)
        self._column.setSpacing(UNIT)
        self.hide()

    def show_calls(self, calls: Sequence[Call]) -> None:
        """Say what stands now; what is said already stays as it is."""
        if tuple(calls) == self._shown:
            return
        self._shown = tuple(calls)
        clear(self._column)
        self.notices = [self._notice(one) for one in calls]
        for one in self.notices:
            self._column.addWidget(one)
        self.setVisible(bool(calls))

    def _notice(self, call: Call) -> Notice:
        room, said = self._room, call.words(self._room.texts)
        if not self._may_act:
            return Notice(room.theme, "warn", said)
        act = button(room.theme, room.texts("upkeep.show"), "quiet")
        act.clicked.connect(self.asked)
        notice = Notice(room.theme, "warn", said, act)
        notice.setAccessibleName(said)
        return notice
