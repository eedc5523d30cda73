"""What the assessor notes beside an answer, marked fact or opinion; the person never sees it.

Data protection law wants facts and personal assessments told apart as far as can be (Data
Protection Act 2018, s38(2)). A note nobody has marked yet is taken for an opinion: taking what
somebody thinks for what is known would be the worse mistake.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.instrument import Question
from triage_app.domain.problems import Problem
from triage_app.services.assessment_record import Note, NoteIs
from triage_app.services.drafts import KeptDraft
from ui.assessment.run import Run
from ui.assessment.typed import as_wide_as_there_is
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.room import Room

NOTE, KIND = "note", "note_is"
DRAFT = "assessment.note"


class NoteForm(Form):
    """A few lines, and whether they are fact or opinion."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "assessment")
        self.text = as_wide_as_there_is(self.area(NOTE, 2))
        kinds = [(one, room.texts(f"assessment.note_{one}")) for one in NoteIs]
        self.kind = self.radio(KIND, kinds, across=not room.theme.look.large)
        self.keeper = DraftKeeper(room, self, DRAFT, "", {})
        self._written = False
        self.changed.connect(self._write)

    @property
    def is_written(self) -> bool:
        """Whether it holds something that is not kept as a note."""
        return self._written or self.keeper.has_draft

    def turn_to(self, kept: Note, about: str, found: Mapping[str, KeptDraft]) -> None:
        """Show the note beside another answer, or the draft of one."""
        self.clear_problems()
        self._show(kept)
        self.keeper.turn_to(about, found)
        self._written = False

    def show_kept(self, kept: Note) -> None:
        """Show the note that is kept now."""
        self._show(kept)
        self.keeper.forget_typing()
        self._written = False

    def settle(self) -> None:
        """Forget the draft: what it held is kept."""
        if self.is_written:
            self.keeper.settled()
            self._written = False

    def as_note(self) -> Note:
        """Return the note as it stands in the field."""
        text = self.text.value()
        return Note(text, NoteIs(self.kind.value())) if text else Note()

    def _show(self, kept: Note) -> None:
        self.kind.blockSignals(True)
        self.fill({NOTE: kept.text, KIND: kept.is_a if kept.text else NoteIs.OPINION})
        self.kind.blockSignals(False)

    def _write(self) -> None:
        self._written = True


class NotePart(QWidget):
    """The note beside a question: not there until there is something, or N asks for it."""

    done = Signal()  # Ctrl+Enter in it: go on
    marked = Signal()  # fact or opinion was chosen: it is kept at once

    def __init__(self, run: Run, question: Question) -> None:
        super().__init__()
        self._run, self._question = run, question
        self.form: NoteForm | None = None
        self._beside = ""  # which question it is said to belong to
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def turn_to(self, question: Question, found: Mapping[str, KeptDraft]) -> None:
        """Be the note beside a question."""
        self._question = question
        if self.form is not None or self._kept.text or DRAFT in found:
            form = self._made()
            form.turn_to(self._kept, self._about, found)
            self.setVisible(bool(form.text.value()) or form.is_written)

    def refresh(self) -> None:
        """Show the note that is kept now, unless another is being written."""
        if self.form is None and not self._kept.text:
            return
        form = self._made()
        if form.is_written:
            return
        form.show_kept(self._kept)
        if form.text.value():
            self.show()

    def value(self) -> Note:
        """Return the note as it stands in the field; one not touched is the one that is kept."""
        return self.form.as_note() if self.form is not None and self.form.is_written else self._kept

    def take_focus(self) -> None:
        """Put the keyboard into it."""
        form = self._made()
        self.show()
        form.go_to(NOTE)

    def speak_of(self, question: str) -> None:
        """Say which question its fields belong to, where there are several on the page."""
        self._beside = question
        if self.form is not None:
            speak_of(self.form, question)

    def put_by(self) -> None:
        """Keep what is being typed as it is."""
        if self.form is not None:
            self.form.keeper.keep_now()

    def settle(self) -> None:
        """Forget the draft: what it held is kept."""
        if self.form is not None:
            self.form.settle()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark what is wrong with it."""
        named = [Problem(NOTE, one.code, one.values) for one in problems]
        self._made().show_problems(named)

    def clear_problems(self) -> None:
        """Take the marks away."""
        if self.form is not None:
            self.form.clear_problems()

    @property
    def _kept(self) -> Note:
        return self._run.view.notes.get(self._question.code, Note())

    @property
    def _about(self) -> str:
        return f"{self._run.view.id}.{self._question.code}"

    def _made(self) -> NoteForm:
        """Return its fields; they are made when they are first wanted."""
        if self.form is None:
            self.form = NoteForm(self._run.room)
            self.form.turn_to(self._kept, self._about, {})
            self._column.addWidget(self.form)
            self.form.submitted.connect(self.done)
            self.form.kind.changed.connect(self.marked)
            if self._beside:
                speak_of(self.form, self._beside)
        return self.form


def speak_of(form: Form, question: str) -> None:
    """Let the fields of a form be called after a question as well."""
    for row in form.rows.values():
        row.control.setAccessibleName(f"{row.control.accessibleName()}: {question}")
