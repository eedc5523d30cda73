"""What one is told before the list begins: cases that changed hands, and for whom one covers."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.services import cover, handovers
from triage_app.services.handovers import Told
from ui.parts import Notice, button, clear
from ui.room import Room
from ui.theme import UNIT


class ToldPart(QWidget):
    """A notice for each thing to be told; what is read is put away for good."""

    was_read = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.notices: list[Notice] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(UNIT * 2, 0, UNIT, 0)
        self._column.setSpacing(UNIT)

    def refresh(self) -> None:
        """Read what there is to be told."""
        room = self.room
        clear(self._column)
        self.notices = []
        for one in cover.covering(room.desk, room.actor):
            last = room.texts.soft_date(one.last)
            said = room.texts("cover.you_cover", member=one.member, last=last)
            self._add(Notice(room.theme, "swap", said))
        for cases in _together(handovers.unread(room.desk, room.actor)):
            seen = button(room.theme, room.texts("handover.was_read"), "quiet")
            seen.clicked.connect(partial(self._read, [one.id for one in cases]))
            self._add(Notice(room.theme, "swap", said_of(room, cases), seen))
        self.setVisible(bool(self.notices))

    def _add(self, notice: Notice) -> None:
        self.notices.append(notice)
        self._column.addWidget(notice)

    def _read(self, ids: Sequence[int], *_: object) -> None:
        with self.room.feedback.answering():
            handovers.read(self.room.desk, self.room.actor, *ids)
            self.was_read.emit()


def said_of(room: Room, cases: Sequence[Told]) -> str:
    """Say which cases changed hands, by whose doing and why."""
    first = cases[0]
    names = ", ".join(f"{one.name} ({one.number})" for one in cases)
    code = "handover.taken" if first.is_taken else "handover.gone"
    values = {"other": first.other, "giver": first.given_by, "reason": first.reason}
    return room.texts(code, n=len(cases), names=names, **values)


def _together(told: Iterable[Told]) -> list[list[Told]]:
    """Put together what was given in one go."""

    def one_go(one: Told) -> tuple[object, ...]:
        return one.given_at, one.is_taken, one.other, one.given_by, one.reason

    return [list(cases) for _, cases in groupby(sorted(told, key=one_go, reverse=True), one_go)]
