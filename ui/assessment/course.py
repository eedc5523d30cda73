"""What came of a case's assessments: what was found, those there are, and what has changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from triage_app.domain.problems import Refused
from triage_app.domain.workflow import OVER, WATCHED
from triage_app.services import changes
from triage_app.services.assessment_record import AssessmentView
from ui.assessment.change_picture import ChangePart
from ui.assessment.papers import Papers
from ui.assessment.risk_again import FIELD, RiskAgain
from ui.assessment.stages import Stages
from ui.assessment.summary import MARGIN, WIDEST, SummaryPage
from ui.parts import words
from ui.room import Room
from ui.theme import UNIT, Tone


class CoursePage(QWidget):
    """The newest assessment to be read; below it the others, and the picture once there are two."""

    begun = Signal()

    def __init__(self, room: Room, view: AssessmentView) -> None:
        super().__init__()
        self._room, self._case_id = room, view.case_id
        self.setProperty("place", "page")
        course = changes.course(room.desk, room.actor, view.case_id)
        self._stages = Stages(room, view.case_id, course)
        self._stages.begun.connect(self.begun)
        self._risk = RiskAgain(room, view) if _may_review(view) else None
        if self._risk is not None:
            self._risk.kept.connect(self.begun)
        self.papers = Papers(room, view.case_id) if view.completed_at is not None else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(SummaryPage(room, view, course))
        column.addLayout(self._below())

    @property
    def is_asked(self) -> bool:
        """Whether somebody says what was wrong, or judges again: what is typed stays there."""
        judging = self._risk is not None and self._risk.form is not None
        return judging or self._stages.form is not None

    def go_to(self, occasion: str) -> bool:
        """Put the keyboard on what is to be done: an assessment begun, or the risk judged again."""
        if occasion == FIELD and self._risk is not None:
            self._risk.ask()
            return True
        return self._stages.go_to(occasion)

    def leave(self) -> None:
        """Keep what was being typed."""
        self._stages.leave()
        if self._risk is not None:
            self._risk.leave()

    def _below(self) -> QHBoxLayout:
        holder = QWidget()
        holder.setMaximumWidth(self._room.theme.look.px(WIDEST))
        below = QVBoxLayout(holder)
        below.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        below.setSpacing(UNIT * 3)
        if self._risk is not None:
            below.addWidget(self._risk)
        below.addWidget(self._stages)
        changed = self._changed()
        if changed is not None:
            below.addWidget(changed)
        if self.papers is not None:
            below.addWidget(self.papers)
        across = QHBoxLayout()
        across.addWidget(holder, 1)
        across.addStretch(0)
        return across

    def _changed(self) -> QWidget | None:
        room = self._room
        try:
            found = changes.change_of(room.desk, room.actor, self._case_id)
        except Refused as gone:
            return words(room.theme, room.texts(gone.code, **gone.values), tone=Tone.WARN)
        return None if found is None else ChangePart(room, found)


def _may_review(view: AssessmentView) -> bool:
    return view.completed_at is not None and view.state in WATCHED - OVER
