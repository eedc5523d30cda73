"""The meetings of some days, one assessor's or everybody's: what runs into what, what is free."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import RowMapping, Select, exists, func, select

from triage_app.domain.booking import Span
from triage_app.domain.compliance import CAME
from triage_app.domain.free_times import free_spans, open_hours
from triage_app.domain.roles import Permission, Role, may
from triage_app.domain.workflow import OPEN
from triage_app.domain.working_days import SATURDAY, bank_holiday
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.agenda_due import Counts
from triage_app.services.cover import covered_in
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.meetings import LONGEST, span_of
from triage_app.storage.models import (
    Appointment,
    Case,
    Condition,
    MeetingMove,
    Member,
    Person,
    Service,
)

SEEN: Final = audit.Deed("agenda.seen", audit.Category.CONSULTATION)
FIELDS: Final = ("name", "starts", "place")


@dataclass(frozen=True, slots=True)
class Clash:
    """A meeting that another runs into: whose it is, and when."""

    number: str
    name: str
    assessor: str
    span: Span
    same_person: bool


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One meeting, whose it is, and what it runs into."""

    appointment_id: int
    case_id: int
    number: str
    person_id: int
    name: str
    assessor_id: int
    assessor: str
    kind: str
    starts: datetime
    minutes: int
    place: str
    service: str  # whose meeting it is, where a condition is met by a service
    is_moved: bool
    is_called_off: bool
    attendance: str | None
    clashes: tuple[Clash, ...] = ()

    @property
    def day(self) -> date:
        """The day it is on, in the suite."""
        return self.starts.astimezone(LONDON).date()

    @property
    def span(self) -> Span:
        """The time it takes."""
        return span_of(self.starts, self.minutes)

    @property
    def takes_time(self) -> bool:
        """Whether it takes anybody's time: it was not called off, and not missed."""
        return not self.is_called_off and (self.attendance is None or self.attendance in CAME)

    @property
    def takes_assessor(self) -> bool:
        """Whether the assessor sits in it: a service holds its meetings by itself."""
        return self.takes_time and not self.service


@dataclass(frozen=True, slots=True)
class Load:
    """One assessor's day: what is taken of it, what of that clashes, and what is free."""

    assessor_id: int
    assessor: str
    taken: tuple[tuple[Span, bool], ...]
    free: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """A day of the agenda: what kind of day it is, its meetings, and everybody's load."""

    day: date
    is_weekend: bool
    holiday: str  # a bank holiday's code
    open: Span | None  # when somebody is there
    rows: tuple[AgendaRow, ...]
    loads: tuple[Load, ...]
    due: Counts = field(default_factory=dict)  # how much there is to do, as Today counts it


@dataclass(frozen=True, slots=True)
class Assessor:
    """Somebody whose meetings may be looked at."""

    id: int
    name: str


def agenda(
    desk: Desk,
    actor: Actor,
    first: date,
    days: int,
    *,
    everyones: bool = False,
    of: int | None = None,
) -> tuple[AgendaRow, ...]:
    """Return the meetings of some days in their order: one's own; a supervisor may ask for more.

    Whoever covers for somebody has their meetings of those days too. `of` is another's number.
    A look at many cases is one entry in the log.
    """
    permit(actor, Permission.SEE_CASES)
    if everyones or of not in (None, actor.id):
        permit(actor, Permission.SEE_EVERYONES_CASES)
    begins, ends = (_midnight(day) for day in (first, first + timedelta(days=days)))
    whose = of or actor.id
    with desk.sessions() as session:
        found = session.execute(_query(begins, ends)).mappings().all()
        covered = {} if of not in (None, actor.id) else covered_in(session, actor.id, first, days)
    audit.look(desk, actor, SEEN, fields=FIELDS)
    if not everyones:
        found = _concerning({whose}.union(*covered.values()), found)
    every = [AgendaRow(**row) for row in found]
    clashing = clashes_among(every)
    return tuple(
        replace(row, clashes=clashing.get(row.appointment_id, ()))
        for row in every
        if row.starts >= begins
        and (everyones or row.assessor_id in {whose, *covered.get(row.day, ())})
    )


def assessors(desk: Desk, actor: Actor) -> tuple[Assessor, ...]:
    """Return whose meetings a supervisor may ask for: everybody who holds a case or could."""
    permit(actor, Permission.SEE_EVERYONES_CASES)
    holds = exists().where(Case.assessor_id == Member.id, Case.state.in_(OPEN))
    working = Member.active.is_(True) & (Member.role == Role.ASSESSOR)
    query = select(Member.id, Member.name).where(working | holds).order_by(Member.name, Member.id)
    with desk.sessions() as session:
        return tuple(Assessor(*row) for row in session.execute(query))


