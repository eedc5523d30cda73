"""Eligibility as a step of a case: what the rules say, a judgement, and a person's decision."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.charge_clock import OffenceLimit
from triage_app.domain.eligibility import Verdict
from triage_app.domain.orders import Ordered
from triage_app.domain.questions import BY_HAND
from triage_app.domain.workflow import BEFORE_CONTRACT, Event
from triage_app.services import answers, eligibility, orders
from triage_app.services.decisions import Decided
from triage_app.services.eligibility import Advice
from triage_app.services.shown import Shown
from ui.eligibility import findings
from ui.eligibility.authority import AuthorityPanel
from ui.eligibility.clock import ClockPart, clock_picture
from ui.eligibility.decided import DecidedPart
from ui.eligibility.decision import DecisionPanel
from ui.eligibility.judging import GravityPanel, SuitabilityPanel
from ui.eligibility.panels import ByHand, OffencePanel, Orders, Panel, Term
from ui.eligibility.row import VerdictRow
from ui.eligibility.rules import Rules
from ui.parts import button, heading, line_of, words
from ui.room import Place, Room
from ui.scrolling import bring_into_view
from ui.step import Step
from ui.theme import UNIT, Tone


class EligibilityStep(Step):
    """The program advises, a named person judges, decides and says why."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room, case_id)
        self.panel: Panel | None = None
        self.clock: ClockPart | None = None
        self._advice: Advice | None = None
        self._again = self._sources = False
        self._looking_at: int | None = None  # a decision of before
        self._build()
        self._connect()
        self.refresh()

    @property
    def rows(self) -> dict[str, VerdictRow]:
        """The rules' rows by code."""
        return self.rules.rows

    def refresh(self) -> None:
        """Put the rules to the case as it stands now."""
        room = self.room
        with room.feedback.answering():
            self._read()

    def go_to(self, field: str) -> None:
        """Put the keyboard on a rule, on the reason, or on the authorising officer."""
        if field in self.rows and self._settle(field):
            return
        if not self.authority.isHidden():
            self.authority.go_to()
        elif not self.decision.isHidden():
            self._first_thing_to_do()

    def leave(self) -> None:
        """Keep what was being typed."""
        for one in (self.gravity, self.suitability, self.decision, self.authority):
            one.leave()

    def _build(self) -> None:
        room, theme, texts = self.room, self.room.theme, self.room.texts
        self.title = heading(theme, texts("eligibility.title"))
        self.note = words(theme, "", tone=Tone.MUTED)
        self.sources = button(theme, texts("eligibility.show_sources"), "quiet")
        self.rules = Rules(room)
        self.gravity = GravityPanel(room, self.case_id)
        self.suitability = SuitabilityPanel(room, self.case_id)
        self.decision = DecisionPanel(room, self.case_id)
        self.decided = DecidedPart(room)
        self.authority = AuthorityPanel(room, self.case_id)
        head = line_of(self.note, self.sources)
        head.setStretch(0, 1)
        head.setStretch(2, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self.title)
        layout.addLayout(head)
        parts: tuple[QWidget, ...] = (self.rules, self.gravity, self.suitability, self.decision)
        for one in (*parts, self.decided, self.authority):
            layout.addWidget(one)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.sources.clicked.connect(self._turn_sources)
        self.rules.settling.connect(self._settle)
        self.rules.answered.connect(self._answer)
        self.gravity.recorded.connect(self._has_changed)
        self.suitability.recorded.connect(self._has_changed)
        self.decision.decided.connect(self._has_decided)
        self.decision.undecided.connect(self._read)  # what was told stays on the page
        self.decided.again.connect(self._decide_again)
        self.decided.chosen.connect(self._look_at)
        self.authority.recorded.connect(self.changed)  # what is next lies in another step

    def _read(self) -> None:
        advice = eligibility.advise(self.room.desk, self.room.actor, self.case_id)
        self._advice, self.panel = advice, None
        kept = self._kept(advice)
        if kept is None:
            self._show_live(advice)
        else:
            self._show_kept(advice, kept)
        self._show_authority(advice)

    def _kept(self, advice: Advice) -> Decided | None:
        """Return the decision to be shown; none while one is to be taken."""
        if not advice.decisions:
            return None
        if self._again and advice.may_be_decided:
            return None
        chosen = [one for one in advice.decisions if one.number == self._looking_at]
        return (chosen or [advice.decisions[0]])[0]

    def _show_live(self, advice: Advice) -> None:
        self._say_which(advice.shown)
        open_now = advice.may_be_decided
        if open_now:
            self.rules.show_live(advice, sources=self._sources, clock=self._live_clock)
        else:  # it went on, or ended, without a decision: nothing is left to settle
            self.rules.show_kept(advice.shown, sources=self._sources, clock=self._live_clock)
        self.gravity.show_advice(advice, open_to_change=open_now)
        self.suitability.show_advice(advice, open_to_change=open_now)
        self.decision.show_advice(advice)
        self._turn_to(live=True)
        self.decision.setVisible(open_now)

    def _show_kept(self, advice: Advice, kept: Decided) -> None:
        self._say_which(kept.shown)
        part = ClockPart(self.room, kept.shown.clock)
        self.rules.show_kept(kept.shown, sources=self._sources, clock=lambda: part)
        self.decided.show_decision(advice, kept.number)
        self._turn_to(live=False)

    def _turn_to(self, *, live: bool) -> None:
        for one in (self.gravity, self.suitability, self.decision):
            one.setVisible(live)
        self.decided.setVisible(not live)

    def _say_which(self, shown: Shown) -> None:
        texts = self.room.texts
        met = sum(one.verdict is Verdict.MET for one in shown.rules)
        count = texts("eligibility.met_count", met=met, all=len(shown.rules))
        self.note.setText(f"{shown.scheme.text(texts)}. {count}.")
        code = "hide_sources" if self._sources else "show_sources"
        self.sources.setText(texts(f"eligibility.{code}"))

    def _live_clock(self) -> ClockPart:
        """Return the time to charge under the term's row, with what is not known of it."""
        advice = self._advice
        if advice is None:
            raise LookupError("no advice was read")
        part = ClockPart(self.room, advice.shown.clock)
        part.draw(clock_picture(self.room, advice))
        if advice.may_be_decided:
            part.ask_for(advice.clock.limits)
        part.asked.connect(self._fill_in)
        self.clock = part
        return part

    def _show_authority(self, advice: Advice) -> None:
        """Ask who allows it once it is decided; after a contract it can only be read."""
        decided, settled = advice.decided, advice.state not in BEFORE_CONTRACT
        eligible = decided is not None and decided.outcome is Event.DECIDED_ELIGIBLE
        asked = advice.scheme.needs_authority and eligible and not settled
        shown = (asked or advice.authority is not None) and not self._again
        self.authority.setVisible(shown)
        self.authority.show_authority(advice.authority, settled=settled)

    def _settle(self, rule: str) -> bool:
        """Open the place where a finding is settled; say whether there is one."""
        advice = self._advice
        if advice is None or self._kept(advice) is not None or not advice.may_be_decided:
            return False
        finding = next(one for one in advice.eligibility.findings if one.rule == rule)
        if asked := self.rules.asking_of(rule):
            asked.setFocus()
            bring_into_view(asked)
            return True
        way = findings.way_to_settle(finding)
        if way is None:
            return False
        if way.field:
            self.went.emit(Place("case", self.case_id, "referral", way.field))
        elif way.code == "eligibility.answer_again":
            self.rules.ask_again(rule, finding.asks)
        else:
            self._open(rule, self._panel_for(rule, way.code, advice))
        return True

    def _panel_for(self, rule: str, code: str, advice: Advice) -> Panel:
        if code == "eligibility.settle_term":
            return Term(self.room, self.case_id, advice)
        if rule == findings.ORDERS:
            return Orders(self.room, self.case_id, advice)
        question = next(one for one in BY_HAND if one == rule)
        before = advice.facts.answers.get(question)
        return ByHand(self.room, self.case_id, question, before.reason if before else "")

    def _fill_in(self, limit: OffenceLimit) -> None:
        self._open("term", OffencePanel(self.room, self.case_id, limit))

    def _open(self, rule: str, panel: Panel) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
        self.panel = panel
        panel.settled.connect(self._has_changed)
        self.rules.put_under(rule, panel)

    def _answer(self, question: str, said: bool | None) -> None:  # noqa: FBT001 - by a signal
        room, who = self.room, (self.room.desk, self.room.actor, self.case_id)
        if question == findings.ORDERS and said and self._advice is not None:
            self._open(question, Orders(room, self.case_id, self._advice))
            return
        with room.feedback.answering():
            if question == findings.ORDERS:
                orders.set_orders(*who, Ordered(court_order=False, bail=False))
            else:
                answers.answer(*who, question, said)
            self._has_changed()

    def _first_thing_to_do(self) -> None:
        """Put the keyboard on the first rule that can be settled, on suitability, or the reason."""
        first = self.rules.first_to_settle()
        if first is not None:
            first.setFocus()
            bring_into_view(first)
        elif self._advice is not None and self._advice.judged.suitability is None:
            self.suitability.go_to()
        else:
            self.decision.go_to()

    def _turn_sources(self) -> None:
        self._sources = not self._sources
        self._read()

    def _decide_again(self) -> None:
        self._again, self._looking_at = True, None
        self._read()
        self.go_to("")

    def _look_at(self, number: int) -> None:
        self._looking_at = number
        self._read()

    def _has_decided(self) -> None:
        self._again, self._looking_at = False, None
        self._has_changed()

    def _has_changed(self) -> None:
        """Let the page draw anew, this step with it; then the keyboard goes to what is next."""
        self.changed.emit()
        self.go_to("")
