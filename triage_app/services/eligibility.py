"""Eligibility as staff meet it: the program advises, a named person decides and says why."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.charge_clock import ChargeClock, Fit
from triage_app.domain.eligibility import (
    ChargedWith,
    Decision,
    Eligibility,
    Facts,
    Finding,
    term_finding,
    way_out,
)
from triage_app.domain.problems import Refused
from triage_app.domain.residence import Located, locate
from triage_app.domain.roles import Permission
from triage_app.domain.rules import assess
from triage_app.domain.scheme import Scheme
from triage_app.domain.workflow import Event, State, advance
from triage_app.services import audit, clocks
from triage_app.services.access import permit
from triage_app.services.authority import Authority, authority_of
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Case, EligibilityDecision, Member, WayOut

ADVISED = audit.Deed("eligibility.advised", audit.Category.CONSULTATION)
DECIDED = audit.Deed("eligibility.decided", audit.Category.ALTERATION)
ANSWERED = audit.Deed("eligibility.answered", audit.Category.ALTERATION)
# What the advice looks at; the day is the clock's, not the record's.
FACTS = [field.name for field in fields(Facts) if field.name != "day"]
ANSWERABLE = frozenset({"lives_in_area", "offended_in_area", "court_order", "bail_elsewhere"})


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it was taken, with the advice as it was shown, however long ago."""

    outcome: Event
    reason: str
    scheme: str
    findings: tuple[Finding, ...]
    facts: dict[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Advice:
    """What the program finds of a case today, and what has been decided on it."""

    state: State
    scheme: Scheme
    facts: Facts
    eligibility: Eligibility
    clock: ChargeClock
    fit: Fit
    decided: Decided | None
    authority: Authority | None
    term_end: date | None
    term_reason: str
    term_by: str


def advise(desk: Desk, actor: Actor, case_id: int) -> Advice:
    """Put the scheme's rules to a case: a look, logged, that changes nothing."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        advice = _advice(desk, session, session.get_one(Case, case_id))
    audit.look(desk, actor, ADVISED, case_id, FACTS)
    return advice


def decide(desk: Desk, actor: Actor, case_id: int, decision: Decision) -> None:
    """Record a person's decision, whether or not it follows the advice they were shown."""
    permit(actor, Permission.DECIDE_ELIGIBILITY)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        advice = _advice(desk, session, case)
        case.state = advance(case.state, decision.outcome, actor.role)
        if decision.advice_digest != advice.eligibility.digest:
            raise Refused("eligibility.advice_changed")
        session.add(_row(desk, actor, case, decision, advice))
        if decision.outcome is Event.DECIDED_NOT_ELIGIBLE:
            session.add(_way_out(desk, actor, case_id, decision, advice))
        audit.record(session, desk, actor, DECIDED, case_id, ("outcome", "reason", "findings"))


def answer(desk: Desk, actor: Actor, case_id: int, **answers: bool | None) -> None:
    """Record what a person found where a postcode or a record cannot decide: see ANSWERABLE."""
    permit(actor, Permission.DECIDE_ELIGIBILITY)
    if strange := answers.keys() - ANSWERABLE:
        raise ValueError(sorted(strange))
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        if case.state is not State.REFERRED:
            raise Refused("eligibility.decided_already")
        for name, found in answers.items():
            setattr(case, name, found)
        audit.record(session, desk, actor, ANSWERED, case_id, answers)


def _advice(desk: Desk, session: Session, case: Case) -> Advice:
    """Apply the scheme under which the case was opened to the facts as they stand today."""
    scheme = desk.schemes.version(case.scheme)
    clock = clocks.charge_clock(desk, case)
    fit = clocks.term_fit(desk, case, clock)
    term = term_finding(clock, fit, overridden=case.term_end is not None)
    facts = _facts(desk, case, scheme)
    return Advice(
        state=case.state,
        scheme=scheme,
        facts=facts,
        eligibility=assess(facts, scheme, term if scheme.slots else None),
        clock=clock,
        fit=fit,
        decided=_decided(session, case.id),
        authority=authority_of(session, case.id),
        term_end=case.term_end,
        term_reason=case.term_reason,
        term_by=_name(session, case.term_by),
    )


def _facts(desk: Desk, case: Case, scheme: Scheme) -> Facts:
    def located(postcode: str) -> Located:
        return locate(postcode, scheme)

    return Facts(
        day=desk.today(),
        born=case.person.born,
        home=located(case.person.postcode),
        lives_in_area=case.lives_in_area,
        offences=tuple(
            ChargedWith(one.title, one.code, one.category, one.first_day, located(one.postcode))
            for one in case.offences
        ),
        offended_in_area=case.offended_in_area,
        court_order=case.court_order,
        bail_elsewhere=case.bail_elsewhere,
        order_detail=case.order_detail,
    )


def _decided(session: Session, case_id: int) -> Decided | None:
    row = session.scalars(
        select(EligibilityDecision)
        .where(EligibilityDecision.case_id == case_id)
        .order_by(EligibilityDecision.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    findings = tuple(Finding.from_record(finding) for finding in row.findings)
    return Decided(
        outcome=row.outcome,
        reason=row.reason,
        scheme=row.scheme,
        findings=findings,
        facts=row.facts,
        by=_name(session, row.decided_by),
        at=row.decided_at,
    )


def _name(session: Session, username: str) -> str:
    """Return the name a member of staff goes by."""
    query = select(Member.name).where(Member.username == username)
    return session.scalar(query) or username


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
        decided_by=actor.username,
        decided_at=desk.now(),
    )


def _way_out(desk: Desk, actor: Actor, case_id: int, decision: Decision, advice: Advice) -> WayOut:
    return WayOut(
        case_id=case_id,
        reason=way_out(advice.eligibility),
        note=decision.reason.strip(),
        left_from=State.REFERRED,
        recorded_by=actor.username,
        recorded_at=desk.now(),
    )
