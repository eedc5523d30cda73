"""Ending what will not be finished: a button, and in its place one line that says why."""

from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.services import unfinished
from triage_app.services.screenings import Sitting
from ui.drafts import DraftKeeper
from ui.feedback import Answering
from ui.forms import Form
from ui.parts import button, clear, line_of
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.theme import UNIT


class Ends(StrEnum):
    """What is ended: the code of its button, with which its other words begin."""

    QUESTIONNAIRE = "screening.close"  # without a total
    WITHOUT_FILE = "screening.end"  # likewise, as nobody can go on with it
    CORRECTION = "change.give_up"


class Endable(Protocol):
    """What is ended: a run of an assessment, or one that can be gone on with no more."""

    room: Room

    @property
    def number(self) -> int:
        """Which of the case's assessments it is."""

    @property
    def ended(self) -> SignalInstance:
        """Emitted once it has ended."""

    def end_unfinished(self, page: Answering, reason: str) -> bool:
        """End it, with why; say whether it was done."""


class WithoutFile(QObject):
    """A questionnaire whose file is gone: it can be ended, and nothing else be done with it."""

    ended = Signal()

    def __init__(self, room: Room, case_id: int, sitting: Sitting) -> None:
        super().__init__()
        self.room, self._case_id, self._sitting = room, case_id, sitting

    @property
    def number(self) -> int:
        """Which of the case's assessments it is."""
        return self._sitting.id

    def end_unfinished(self, page: Answering, reason: str) -> bool:
        """Close it without a total, as it is."""
        room, seen = self.room, (self._sitting.id, self._sitting.version)
        with room.feedback.answering(page):
            unfinished.close_gone(room.desk, room.actor, self._case_id, seen, reason)
            return True
        return False


class EndUnfinished(QWidget):
    """Asks for the reason and ends the run; the reason half typed is kept as a draft."""

    asked = Signal()  # or left as it is

    def __init__(self, run: Endable, ends: Ends, named: str = "") -> None:
        """Offer to end it; its name is given where several are offered side by side."""
        super().__init__()
        self._run, self._ends = run, ends
        self.form: Form | None = None
        self._keeper: DraftKeeper | None = None
        self._way = button(run.room.theme, run.room.texts(ends), "quiet")
        if named:
            self._way.setAccessibleName(f"{run.room.texts(ends)}: {named}")
        self._way.clicked.connect(self.ask)
        self._place = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, UNIT, 0, 0)
        column.setSpacing(UNIT)
        column.addLayout(line_of(self._way))
        column.addLayout(self._place)

    def ask(self) -> None:
        """Open the line in place of the button."""
        room, ends = self._run.room, self._ends
        form = Form(room, ends.partition(".")[0])
        form.line(self._field, 50)
        form.buttons(f"{ends}_now", [(f"{ends}_not", self._leave_it)])
        form.submitted.connect(self._end)
        self._keeper = DraftKeeper(room, form, ends.value, self._run.number)
        self._place.addWidget(form)
        self.form = form
        form.show()
        form.go_to(self._field)
        self._way.hide()
        self.asked.emit()
        bring_into_view(form)

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()

    @property
    def _field(self) -> str:
        return f"{self._ends.partition('.')[2]}_reason"

    def _leave_it(self) -> None:
        self.leave()
        self.form, self._keeper = None, None
        self._way.show()
        self._way.setFocus(Qt.FocusReason.OtherFocusReason)
        clear(self._place)
        self.asked.emit()

    def _end(self) -> None:
        form, keeper = self.form, self._keeper
        if form is None or keeper is None:
            return
        if self._run.end_unfinished(form, form.values()[self._field]):
            keeper.settled()
            self._run.ended.emit()
