"""Meetings saved for another calendar: one, or an agenda of some days, for somebody named.

The file goes to a telephone or an office calendar that is not ours to keep. It holds the number
of the case, the kind of meeting and the place, never the person's name: whoever may know it finds
it here by the number, and a lost telephone tells nobody who was arrested.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.exchange.calendar import Entry, write
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.storage.models import Appointment, Case, MeetingMove
from triage_app.texts import Texts

SAVED: Final = audit.Deed("calendar_file.saved", audit.Category.DISCLOSURE)
FIELDS: Final = ("number", "starts", "minutes", "place")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a file goes, for whom, and in which language its titles are."""

    path: Path
    recipient: str
    language: str


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an agenda, and whose: None is everybody's."""

    first: date
    count: int
    of: int | None


def save_meeting(desk: Desk, actor: Actor, appointment_id: int, wanted: Wanted) -> None:
    """Write one meeting as an iCalendar file; a disclosure, logged with its recipient."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions.begin() as session:
        row = session.get_one(Appointment, appointment_id)
        case = session.get_one(Case, row.case_id)
        entries = _entries(session, desk.texts(wanted.language), [(row, case.number)])
        audit.record(session, desk, actor, SAVED, row.case_id, FIELDS, recipient=_recipient(wanted))
        _save(wanted, write(entries, case.number))


def save_agenda(desk: Desk, actor: Actor, days: Days, wanted: Wanted) -> int:
    """Write the meetings of some days as an iCalendar file; return how many there are.

    Those called off are in it, so that a calendar which has them already takes them away. Each
    case in it has an entry of its own in the log: its history tells who was told of it.
    """
    permit(actor, Permission.SEE_CASES)
    if days.of != actor.id:
        permit(actor, Permission.SEE_EVERYONES_CASES)
    texts = desk.texts(wanted.language)
    with desk.sessions.begin() as session:
        rows = _rows(session, days)
        recipient = _recipient(wanted)
        for case_id in dict.fromkeys(row.case_id for row, _ in rows):
            audit.record(session, desk, actor, SAVED, case_id, FIELDS, recipient=recipient)
        entries = _entries(session, texts, rows)
        _save(wanted, write(entries, texts("agenda.week_from", day=days.first)))
    return len(rows)


def _rows(session: Session, days: Days) -> list[tuple[Appointment, str]]:
    first, last = (
        datetime.combine(day, time(), LONDON)
        for day in (days.first, days.first + timedelta(days=days.count))
    )
    query = (
        select(Appointment, Case.number)
        .join(Case, Case.id == Appointment.case_id)
        .where(Appointment.starts >= first, Appointment.starts < last)
        .order_by(Appointment.starts, Appointment.id)
    )
    if days.of is not None:
        query = query.where(Case.assessor_id == days.of)
    return [(row, number) for row, number in session.execute(query)]


def _entries(
    session: Session, texts: Texts, rows: Iterable[tuple[Appointment, str]]
) -> tuple[Entry, ...]:
    rows = list(rows)
    changes = _changes(session, [row.id for row, _ in rows])
    return tuple(_entry(texts, row, number, changes.get(row.id)) for row, number in rows)


def _entry(
    texts: Texts, row: Appointment, number: str, moved: tuple[int, datetime] | None
) -> Entry:
    """Return a meeting as a calendar has it; its sequence is how often it has been changed."""
    count, at = moved or (0, None)
    off = bool(row.called_off)
    kind = texts(f"agenda.kind_{row.kind}")
    return Entry(
        uid=row.uid,
        sequence=count + off,
        starts=row.starts,
        minutes=row.minutes,
        title=texts("calendar_file.title", kind=kind, number=number),
        place=row.place,
        changed=row.called_off_at or at or row.booked_at,
        is_called_off=off,
    )


def _changes(session: Session, numbers: list[int]) -> dict[int, tuple[int, datetime]]:
    """Return how often each meeting was moved, and when last."""
    query = (
        select(MeetingMove.appointment_id, func.count(), func.max(MeetingMove.moved_at))
        .where(MeetingMove.appointment_id.in_(numbers))
        .group_by(MeetingMove.appointment_id)
    )
    return {number: (count, at) for number, count, at in session.execute(query)}


def _recipient(wanted: Wanted) -> str:
    if not wanted.recipient.strip():
        raise Invalid(Problem("recipient", "paperwork.say_for_whom"))
    return wanted.recipient.strip()


def _save(wanted: Wanted, made: bytes) -> None:
    """Write the file under another name first: it has its own once it is whole."""
    unnamed = wanted.path.with_name(f".{wanted.path.name}.part")
    try:
        unnamed.write_bytes(made)
        unnamed.replace(wanted.path)
    except OSError as error:
        raise Refused("paperwork.cannot_write", path=str(wanted.path)) from error
