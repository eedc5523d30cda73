"""One question in the middle of the screen: its answers, and their own words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal

from triage_app.domain.entry import Unreadable
from triage_app.domain.instrument import Question
from triage_app.domain.problems import Problem
from triage_app.services.assessment_record import Given
from ui.assessment.choices import with_option
from ui.assessment.note import speak_of
from ui.assessment.question_frame import WORDS, QuestionFrame
from ui.assessment.run import Run
from ui.assessment.said import in_words
from ui.assessment.typed import TYPED, ScaleField
from ui.parts import Notice, clear


class QuestionPage(QuestionFrame):
    """Puts one question; whatever is answered is kept at once."""

    done = Signal()  # Ctrl+Enter in the words: go on

    def __init__(self, run: Run, question: Question) -> None:
        super().__init__(run, question)
        self._connect()
        self.refresh()

    def turn_to(self, question: Question) -> None:
        """Put another question, which is answered in the same way."""
        self._question = question
        self._put()
        self.refresh()

    def refresh(self) -> None:
        """Show what stands as answer now."""
        self._show_chosen()
        if not (self._written or self._keeper.has_draft):
            self._show_saved()  # the person may have written, with the screen in their hands
            self._keeper.forget_typing()
            self._written = False
        if self._note is not None:
            self._note.refresh()
        self._show_alarms()

    def take_focus(self) -> None:
        """Put the keyboard where the answer is given."""
        self._focus_answer()

    def go_to_words(self) -> None:
        """Put the keyboard into their own words."""
        self._form.go_to(WORDS)

    def go_to_note(self) -> None:
        """Put the keyboard into the assessor's note, where there can be one."""
        if self._note is not None:
            self._note.take_focus()

    def mark(self) -> None:
        """Mark the question to be come back to, or take the mark away; what was typed is kept."""
        later = self._question.code not in self._run.view.later
        try:
            value = self._typed_value()
        except Unreadable:  # it stays as it is typed, and is told on going on
            value = self._value()
        self._keep(value, later=later)

    def speak_of(self, question: str) -> None:
        """Say which question its fields belong to, where there are several on the page."""
        speak_of(self._form, question)
        if self._note is not None:
            self._note.speak_of(question)

    def press(self, key: int) -> bool:
        """Answer by a number key."""
        if isinstance(self._typed, ScaleField) and self._typed.press(key):
            return True
        return self._cards.press(key)

    def commit(self) -> bool:
        """Keep what was typed; say whether nothing stands in the way of going on."""
        try:
            value = self._typed_value()
        except Unreadable as unreadable:
            self.show_problems((Problem(self._question.code, unreadable.code),))
            return False
        return self._keep(value)

    def put_by(self) -> None:
        """Keep what is being typed as it is: the page is about to go, whatever is wrong with it."""
        self._keeper.keep_now()
        if self._note is not None:
            self._note.put_by()

    # ── What the one voice asks of a form ──

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark what was typed wrongly."""
        noted = [one for one in problems if one.field.endswith(".note")]
        if noted and self._note is not None:
            self._note.show_problems(noted)
        field = WORDS if self._typed is None else TYPED[self._question.kind]
        self._form.show_problems(
            [
                Problem(WORDS if one.field.endswith(".words") else field, one.code, one.values)
                for one in problems
                if one not in noted
            ]
        )

    def show_theirs(self, theirs: Mapping[str, object], by: str) -> None:
        """Put another's answer beside the one that was given here."""
        other: Any = theirs[self._question.code]
        told = self._texts(
            "assessment.both_answered",
            by=by,
            theirs=self._in_words(other),
            mine=self._in_words(self._tried),
        )
        self._notices.addWidget(Notice(self._theme, "warn", told))

    def clear_problems(self) -> None:
        """Take the marks away."""
        clear(self._notices)
        self._form.clear_problems()
        if self._note is not None:
            self._note.clear_problems()

    # ── Answering ──

    def _connect(self) -> None:
        self._cards.chosen.connect(self._chosen)
        self._form.submitted.connect(self.done)
        self._form.changed.connect(self._write)
        if isinstance(self._typed, ScaleField):
            self._typed.changed.connect(self.commit)
        if self._note is not None:
            self._note.done.connect(self.done)
            self._note.marked.connect(self.commit)

    def _chosen(self, code: str, stands: bool) -> None:  # noqa: FBT001 - as the signal has it
        if self._typed is not None:
            self._form.fill({TYPED[self._question.kind]: None})
        value, rung = with_option(self._question, self._value(), code, stands=stands), self._rung
        self._keep(value, later=None if not value else False)
        self.refresh()
        if self._rung != rung:
            self._bring_alarm()

    def _keep(self, value: str, *, later: bool | None = None) -> bool:
        """Keep what stands on the page; another answer takes a mark away unless it is put now."""
        view, code = self._run.view, self._question.code
        stands = view.given(code)
        if later is None:
            later = stands.later and (not value or value == stands.value)
        given = replace(stands, value=value, words=self._words.value(), later=later)
        if self._note is not None:
            given = replace(given, note=self._note.value())
        if given == stands:
            self._settle()
            return True
        self._tried = given
        kept = self._run.answer(self, code, given)
        if kept:
            self._settle()
        return kept

    def _write(self) -> None:
        self._written = True

    def _settle(self) -> None:
        """Forget the drafts; nothing was typed, nothing need be asked of the database."""
        if self._written or self._keeper.has_draft:
            self._keeper.settled()
            self._written = False
        if self._note is not None:
            self._note.settle()

    def _in_words(self, given: Given) -> str:
        said = in_words(self._texts, self._question, given.value)
        note = given.note.text if self.TAKES_NOTES else ""
        every = "; ".join(part for part in (said, given.words, note) if part)
        return every or self._texts("assessment.no_answer")
