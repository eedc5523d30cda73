"""Records to review: what is due, what waits for a second person, what was decided and done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from triage_app.domain import retention as rules
from triage_app.domain.retention import Choice
from triage_app.domain.roles import Permission
from triage_app.domain.watched import day_of
from triage_app.domain.workflow import State
from triage_app.services import aftercare, audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.disposals import ERASED_AGAIN
from triage_app.services.retention import ERASED
from triage_app.services.staff import Staff, staff_of
from triage_app.storage.chosen import choose
from triage_app.storage.models import AuditEntry, Case, RetentionReview

LISTED: Final = audit.Deed("retention.listed", audit.Category.CONSULTATION)
READ: Final = ("name", "closed_on", "choice", "until")
MOST_DONE: Final = 50  # disposals listed; the log has them all


@dataclass(frozen=True, slots=True)
class Listed:
    """A closed record that is to be reviewed, or that somebody proposed to dispose of."""

    case_id: int
    number: str
    name: str
    closed: date
    due: date
    proposed_by: str = ""
    proposed_on: date | None = None
    own: bool = False  # proposed by whoever looks: a second person answers
    refused_by: str = ""
    refused_on: date | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that somebody decided to keep until another day."""

    case_id: int
    number: str
    name: str
    until: date
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Done:
    """A disposal, as the log has it: by the record's number alone."""

    case_id: int
    by: str
    on: date
    again: bool  # it had come back with an older copy


@dataclass(frozen=True, slots=True)
class Queue:
    """Every review there is, as it stands."""

    to_confirm: tuple[Listed, ...]
    to_review: tuple[Listed, ...]
    kept: tuple[Kept, ...]
    done: tuple[Done, ...]
    number_done: int  # of which the newest are listed


def queue(desk: Desk, actor: Actor) -> Queue:
    """Return what is to be reviewed, longest due first, and what was decided: a look, logged."""
    permit(actor, Permission.REVIEW_RETENTION)
    with desk.sessions() as session:
        staff = staff_of(session)
        found = _listed(session, desk, actor, staff)
        listed = sorted(found, key=lambda one: (one.due, one.case_id))
        kept, done = _kept(session, desk, staff), _done(session, staff)
        number = session.scalar(select(func.count()).where(AuditEntry.action.in_(_DISPOSED))) or 0
    audit.look(desk, actor, LISTED, fields=READ)
    return Queue(
        to_confirm=tuple(one for one in listed if one.proposed_on is not None),
        to_review=tuple(one for one in listed if one.proposed_on is None),
        kept=kept,
        done=done,
        number_done=number,
    )


def number_waiting(desk: Desk, actor: Actor) -> int:
    """Return how many records are to be reviewed; nobody's record is looked at.

    A disposal that waits for a second person is counted among what is to be approved.
    """
    permit(actor, Permission.REVIEW_RETENTION)
    with desk.sessions() as session:
        listed = _listed(session, desk, actor, staff_of(session))
        return sum(one.proposed_on is None for one in listed)


_DISPOSED: Final = (ERASED.action, ERASED_AGAIN.action)


def _listed(session: Session, desk: Desk, actor: Actor, staff: Staff) -> Iterator[Listed]:
    query = (
        select(Case)
        .where(Case.state == State.CLOSED, aftercare.review_due(desk))
        .options(joinedload(Case.person))
    )
    cases = [one for one in session.scalars(query) if desk.schemes.holds(one.scheme)]
    ids = [one.id for one in cases]
    standing, newest = aftercare.decided(session, choose(ids)), _newest(session, ids)
    for case in cases:
        held = standing.get(case.id)
        closed = case.closed_on or desk.today()
        years = desk.schemes.version(case.scheme).privacy.keep_years
        due = rules.review_due(closed, years, held.kept_until if held else None)
        row = newest.get(case.id)
        waits = row is not None and row.choice == Choice.DISPOSE and row.answered_at is None
        if waits or due <= desk.today():
            yield _one(case, (closed, due), row, actor, staff)


def _one(
    case: Case,
    days: tuple[date, date],
    row: RetentionReview | None,
    actor: Actor,
    staff: Staff,
) -> Listed:
    head = case.id, case.number, case.person.name, *days
    if row is None or row.choice == Choice.KEEP:
        return Listed(*head)
    if row.answered_at is None:
        by = staff.name_of(row.decided_by)
        return Listed(*head, by, day_of(row.decided_at), own=row.decided_by == actor.username)
    by = staff.name_of(row.answered_by)
    return Listed(*head, refused_by=by, refused_on=day_of(row.answered_at))


def _newest(session: Session, ids: list[int]) -> Mapping[int, RetentionReview]:
    """Return the newest decision on each of some records."""
    query = select(RetentionReview).where(RetentionReview.case_id.in_(ids))
    return {one.case_id: one for one in session.scalars(query.order_by(RetentionReview.id))}


def _kept(session: Session, desk: Desk, staff: Staff) -> tuple[Kept, ...]:
    """Return what is kept beyond its years, until the nearest day first."""
    query = (
        select(RetentionReview, Case)
        .join(Case, Case.id == RetentionReview.case_id)
        .where(
            RetentionReview.choice == Choice.KEEP,
            RetentionReview.until > desk.today(),
            Case.state == State.CLOSED,
        )
        .order_by(RetentionReview.until, RetentionReview.id)
        .options(joinedload(Case.person))
    )
    return tuple(
        Kept(
            case.id,
            case.number,
            case.person.name,
            row.until or desk.today(),
            staff.name_of(row.decided_by),
            day_of(row.decided_at),
        )
        for row, case in session.execute(query)
    )


def _done(session: Session, staff: Staff) -> tuple[Done, ...]:
    query = (
        select(AuditEntry)
        .where(AuditEntry.action.in_(_DISPOSED))
        .order_by(AuditEntry.id.desc())
        .limit(MOST_DONE)
    )
    return tuple(
        Done(
            one.case_id or 0,
            staff.name_of(one.actor),
            day_of(one.at),
            one.action == ERASED_AGAIN.action,
        )
        for one in session.scalars(query)
    )
