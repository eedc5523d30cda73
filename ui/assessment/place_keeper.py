"""Keeps the place of an assessment for whoever opens it next, once its page is to be seen.

The page comes first, within a frame of the key; what writes to the disk follows it. Whoever leaves,
locks or closes has the place kept at once; where the power goes in between, the assessment goes on
from the place before, and no answer is lost.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from triage_app.services import assessments
from ui.room import Room

SOON = 40  # milliseconds: two frames, in which the page is painted


class PlaceKeeper(QObject):
    """Remembers the newest place of one assessment."""

    refused = Signal()  # another has completed it, or the case has gone another way

    def __init__(self, room: Room, case_id: int, number: int | None) -> None:
        super().__init__()
        self._room, self._case_id, self._number, self._place = room, case_id, number, ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._keep)

    def keep_soon(self, place: str) -> None:
        """Keep a place as soon as its page is there."""
        self._place = place
        if not self._soon.isActive():
            self._soon.start()

    def keep_now(self) -> None:
        """Keep the place at once, where it is not kept yet: the page is about to go."""
        if self._soon.isActive():
            self._soon.stop()
            self._keep()

    def _keep(self) -> None:
        room = self._room
        with room.feedback.answering(unasked=True):
            assessments.keep_place(room.desk, room.actor, self._case_id, self._place, self._number)
            return
        self.refused.emit()
