"""Asks, until it is answered, whether a paper came out; and says what its spooler says of it."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from triage_app.domain.printing import Answer
from triage_app.services import printings
from triage_app.services.print_log import Printed
from ui import spooler
from ui.parts import Notice, button
from ui.room import Room
from ui.spooler import Standing, Told
from ui.tasks import Task, Tell

EVERY: Final = 2000  # milliseconds between two questions to the spooler
REFUSED: Final = {Standing.ABORTED: Answer.ABORTED, Standing.CANCELLED: Answer.CANCELLED}


class PrintQuestion(QFrame):
    """One printing: came out, or did not. Where its spooler gave it up, that is the answer."""

    answered = Signal()

    def __init__(self, room: Room, printing: Printed, code: str) -> None:
        super().__init__()
        self._room, self.printing, self._code = room, printing, code
        self._asking = QTimer(self)
        self._asking.setInterval(EVERY)
        self._asking.timeout.connect(self._ask)
        self._told = Told(Standing.UNKNOWN)
        self._build()

    def take_keyboard(self) -> None:
        """Put the keyboard on the answer that is hoped for."""
        self.came_out.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: while it is in view, the spooler is asked now and again."""
        super().showEvent(event)
        if self.printing.job and self.printing.workstation == self._room.desk.workstation:
            self._ask()
            self._asking.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody is looking."""
        super().hideEvent(event)
        self._asking.stop()

    def _build(self) -> None:
        theme, texts = self._room.theme, self._room.texts
        self.came_out = button(theme, texts("paperwork.it_did"))
        self.failed = button(theme, texts("paperwork.it_did_not"))
        self.came_out.clicked.connect(self._it_did)
        self.failed.clicked.connect(self._it_did_not)
        question = self._question()
        self.notice = Notice(theme, "print", question, self.came_out, self.failed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)

    def _question(self) -> str:
        """Ask; where it went at another workstation, or some time ago, say so."""
        texts, one = self._room.texts, self.printing
        elsewhere = one.workstation not in ("", self._room.desk.workstation)
        code = "came_out_elsewhere" if elsewhere else "came_out"
        who = {"moment": texts.moment(one.at), "by": one.by}
        where = {"printer": one.printer, "workstation": one.workstation}
        return texts(f"paperwork.{code}", **where, **who)

    # ── What the spooler says ──

    def _ask(self) -> None:
        self._room.tasks.run(f"spooler.{self.printing.id}", self._work, self._heard)

    def _work(self, _tell: Tell) -> Told:
        return spooler.ask(self.printing.job, self._code)

    def _heard(self, task: Task) -> None:
        if not task.ended or not self.isVisible():
            return
        told: Told = task.outcome()
        if told.standing in REFUSED:
            self._asking.stop()
            self._answer(came_out=False, by=REFUSED[told.standing])
            said = f"paperwork.spooler_{told.standing}"
            self._room.feedback.tell(said, printer=self.printing.printer)
        elif told != self._told:
            self._told = told
            self.notice.label.setText(" ".join(filter(None, (self._state(), self._question()))))

    def _state(self) -> str:
        """Say how it stands at the spooler, and what to do about it, where anything is known."""
        code = f"paperwork.spooler_{self._told.standing}"
        if not self._room.texts.has(code):
            return ""
        words = f" ({self._told.words.rstrip('.')})" if self._told.words else ""
        return self._room.texts(code, printer=self.printing.printer, words=words)

    # ── What a person says ──

    def _it_did(self) -> None:
        self._answer(came_out=True)

    def _it_did_not(self) -> None:
        """Take it out of the printer's queue, or it comes out later with nobody there."""
        job, printer = self.printing.job, self.printing.printer
        here = self.printing.workstation == self._room.desk.workstation
        gone = spooler.cancel(job, self._code) if job and here else True
        self._answer(came_out=False)
        if not gone:
            self._room.feedback.tell("paperwork.may_still_come", printer=printer)

    def _answer(self, *, came_out: bool, by: Answer = Answer.PERSON) -> None:
        room = self._room
        with room.feedback.answering():
            printings.answer(room.desk, room.actor, self.printing.id, came_out=came_out, by=by)
        self.answered.emit()
