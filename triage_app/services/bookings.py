"""Meetings booked, moved and called off: the first in the hours after release, or with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from triage_app.domain.attempts import Attempts
from triage_app.domain.availability import Availability
from triage_app.domain.booking import (
    ASSESSMENT,
    CONDITION,
    REVIEW,
    Changed,
    Slot,
    Span,
    Window,
    is_inside,
    problems_in,
    problems_in_change,
    problems_in_first,
    problems_in_term,
    window_after,
)
from triage_app.domain.compliance import CAME
from triage_app.domain.free_times import Taken, clashes
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.scheme import MeetingTimes, Place
from triage_app.domain.workflow import State
from triage_app.services import audit, conflicts
from triage_app.services.access import permit
from triage_app.services.contract_chain import chain_in
from triage_app.services.desk import Actor, Desk
from triage_app.services.meetings import (
    Booked,
    attempts_of,
    booked_as,
    firsts_of,
    taken_in,
)
from triage_app.services.over import insist_not_over
from triage_app.storage.models import Appointment, Case, MeetingMove, Member, Person

SEEN: Final = audit.Deed("bookings.seen", audit.Category.CONSULTATION)
DIARY: Final = audit.Deed("bookings.diary_seen", audit.Category.CONSULTATION)
MADE: Final = audit.Deed("bookings.made", audit.Category.COLLECTION)
MOVED: Final = audit.Deed("bookings.moved", audit.Category.ALTERATION)
CALLED_OFF: Final = audit.Deed("bookings.called_off", audit.Category.ALTERATION)
FIELDS: Final = ("starts", "minutes", "place", "outside", "outside_reason")
SHOWN: Final = (*FIELDS, "place_code", "room", "directions", "version")
CALLED_OFF_FIELDS: Final = ("called_off_asked_by", "called_off")
BOOKABLE_IN: Final = {
    ASSESSMENT: (State.CONSENTED, State.ASSESSING),
    CONDITION: (State.LIVE, State.BREACH_PROPOSED),
    REVIEW: (State.LIVE, State.BREACH_PROPOSED),
}


@dataclass(frozen=True, slots=True)
class Support:
    """Who has to be there beside the person, and what is known of when and how to reach them."""

    interpreter: str | None  # the language; None: none is needed
    appropriate_adult: str | None  # a name, "" where it is not known; None: none is needed
    telephone: str
    availability: Availability


@dataclass(frozen=True, slots=True)
class FirstMeeting:
    """What the first meeting must keep to, and the meetings booked for it so far."""

    state: State
    hours: tuple[int, int]  # after release
    released: datetime | None
    window: Window | None  # None: the time of release is not known
    booked: tuple[Booked, ...]
    times: MeetingTimes
    places: tuple[Place, ...]  # those of the suite first
    attempts: Attempts
    support: Support

    @property
    def current(self) -> Booked | None:
        """The meeting that is still to come, or of which nobody has said who came."""
        return next((one for one in self.booked if one.is_open), None)

    @property
    def is_wanting(self) -> bool:
        """Whether nobody has come yet, and no meeting is booked at which they might."""
        return self.current is None and not any(one.attendance in CAME for one in self.booked)


# ── Reading ──────────────────────────────────────────────────────────────────────────────────


def first_meeting(desk: Desk, actor: Actor, case_id: int) -> FirstMeeting:
    """Return the window for the first meeting and what is booked: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        scheme = desk.schemes.version(case.scheme)
        seen = FirstMeeting(
            state=case.state,
            hours=scheme.contact_hours,
            released=case.released,
            window=_window(desk, case),
            booked=booked_as(session, firsts_of(session, case_id)),
            times=scheme.meetings,
            places=scheme.places_of(case.suite),
            attempts=attempts_of(session, scheme, case_id),
            support=_support(case.person),
        )
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return seen


def diary(
    desk: Desk, actor: Actor, case_id: int, span: Span, apart_from: int | None = None
) -> tuple[Taken, ...]:
    """Return what takes the time of a case's assessor, or of its person, in a span: a look."""
    permit(actor, Permission.BOOK)
    with desk.sessions() as session:
        found = taken_in(session, session.get_one(Case, case_id), span, apart_from)
    audit.look(desk, actor, DIARY, case_id, ("starts", "minutes"))
    return found


