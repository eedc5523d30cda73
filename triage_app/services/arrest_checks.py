"""Looks for a new arrest while a contract runs: recorded with source and result."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage_app.domain.arrest_check import Check, Result, problems_with
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.watched import Checked
from triage_app.domain.workflow import State
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.contract_chain import chain_in
from triage_app.services.desk import Actor, Desk
from triage_app.storage.chosen import CHOSEN, Chosen
from triage_app.storage.models import ArrestCheck, Case, Member, Reoffence

RECORDED: Final = audit.Deed("tracking.check_recorded", audit.Category.COLLECTION)
SEEN: Final = audit.Deed("tracking.checks_seen", audit.Category.CONSULTATION)
FIELDS: Final = ("checked_on", "source", "result", "note")
UNDER_CONTRACT: Final = (State.LIVE, State.BREACH_PROPOSED)


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """A look for a new arrest, and who looked."""

    day: date
    source: str
    result: str
    note: str
    by: str


def record(desk: Desk, actor: Actor, case_id: int, given: Check) -> None:
    """Record where somebody looked for a new arrest, and what they found."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id, with_for_update=True)
        chain = chain_in(session, case_id)
        if case.state not in UNDER_CONTRACT or chain is None:
            raise Refused("tracking.not_now")
        if found := tuple(problems_with(given, chain.began, desk.today())):
            raise Invalid(*found)
        session.add(
            ArrestCheck(
                case_id=case_id,
                checked_on=given.day,
                source=given.source,
                result=given.result,
                note=given.note.strip(),
                recorded_by=actor.username,
                recorded_at=desk.now(),
            )
        )
        audit.record(session, desk, actor, RECORDED, case_id, FIELDS)


def checks_of(desk: Desk, actor: Actor, case_id: int) -> tuple[CheckSeen, ...]:
    """Return every look for a new arrest in a case, the newest first: a look, where any is seen."""
    permit(actor, Permission.SEE_CASES)
    query = (
        select(ArrestCheck, Member.name)
        .outerjoin(Member, Member.username == ArrestCheck.recorded_by)
        .where(ArrestCheck.case_id == case_id)
        .order_by(ArrestCheck.checked_on.desc(), ArrestCheck.id.desc())
    )
    with desk.sessions() as session:
        seen = tuple(
            CheckSeen(row.checked_on, row.source, row.result, row.note, name or row.recorded_by)
            for row, name in session.execute(query)
        )
    if seen:
        audit.look(desk, actor, SEEN, case_id, FIELDS)
    return seen


_OFFENDED: Final = (
    select(Reoffence.case_id, func.max(Reoffence.recorded_at))
    .where(Reoffence.case_id.in_(CHOSEN))
    .group_by(Reoffence.case_id)
)
_LOOKS: Final = (
    select(ArrestCheck)
    .where(ArrestCheck.case_id.in_(CHOSEN))
    .order_by(ArrestCheck.checked_on, ArrestCheck.id)  # the newest comes last, and stays
)


def last_checks(session: Session, chosen: Chosen) -> Mapping[int, Checked]:
    """Return the last look in each case, and whether what it found is still to be recorded."""
    looks = session.scalars(_LOOKS, chosen).all()
    something = any(row.result == Result.SOMETHING for row in looks)
    offended = dict(session.execute(_OFFENDED, chosen).all()) if something else {}
    found: dict[int, Checked] = {}
    for row in looks:
        answered = offended.get(row.case_id)
        open_still = row.result == Result.SOMETHING and (
            answered is None or answered < row.recorded_at
        )
        found[row.case_id] = Checked(row.checked_on, open_still)
    return found
