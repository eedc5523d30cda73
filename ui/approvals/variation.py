"""The variation of a contract that waits: what would be different, and the form to answer it."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.services import variation_approvals
from triage_app.services.variation_approvals import Waiting
from ui.decision import for_another
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import words
from ui.room import Room
from ui.theme import UNIT
from ui.variation_words import differences


class VariationPart(QWidget):
    """Shows a variation with its differences; whoever may answers below it."""

    decided = Signal()
    missed = Signal()

    def __init__(self, room: Room, waiting: Waiting) -> None:
        super().__init__()
        self.room, self.waiting = room, waiting
        self.form: AnswerForm | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        for line in self._told():
            column.addWidget(words(room.theme, line))
        if not waiting.approval.allowed:
            column.addWidget(for_another(room, waiting.approval))
            return
        self.form = AnswerForm(room, waiting)
        self.form.decided.connect(self.decided)
        self.form.missed.connect(self.missed)
        column.addWidget(self.form)

    def go_to(self, field: str = "") -> None:
        """Put the keyboard on a field of the answer."""
        if self.form is not None:
            self.form.go_to(field if field in self.form.rows else "reason")

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.form is not None:
            self.form.keeper.keep_now()

    def _told(self) -> Iterator[str]:
        texts, one = self.room.texts, self.waiting
        by = texts(f"variation.by_{one.varying.asked_by}")
        yield texts("variation.wanted_by", by=by, why=one.varying.why)
        yield from differences(texts, one.varying, one.draft, one.scheme)


class AnswerForm(Form):
    """Approve it, or send it back with a reason."""

    decided = Signal()
    missed = Signal()

    def __init__(self, room: Room, waiting: Waiting) -> None:
        super().__init__(room, "variation")
        self._waiting = waiting
        self.area("reason", 2)
        self.buttons("variation.approve", [("variation.send_back", self._send_back)])
        self.keeper = DraftKeeper(room, self, "variation.answer", waiting.approval_id)
        self.submitted.connect(self._approve)

    def _approve(self) -> None:
        self._decide(approved=True)

    def _send_back(self) -> None:
        self._decide(approved=False)

    def _decide(self, *, approved: bool) -> None:
        room, one = self.room, self._waiting
        with room.feedback.answering(self):
            reason = self.values()["reason"]
            seen = (one.approval_id, one.version)
            variation_approvals.decide(room.desk, room.actor, seen, reason, approved=approved)
            self.keeper.settled()
            self.decided.emit()
            return
        self.missed.emit()
