"""A service's session: everybody booked with it at one hour, marked together or not at all."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select

from triage_app.domain.clock_change import midnight
from triage_app.domain.compliance import Attendance
from triage_app.domain.problems import Invalid, Problem, Refused, Stale
from triage_app.domain.roles import Permission
from triage_app.domain.tracked import Marked
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.attendance import UNDER_CONTRACT, mark_in
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Appointment, Case, Condition, Person, Service

SEEN: Final = audit.Deed("sessions.seen", audit.Category.CONSULTATION)
SHOWN: Final = ("name", "starts", "attendance")
DAY: Final = timedelta(days=1)
# Which field of a seat a problem with its mark stands beside.
BESIDE: Final = {
    "attendance": "seat",
    "mark_reason": "reason",
    "evidence_by": "by",
    "why_changed": "why",
}


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's place in a session, and what was recorded of it."""

    id: int
    version: int
    case_id: int
    number: str
    name: str
    attendance: Attendance | None
    note: str
    evidence_by: date | None


@dataclass(frozen=True, slots=True)
class GroupSession:
    """Everybody booked with a service at one moment."""

    service: str
    starts: datetime
    place: str
    seats: tuple[Seat, ...]

    @property
    def unsaid(self) -> int:
        """Of how many nobody has said whether they came."""
        return sum(one.attendance is None for one in self.seats)


@dataclass(frozen=True, slots=True)
class SeatMark:
    """What is said of one seat, seen as (number, version)."""

    seat: tuple[int, int]
    marked: Marked


def sessions_on(desk: Desk, actor: Actor, day: date) -> tuple[GroupSession, ...]:
    """Return the sessions that services hold on a day of the suite, in their order: a look."""
    permit(actor, Permission.TRACK)
    query = (
        select(Appointment, Case, Person.name, Service)
        .join(Case, Case.id == Appointment.case_id)
        .join(Person, Person.id == Case.person_id)
        .join(Condition, Condition.id == Appointment.condition_id)
        .join(Service, Service.id == Condition.service_id)
        .where(Appointment.starts >= midnight(day), Appointment.starts < midnight(day + DAY))
        .where(Appointment.called_off == "", Case.state.in_(UNDER_CONTRACT))
        .order_by(Appointment.starts, Service.name, Service.id, Person.name, Appointment.id)
    )
    seats: defaultdict[tuple[datetime, int], list[Seat]] = defaultdict(list)
    about: dict[tuple[datetime, int], tuple[str, str]] = {}
    with desk.sessions() as session:
        for row, case, name, service in session.execute(query):
            key = (row.starts, service.id)
            seats[key].append(_seat(row, case, name))
            about.setdefault(key, (service.name, row.place))
    audit.look(desk, actor, SEEN, fields=SHOWN)
    return tuple(
        GroupSession(about[key][0], key[0], about[key][1], tuple(held))
        for key, held in seats.items()
    )


def mark_together(desk: Desk, actor: Actor, marks: Sequence[SeatMark]) -> int:
    """Record who came to a session, all of it or nothing; return of how many it was said."""
    permit(actor, Permission.TRACK)
    if not marks:
        raise Refused("sessions.nobody_said")
    problems: list[Problem] = []
    with desk.sessions.begin() as session:
        for one in sorted(marks, key=lambda it: it.seat):  # in one order: nobody waits for ever
            try:
                mark_in(session, desk, actor, one.seat, one.marked)
            except Invalid as wrong:
                problems += _beside(one.seat[0], wrong.problems)
            except Stale as stale:
                by = {"by": stale.values.get("by", "")}
                problems.append(Problem(f"seat_{one.seat[0]}", "sessions.changed_meanwhile", by))
            except Refused as refused:
                problems.append(Problem(f"seat_{one.seat[0]}", refused.code, refused.values))
        if problems:
            raise Invalid(*problems)
    return len(marks)


def _seat(row: Appointment, case: Case, name: str) -> Seat:
    attendance = Attendance(row.attendance) if row.attendance else None
    return Seat(
        id=row.id,
        version=row.version,
        case_id=case.id,
        number=case.number,
        name=name,
        attendance=attendance,
        note=row.attendance_note,
        evidence_by=row.evidence_by,
    )


def _beside(seat: int, problems: Sequence[Problem]) -> Iterator[Problem]:
    for one in problems:
        yield Problem(f"{BESIDE.get(one.field, 'seat')}_{seat}", one.code, one.values)
