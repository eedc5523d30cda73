"""Tells whoever assesses of another who has the same assessment open, at once and later on."""

from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer

from triage_app.services import company
from ui.assessment.run import Run

EVERY: Final = timedelta(seconds=10)  # is often enough to look, however quickly one goes on
SOON: Final = 80  # milliseconds: the page is painted, and its place is kept


class Company(QObject):
    """Looks on opening and while one goes on; of each other person it tells once in a while."""

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self._run = run
        self._looked: datetime | None = None
        self._told: dict[str, datetime] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._look)
        run.moved.connect(self._soon.start)
        self._soon.start()

    def _look(self) -> None:
        room, case_id = self._run.room, self._run.view.case_id
        now = room.desk.now()
        if self._looked is not None and now - self._looked < EVERY:
            return
        self._looked = now
        with room.feedback.answering(unasked=True):
            for one in company.others_at(room.desk, room.actor, case_id):
                told = self._told.get(one.name)
                if told is None or one.at > told + company.WHILE:
                    self._told[one.name] = one.at
                    time = room.texts.time(one.at)
                    room.feedback.tell("assessment.also_open", by=one.name, time=time)
                    return
