"""What stands beside a question: how the need is linked, and what was answered on it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

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
from ui.parts import column_of, heading, rule, words
from ui.theme import SMALL, UNIT, Tone


class Beside(QFrame):
    """The need on this pathway: ticks kept at once, a hint, questionnaires, the answers so far."""

    asked_for = Signal(str)  # a questionnaire
    asked_when = Signal()  # they cannot come

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run, self._shown = run, ""
        self._offered: tuple[Offered, ...] | None = None  # looked up once, after the question
        self._soon = QTimer(self)  # of no length: it waits till the painting is done
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_questionnaires)
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
        self._hint.show_of(run.view.instrument.question(run.place))
        self._earlier.show_at(run.place)
        self._answers.show_of(pathway)
        if pathway == self._shown:
            return
        self._shown = pathway
        if self._offered is not None:
            self._show_questionnaires()

    @property
    def is_looking_up(self) -> bool:
        """Whether the questionnaires are still to come."""
        return self._offered is None

    def question_is_painted(self) -> None:
        """Look up the questionnaires now that there is something to see."""
        if self.is_looking_up:
            self._soon.start(0)

    def _show_questionnaires(self) -> None:
        room, case_id = self._run.room, self._run.view.case_id
        if self._offered is None:
            with room.feedback.answering(unasked=True):
                self._offered = screenings.offered(room.desk, room.actor, case_id)
        if self._offered is None:
            return  # it was told why
        offered = (one for one in self._offered if one.instrument.pathways[0] == self._shown)
        self._questionnaires.show_offered(list(offered))

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
        self._hint = Hint(self._run)
        column.addWidget(self._hint)
        self._earlier = Earlier(self._run)
        column.addWidget(self._earlier)
        self._questionnaires = Questionnaires(self._run.room, self._run.view.case_id)
        self._questionnaires.chosen.connect(self.asked_for)
        self._questionnaires.hide()
        column.addWidget(self._questionnaires)
        column.addWidget(heading(theme, texts("assessment.answered")))
        self._answers = SoFar(self._run)
        column.addWidget(self._answers)
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


class Hint(QWidget):
    """What to listen for at a question; no room where there is nothing to say."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run, theme = run, run.room.theme
        self._said = words(theme, "")
        title = heading(theme, run.room.texts("assessment.listen_for"))
        self.setLayout(column_of(title, self._said, rule(theme), spacing=4))

    def show_of(self, question: Question | None) -> None:
        """Show the hint of a question, if there is one."""
        hint = question.hint if question is not None else None
        self._said.setText(self._run.show(hint) if hint else "")
        self.setVisible(hint is not None)


class SoFar(QWidget):
    """What was answered on a pathway: each in two lines, used again for the next pathway."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run = run
        self._pairs: list[tuple[QLabel, QLabel]] = []
        texts, theme = run.room.texts, run.room.theme
        self._nothing = words(theme, texts("assessment.nothing_answered"), SMALL, Tone.MUTED)
        self._column = column_of(self._nothing, spacing=0)
        self.setLayout(self._column)

    def show_of(self, pathway: str) -> None:
        """Show the answers there are."""
        run, texts = self._run, self._run.room.texts
        answers = run.view.answers
        shown = run.view.instrument.section(pathway).shown(answers)
        given = [
            (run.show(one.brief), in_words(texts, one, answers[one.code]))
            for one in shown
            if one.code in answers
        ]
        while len(self._pairs) < len(given):
            self._add_pair()
        for number, pair in enumerate(self._pairs):
            said = given[number] if number < len(given) else ("", "")
            for label, line in zip(pair, said, strict=True):
                label.setText(line)
                label.setVisible(bool(line))
        self._nothing.setVisible(not given)

    def _add_pair(self) -> None:
        theme = self._run.room.theme
        brief, answer = words(theme, "", SMALL, Tone.MUTED), words(theme, "")
        answer.setContentsMargins(0, 0, 0, 4)
        self._column.addWidget(brief)
        self._column.addWidget(answer)
        self._pairs.append((brief, answer))


def _decided(tick: TickField, before: bool | None) -> bool | None:  # noqa: FBT001
    """What a tick says; one left as it was says no more than before."""
    return before if tick.value() == bool(before) else tick.value()
