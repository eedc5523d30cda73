"""Cover for absence: who is away from when to when, and who sees to their cases meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from triage_app.domain.cover import Away, absence_problems, covered_by
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission, Role, may
from triage_app.services import audit, conflicts
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Absence, Member

RECORDED: Final = audit.Deed("cover.recorded", audit.Category.ALTERATION)
CALLED_OFF: Final = audit.Deed("cover.called_off", audit.Category.ALTERATION)
FIELDS: Final = ("member_id", "covered_by_id", "first", "last")


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """An absence that is on or to come, as a line of the list."""

    id: int
    version: int
    member: str
    covered_by: str
    first: date
    last: date
    is_on: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may be away, or cover."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Covering:
    """Whom one covers for today, and to which day."""

    member: str
    last: date


def absences(desk: Desk, actor: Actor) -> tuple[AbsenceRow, ...]:
    """Return the absences that are on or to come, the next to begin first."""
    permit(actor, Permission.GIVE_CASES)
    away, covers, today = aliased(Member), aliased(Member), desk.today()
    query = (
        select(Absence, away.name, covers.name)
        .join(away, away.id == Absence.member_id)
        .join(covers, covers.id == Absence.covered_by_id)
        .where(Absence.called_off_at.is_(None), Absence.last >= today)
        .order_by(Absence.first, Absence.id)
    )
    with desk.sessions() as session:
        return tuple(
            AbsenceRow(
                row.id, row.version, name, other, row.first, row.last, is_on=row.first <= today
            )
            for row, name, other in session.execute(query)
        )


def colleagues(desk: Desk, actor: Actor) -> tuple[Colleague, ...]:
    """Return whoever holds cases or could: they may be away, and they may cover."""
    permit(actor, Permission.GIVE_CASES)
    with desk.sessions() as session:
        return tuple(Colleague(*row) for row in session.execute(_holders()))


def record(desk: Desk, actor: Actor, given: Away) -> int:
    """Record that somebody is away and who covers; from the first day on it is on their list."""
    permit(actor, Permission.GIVE_CASES)
    with desk.sessions.begin() as session:
        ids = [one for one in (given.member, given.covered_by) if one is not None]
        held = select(Member).where(Member.id.in_(ids)).order_by(Member.id).with_for_update()
        session.scalars(held).all()  # two who record at once see each other's
        problems = tuple(absence_problems(given, _standing(session, desk.today()), desk.today()))
        if problems:
            raise Invalid(*problems)
        if set(ids) - {row[0] for row in session.execute(_holders())}:
            raise Refused("caseload.cannot_take")
        row = Absence(
            member_id=given.member,
            covered_by_id=given.covered_by,
            first=given.first,
            last=given.last,
            recorded_by=actor.username,
            recorded_at=desk.now(),
        )
        session.add(row)
        audit.record(session, desk, actor, RECORDED, fields=FIELDS)
        return row.id


def call_off(desk: Desk, actor: Actor, absence: tuple[int, int]) -> None:
    """End an absence before its last day: whoever was away is back, or never went."""
    permit(actor, Permission.GIVE_CASES)
    with desk.sessions.begin() as session:
        row = conflicts.load(session, Absence, *absence)
        if row.called_off_at is not None:
            raise Refused("cover.called_off_already")
        row.called_off_by, row.called_off_at = actor.username, desk.now()
        audit.record(session, desk, actor, CALLED_OFF, fields=("called_off_at",))


def covering(desk: Desk, actor: Actor) -> tuple[Covering, ...]:
    """Return for whom one covers today; it is about colleagues, and nobody's case is looked at."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        whose = covered_on(session, actor.id, desk.today())
        query = select(Member.name, Absence.last).join(Absence, Absence.member_id == Member.id)
        query = query.where(
            Member.id.in_(whose),
            Absence.called_off_at.is_(None),
            Absence.first <= desk.today(),
            Absence.last >= desk.today(),
        )
        return tuple(Covering(*row) for row in session.execute(query.order_by(Member.name)))


def covered_on(session: Session, member_id: int, day: date) -> frozenset[int]:
    """Return whose cases a member sees to on a day, beside their own."""
    return covered_by(_standing(session, day), member_id, day)


def covered_in(
    session: Session, member_id: int, first: date, days: int
) -> Mapping[date, frozenset[int]]:
    """Return whose cases a member sees to on each of some days."""
    standing = _standing(session, first)
    every = (first + timedelta(days=number) for number in range(days))
    return {day: covered_by(standing, member_id, day) for day in every}


def _standing(session: Session, since: date) -> list[Away]:
    query = select(Absence).where(Absence.called_off_at.is_(None), Absence.last >= since)
    return [
        Away(row.member_id, row.covered_by_id, row.first, row.last)
        for row in session.scalars(query.order_by(Absence.id))
    ]


def _holders() -> Select[int, str]:
    roles = [role for role in Role if may(role, Permission.SEE_CASES)]
    query = select(Member.id, Member.name).where(Member.active, Member.role.in_(roles))
    return query.order_by(Member.name, Member.id)
