"""What a person judges of a case beside its rules: how grave it is, and whether they are suitable.

Both stand apart from the advice and from the decision; each time they are recorded again the
earlier ones are kept.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain import gravity as rules
from triage_app.domain.gravity import Scored
from triage_app.domain.problems import Invalid, Problem
from triage_app.domain.roles import Permission
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.answers import require_open
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import Case, Gravity, Suitability

JUDGED = audit.Deed("eligibility.judged", audit.Category.ALTERATION)
SCORED = audit.Deed("eligibility.scored", audit.Category.ALTERATION)
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether somebody is suitable, why, who said so and when."""

    suitable: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ScoredBy:
    """A score of gravity, who gave it and when."""

    scored: Scored
    by: str
    at: datetime


def judge(
    desk: Desk,
    actor: Actor,
    case_id: int,
    suitable: bool,  # noqa: FBT001 - it is the judgement
    reason: str,
) -> None:
    """Record whether the person is suitable in somebody's judgement, and why."""
    permit(actor, Permission.DECIDE_ELIGIBILITY)
    reason = reason.strip()
    if not reason:
        raise Invalid(Problem("suitability_reason", "eligibility.reason_missing"))
    if len(reason) > LONGEST:
        raise Invalid(Problem("suitability_reason", "problem.too_long", {"most": LONGEST}))
    with desk.sessions.begin() as session:
        require_open(session, session.get_one(Case, case_id))
        row = Suitability(case_id=case_id, suitable=suitable, reason=reason)
        row.judged_by, row.judged_at = actor.username, desk.now()
        session.add(row)
        audit.record(session, desk, actor, JUDGED, case_id, ("suitable", "reason"))


def score(desk: Desk, actor: Actor, case_id: int, scored: Scored) -> None:
    """Record how grave the offending is: the score before and after its factors, and why."""
    permit(actor, Permission.DECIDE_ELIGIBILITY)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        if found := tuple(rules.problems_in(scored, desk.schemes.version(case.scheme))):
            raise Invalid(*found)
        require_open(session, case)
        row = Gravity(case_id=case_id, base=scored.base, final=scored.final)
        row.aggravating, row.mitigating = list(scored.aggravating), list(scored.mitigating)
        row.rationale = scored.rationale.strip()
        row.scored_by, row.scored_at = actor.username, desk.now()
        session.add(row)
        audit.record(session, desk, actor, SCORED, case_id, Scored.__dataclass_fields__)


def suitability_of(session: Session, case_id: int) -> Judged | None:
    """Return the newest judgement of suitability."""
    query = select(Suitability).where(Suitability.case_id == case_id)
    row = session.scalars(query.order_by(Suitability.id.desc()).limit(1)).first()
    if row is None:
        return None
    return Judged(row.suitable, row.reason, name_of(session, row.judged_by), row.judged_at)


def gravity_of(session: Session, case_id: int) -> ScoredBy | None:
    """Return the newest score of gravity."""
    query = select(Gravity).where(Gravity.case_id == case_id)
    row = session.scalars(query.order_by(Gravity.id.desc()).limit(1)).first()
    if row is None:
        return None
    factors = tuple(row.aggravating), tuple(row.mitigating)
    scored = Scored(row.base, *factors, row.final, row.rationale)
    return ScoredBy(scored, name_of(session, row.scored_by), row.scored_at)
