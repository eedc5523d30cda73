"""Cases given to another: both are told, whoever had them and whoever has them now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, case, or_, select
from sqlalchemy.orm import Session, aliased

from triage_app.domain.roles import Permission
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Case, Handover, Member, Person

SEEN: Final = audit.Deed("handover.seen", audit.Category.CONSULTATION)
READ: Final = audit.Deed("handover.read", audit.Category.ALTERATION)
FIELDS: Final = ("name", "reason")
MOST_LETTERS: Final = 900  # of a reason


@dataclass(frozen=True, slots=True)
class Told:
    """A case that changed hands, as one of the two is told of it."""

    id: int
    case_id: int
    number: str
    name: str
    other: str  # who has it now, or who had it before
    is_taken: bool  # it is on one's own list now
    given_by: str
    given_at: datetime
    reason: str


def given(desk: Desk, actor: Actor, held: Case, taker: Member, reason: str) -> Handover:
    """Return the row that says a case changes hands; whoever gives it knows of it already."""
    now = desk.now()
    return Handover(
        case_id=held.id,
        from_id=held.assessor_id,
        to_id=taker.id,
        reason=reason,
        given_by=actor.username,
        given_at=now,
        read_by_giver_at=now if held.assessor_id == actor.id else None,
        read_by_taker_at=now if taker.id == actor.id else None,
    )


def unread(desk: Desk, actor: Actor) -> tuple[Told, ...]:
    """Return what one has not yet read of, the newest first: a look, logged where there is any."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        found = tuple(Told(**row) for row in session.execute(_unread(actor.id)).mappings())
    if found:
        audit.look(desk, actor, SEEN, fields=FIELDS)
    return found


def read(desk: Desk, actor: Actor, *handovers: int) -> None:
    """Record that one has read of some: they are shown no more."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions.begin() as session:
        for row in _held(session, handovers):
            if row.from_id == actor.id and row.read_by_giver_at is None:
                row.read_by_giver_at = desk.now()
            elif row.to_id == actor.id and row.read_by_taker_at is None:
                row.read_by_taker_at = desk.now()
            else:
                continue
            audit.record(session, desk, actor, READ, row.case_id, ("read",))
            session.flush()


def _held(session: Session, handovers: tuple[int, ...]) -> list[Handover]:
    query = select(Handover).where(Handover.id.in_(handovers)).order_by(Handover.id)
    return list(session.scalars(query.with_for_update()))


def _unread(member_id: int) -> Select[*tuple[Any, ...]]:
    had, has, giver = aliased(Member), aliased(Member), aliased(Member)
    gone = (Handover.from_id == member_id) & Handover.read_by_giver_at.is_(None)
    came = (Handover.to_id == member_id) & Handover.read_by_taker_at.is_(None)
    taken = Handover.to_id == member_id
    return (
        select(
            Handover.id,
            Handover.case_id,
            Case.number,
            Person.name,
            case((taken, had.name), else_=has.name).label("other"),
            taken.label("is_taken"),
            giver.name.label("given_by"),
            Handover.given_at,
            Handover.reason,
        )
        .join(Case, Case.id == Handover.case_id)
        .join(Person, Person.id == Case.person_id)
        .join(had, had.id == Handover.from_id)
        .join(has, has.id == Handover.to_id)
        .join(giver, giver.username == Handover.given_by)
        .where(or_(gone, came))
        .order_by(Handover.id.desc())
    )
