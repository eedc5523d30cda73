"""The disposal of a record that waits: why it was proposed, and the form of the second person."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.services.disposal_approvals import Waiting
from ui.decision import for_another
from ui.disposal import DisposalForm, Proposed
from ui.parts import words
from ui.room import Room
from ui.theme import UNIT


class DisposalPart(QWidget):
    """Why it is to be disposed of; whoever may answers below it."""

    decided = Signal()
    missed = Signal()

    def __init__(self, room: Room, waiting: Waiting) -> None:
        super().__init__()
        self.form: DisposalForm | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(words(room.theme, waiting.reason))
        if not waiting.approval.allowed:
            column.addWidget(for_another(room, waiting.approval))
            return
        review = (waiting.review_id, waiting.version)
        self.form = DisposalForm(room, Proposed(waiting.case_id, waiting.number, review))
        self.form.gone.connect(self.decided)
        self.form.refused.connect(self.decided)
        self.form.missed.connect(self.missed)
        column.addWidget(self.form)

    def go_to(self, field: str = "") -> None:
        """Put the keyboard on a field of the answer."""
        if self.form is not None:
            self.form.go_to(field if field in self.form.rows else "answer_reason")

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.form is not None:
            self.form.keeper.keep_now()
