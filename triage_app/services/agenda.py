"""The meetings of some days, for those whose cases they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import Select, select

from triage_app.domain.booking import Span
from triage_app.domain.roles import Permission, may
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.storage.models import Appointment, Case, Member, Person

SEEN: Final = audit.Deed("agenda.seen", audit.Category.CONSULTATION)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One meeting, whose it is, and whether another of the same assessor runs into it."""

    appointment_id: int
    case_id: int
    number: str
    name: str
    assessor: str
    kind: str
    starts: datetime
    minutes: int
    place: str
    moved_from: datetime | None
    attendance: str | None
    overlaps: bool = False

    @property
    def day(self) -> date:
        """The day it is on, in the suite."""
        return self.starts.astimezone(LONDON).date()

    @property
    def span(self) -> Span:
        """The time it takes."""
        return Span(self.starts, self.starts + timedelta(minutes=self.minutes))


def agenda(
    desk: Desk, actor: Actor, first: date, days: int, *, everyones: bool = False
) -> tuple[AgendaRow, ...]:
    """Return the meetings of some days in their order: one's own, or everybody's for a supervisor.

    A look at many cases is one entry in the log.
    """
    permit(actor, Permission.SEE_CASES)
    if everyones:
        permit(actor, Permission.SEE_EVERYONES_CASES)
    query = _query(first, days)
    if not everyones:
        query = query.where(Case.assessor_id == actor.id)
    with desk.sessions() as session:
        rows = [AgendaRow(*row) for row in session.execute(query)]
    audit.look(desk, actor, SEEN, fields=("name", "starts", "place"))
    return tuple(replace(row, overlaps=_runs_into_another(row, rows)) for row in rows)


def sees_everyones(actor: Actor) -> bool:
    """Say whether somebody may ask for everybody's meetings."""
    return may(actor.role, Permission.SEE_EVERYONES_CASES)


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _query(
    first: date, days: int
) -> Select[int, int, str, str, str, str, datetime, int, str, datetime | None, str | None]:
    begins, ends = (
        datetime.combine(day, time(), LONDON) for day in (first, first + timedelta(days=days))
    )
    return (
        select(
            Appointment.id,
            Case.id,
            Case.number,
            Person.name,
            Member.name,
            Appointment.kind,
            Appointment.starts,
            Appointment.minutes,
            Appointment.place,
            Appointment.moved_from,
            Appointment.attendance,
        )
        .join(Case, Case.id == Appointment.case_id)
        .join(Person, Person.id == Case.person_id)
        .join(Member, Member.id == Case.assessor_id)
        .where(Appointment.starts >= begins, Appointment.starts < ends)
        .where(Appointment.called_off == "")
        .order_by(Appointment.starts, Appointment.id)
    )


def _runs_into_another(row: AgendaRow, rows: Sequence[AgendaRow]) -> bool:
    return any(
        other.assessor == row.assessor
        and other.appointment_id != row.appointment_id
        and other.span.overlaps(row.span)
        for other in rows
    )
