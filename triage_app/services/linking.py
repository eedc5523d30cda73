"""Two records linked: whoever looks at one is told to look at the other too, and why."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.services import audit, people
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.likely import TheirCase, cases_of
from triage_app.storage.models import Case, Member, Person, PersonLink

LINKED: Final = audit.Deed("linking.linked", audit.Category.COMBINATION)
UNLINKED: Final = audit.Deed("linking.unlinked", audit.Category.COMBINATION)
KINDS: Final = ("same", "household", "other")  # perhaps one person, of one household, otherwise
LONGEST_REASON: Final = 900


@dataclass(frozen=True, slots=True)
class Linked:
    """Another record to look at, and why."""

    link_id: int
    person_id: int
    name: str
    born: date | None
    kind: str
    reason: str
    by: str
    at: datetime
    cases: tuple[TheirCase, ...]


def link(desk: Desk, actor: Actor, person_id: int, other_id: int, kind: str, reason: str) -> None:
    """Link two records, which stay two."""
    permit(actor, Permission.LINK_PEOPLE)
    if problems := _problems(kind, reason):
        raise Invalid(*problems)
    with desk.sessions.begin() as session:
        one, other = people.person_now(session, person_id), people.person_now(session, other_id)
        if one.id == other.id:
            raise Refused("merging.same_record")
        if any(third.person_id == other.id for third in links_of(session, one.id)):
            raise Refused("linking.linked_already")
        first, second = sorted((one.id, other.id))
        session.add(
            PersonLink(
                person_id=first,
                other_id=second,
                kind=kind,
                reason=reason.strip(),
                linked_by=actor.username,
                linked_at=desk.now(),
            )
        )
        _record(session, desk, actor, LINKED, (first, second))


def unlink(desk: Desk, actor: Actor, link_id: int) -> None:
    """Take a link away; that there was one stays in the history."""
    permit(actor, Permission.LINK_PEOPLE)
    with desk.sessions.begin() as session:
        row = session.get(PersonLink, link_id)
        if row is None:
            return
        session.delete(row)
        _record(session, desk, actor, UNLINKED, (row.person_id, row.other_id))


def links_of(session: Session, person_id: int) -> tuple[Linked, ...]:
    """Return every record linked with somebody's."""
    query = (
        select(PersonLink, Member.name)
        .outerjoin(Member, Member.username == PersonLink.linked_by)
        .where(or_(PersonLink.person_id == person_id, PersonLink.other_id == person_id))
        .order_by(PersonLink.id)
    )
    return tuple(_linked(session, person_id, row, by) for row, by in session.execute(query).all())


def _problems(kind: str, reason: str) -> list[Problem]:
    problems = []
    if kind not in KINDS:
        problems.append(Problem("kind", "problem.missing"))
    if not reason.strip():
        problems.append(Problem("reason", "problem.missing"))
    if len(reason) > LONGEST_REASON:
        problems.append(Problem("reason", "problem.too_long", {"most": LONGEST_REASON}))
    return problems


def _linked(session: Session, person_id: int, row: PersonLink, by: str | None) -> Linked:
    other = session.get_one(Person, row.other_id if row.person_id == person_id else row.person_id)
    return Linked(
        link_id=row.id,
        person_id=other.id,
        name=other.name,
        born=other.born,
        kind=row.kind,
        reason=row.reason,
        by=by or row.linked_by,
        at=row.linked_at,
        cases=cases_of(session, other.id),
    )


def _record(
    session: Session, desk: Desk, actor: Actor, deed: audit.Deed, people: tuple[int, int]
) -> None:
    """Log it once, with the newest case of either: there it is seen, and with it erased."""
    newest = select(Case.id).where(Case.person_id.in_(people)).order_by(Case.id.desc()).limit(1)
    case_id = session.scalar(newest)
    audit.record(session, desk, actor, deed, case_id, ("link", "reason"), person_id=people[0])
