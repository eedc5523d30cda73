"""The parts of a question in their places: what is asked, its answers, their own words, a note.

The same parts are used for one question after another that is answered in the same way: to make
them anew each time takes longer than a frame.
"""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from triage_app.domain.instrument import BETWEEN, WILL_NOT_SAY, Kind, Question
from triage_app.domain.screening import alarms
from triage_app.services import drafts
from ui.assessment.card_face import RING
from ui.assessment.cards import AnswerCards
from ui.assessment.choices import choices, scale_ends
from ui.assessment.note import DRAFT as NOTE_DRAFT
from ui.assessment.note import NotePart
from ui.assessment.run import Run
from ui.assessment.typed import TYPED, as_typed, as_wide_as_there_is, typed_field
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import Notice, clear, words
from ui.scrolling import bring_into_view
from ui.theme import TITLE, Tone

WORDS, WORDS_DRAFT = "own_words", "assessment.words"


class QuestionFrame(QWidget):
    """Shows one question and what stands beside it; another in its place, once that is put."""

    SPEAKS_AS = "assessment"  # whose words label what is typed: of the assessor, or to the person
    TAKES_NOTES = True  # and shows them

    def __init__(self, run: Run, question: Question) -> None:
        super().__init__()
        self._run, self._question, self._written = run, question, False
        self._note: NotePart | None = None
        self._rung: list[str] = []  # what the answer that stands calls for
        self._texts, self._theme = run.room.texts, run.room.theme
        self._build()
        self._put()

    def puts(self, question: Question) -> bool:
        """Say whether another question is answered in the same way as this."""
        one, other = self._question.kind, question.kind
        same = TYPED.get(one) == TYPED.get(other) and question.scale == self._question.scale
        return same and (one is Kind.SEVERAL) == (other is Kind.SEVERAL)

    # ── Building ──

    def _build(self) -> None:
        theme = self._theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._notices, self._alarms = self._add_column(), self._add_column()
        self._said = words(theme, "", TITLE, bold=True)
        self._lead = words(theme, "", tone=Tone.MUTED)
        self._inset(self._said)
        self._inset(self._lead)
        several = self._question.kind is Kind.SEVERAL
        self._cards = AnswerCards(theme, choices(self._run, self._question), several=several)
        self._form = Form(self._run.room, self.SPEAKS_AS)
        self._ends = words(theme, "", tone=Tone.MUTED)
        self._typed = typed_field(self._form, self._question)
        self._words = as_wide_as_there_is(self._form.area(WORDS, 2))
        if self._typed is None:
            self._layout.addWidget(self._cards)
            self._inset(self._form)
        else:
            self._inset(self._ends)
            self._inset(self._form)
            self._layout.addWidget(self._cards)
        if self.TAKES_NOTES:
            self._note = NotePart(self._run, self._question)
            self._inset(self._note)
        self._layout.addStretch(1)
        self._keeper = DraftKeeper(self._run.room, self._form, WORDS_DRAFT, "", {})

    def _add_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(RING, 0, RING, 0)
        self._layout.addLayout(column)
        return column

    def _inset(self, widget: QWidget) -> None:
        """Stand in by what a card's ring takes, so that edges agree."""
        self._add_column().addWidget(widget)

    # ── Showing ──

    def _put(self) -> None:
        """Show the question that is put now, as it was answered, with what was being typed."""
        run, question = self._run, self._question
        self._form.clear_problems()
        clear(self._notices)
        _say(self._said, run.say(question.text))
        _say(self._lead, run.say(question.lead) if question.lead else "")
        if self._typed is not None:
            _say(self._ends, scale_ends(run, question))
        self._cards.offer(choices(run, question))
        self._cards.setAccessibleName(self._said.text())
        self._show_saved()
        room, about = run.room, f"{run.view.id}.{question.code}"
        found = drafts.kept_of(room.desk, room.actor, (WORDS_DRAFT, NOTE_DRAFT), about)
        self._keeper.turn_to(about, found)
        self._written = False
        if self._note is not None:
            self._note.turn_to(question, found)

    def _show_saved(self) -> None:
        question = self._question
        saved: dict[str, object] = {WORDS: self._run.view.words.get(question.code, "")}
        if self._typed is not None:
            value = "" if self._value() == WILL_NOT_SAY else self._value()
            saved[TYPED[question.kind]] = as_typed(question, value)
        self._form.fill(saved)

    def _show_chosen(self) -> None:
        self._cards.show_chosen(self._value().split(BETWEEN))

    def _show_alarms(self) -> None:
        """Say at once what an answer calls for; the person beside reads no more than the flag."""
        view, code = self._run.view, self._question.code
        here = [one for one in alarms(view.instrument, view.answers) if one.question == code]
        said = [self._run.calls_for(one) for one in here]
        if said == self._rung:
            return
        self._rung = said
        clear(self._alarms)
        for one in said:
            self._alarms.addWidget(Notice(self._theme, "flag", one))

    def _bring_alarm(self) -> None:
        """Bring what an answer calls for into view, above the answer that was just given."""
        item = self._alarms.itemAt(0)
        if item is not None and (notice := item.widget()) is not None:
            bring_into_view(notice)

    # ── What stands there ──

    def _value(self) -> str:
        return self._run.view.answers.get(self._question.code, "")

    def _typed_value(self) -> str:
        """Return the answer as it stands on the page."""
        if self._typed is None:
            return self._value()
        control: Any = self._typed
        typed = control.value()
        if typed in (None, ""):
            return WILL_NOT_SAY if self._value() == WILL_NOT_SAY else ""
        return str(typed)

    def _focus_answer(self) -> None:
        if self._typed is not None:
            self._typed.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._cards.take_focus()


def _say(label: QLabel, said: str) -> None:
    """Say something, or take no room."""
    label.setText(said)
    label.setVisible(bool(said))