def places_of(desk: Desk, actor: Actor, case_id: int) -> tuple[Place, ...]:
    """Return where people of a case's scheme are met, its suite's places first."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        return desk.schemes.version(case.scheme).places_of(case.suite)


# ── Doing ────────────────────────────────────────────────────────────────────────────────────


def book(
    desk: Desk,
    actor: Actor,
    case_id: int,
    slot: Slot,
    kind: str = ASSESSMENT,
    condition_id: int | None = None,
) -> int:
    """Book a meeting; a first meeting once only, and outside its hours with a reason only."""
    return book_all(desk, actor, case_id, [slot], kind, condition_id)[0]


def book_all(
    desk: Desk,
    actor: Actor,
    case_id: int,
    slots: Sequence[Slot],
    kind: str,
    condition_id: int | None = None,
) -> tuple[int, ...]:
    """Book several meetings of one kind: all of them, or none."""
    permit(actor, Permission.BOOK)
    with desk.sessions.begin() as session:
        case = _held(session, case_id)
        if case.state not in BOOKABLE_IN[kind]:
            raise Refused("bookings.not_now")
        if kind == ASSESSMENT and any(_is_open(row) for row in firsts_of(session, case_id)):
            raise Refused("bookings.booked_already")
        made = []
        for slot in slots:
            row = Appointment(case_id=case_id, kind=kind, condition_id=condition_id)
            row.booked_at = desk.now()
            _write(session, desk, case, row, slot)
            session.add(row)
            audit.record(session, desk, actor, MADE, case_id, FIELDS)
            session.flush()
            made.append(row.id)
        return tuple(made)


def move(
    desk: Desk, actor: Actor, appointment: tuple[int, int], slot: Slot, change: Changed
) -> None:
    """Move a meeting, seen as (number, version), to another slot; every earlier one is kept."""
    permit(actor, Permission.BOOK)
    number, version = appointment
    with desk.sessions.begin() as session:
        row = conflicts.load(session, Appointment, number, version, SHOWN)
        insist_not_over(session, row.case_id)
        _require_open(row)
        case = _held(session, row.case_id)
        if case.state not in BOOKABLE_IN[row.kind]:
            raise Refused("bookings.not_now")
        before = _before(row, actor, desk.now(), change)
        _write(session, desk, case, row, slot, change)
        row.reminder_id = None  # the letter spoke of the earlier slot
        session.add(before)
        audit.record(session, desk, actor, MOVED, row.case_id, (*FIELDS, "asked_by", "reason"))


def call_off(desk: Desk, actor: Actor, appointment: tuple[int, int], change: Changed) -> None:
    """Call a meeting off, seen as (number, version), for a reason; it stays on file as such."""
    permit(actor, Permission.BOOK)
    number, version = appointment
    with desk.sessions.begin() as session:
        row = conflicts.load(session, Appointment, number, version, SHOWN)
        insist_not_over(session, row.case_id)
        _require_open(row)
        if found := problems_in_change(change, "off_reason", "off_asked_by"):
            raise Invalid(*found)
        row.called_off_at, row.called_off_by = desk.now(), actor.username
        row.called_off_asked_by, row.called_off = str(change.asked_by), change.why.strip()
        audit.record(session, desk, actor, CALLED_OFF, row.case_id, CALLED_OFF_FIELDS)


def _held(session: Session, case_id: int) -> Case:
    """Return a case, with the diaries of its assessor and its person held until we are done.

    On a shared database two people may book at the same moment; the second waits here, and then
    sees what the first has booked. The order is always the same, so neither waits for ever.
    """
    case = session.get_one(Case, case_id, with_for_update=True)
    session.get_one(Member, case.assessor_id, with_for_update=True)
    session.get_one(Person, case.person_id, with_for_update=True)
    return case


def _write(
    session: Session,
    desk: Desk,
    case: Case,
    row: Appointment,
    slot: Slot,
    change: Changed | None = None,
) -> None:
    """Put a slot that nothing is wrong with into a row."""
    first, window = row.kind == ASSESSMENT, _window(desk, case)
    now = desk.now()
    found = problems_in_first(slot, window, now) if first else problems_in(slot, now)
    if change is not None:
        found += problems_in_change(change, "moved_reason", "asked_by")
    chain = chain_in(session, case.id) if row.kind == CONDITION else None
    if chain is not None:
        found += problems_in_term(slot, chain.in_force.ends)
    found += _new_clashes(session, case, row.id, slot)
    if found or slot.starts is None or slot.minutes is None:
        raise Invalid(*found)
    row.starts, row.minutes, row.place = slot.starts, slot.minutes, slot.place.strip()
    row.place_code, row.room = slot.place_code, slot.room.strip() if slot.place_code else ""
    row.directions = "" if slot.place_code else slot.directions.strip()
    needs_reason = first and not is_inside(slot, window)
    row.outside = str(slot.outside or "other") if needs_reason else ""
    row.outside_reason = slot.outside_reason.strip() if needs_reason else ""


def _new_clashes(session: Session, case: Case, own_id: int | None, slot: Slot) -> list[Problem]:
    """Return what has come into the slot since its chooser looked; what they saw is their choice.

    A clash is warned of and never blocks; one that nobody has seen yet is told once.
    """
    if slot.known is None or slot.span is None:
        return []
    taken = clashes(slot.span, taken_in(session, case, slot.span, own_id))
    new = [one for one in taken if one.id not in slot.known]
    return [
        Problem(
            "starts",
            "bookings.taken_meanwhile",
            {"number": one.number, "starts": one.span.starts, "ends": one.span.ends},
        )
        for one in new
    ]


def _before(row: Appointment, actor: Actor, now: datetime, change: Changed) -> MeetingMove:
    """Return the slot a meeting has, to be kept as it moves on."""
    return MeetingMove(
        appointment_id=row.id,
        starts=row.starts,
        minutes=row.minutes,
        place=row.place,
        outside=row.outside,
        outside_reason=row.outside_reason,
        asked_by=str(change.asked_by or ""),
        reason=change.why.strip(),
        moved_by=actor.username,
        moved_at=now,
    )


def _require_open(row: Appointment) -> None:
    if row.called_off:
        raise Refused("bookings.called_off_already")
    if row.attendance is not None:
        raise Refused("bookings.held_already")


def _is_open(row: Appointment) -> bool:
    return row.attendance is None and not row.called_off


def _support(person: Person) -> Support:
    return Support(
        interpreter=person.interpreter_language if person.interpreter else None,
        appropriate_adult=person.appropriate_adult_name if person.appropriate_adult else None,
        telephone=person.telephone,
        availability=Availability(person.unavailable, person.unavailable_why, person.availability),
    )


def _window(desk: Desk, case: Case) -> Window | None:
    return window_after(case.released, desk.schemes.version(case.scheme).contact_hours)
