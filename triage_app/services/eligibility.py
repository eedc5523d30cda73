"""Eligibility as staff meet it: the program advises, a named person decides and says why."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.charge_clock import ChargeClock, Fit
from triage_app.domain.correction import Change
from triage_app.domain.eligibility import (
    Decision,
    Eligibility,
    Facts,
    term_finding,
    way_out,
)
from triage_app.domain.gravity import proposed
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission
from triage_app.domain.rules import assess
from triage_app.domain.scheme import Scheme
from triage_app.domain.workflow import Event, State, advance
from triage_app.services import audit, clocks
from triage_app.services.access import permit
from triage_app.services.answers import may_be_decided
from triage_app.services.authority import Authority, authority_of
from triage_app.services.corrections import Corrected, corrected_since, of_case
from triage_app.services.decisions import Decided, decisions_of
from triage_app.services.desk import Actor, Desk
from triage_app.services.facts import facts_of
from triage_app.services.judgements import gravity_of, suitability_of
from triage_app.services.printed import name_of
from triage_app.services.shown import Judgements, Shown, TermSet, Timed, show
from triage_app.storage.models import Case, EligibilityDecision, WayOut

ADVISED = audit.Deed("eligibility.advised", audit.Category.CONSULTATION)
DECIDED = audit.Deed("eligibility.decided", audit.Category.ALTERATION)
DECIDED_AGAIN = audit.Deed("eligibility.decided_again", audit.Category.ALTERATION)
# What the advice looks at; the day is the clock's, not the record's.
FACTS = [field.name for field in fields(Facts) if field.name != "day"]


@dataclass(frozen=True, slots=True)
class Advice:
    """What the program finds of a case today, and what has been judged and decided on it."""

    state: State
    scheme: Scheme
    facts: Facts
    eligibility: Eligibility
    clock: ChargeClock
    fit: Fit
    judged: Judgements
    gravity_proposed: int | None
    shown: Shown
    decisions: tuple[Decided, ...]  # the one that counts first
    may_be_decided: bool
    authority: Authority | None
    corrections: tuple[Corrected, ...] = ()

    def corrected_since(self, moment: datetime) -> tuple[Change, ...]:
        """Return what the rules look at that was corrected after a decision was made on it."""
        return corrected_since(self.corrections, moment)

    @property
    def decided(self) -> Decided | None:
        """The decision that counts."""
        return self.decisions[0] if self.decisions else None


def advise(desk: Desk, actor: Actor, case_id: int) -> Advice:
    """Put the scheme's rules to a case: a look, logged, that changes nothing."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        advice = _advice(desk, session, session.get_one(Case, case_id))
    audit.look(desk, actor, ADVISED, case_id, FACTS)
    return advice


def decide(desk: Desk, actor: Actor, case_id: int, decision: Decision) -> None:
    """Record a person's decision, whether or not it follows the advice they were shown.

    Until there is a contract it may be taken again on new facts; the earlier ones are kept.
    """
    permit(actor, Permission.DECIDE_ELIGIBILITY)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        advice = _advice(desk, session, case)
        if case.state is State.NOT_TAKEN_ON and not advice.may_be_decided:
            raise Refused("eligibility.decided_already")
        was, case.state = case.state, advance(case.state, decision.outcome, actor.role)
        if decision.advice_digest != advice.eligibility.digest:
            raise Refused("eligibility.advice_changed")
        if decision.shown_digest not in ("", advice.shown.digest):
            raise Refused("eligibility.advice_changed")
        session.add(_row(desk, actor, case, decision, advice))
        _set_way_out(session, desk, actor, case, was, (decision, advice))
        deed = DECIDED_AGAIN if advice.decisions else DECIDED
        audit.record(session, desk, actor, deed, case_id, ("outcome", "reason", "findings"))


def _advice(desk: Desk, session: Session, case: Case) -> Advice:
    """Apply the scheme under which the case was opened to the facts as they stand today."""
    scheme = desk.schemes.version(case.scheme)
    clock = clocks.charge_clock(desk, case)
    fit = clocks.term_fit(desk, case, clock)
    term = term_finding(clock, fit, overridden=case.term_end is not None)
    facts = facts_of(desk, session, case, scheme)
    eligibility = assess(facts, scheme, term if scheme.slots else None)
    judged = Judgements(gravity_of(session, case.id), suitability_of(session, case.id))
    timed = Timed(clock, _term_set(session, case))
    return Advice(
        state=case.state,
        scheme=scheme,
        facts=facts,
        eligibility=eligibility,
        clock=clock,
        fit=fit,
        judged=judged,
        gravity_proposed=proposed((one.code for one in facts.offences), scheme),
        shown=show(desk, scheme, eligibility, facts, timed, judged),
        decisions=decisions_of(session, case.id),
        may_be_decided=may_be_decided(session, case),
        authority=authority_of(session, case.id),
        corrections=of_case(session, case.id),
    )


def _term_set(session: Session, case: Case) -> TermSet | None:
    if case.term_end is None:
        return None
    return TermSet(case.term_end, name_of(session, case.term_by), case.term_reason)


def _row(
    desk: Desk, actor: Actor, case: Case, decision: Decision, advice: Advice
) -> EligibilityDecision:
    return EligibilityDecision(
        case_id=case.id,
        outcome=decision.outcome,
        reason=decision.reason.strip(),
        scheme=advice.eligibility.scheme,
        facts=advice.facts.snapshot(),
        findings=[finding.as_record() for finding in advice.eligibility.findings],
        clock=advice.clock.snapshot(),
        shown=advice.shown.as_record(),
        decided_by=actor.username,
        decided_at=desk.now(),
    )


def _set_way_out(
    session: Session,
    desk: Desk,
    actor: Actor,
    case: Case,
    was: State,
    decided: tuple[Decision, Advice],
) -> None:
    """Let a case that is decided out go by its way out, and take back that of one decided in."""
    decision, advice = decided
    standing = select(WayOut).where(WayOut.case_id == case.id, WayOut.taken_back_at.is_(None))
    row = session.scalars(standing).first()
    if decision.outcome is Event.DECIDED_ELIGIBLE:
        if row is not None:
            row.taken_back_by, row.taken_back_at = actor.username, desk.now()
            row.taken_back_reason = decision.reason.strip()
        return
    row = row or WayOut(case_id=case.id, left_from=was)
    row.reason, row.note = way_out(advice.eligibility), decision.reason.strip()
    row.recorded_by, row.recorded_at = actor.username, desk.now()
    session.add(row)
