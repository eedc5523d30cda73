"""What the assessor notes beside an answer, marked fact or opinion; the person never sees it.

Data protection law wants facts and personal assessments told apart as far as can be (Data
Protection Act 2018, s38(2)). A note nobody has marked yet is taken for an opinion: taking what
somebody thinks for what is known would be the worse mistake.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.instrument import Question
from triage_app.domain.problems import Problem
from triage_app.services.assessment_record import Note, NoteIs
from ui.assessment.run import Run
from ui.drafts import DraftKeeper
from ui.fields import AreaField
from ui.forms import Form

NOTE, KIND = "note", "note_is"
AS_WIDE_AS_THERE_IS = 16_777_215  # Qt's own number for no limit


class NotePart(QWidget):
    """A few lines and what they are; out of sight until there is something, or N asks for it."""

    done = Signal()  # Ctrl+Enter in it: go on
    marked = Signal()  # fact or opinion was chosen: it is kept at once

    def __init__(self, run: Run, question: Question) -> None:
        super().__init__()
        self._run, self._question = run, question
        texts, self._written = run.room.texts, False
        self.form = Form(run.room, "assessment")
        self._text: AreaField = self.form.area(NOTE, 2)
        self._text.setMinimumWidth(0)
        self._text.setMaximumWidth(AS_WIDE_AS_THERE_IS)
        kinds = [(one, texts(f"assessment.note_{one}")) for one in NoteIs]
        across = not run.room.theme.look.large
        self._kind = self.form.radio(KIND, kinds, across=across)
        self._show_kept()
        about = f"{run.view.id}.{question.code}"
        self._keeper = DraftKeeper(run.room, self.form, "assessment.note", about)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self.form.submitted.connect(self.done)
        self.form.changed.connect(self._write)
        self._kind.changed.connect(self.marked)
        if not self._text.value() and not self._keeper.has_draft:
            self.hide()

    def refresh(self) -> None:
        """Show the note that is kept now, unless another is being written."""
        if self._is_written:
            return
        self._show_kept()
        self._keeper.forget_typing()
        self._written = False
        if self._text.value():
            self.show()

    def value(self) -> Note:
        """Return the note as it stands in the field; one not touched is the one that is kept."""
        if not self._is_written:
            return self._kept
        text = self._text.value()
        return Note(text, NoteIs(self._kind.value())) if text else Note()

    def take_focus(self) -> None:
        """Put the keyboard into it."""
        self.show()
        self.form.go_to(NOTE)

    def put_by(self) -> None:
        """Keep what is being typed as it is."""
        self._keeper.keep_now()

    def settle(self) -> None:
        """Forget the draft: what it held is kept."""
        if self._is_written:
            self._keeper.settled()
            self._written = False

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark what is wrong with it."""
        self.form.show_problems([Problem(NOTE, one.code, one.values) for one in problems])

    def clear_problems(self) -> None:
        """Take the marks away."""
        self.form.clear_problems()

    @property
    def _kept(self) -> Note:
        return self._run.view.notes.get(self._question.code, Note())

    @property
    def _is_written(self) -> bool:
        return self._written or self._keeper.has_draft

    def _show_kept(self) -> None:
        kept = self._kept
        self.form.fill({NOTE: kept.text, KIND: kept.is_a if kept.text else NoteIs.OPINION})

    def _write(self) -> None:
        self._written = True
