"""What stands beside a question: how the need is linked, and what was answered on it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from triage_app.domain.instrument import Question
from triage_app.domain.problems import Problem
from triage_app.domain.sitting import VIEW, pathway_of
from triage_app.services import screenings
from triage_app.services.screenings import Offered
from ui.assessment.earlier import Earlier
from ui.assessment.known import Known
from ui.assessment.questionnaires import Questionnaires
from ui.assessment.run import Run
from ui.assessment.said import in_words
from ui.fields import TickField
from ui.parts import clear, heading, rule, words
from ui.theme import SMALL, UNIT, Tone


class Beside(QFrame):
    """The need on this pathway: ticks kept at once, a hint, questionnaires, the answers so far."""

    asked_for = Signal(str)  # a questionnaire
    asked_when = Signal()  # they cannot come

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run, self._shown = run, ""
        self._offered: tuple[Offered, ...] = ()
        self._texts, self._theme = run.room.texts, run.room.theme
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Show this place's need as it stands."""
        run = self._run
        pathway = pathway_of(run.view.instrument, run.place)
        if pathway is None:
            return
        self._need.setVisible(not run.place.startswith(VIEW))
        view = run.view.findings.view(pathway)
        for tick, value in (
            (self._linked, view.linked_to_offending),
            (self._harm, view.linked_to_harm),
        ):
            tick.blockSignals(True)
            tick.set_value(value)
            tick.blockSignals(False)
        self._known.show_of(pathway)
        self._show_hint(run.view.instrument.question(run.place))
        self._earlier.show_at(run.place)
        self._show_answers(pathway)
        if pathway != self._shown:
            self._shown = pathway
            self._show_questionnaires(pathway)

    def _show_questionnaires(self, pathway: str) -> None:
        room, case_id = self._run.room, self._run.view.case_id
        self._offered = self._offered or screenings.offered(room.desk, room.actor, case_id)
        fitting = [one for one in self._offered if one.instrument.pathways[0] == pathway]
        self._questionnaires.show_offered(fitting)

    # ── What the one voice asks of a form ──

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Nothing can be wrong with a tick."""

    def show_theirs(self, theirs: Mapping[str, object], by: str) -> None:
        """The ticks show theirs at once; the sentence above says by whom."""

    def clear_problems(self) -> None:
        """There are none."""

    def _build(self) -> None:
        texts, theme = self._texts, self._theme
        column = QVBoxLayout(self)
        margin = UNIT * (3 if theme.look.large else 2)
        column.setContentsMargins(margin, UNIT * 2, margin, UNIT * 2)
        column.setSpacing(UNIT)
        self._need = QWidget()
        need = QVBoxLayout(self._need)
        need.setContentsMargins(0, 0, 0, 0)
        need.setSpacing(UNIT)
        need.addWidget(heading(theme, texts("assessment.this_need")))
        self._linked = self._tick(need, "linked")
        self._harm = self._tick(need, "harm")
        need.addWidget(rule(theme))
        column.addWidget(self._need)
        self._known = Known(self._run)
        self._known.asked_when.connect(self.asked_when)
        column.addWidget(self._known)
        self._hints = QVBoxLayout()
        self._hints.setSpacing(4)
        column.addLayout(self._hints)
        self._earlier = Earlier(self._run)
        column.addWidget(self._earlier)
        self._questionnaires = Questionnaires(self._run.room)
        self._questionnaires.chosen.connect(self.asked_for)
        self._questionnaires.hide()
        column.addWidget(self._questionnaires)
        column.addWidget(heading(theme, texts("assessment.answered")))
        self._answers = QVBoxLayout()
        self._answers.setSpacing(4)
        column.addLayout(self._answers)
        column.addStretch(1)

    def _connect(self) -> None:
        self._linked.changed.connect(self._judge)
        self._harm.changed.connect(self._judge)

    def _tick(self, column: QVBoxLayout, name: str) -> TickField:
        tick = TickField(self._theme, self._texts(f"assessment.{name}"))
        note = self._texts(f"assessment.{name}_note")
        tick.setAccessibleDescription(note)
        said = words(self._theme, note, SMALL, Tone.MUTED)
        said.setContentsMargins(self._theme.look.px(20) + UNIT, 0, 0, 0)
        pair = QVBoxLayout()
        pair.setSpacing(0)
        pair.addWidget(tick)
        pair.addWidget(said)
        column.addLayout(pair)
        return tick

    def _judge(self) -> None:
        """Keep what is ticked; what was never ticked is still not decided."""
        run = self._run
        pathway = pathway_of(run.view.instrument, run.place)
        if pathway is None:
            return
        view = run.view.findings.view(pathway)
        changed = replace(
            view,
            linked_to_offending=_decided(self._linked, view.linked_to_offending),
            linked_to_harm=_decided(self._harm, view.linked_to_harm),
        )
        run.judge(self, pathway, changed)
        self.refresh()

    def _show_hint(self, question: Question | None) -> None:
        clear(self._hints)
        if question is None or question.hint is None:
            return
        self._hints.addWidget(heading(self._theme, self._texts("assessment.listen_for")))
        self._hints.addWidget(words(self._theme, self._run.show(question.hint)))
        self._hints.addWidget(rule(self._theme))

    def _show_answers(self, pathway: str) -> None:
        clear(self._answers)
        view = self._run.view
        section = view.instrument.section(pathway)
        given = [one for one in section.shown(view.answers) if one.code in view.answers]
        for question in given:
            self._answers.addWidget(_answer(self._run, question, view.answers[question.code]))
        if not given:
            nothing = self._texts("assessment.nothing_answered")
            self._answers.addWidget(words(self._theme, nothing, SMALL, Tone.MUTED))


def _decided(tick: TickField, before: bool | None) -> bool | None:  # noqa: FBT001
    """What a tick says; one left as it was says no more than before."""
    return before if tick.value() == bool(before) else tick.value()


def _answer(run: Run, question: Question, value: str) -> QWidget:
    theme, holder = run.room.theme, QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(words(theme, run.show(question.brief), SMALL, Tone.MUTED))
    column.addWidget(words(theme, in_words(run.room.texts, question, value)))
    return holder
