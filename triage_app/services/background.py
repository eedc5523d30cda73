"""What is known of somebody from before: earlier contacts, contracts, outcomes, linked records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.roles import Permission
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import State
from triage_app.services import audit, endings, people
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.linking import Linked, links_of
from triage_app.services.merging import Merged, merged_into
from triage_app.storage.models import Case, Contract, Ending, Member, WayOut

SEEN: Final = audit.Deed("background.seen", audit.Category.CONSULTATION)
READ: Final = ("number", "state", "contract", "outcome", "reason", "links")


@dataclass(frozen=True, slots=True)
class Contact:
    """One earlier case: when, in which scheme, what became of it and with whom."""

    case_id: int
    number: str
    opened: date
    scheme: Wording
    family: str
    state: State
    closed_on: date | None
    assessor: str
    way_out: Wording | None  # why it went no further before a contract
    signed_on: date | None
    ends: date | None
    outcome: Wording | None  # as the officer recorded it
    result: str  # a code of what became of it, where the file went back


@dataclass(frozen=True, slots=True)
class Background:
    """Everything known of somebody besides the case at hand."""

    person_id: int
    contacts: tuple[Contact, ...]
    links: tuple[Linked, ...]
    merged: tuple[Merged, ...]


def background(desk: Desk, actor: Actor, person_id: int, besides: int | None = None) -> Background:
    """Return what is known of somebody, but for the case that is open: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        person = people.person_now(session, person_id)
        seen = Background(
            person_id=person.id,
            contacts=tuple(_contacts(session, desk, person.id, besides)),
            links=links_of(session, person.id),
            merged=merged_into(session, person.id),
        )
    audit.look(desk, actor, SEEN, fields=READ, person_id=seen.person_id)
    return seen


def _contacts(
    session: Session, desk: Desk, person_id: int, besides: int | None
) -> Iterable[Contact]:
    query = (
        select(Case, Member.name)
        .join(Member, Member.id == Case.assessor_id)
        .where(Case.person_id == person_id, Case.id != (besides or 0))
        .order_by(Case.opened.desc(), Case.id.desc())
    )
    for case, assessor in session.execute(query).all():
        yield _contact(session, desk, case, assessor)


def _contact(session: Session, desk: Desk, case: Case, assessor: str) -> Contact:
    scheme = desk.schemes.version(case.scheme)
    ways = {one.code: one.name for one in scheme.ways_out}
    outcomes = {one.code: one.name for one in scheme.outcomes}
    out = session.scalar(
        select(WayOut.reason).where(WayOut.case_id == case.id, WayOut.taken_back_at.is_(None))
    )
    signed = session.execute(
        select(Contract.signed_on, Contract.ends)
        .where(Contract.case_id == case.id, Contract.signed_on.is_not(None))
        .order_by(Contract.issue.desc())
    ).first()
    result = session.scalar(select(Ending.result).where(*endings.stands(case.id))) or ""
    signed_on, ends = signed or (None, None)
    return Contact(
        case_id=case.id,
        number=case.number,
        opened=case.opened,
        scheme=scheme.name,
        family=case.family,
        state=case.state,
        closed_on=case.closed_on,
        assessor=assessor,
        way_out=ways.get(out or ""),
        signed_on=signed_on,
        ends=ends,
        outcome=outcomes.get(result),
        result="" if result in outcomes else result,
    )
