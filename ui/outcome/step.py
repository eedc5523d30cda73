"""The outcome step: complete or in breach, decided, and watched until the officer has acted."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from triage_app.domain.compliance import Verdict
from triage_app.domain.workflow import State
from triage_app.services import breaches, outcome_view, outcomes, services_alone
from triage_app.services.desk import Actor, Desk
from triage_app.services.outcome_view import OutcomeView
from ui.decision import DecisionPart, waiting_of
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.not_taken_on import NotTakenOn
from ui.outcome import forms, parts
from ui.outcome.alone import ServicesAlonePart
from ui.outcome.ends import EndsPart
from ui.outcome.forms import ConfirmForm, ResultForm
from ui.outcome.proposing import ProposeForm, ProposingPart
from ui.outcome.prosecution import ProsecutionPart
from ui.paper_panel import PaperPanel
from ui.parts import clear
from ui.room import Room
from ui.step import Step
from ui.theme import UNIT
from ui.withdrawn import WithdrawnPart

KINDS = (
    "COMPLETED",
    "KEPT_LETTER",
    "BREACH",
    "NOT_BREACH",
    "WITHDRAWN",
    "PROSECUTION",
    "ENDED",
    "END_LETTER",
    "HANDED_OVER",
    "PARTNER_ENDED",
    "PARTNER_REOPENED",
    "CONSENT_WITHDRAWN",
    "REOPENED",
    "NEW_OFFICER",
)
AWAY = (State.RETURNED, State.COMPLETED)


class OutcomeStep(Step):
    """One thing at a time: what the facts say, then what is decided, then what is waited for."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room, case_id)
        self.view: OutcomeView | None = None
        self.left: Step | None = None
        self.decision: DecisionPart | None = None
        self.papers: PaperPanel | None = None
        self.told: WithdrawnPart | None = None
        self.file: ProsecutionPart | None = None
        self.ends: EndsPart | None = None
        self.forms: list[Form] = []
        self._keepers: list[DraftKeeper] = []
        self._proposing: ProposingPart | None = None
        self._alone = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(UNIT * 2, UNIT, UNIT * 2, UNIT * 3)
        self._column.setSpacing(UNIT * 3)
        self.refresh()

    def refresh(self) -> None:
        """Show how the ending stands now; what was being typed is kept first."""
        self.leave()
        room = self.room
        with room.feedback.answering():
            seen = outcome_view.view(room.desk, room.actor, self.case_id)
            alone = services_alone.concerns(room.desk, room.actor, self.case_id)
            if (seen, alone) == (self.view, self._alone) and self.ends is not None:
                self._refresh_parts()
                return  # nothing has changed: whatever is open stays open
            self.view, self._alone = seen, alone
            clear(self._column)
            self.left = self.decision = self.papers = self._proposing = None
            self.told = self.file = self.ends = None
            self.forms, self._keepers = [], []
            if self.view is None:
                self._show_left()
            else:
                self._show(self.view)
            self.ends = EndsPart(room, self.case_id)
            self.ends.changed.connect(self._ends_changed)
            self._column.addWidget(self.ends)
            if self.papers is None and (_is_decided(seen) or self.ends.reopened):
                self._show_papers()
            self._column.addStretch(1)

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field; on the first thing to do where none is named."""
        if self.ends is not None and self.ends.go_to(field):
            return
        if self.left is not None:
            self.left.go_to(field)
            return
        if self.told is not None and self.told.go_to(field):
            return
        if field in ("conditions", "quoted", "evidence") and self._proposing is not None:
            self._proposing.open()
        if self.decision is not None and self.decision.form is not None:
            self.decision.go_to(field)
            return
        if self.file is not None and field == "file":
            self.file.go_to()
            return
        named = {"paper": "told_on"}.get(field, field)
        form = next((one for one in self.forms if named in one.rows), None)
        if form is not None:
            form.go_to(named)
        else:
            self._go_to_first()

    def print_paper(self) -> None:
        """Show the newest paper to print."""
        if self.left is not None:
            self.left.print_paper()
        elif self.papers is not None:
            self.papers.open_newest()
        else:
            super().print_paper()

    def leave(self) -> None:
        """Keep what was being typed."""
        for keeper in self._keepers:
            keeper.keep_now()
        for part in (self.left, self.decision, self.file, self.ends):
            if part is not None:
                part.leave()

    # ── What is shown ──

    def _show_left(self) -> None:
        part = ServicesAlonePart if self._alone else NotTakenOn
        self.left = part(self.room, self.case_id)
        self.left.changed.connect(self.changed)
        self.left.went.connect(self.went)
        self._column.addWidget(self.left)

    def _show(self, view: OutcomeView) -> None:
        shows: dict[State, Callable[[OutcomeView], None]] = {
            State.LIVE: self._show_live,
            State.BREACH_PROPOSED: self._show_decision,
            State.RETURNED: self._show_watch,
            State.COMPLETED: self._show_watch,
        }
        if view.state in shows:
            shows[view.state](view)
        elif view.state is State.CLOSED:
            self._column.addWidget(parts.ended(self.room, view))
        for one in reversed(view.decided):
            self._column.addWidget(parts.decided(self.room, one))
        if view.watch is not None and view.watch.kind == "withdrawn":
            self.told = WithdrawnPart(self.room, self.case_id)
            self.told.changed.connect(self.changed)
            self._column.addWidget(self.told)

    def _ends_changed(self, paper: int | None) -> None:
        """Show everything anew: an end, a reopening or another officer changes all of it."""
        self.ends = None
        self._done(paper)

    def _show_papers(self) -> None:
        self.papers = PaperPanel(self.room, self.case_id, KINDS)
        self.papers.changed.connect(self.changed)
        self._column.addWidget(self.papers)

    def _show_live(self, view: OutcomeView) -> None:
        self._column.addWidget(parts.facts(self.room, view))
        if view.is_complete:
            self._add(ConfirmForm(self.room, view), "completion", self._confirm)
        self._proposing = ProposingPart(self.room, view)
        self._proposing.opened.connect(self._proposal_opened)
        self._column.addWidget(self._proposing)
        if view.computed.verdict is Verdict.CANNOT:
            self._proposing.open()

    def _show_decision(self, view: OutcomeView) -> None:
        waiting = waiting_of(self.room, view.case_id)
        if waiting is not None:
            self.decision = DecisionPart(self.room, waiting)
            self.decision.decided.connect(self._done_with_paper)
            self.decision.sent_back.connect(self._done_with_paper)
            self._column.addWidget(self.decision)

    def _show_watch(self, view: OutcomeView) -> None:
        watch = view.watch
        if watch is None:
            return
        self._column.addWidget(parts.watch(self.room, view, watch))
        if watch.with_officer:
            self._show_file()
        self._show_papers()  # the first thing to do is to send it
        here = self.room, self.case_id
        if watch.told_on is None:
            self._add(
                forms.told_form(self.room, view), "told_on", partial(forms.record_told, *here)
            )
        if watch.acknowledged_on is None:
            self._add(
                forms.acknowledged_form(self.room, view),
                "acknowledged_on",
                partial(forms.record_acknowledged, *here),
            )
        self._add(ResultForm(self.room, view), "result", self._close)

    def _show_file(self) -> None:
        self.file = ProsecutionPart(self.room, self.case_id)
        self.file.made.connect(self._file_made)
        self.file.changed.connect(self._done)  # the password was put away: what is waited for next
        self._column.addWidget(self.file)

    def _add(self, form: Form, code: str, commit: Callable[[Form], int | None]) -> None:
        self._attend(form, code, commit)
        self._column.addWidget(form)

    def _attend(self, form: Form, code: str, commit: Callable[[Form], int | None]) -> None:
        """Keep what is typed into a form, and do what it says once it is submitted."""
        keeper = DraftKeeper(self.room, form, f"outcome.{code}", self.case_id)
        form.submitted.connect(lambda: self._commit(form, keeper, commit))
        self.forms.append(form)
        self._keepers.append(keeper)

    def _proposal_opened(self, form: Form) -> None:
        self._attend(form, "proposal", self._propose)

    def _refresh_parts(self) -> None:
        for part in (self.left, self.papers, self.file):
            if part is not None:
                part.refresh()

    # ── What is done ──

    def _commit(
        self, form: Form, keeper: DraftKeeper, commit: Callable[[Form], int | None]
    ) -> None:
        with self.room.feedback.answering(form):
            paper = commit(form)
            keeper.settled()
            self._done(paper)

    def _confirm(self, form: Form) -> int | None:
        values = form.values()
        chosen = values["outcome"], values["letter_language"]
        return outcomes.confirm_completion(*self._at(), self._seen(form), *chosen)

    def _propose(self, form: Form) -> None:
        if isinstance(form, ProposeForm):
            breaches.propose(*self._at(), self._seen(form), form.given())

    def _close(self, form: Form) -> None:
        if isinstance(form, ResultForm):
            record = outcomes.record_proceedings if form.returned else outcomes.record_outcome
            record(*self._at(), self._seen(form), form.given())

    def _at(self) -> tuple[Desk, Actor]:
        return self.room.desk, self.room.actor

    def _seen(self, form: Form) -> tuple[int, int]:
        version = self.view.version if self.view else 0
        return self.case_id, form.version or version

    def _done_with_paper(self, paper: int | None = None) -> None:
        self.decision = None
        self._done(paper)

    def _file_made(self, paper: int) -> None:
        """Let the file that was made be read, and printed or sent."""
        if self.papers is not None:
            self.papers.refresh()
            self.papers.open(paper)
        self.changed.emit()

    def _done(self, paper: int | None = None) -> None:
        """Show what comes next: the paper just made, or else the next thing to fill in."""
        self.view = None
        self.refresh()
        self.changed.emit()
        if paper is not None and self.papers is None:
            self._show_papers()  # of a case without a contract: it is in no list of this step
        if paper is not None and self.papers is not None:
            self.papers.open(paper)
        else:
            self._go_to_first()

    def _go_to_first(self) -> None:
        if self.decision is not None:
            self.decision.go_to()
        elif self.forms:
            self.forms[0].go_to("")
        elif self._proposing is not None:
            self._proposing.go_to()


def _is_decided(seen: OutcomeView | None) -> bool:
    """Whether something was decided of which papers were made."""
    return seen is not None and (seen.watch is not None or bool(seen.decided))
