"""The risk of a completed assessment looked at again, when its day comes or before."""

from dataclasses import asdict, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.needs import Risk
from triage_app.services import risk_reviews
from triage_app.services.assessment_record import AssessmentView
from ui.assessment.judging import risk_fields
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import button, clear, line_of
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.theme import UNIT

FIELD = "risk_review"  # what the list of things to do calls it


class RiskAgain(QWidget):
    """A button, and in its place the form of the risk, filled as it was judged last."""

    kept = Signal()

    def __init__(self, room: Room, view: AssessmentView) -> None:
        super().__init__()
        self._room, self._view = room, view
        self.form: Form | None = None
        self._keeper: DraftKeeper | None = None
        self._way = button(room.theme, room.texts("assessment.risk_again"), "quiet", "pen")
        self._way.clicked.connect(self.ask)
        self._place = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addLayout(line_of(self._way))
        column.addLayout(self._place)

    def ask(self) -> None:
        """Open the form, or go back to it."""
        if self.form is None:
            form = Form(self._room, "needs")
            risk_fields(form)
            # A new day is asked for: the old one has come, or the look would not be a new one.
            form.fill(asdict(replace(self._view.risk, review=None)))
            form.buttons("assessment.risk_keep", [("assessment.risk_leave", self._leave_it)])
            form.submitted.connect(self._keep)
            self._keeper = DraftKeeper(
                self._room, form, "assessment.risk_again", f"{self._view.id}"
            )
            self._place.addWidget(form)
            form.show()
            self.form = form
        self.form.go_to("reoffending")
        bring_into_view(self.form)

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()

    def _leave_it(self) -> None:
        self.leave()
        self._put_away()
        self._way.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self) -> None:
        self.form, self._keeper = None, None
        clear(self._place)

    def _keep(self) -> None:
        room, form, keeper, view = self._room, self.form, self._keeper, self._view
        if form is None or keeper is None:
            return
        with room.feedback.answering(form):
            risk = replace(Risk(), **form.values())
            seen = (view.id, len(view.reviews))
            risk_reviews.review_risk(room.desk, room.actor, view.case_id, seen, risk)
            keeper.settled()
            self._put_away()
            self.kept.emit()
