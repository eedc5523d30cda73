"""What assessor and person think: of one pathway, and of the risk. Two forms, kept on going on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.needs import Level, Motivation, Risk, View
from triage_app.domain.problems import Problem
from ui.assessment.card_face import RING
from ui.assessment.run import Run
from ui.drafts import DraftKeeper
from ui.forms import Form, show_from_top
from ui.parts import words
from ui.theme import TITLE, Tone


def risk_fields(form: Form) -> None:
    """Put the questions of risk into a form."""
    levels = [(one, form.room.texts(f"needs.level_{one.value}")) for one in Level]
    form.radio("reoffending", levels, across=True)
    form.radio("harm", levels, across=True)
    form.area("to_whom", 2)
    form.area("rationale", 3)
    form.area("action", 2)
    form.day("review")


class JudgingPage(QWidget):
    """A form of the assessor's: what it holds is kept on going on, and drafted meanwhile."""

    done = Signal()

    def __init__(self, run: Run, title: str, code: str, about: str) -> None:
        super().__init__()
        self._run, self.form, self._written = run, Form(run.room, "needs"), False
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, 0, RING, 0)
        column.addWidget(words(run.room.theme, title, TITLE, bold=True))
        self._say_more(column)
        column.addWidget(self.form)
        column.addStretch(1)
        self._build()
        self.form.fill(self._kept())
        self._keeper = DraftKeeper(run.room, self.form, code, f"{run.view.id}.{about}")
        self.form.submitted.connect(self.done)
        self.form.changed.connect(self._write)

    def refresh(self) -> None:
        """What is typed stays; another's version is shown beside it when they differ."""

    def take_focus(self, field: str = "") -> None:
        """Put the keyboard on a field, or on the first."""
        self.form.go_to(field)
        first = next(iter(self.form.rows.values()))
        if not field:
            show_from_top(first, first.height())

    def commit(self) -> bool:
        """Keep what was filled in; say whether nothing stands in the way of going on."""
        values: dict[str, Any] = {}
        with self._run.room.feedback.answering(self):
            values = self.form.values()
        if not values:
            return False
        kept = values == self._kept() or self._save(values)
        if kept and (self._written or self._keeper.has_draft):
            self._keeper.settled()
            self._written = False
        return kept

    def put_by(self) -> None:
        """Keep what is being typed as it is: the page is about to go."""
        self._keeper.keep_now()

    # ── What the one voice asks of a form ──

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields."""
        self.form.show_problems(problems)

    def show_theirs(self, theirs: Mapping[str, object], by: str) -> None:
        """Put another's version beside what was typed here."""
        self.form.show_theirs(theirs, by)

    def clear_problems(self) -> None:
        """Take the marks away."""
        self.form.clear_problems()

    def _write(self) -> None:
        self._written = True

    def _say_more(self, column: QVBoxLayout) -> None:
        """Add what stands between the title and the form."""

    def _build(self) -> None:
        raise NotImplementedError

    def _kept(self) -> dict[str, Any]:
        raise NotImplementedError

    def _save(self, values: dict[str, Any]) -> bool:
        raise NotImplementedError


class ViewPage(JudgingPage):
    """One pathway: its links, a strength, the person's own view and what they want to do."""

    def __init__(self, run: Run, pathway: str) -> None:
        self._pathway = pathway
        name = run.view.instrument.section(pathway).name
        title = run.room.texts("assessment.judge_title", pathway=name)
        super().__init__(run, title, "assessment.view", pathway)

    def _build(self) -> None:
        texts, form = self._run.room.texts, self.form
        # Nothing is chosen until somebody has decided.
        linked = [(True, texts("needs.linked")), (False, texts("needs.not_linked"))]
        form.radio("linked_to_offending", linked, across=True)
        form.radio("linked_to_harm", linked, across=True)
        form.radio(
            "motivation", [(one, texts(f"needs.motivation_{one.value}")) for one in Motivation]
        )
        form.area("own_view", 2)
        form.area("strength", 2)

    def _kept(self) -> dict[str, Any]:
        return asdict(self._run.view.findings.view(self._pathway))

    def _save(self, values: dict[str, Any]) -> bool:
        return self._run.judge(self, self._pathway, replace(View(), **values))


class RiskPage(JudgingPage):
    """How likely they are to offend again and to cause harm, to whom, why, and what is done."""

    def __init__(self, run: Run) -> None:
        title = run.room.texts("assessment.risk")
        super().__init__(run, title, "assessment.risk", "risk")

    def _say_more(self, column: QVBoxLayout) -> None:
        room = self._run.room
        note = words(room.theme, room.texts("assessment.risk_note"), tone=Tone.MUTED)
        column.addWidget(note)

    def _build(self) -> None:
        risk_fields(self.form)

    def _kept(self) -> dict[str, Any]:
        return asdict(self._run.view.findings.risk)

    def _save(self, values: dict[str, Any]) -> bool:
        return self._run.judge_risk(self, replace(Risk(), **values))
