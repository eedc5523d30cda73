"""What was recorded of a contract under way, in both languages, as evidence quotes it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.compliance import Attendance
from triage_app.domain.happening import About, Happening
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Language, Wording
from triage_app.services.contract_printed import titles_of
from triage_app.services.desk import LONDON, Desk
from triage_app.services.watch import Sighted
from triage_app.storage.models import Appointment, ContactAttempt, Reoffence, Warned

# Whatever became of a meeting at which nobody was seen, excused or not: the reader weighs it.
NOT_THERE: Final = frozenset(Attendance) - {Attendance.ATTENDED, Attendance.LATE}
FIRST: Final = "assessment"  # a meeting before there was a contract


def happenings_of(session: Session, desk: Desk, sighted: Sighted) -> tuple[Happening, ...]:
    """Return what may be quoted as evidence of a case, the earliest first."""
    found = [
        *_missed(session, desk, sighted),
        *_letters(session, desk, sighted),
        *_contacts(session, desk, sighted.case.id),
        *_offences(session, desk, sighted),
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.key)))


def _missed(session: Session, desk: Desk, sighted: Sighted) -> Iterator[Happening]:
    titles = titles_of(session, desk, sighted)
    rows = {
        one.id: one
        for one in session.scalars(
            select(Appointment).where(Appointment.case_id == sighted.case.id)
        )
    }
    a_meeting = _both(desk, "tracking.a_meeting")
    for one in sighted.watched.meetings:
        if one.attendance not in NOT_THERE or one.kind == FIRST:
            continue
        title = titles.get(one.position or 0, a_meeting)
        yield Happening(
            key=f"missed:{one.id}",
            about=About.MISSED,
            day=day_of(one.starts),
            told=_both(
                desk,
                "happening.missed",
                title=title,
                time=_time(one.starts),
                what=_both(desk, f"compliance.attendance_{one.attendance}"),
                note=rows[one.id].attendance_note,
            ),
            position=one.position,
            speaks=one.attendance is Attendance.MISSED_UNACCEPTABLE,
        )


def _letters(session: Session, desk: Desk, sighted: Sighted) -> Iterator[Happening]:
    names = {one.code: one.name for one in sighted.scheme.ladder}
    query = select(Warned).where(Warned.case_id == sighted.case.id)
    for one in session.scalars(query):
        name = names.get(one.rung, Wording(one.rung, one.rung))
        code = "rung"
        if one.paper_id is not None:
            code = "letter_given" if one.given_on else "letter"
        how = _both(desk, f"tracking.how_{one.given_how}") if one.given_how else None
        yield Happening(
            key=f"letter:{one.id}",
            about=About.LETTER,
            day=day_of(one.recorded_at),
            told=_both(
                desk,
                f"happening.{code}",
                name=name,
                day=one.given_on,
                how=how,
                by=one.given_by,
                note=" ".join(filter(None, (one.reason, one.given_note))),
            ),
            speaks=True,
        )


def _contacts(session: Session, desk: Desk, case_id: int) -> Iterator[Happening]:
    query = select(ContactAttempt).where(ContactAttempt.case_id == case_id)
    for one in session.scalars(query):
        code = "happening.reached" if one.reached else "happening.not_reached"
        how = _both(desk, f"tracking.how_{one.how}")
        yield Happening(
            key=f"contact:{one.id}",
            about=About.CONTACT,
            day=day_of(one.at),
            told=_both(desk, code, how=how, time=_time(one.at), note=one.note),
        )


def _offences(session: Session, desk: Desk, sighted: Sighted) -> Iterator[Happening]:
    course = sighted.watched.course
    query = select(Reoffence).where(Reoffence.case_id == sighted.case.id)
    for one in session.scalars(query):
        basis = _both(desk, f"compliance.basis_{one.basis}")
        inside = course is not None and course.starts <= one.offence_day <= course.ends
        yield Happening(
            key=f"offence:{one.id}",
            about=About.OFFENCE,
            day=one.offence_day,
            told=_both(
                desk,
                "outcome.new_offence_on",
                basis=basis,
                day=one.offence_day,
                note=one.note,
            ),
            position=1,
            speaks=inside,
        )


def _time(moment: datetime) -> str:
    """Write the time of day in the suite: the day stands before what is quoted."""
    return f"{moment.astimezone(LONDON):%H:%M}"


def _both(desk: Desk, code: str, *, note: str = "", **values: object) -> Wording:
    """Say something in both languages, with what was written beside it as it was written."""
    said = (desk.texts(it)(code, **values) for it in Language)
    return Wording(*(" ".join(filter(None, (one, note.strip()))) for one in said))
