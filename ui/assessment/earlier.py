"""What was answered to a question on the occasion before: hidden until somebody asks for it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.occasion import Occasion
from triage_app.services import changes
from triage_app.services.assessment_record import AssessmentView
from triage_app.services.desk import LONDON
from ui.assessment.run import Run
from ui.assessment.said import in_words
from ui.links import Link
from ui.parts import clear, column_of, holding, words
from ui.theme import SMALL, Tone


class Earlier(QWidget):
    """A link, and under it the earlier answer; the next question hides it again."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run, self._place, self._open = run, "", False
        self._earlier: AssessmentView | None = None
        self._said = QVBoxLayout()
        self._said.setSpacing(2)
        self._holder = QVBoxLayout(self)
        self._holder.setContentsMargins(0, 0, 0, 0)
        self._holder.setSpacing(4)
        self._link = Link(run.room.theme, run.room.texts("change.show_earlier"))
        self._link.clicked.connect(self._turn)
        self._holder.addWidget(self._link)
        self._holder.addLayout(self._said)
        self.hide()

    def show_at(self, place: str) -> None:
        """Stand beside a question; at the entry, and beside anything else, there is nothing."""
        view = self._run.view
        asked = view.instrument.question(place) is not None
        self.setVisible(asked and view.occasion is not Occasion.ENTRY)
        if place != self._place:
            self._place, self._open = place, False
            self._show()

    def _turn(self) -> None:
        self._open = not self._open
        self._show()

    def _show(self) -> None:
        clear(self._said)
        name = self._run.room.texts(f"change.{'hide' if self._open else 'show'}_earlier")
        self._link.setText(name)
        self._link.setAccessibleName(name)
        self._link.updateGeometry()
        if not self._open:
            return
        room, view = self._run.room, self._run.view
        with room.feedback.answering():
            self._earlier = self._earlier or changes.earlier(
                room.desk, room.actor, view.case_id, view.id
            )
        if self._earlier is not None:
            self._said.addWidget(self._answer(self._earlier))

    def _answer(self, earlier: AssessmentView) -> QWidget:
        theme, texts = self._run.room.theme, self._run.room.texts
        at = (earlier.completed_at or earlier.started_at).astimezone(LONDON).date()
        occasion = texts(f"change.occasion_{earlier.occasion.value}")
        lines = [
            words(theme, texts("change.earlier_on", occasion=occasion, day=at), SMALL, Tone.MUTED)
        ]
        lines += [words(theme, one) for one in self._lines(earlier)]
        return holding(column_of(*lines, spacing=0))

    def _lines(self, earlier: AssessmentView) -> list[str]:
        texts = self._run.room.texts
        question, given = earlier.instrument.question(self._place), earlier.given(self._place)
        if question is None:
            return [texts("change.earlier_not_asked")]
        if not (given.value or given.words):
            return [texts("change.earlier_none")]
        answer = in_words(texts, question, given.value) if given.value else ""
        return [one for one in (answer, given.words) if one]
