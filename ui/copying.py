"""Every half hour of work the caseload is copied, beside the window."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from triage_app.domain.copies import EVERY, Occasion
from triage_app.services import scheduled_copies
from triage_app.services.desk import Actor, Desk
from ui.room import Room
from ui.tasks import Task, Tell

NAME = "copies"


class HalfHourly(QObject):
    """Asks for a copy at every half hour while somebody is signed in; what failed is noted."""

    copied = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room.tasks)
        self._room = room
        self.timer = QTimer(self)
        self.timer.setInterval(int(EVERY.total_seconds() * 1000))
        self.timer.timeout.connect(self._copy)
        self.timer.start()

    def stop(self) -> None:
        """Ask no more: nobody is signed in."""
        self.timer.stop()
        self.deleteLater()

    def _copy(self) -> None:
        room = self._room
        room.tasks.run(NAME, partial(_copied, room.desk, room.actor), self._end)

    def _end(self, task: Task) -> None:
        if task.ended:
            with self._room.feedback.answering(unasked=True):
                task.outcome()
            self.copied.emit()


def _copied(desk: Desk, actor: Actor, tell: Tell) -> None:
    tell(0.0)
    scheduled_copies.copy(desk, actor, Occasion.WORKING)