def sees_everyones(actor: Actor) -> bool:
    """Say whether somebody may ask for everybody's meetings."""
    return may(actor.role, Permission.SEE_EVERYONES_CASES)


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def days_of(
    desk: Desk,
    rows: Sequence[AgendaRow],
    first: date,
    count: int,
    whose: Sequence[Assessor],
    due: Mapping[date, Counts],
) -> tuple[AgendaDay, ...]:
    """Put meetings and what is due under their days, with the loads of those whose agenda it is."""
    times = desk.schemes.of_office(desk.suite, desk.today()).meetings
    found = []
    for day in (first + timedelta(days=number) for number in range(count)):
        of_day = tuple(row for row in rows if row.day == day)
        loads = (_load(one, of_day, free_spans(day, times, _taken(one, of_day))) for one in whose)
        found.append(
            AgendaDay(
                day=day,
                is_weekend=day.weekday() >= SATURDAY,
                holiday=bank_holiday(day),
                open=open_hours(day, times),
                rows=of_day,
                loads=tuple(loads),
                due=due.get(day, {}),
            )
        )
    return tuple(found)


def clashes_among(rows: Iterable[AgendaRow]) -> Mapping[int, tuple[Clash, ...]]:
    """Return what runs into what, by the meeting: of one assessor, or of one person."""
    found: dict[int, tuple[Clash, ...]] = {}
    taking = sorted((row for row in rows if row.takes_time), key=lambda row: row.starts)
    for place, row in enumerate(taking):
        for other in taking[place + 1 :]:
            if other.starts >= row.span.ends:
                break
            if _share(row, other):
                found[row.appointment_id] = (*found.get(row.appointment_id, ()), _clash(row, other))
                back = _clash(other, row)
                found[other.appointment_id] = (*found.get(other.appointment_id, ()), back)
    return found


def _share(one: AgendaRow, other: AgendaRow) -> bool:
    same_assessor = one.assessor_id == other.assessor_id
    both_taken = one.takes_assessor and other.takes_assessor
    overlap = one.span.overlaps(other.span)
    return overlap and (one.person_id == other.person_id or (same_assessor and both_taken))


def _clash(one: AgendaRow, other: AgendaRow) -> Clash:
    same = one.person_id == other.person_id
    return Clash(other.number, other.name, other.assessor, other.span, same)


def _taken(one: Assessor, rows: Iterable[AgendaRow]) -> tuple[Span, ...]:
    return tuple(row.span for row in rows if row.assessor_id == one.id and row.takes_assessor)


def _load(one: Assessor, rows: Sequence[AgendaRow], free: tuple[Span, ...]) -> Load:
    own = (row for row in rows if row.assessor_id == one.id and row.takes_assessor)
    return Load(one.id, one.name, tuple((row.span, bool(row.clashes)) for row in own), free)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _concerning(members: Set[int], rows: Sequence[RowMapping]) -> list[RowMapping]:
    """Return the meetings of some, and any with the same people: nothing else clashes with them."""
    met = {row["person_id"] for row in rows if row["assessor_id"] in members}
    return [row for row in rows if row["assessor_id"] in members or row["person_id"] in met]


def _query(begins: datetime, ends: datetime) -> Select[*tuple[Any, ...]]:
    """Choose the meetings that begin in a span, or began so late before it as to run into it."""
    moved = exists().where(MeetingMove.appointment_id == Appointment.id)
    return (
        select(
            Appointment.id.label("appointment_id"),
            Case.id.label("case_id"),
            Case.number,
            Case.person_id,
            Person.name,
            Case.assessor_id,
            Member.name.label("assessor"),
            Appointment.kind,
            Appointment.starts,
            Appointment.minutes,
            Appointment.place,
            # Without a service the assessor holds the meeting.
            func.coalesce(Service.name, "").label("service"),
            moved.label("is_moved"),
            (Appointment.called_off != "").label("is_called_off"),
            Appointment.attendance,
        )
        .join(Case, Case.id == Appointment.case_id)
        .join(Person, Person.id == Case.person_id)
        .join(Member, Member.id == Case.assessor_id)
        .outerjoin(Condition, Condition.id == Appointment.condition_id)
        .outerjoin(Service, Service.id == Condition.service_id)
        .where(Appointment.starts > begins - LONGEST, Appointment.starts < ends)
        .order_by(Appointment.starts, Appointment.id)
    )
