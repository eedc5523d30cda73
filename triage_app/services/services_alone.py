"""Cases of a scheme without a contract: services are referred to, and that is the end of it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage_app.domain.leaving import LONGEST_TEXT
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission, may
from triage_app.domain.support import Stage
from triage_app.domain.workflow import MOVES, Event, State, advance
from triage_app.services import audit, endings
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import Case, Ending, ServiceReferral

SEEN: Final = audit.Deed("services_alone.seen", audit.Category.CONSULTATION)
ARRANGED: Final = audit.Deed("services_alone.arranged", audit.Category.ALTERATION)
KIND: Final = "services"  # of the ending
FIELDS: Final = ("referrals", "note", "closed_on")


@dataclass(frozen=True, slots=True)
class ServicesAlone:
    """How far a case without a contract has come: what was arranged, or that it may be now."""

    state: State
    referrals: int  # to services, and not taken back
    may_be_arranged: bool
    note: str
    closed_on: date | None
    closed_by: str


def concerns(desk: Desk, actor: Actor, case_id: int) -> bool:
    """Say whether services are all that is arranged in a case: that its scheme has no contract."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        return _is_alone(session, desk, session.get_one(Case, case_id))


def view(desk: Desk, actor: Actor, case_id: int) -> ServicesAlone | None:
    """Return how such a case stands; None of one with a contract or not taken on: logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        if not _is_alone(session, desk, case):
            return None
        ending = _ending_of(session, case_id)
        open_now = (case.state, Event.SERVICES_ARRANGED) in MOVES
        found = ServicesAlone(
            state=case.state,
            referrals=_referrals(session, case_id),
            may_be_arranged=open_now and may(actor.role, Permission.RECORD_OUTCOME),
            note=ending.result_note if ending else "",
            closed_on=case.closed_on,
            closed_by=name_of(session, ending.confirmed_by) if ending else "",
        )
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return found


def conclude(desk: Desk, actor: Actor, case_id: int, note: str) -> None:
    """Close a case whose scheme has no contract; the note says why no service was arranged."""
    permit(actor, Permission.RECORD_OUTCOME)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        if desk.schemes.version(case.scheme).has_contract:
            raise Refused("services_alone.has_contract")
        if found := _problems(note, _referrals(session, case_id)):
            raise Invalid(*found)
        moved = advance(case.state, Event.SERVICES_ARRANGED, actor.role)
        session.add(_ending(desk, actor, case, note))
        case.state, case.closed_on = moved, desk.today()
        audit.record(session, desk, actor, ARRANGED, case_id, FIELDS)


def _is_alone(session: Session, desk: Desk, case: Case) -> bool:
    if desk.schemes.version(case.scheme).has_contract:
        return False
    may_end = (case.state, Event.SERVICES_ARRANGED) in MOVES
    return may_end or _ending_of(session, case.id) is not None


def _ending_of(session: Session, case_id: int) -> Ending | None:
    """Return how services were the end of it; an end of another kind is shown in its own place."""
    row = endings.standing(session, case_id)
    return row if row is not None and row.kind == KIND else None


def _problems(note: str, referrals: int) -> list[Problem]:
    if not referrals and not note.strip():
        return [Problem("note", "services_alone.say_why_none")]
    if len(note) > LONGEST_TEXT:
        return [Problem("note", "problem.too_long", {"most": LONGEST_TEXT})]
    return []


def _ending(desk: Desk, actor: Actor, case: Case, note: str) -> Ending:
    row = endings.begun(desk, actor, case, KIND, None)
    row.result, row.result_on = Event.SERVICES_ARRANGED.value, desk.today()
    row.result_note, row.result_by = note.strip(), actor.username
    return row


def _referrals(session: Session, case_id: int) -> int:
    query = select(func.count()).where(
        ServiceReferral.case_id == case_id, ServiceReferral.state == Stage.RECORDED
    )
    return session.scalar(query) or 0
