"""Meetings booked and moved: the first inside the hours after release, or outside with a reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.booking import (
    Slot,
    Window,
    is_inside,
    problems_in,
    problems_in_first,
    window_after,
)
from triage_app.domain.compliance import CAME
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.workflow import State
from triage_app.services import audit, conflicts
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Appointment, Case

SEEN: Final = audit.Deed("bookings.seen", audit.Category.CONSULTATION)
MADE: Final = audit.Deed("bookings.made", audit.Category.COLLECTION)
MOVED: Final = audit.Deed("bookings.moved", audit.Category.ALTERATION)
FIELDS: Final = ("starts", "minutes", "place", "outside_reason")
ASSESSMENT, CONDITION, REVIEW = "assessment", "condition", "review"
BOOKABLE_IN: Final = {
    ASSESSMENT: (State.CONSENTED, State.ASSESSING),
    CONDITION: (State.LIVE, State.BREACH_PROPOSED),
    REVIEW: (State.LIVE, State.BREACH_PROPOSED),
}


@dataclass(frozen=True, slots=True)
class Booked:
    """A meeting as it stands."""

    id: int
    version: int
    kind: str
    condition_id: int | None
    starts: datetime
    minutes: int
    place: str
    outside_reason: str
    moved_from: datetime | None
    moved_reason: str
    attendance: str | None


@dataclass(frozen=True, slots=True)
class FirstMeeting:
    """What the first meeting must keep to, and the meetings booked for it so far."""

    state: State
    hours: tuple[int, int]  # after release
    window: Window | None  # None: the time of release is not known
    booked: tuple[Booked, ...]

    @property
    def current(self) -> Booked | None:
        """The meeting that is still to come, or of which nobody has said who came."""
        return next((one for one in self.booked if one.attendance is None), None)

    @property
    def is_wanting(self) -> bool:
        """Whether nobody has come yet, and no meeting is booked at which they might."""
        return self.current is None and not any(one.attendance in CAME for one in self.booked)


def first_meeting(desk: Desk, actor: Actor, case_id: int) -> FirstMeeting:
    """Return the window for the first meeting and what is booked: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        seen = FirstMeeting(
            state=case.state,
            hours=desk.schemes.version(case.scheme).contact_hours,
            window=_window(desk, case),
            booked=tuple(booked_as(row) for row in _firsts(session, case_id)),
        )
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return seen


def book(
    desk: Desk,
    actor: Actor,
    case_id: int,
    slot: Slot,
    kind: str = ASSESSMENT,
    condition_id: int | None = None,
) -> int:
    """Book a meeting; a first meeting once only, and outside its hours with a reason only."""
    permit(actor, Permission.BOOK)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        if case.state not in BOOKABLE_IN[kind]:
            raise Refused("bookings.not_now")
        if kind == ASSESSMENT and any(row.attendance is None for row in _firsts(session, case_id)):
            raise Refused("bookings.booked_already")
        row = Appointment(case_id=case_id, kind=kind, condition_id=condition_id)
        _write(desk, case, row, slot)
        session.add(row)
        audit.record(session, desk, actor, MADE, case_id, FIELDS)
        session.flush()
        return row.id


def move(desk: Desk, actor: Actor, appointment: tuple[int, int], slot: Slot, why: str) -> None:
    """Move a meeting, seen as (number, version), to another slot; the old one is kept, with why."""
    permit(actor, Permission.BOOK)
    number, version = appointment
    with desk.sessions.begin() as session:
        row = conflicts.load(session, Appointment, number, version, (*FIELDS, "version"))
        if row.attendance is not None:
            raise Refused("bookings.held_already")
        case = session.get_one(Case, row.case_id)
        before = row.starts
        _write(desk, case, row, slot, why)
        if row.starts != before:
            row.moved_from = before
        row.moved_reason = why.strip()
        audit.record(session, desk, actor, MOVED, row.case_id, (*FIELDS, "moved_reason"))


def booked_as(row: Appointment) -> Booked:
    """Return a meeting's row as a value."""
    return Booked(
        id=row.id,
        version=row.version,
        kind=row.kind,
        condition_id=row.condition_id,
        starts=row.starts,
        minutes=row.minutes,
        place=row.place,
        outside_reason=row.outside_reason,
        moved_from=row.moved_from,
        moved_reason=row.moved_reason,
        attendance=row.attendance,
    )


def _write(desk: Desk, case: Case, row: Appointment, slot: Slot, why: str | None = None) -> None:
    """Put a slot that nothing is wrong with into a row."""
    first, window = row.kind == ASSESSMENT, _window(desk, case)
    now = desk.now()
    found = problems_in_first(slot, window, now) if first else problems_in(slot, now)
    if why is not None and not why.strip():
        found.append(Problem("moved_reason", "problem.missing"))
    if found or slot.starts is None or slot.minutes is None:
        raise Invalid(*found)
    row.starts, row.minutes, row.place = slot.starts, slot.minutes, slot.place.strip()
    needs_reason = first and not is_inside(slot, window)
    row.outside_reason = slot.outside_reason.strip() if needs_reason else ""


def _window(desk: Desk, case: Case) -> Window | None:
    return window_after(case.released, desk.schemes.version(case.scheme).contact_hours)


def _firsts(session: Session, case_id: int) -> list[Appointment]:
    query = select(Appointment).where(
        Appointment.case_id == case_id,
        Appointment.kind == ASSESSMENT,
        Appointment.called_off == "",
    )
    return list(session.scalars(query.order_by(Appointment.starts, Appointment.id)))
