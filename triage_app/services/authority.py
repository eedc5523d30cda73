"""The officer who allows the diversion: it is a police decision, recorded before a contract."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.workflow import BEFORE_CONTRACT, State
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Authorisation, Case

AUTHORISED = audit.Deed("eligibility.authorised", audit.Category.ALTERATION)
FIELDS = ("officer", "rank", "number", "day")
LONGEST = 300
# The ranks to choose from, by code; any other is kept as it was written.
RANKS = (
    "constable",
    "sergeant",
    "inspector",
    "chief_inspector",
    "superintendent",
    "chief_superintendent",
)


@dataclass(frozen=True, slots=True)
class Authority:
    """Who allowed it, of what rank and number, and on which day."""

    officer: str
    rank: str
    number: str
    day: date | None
    recorded_by: str = ""


def authorise(desk: Desk, actor: Actor, case_id: int, given: Authority) -> None:
    """Record the authorising officer of a case that has no contract yet; again corrects it."""
    permit(actor, Permission.DECIDE_ELIGIBILITY)
    day = _checked(given, desk.today())
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        if case.state is State.REFERRED or case.state not in BEFORE_CONTRACT:
            raise Refused("eligibility.cannot_authorise")
        row = session.scalars(_query(case_id)).first() or Authorisation(case_id=case_id)
        row.officer, row.rank = given.officer.strip(), given.rank.strip()
        row.number, row.day = given.number.strip(), day
        row.recorded_by = actor.username
        session.add(row)
        audit.record(session, desk, actor, AUTHORISED, case_id, FIELDS)


def authority_of(session: Session, case_id: int) -> Authority | None:
    """Return who authorised a case, if anybody has."""
    row = session.scalars(_query(case_id)).first()
    if row is None:
        return None
    return Authority(row.officer, row.rank, row.number, row.day, row.recorded_by)


def _query(case_id: int) -> Select[Authorisation]:
    return select(Authorisation).where(Authorisation.case_id == case_id)


def _checked(given: Authority, today: date) -> date:
    texts = {"officer": given.officer, "rank": given.rank, "number": given.number}
    missing = [name for name, text in texts.items() if not text.strip()]
    long = [name for name, text in texts.items() if len(text) > LONGEST]
    problems = [Problem(name, "problem.missing") for name in missing]
    problems += [Problem(name, "problem.too_long", {"most": LONGEST}) for name in long]
    if given.day is None:
        problems.append(Problem("day", "problem.missing"))
    elif given.day > today:
        problems.append(Problem("day", "problem.in_future"))
    if problems or given.day is None:
        raise Invalid(*problems)
    return given.day
