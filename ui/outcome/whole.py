"""The outcome of a case whole: how it ended, and what is asked and decided after the end."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.outcome.after import ReoffendingPart
from ui.outcome.keeping import RetentionPart
from ui.outcome.step import OutcomeStep
from ui.room import Room
from ui.step import Step
from ui.theme import UNIT


class WholeOutcome(Step):
    """The ending on top; below it the checks on re-offending, and how long it is kept."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room, case_id)
        self.ending = OutcomeStep(room, case_id)
        self.after = ReoffendingPart(room, case_id)
        self.keeping = RetentionPart(room, case_id)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Show all of it as it stands now."""
        for part in self._parts:
            part.refresh()

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field, in whichever part has it; else on what the ending asks."""
        for part in self._after:
            if field in part.fields:
                part.go_to(field)
                return
        self.ending.go_to(field)

    def print_paper(self) -> None:
        """Show the newest paper to print."""
        self.ending.print_paper()

    def leave(self) -> None:
        """Keep what was being typed."""
        for part in self._parts:
            part.leave()

    @property
    def _after(self) -> tuple[ReoffendingPart | RetentionPart, ...]:
        return self.after, self.keeping

    @property
    def _parts(self) -> tuple[Step, ...]:
        return (self.ending, *self._after)

    def _build(self) -> None:
        whole, below = QVBoxLayout(self), QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        below.setContentsMargins(UNIT * 2, 0, UNIT * 2, UNIT * 3)
        below.setSpacing(UNIT * 3)
        for part in self._after:
            below.addWidget(part)
        holder = QWidget()
        holder.setLayout(below)
        whole.addWidget(self.ending)
        whole.addWidget(holder)
        whole.addStretch(1)

    def _connect(self) -> None:
        for part in self._parts:
            part.changed.connect(self.changed)
            part.went.connect(self.went)
        self.ending.changed.connect(self.after.refresh)
        self.ending.changed.connect(self.keeping.refresh)
