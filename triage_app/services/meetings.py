"""Meetings as rows and as values: what is booked, where it was before, and what it runs into."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from triage_app.domain.attempts import Attempts, attempts, contact_attempt, meeting_attempt
from triage_app.domain.booking import ASSESSMENT, MINUTES, AskedBy, Outside, Span
from triage_app.domain.compliance import CAME, Attendance
from triage_app.domain.free_times import Taken
from triage_app.domain.scheme import Scheme
from triage_app.services.printed import name_of
from triage_app.storage.models import (
    Appointment,
    Case,
    Condition,
    ContactAttempt,
    MeetingMove,
    Member,
    Person,
)

LONGEST: Final = timedelta(minutes=MINUTES[-1])


@dataclass(frozen=True, slots=True)
class MovedFrom:
    """A slot that a meeting had before: when and where, who asked, why, and who moved it."""

    starts: datetime
    minutes: int
    place: str
    asked_by: AskedBy
    reason: str
    moved_by: str
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class CalledOff:
    """A meeting that will not be: who asked, and why."""

    at: datetime | None  # None: the case ended first
    by: str
    asked_by: AskedBy | None
    reason: str


@dataclass(frozen=True, slots=True)
class Booked:
    """A meeting as it stands, and every slot it had before."""

    id: int
    version: int
    kind: str
    condition_id: int | None
    starts: datetime
    minutes: int
    place: str
    place_code: str
    room: str
    directions: str
    outside: Outside | None
    outside_reason: str
    moves: tuple[MovedFrom, ...]
    called_off: CalledOff | None
    attendance: Attendance | None
    note: str
    reminder_id: int | None

    @property
    def span(self) -> Span:
        """The time it takes."""
        return span_of(self.starts, self.minutes)

    @property
    def is_open(self) -> bool:
        """Whether it still stands, and nobody has said who came."""
        return self.attendance is None and self.called_off is None


def booked_as(session: Session, rows: Sequence[Appointment]) -> tuple[Booked, ...]:
    """Return meetings' rows as values, in the order they come."""
    moves = moves_of(session, [row.id for row in rows])
    return tuple(
        Booked(
            id=row.id,
            version=row.version,
            kind=row.kind,
            condition_id=row.condition_id,
            starts=row.starts,
            minutes=row.minutes,
            place=row.place,
            place_code=row.place_code,
            room=row.room,
            directions=row.directions,
            outside=Outside(row.outside) if row.outside else None,
            outside_reason=row.outside_reason,
            moves=moves.get(row.id, ()),
            called_off=called_off_as(session, row),
            attendance=Attendance(row.attendance) if row.attendance else None,
            note=row.attendance_note,
            reminder_id=row.reminder_id,
        )
        for row in rows
    )


def called_off_as(session: Session, row: Appointment) -> CalledOff | None:
    """Return how a meeting was called off; None while it stands."""
    if not row.called_off:
        return None
    by = name_of(session, row.called_off_by) if row.called_off_by else ""
    asked_by = AskedBy(row.called_off_asked_by) if row.called_off_asked_by else None
    return CalledOff(row.called_off_at, by, asked_by, row.called_off)


def moves_of(session: Session, numbers: Iterable[int]) -> Mapping[int, tuple[MovedFrom, ...]]:
    """Return the slots that meetings had before, by the meeting, the earliest first."""
    query = (
        select(MeetingMove, Member.name)
        .outerjoin(Member, Member.username == MeetingMove.moved_by)
        .where(MeetingMove.appointment_id.in_(list(numbers)))
        .order_by(MeetingMove.id)
    )
    found: dict[int, tuple[MovedFrom, ...]] = {}
    for row, name in session.execute(query):
        one = MovedFrom(
            starts=row.starts,
            minutes=row.minutes,
            place=row.place,
            asked_by=AskedBy(row.asked_by),
            reason=row.reason,
            moved_by=name or row.moved_by,
            moved_at=row.moved_at,
        )
        found[row.appointment_id] = (*found.get(row.appointment_id, ()), one)
    return found


def firsts_of(session: Session, case_id: int) -> list[Appointment]:
    """Return the first meetings booked in a case, the earliest first."""
    query = select(Appointment).where(
        Appointment.case_id == case_id, Appointment.kind == ASSESSMENT
    )
    return list(session.scalars(query.order_by(Appointment.starts, Appointment.id)))


def attempts_of(session: Session, scheme: Scheme, case_id: int) -> Attempts:
    """Return how often somebody was expected at their first meeting, or tried for."""
    tries = session.scalars(select(ContactAttempt).where(ContactAttempt.case_id == case_id))
    said = [
        meeting_attempt(row.starts, Attendance(row.attendance), row.attendance_note)
        for row in firsts_of(session, case_id)
        if row.attendance is not None and not row.called_off
    ]
    tried = [contact_attempt(row.at, row.how, row.note, reached=row.reached) for row in tries]
    return attempts((*said, *tried), scheme.contact_attempts)


def taken_in(
    session: Session, case: Case, span: Span, apart_from: int | None = None
) -> tuple[Taken, ...]:
    """Return the meetings that take the time of a case's assessor or person in a span."""
    rows = session.execute(
        standing()
        .where(Appointment.starts > span.starts - LONGEST, Appointment.starts < span.ends)
        .where(or_(Case.assessor_id == case.assessor_id, Case.person_id == case.person_id))
        .order_by(Appointment.starts, Appointment.id)
    )
    found = (_taken(row, case) for row in rows if row.id != apart_from)
    return tuple(
        one for one in found if one.span.overlaps(span) and (one.of_assessor or one.of_person)
    )


def standing() -> Select[*tuple[Any, ...]]:
    """Choose the meetings that take somebody's time: not called off, and not missed."""
    came = Appointment.attendance.is_(None) | Appointment.attendance.in_(CAME)
    return (
        select(
            Appointment.id,
            Appointment.case_id,
            Appointment.kind,
            Appointment.starts,
            Appointment.minutes,
            Case.number,
            Case.assessor_id,
            Case.person_id,
            Condition.service_id,
            Person.name.label("name"),
            Member.name.label("assessor"),
        )
        .join(Case, Case.id == Appointment.case_id)
        .join(Person, Person.id == Case.person_id)
        .join(Member, Member.id == Case.assessor_id)
        .outerjoin(Condition, Condition.id == Appointment.condition_id)
        .where(Appointment.called_off == "", came)
    )


def span_of(starts: datetime, minutes: int) -> Span:
    """Return the time a meeting takes."""
    return Span(starts, starts + timedelta(minutes=minutes))


def _taken(row: Any, case: Case) -> Taken:  # noqa: ANN401 - a row of `standing`
    return Taken(
        id=row.id,
        span=span_of(row.starts, row.minutes),
        case_id=row.case_id,
        number=row.number,
        kind=row.kind,
        name=row.name,
        assessor=row.assessor,
        # A meeting with a service is the person's own; the assessor does not sit in it.
        of_assessor=row.assessor_id == case.assessor_id and row.service_id is None,
        of_person=row.person_id == case.person_id,
    )
