"""Eligibility as a step of a case: what every rule finds, and under it a person's decision."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from triage_app.domain.eligibility import TERM, Finding, Verdict
from triage_app.domain.workflow import BEFORE_CONTRACT, Event, State
from triage_app.services import eligibility
from triage_app.services.eligibility import Advice, Decided
from ui.eligibility import findings, row
from ui.eligibility.authority import AuthorityPanel
from ui.eligibility.clock import clock_picture, limit_lines
from ui.eligibility.decision import DecisionPanel
from ui.eligibility.findings import Way
from ui.eligibility.panels import ByHand, Orders, Panel, Term, set_line
from ui.eligibility.row import VerdictRow, column_for
from ui.parts import clear, heading, words
from ui.room import Place, Room
from ui.step import Step
from ui.theme import SMALL, UNIT, Tone


class EligibilityStep(Step):
    """The program advises, a named person decides and says why."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room, case_id)
        self.rows: dict[str, VerdictRow] = {}
        self.panel: Panel | None = None
        self._advice: Advice | None = None
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Put the rules to the case as it stands now."""
        room = self.room
        with room.feedback.answering():
            self._read()

    def go_to(self, field: str) -> None:
        """Put the keyboard on a rule's button, on the reason, or on the authorising officer."""
        if field in self.rows and self._settle(field):
            return
        if not self.authority.isHidden():
            self.authority.go_to()
        elif not self.decision.isHidden():
            self._first_thing_to_do()

    def leave(self) -> None:
        """Keep what was being typed."""
        self.decision.leave()
        self.authority.leave()

    def _build(self) -> None:
        theme = self.room.theme
        self.title = heading(theme, self.room.texts("eligibility.title"))
        self.note = words(theme, "", tone=Tone.MUTED)
        self._findings = QVBoxLayout()
        self._findings.setSpacing(0)
        self._decided = QVBoxLayout()
        self._decided.setSpacing(UNIT)
        self.decision = DecisionPanel(self.room, self.case_id)
        self.authority = AuthorityPanel(self.room, self.case_id)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        for one in (self.title, self.note):
            layout.addWidget(one)
        layout.addLayout(self._findings)
        layout.addLayout(self._decided)
        layout.addWidget(self.decision)
        layout.addWidget(self.authority)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.decision.decided.connect(self._has_changed)
        self.decision.undecided.connect(self._read)  # what was told stays on the page
        self.authority.recorded.connect(self.changed)  # what is next lies in another step

    def _read(self) -> None:
        advice = eligibility.advise(self.room.desk, self.room.actor, self.case_id)
        self._advice = advice
        self._show(advice)

    def _show(self, advice: Advice) -> None:
        texts, decided = self.room.texts, advice.decided
        shown = decided.findings if decided else advice.eligibility.findings
        met = sum(finding.verdict is Verdict.MET for finding in shown)
        scheme, day = advice.scheme.name, advice.scheme.in_force_from
        of = texts("eligibility.rules_of", scheme=scheme, day=day)
        count = texts("eligibility.met_count", met=met, all=len(shown))
        self.note.setText(f"{of}. {count}.")
        self._show_findings(advice, findings.in_order(shown))
        self._show_decided(decided)
        self.decision.setVisible(advice.state is State.REFERRED)
        self.decision.show_advice(advice)
        self._show_authority(advice)

    def _show_findings(self, advice: Advice, shown: list[Finding]) -> None:
        self.panel, self.rows = None, {}
        clear(self._findings)
        for finding in shown:
            made = self._row(finding, open_to_answer=advice.state is State.REFERRED)
            self.rows[finding.rule] = made
            self._findings.addWidget(made)
            if finding.rule == TERM:
                self._show_clock(advice)

    def _row(self, finding: Finding, *, open_to_answer: bool) -> VerdictRow:
        texts, theme = self.room.texts, self.room.theme
        way = findings.way_to_settle(finding) if open_to_answer else None
        verdict = row.Verdict(
            finding.rule,
            findings.standing_of(texts, finding.verdict),
            findings.rule_words(texts, finding),
            findings.finding_words(self.room, finding),
            texts(way.code) if way else "",
        )
        column = column_for(theme, [texts(f"eligibility.verdict_{one}") for one in Verdict])
        made = VerdictRow(theme, verdict, column)
        made.asked.connect(self._settle)
        return made

    def _show_clock(self, advice: Advice) -> None:
        theme, clock = self.room.theme, advice.clock
        if clock.known and clock.last_day is None:
            return
        frame = QFrame()
        frame.setProperty("place", "rule_row")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, UNIT, 0, UNIT)
        column.setSpacing(0)
        for one in (clock_picture(self.room, advice), set_line(self.room, advice)):
            if one is not None:
                column.addWidget(one)
        for line in limit_lines(self.room, advice):
            column.addWidget(words(theme, line, SMALL, Tone.MUTED))
        self._findings.addWidget(frame)

    def _show_decided(self, decided: Decided | None) -> None:
        clear(self._decided)
        if decided is None:
            return
        theme, texts = self.room.theme, self.room.texts
        by = texts("eligibility.decided_by", by=decided.by, at=decided.at)
        self._decided.addWidget(heading(theme, texts(f"eligibility.{decided.outcome}")))
        self._decided.addWidget(words(theme, decided.reason))
        for line in (by, texts("eligibility.decided_note")):
            self._decided.addWidget(words(theme, line, SMALL, Tone.MUTED))
        if decided.outcome is Event.DECIDED_NOT_ELIGIBLE:
            self._decided.addWidget(words(theme, texts("eligibility.went_out")))

    def _show_authority(self, advice: Advice) -> None:
        """Ask who allows it once it is decided; after a contract it can only be read."""
        decided, settled = advice.decided, advice.state not in BEFORE_CONTRACT
        eligible = decided is not None and decided.outcome is Event.DECIDED_ELIGIBLE
        asked = advice.scheme.needs_authority and eligible and not settled
        self.authority.setVisible(asked or advice.authority is not None)
        self.authority.show_authority(advice.authority, settled=settled)

    def _settle(self, rule: str) -> bool:
        """Open the place where a finding is settled; say whether there is one."""
        advice = self._advice
        if advice is None or advice.state is not State.REFERRED:
            return False
        finding = next(one for one in advice.eligibility.findings if one.rule == rule)
        way = findings.way_to_settle(finding)
        if way is None:
            return False
        if way.field:
            self.went.emit(Place("case", self.case_id, "referral", way.field))
            return True
        self._open_panel(rule, way, advice)
        return True

    def _open_panel(self, rule: str, way: Way, advice: Advice) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
        if way.code == "eligibility.settle_term":
            self.panel = Term(self.room, self.case_id, advice)
        elif way.code == "eligibility.settle_orders":
            self.panel = Orders(self.room, self.case_id, advice)
        else:
            self.panel = ByHand(self.room, self.case_id, rule)
        self.panel.settled.connect(self._has_changed)
        place = self._findings.indexOf(self.rows[rule])
        self._findings.insertWidget(place + 1, self.panel)
        self.panel.show()
        self.panel.setFocus()

    def _first_thing_to_do(self) -> None:
        """Put the keyboard on the first rule that can be settled, or on the reason."""
        for one in self.rows.values():
            if one.calls and one.action is not None:
                one.action.setFocus()
                return
        self.decision.go_to()

    def _has_changed(self) -> None:
        """Let the page draw anew, this step with it; then the keyboard goes to what is next."""
        self.changed.emit()
        self.go_to("")
