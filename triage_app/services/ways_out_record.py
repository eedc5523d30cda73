"""The way out that stands in a case: its row, its words, and the letter that told the officer."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from triage_app.documents.contents import NotTakenOnContents, PutRightContents
from triage_app.domain.compliance import CAME, Attendance
from triage_app.domain.leaving import Reason
from triage_app.domain.problems import Refused
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import State
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.printed import case_printed, name_of
from triage_app.storage.models import (
    Appointment,
    Case,
    Paper,
    Printing,
    Service,
    ServiceReferral,
    WayOut,
    Withdrawal,
)

MISSED = frozenset(Attendance) - CAME


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter to the officer, as last made."""

    paper_id: int
    made_on: date
    language: str
    came_out: bool  # of a printer
    emailed_on: date | None


def stands(case_id: int) -> tuple[ColumnElement[bool], ...]:
    """Ask for the way out that stands: one taken back is history."""
    return WayOut.case_id == case_id, WayOut.taken_back_at.is_(None)


def standing(session: Session, case_id: int) -> WayOut | None:
    """Return the way out that stands in a case, if it has one."""
    return session.scalars(select(WayOut).where(*stands(case_id))).first()


def left_open(session: Session, case_id: int) -> tuple[Case, WayOut]:
    """Return a case that was not taken on and is not closed, held until we are done."""
    case = session.get_one(Case, case_id, with_for_update=True)
    row = standing(session, case_id)
    if row is None or case.state is not State.NOT_TAKEN_ON:
        raise Refused("ways_out.not_left")
    return case, row


def begin(
    desk: Desk, actor: Actor, case: Case, reason: Reason, note: str, left_from: State
) -> WayOut:
    """Return the row of a way out taken now."""
    return WayOut(
        case_id=case.id,
        reason=reason,
        note=note.strip(),
        left_from=left_from,
        recorded_by=actor.username,
        recorded_at=desk.now(),
    )


def call_off(session: Session, desk: Desk, case_id: int, why: str) -> int:
    """End the meetings still to come of a case that has ended; return how many there were."""
    rows = coming(session, desk, case_id)
    for one in rows:
        one.called_off = why
    return len(rows)


def coming(session: Session, desk: Desk, case_id: int) -> list[Appointment]:
    """Return the meetings of a case that are still to come, the next first."""
    query = (
        select(Appointment)
        .where(Appointment.case_id == case_id, Appointment.attendance.is_(None))
        .where(Appointment.starts > desk.now(), Appointment.called_off == "")
    )
    return list(session.scalars(query.order_by(Appointment.starts, Appointment.id)))


def name_in(desk: Desk, case: Case, reason: str) -> Wording:
    """Return the words a case's scheme has for a reason."""
    ways = desk.schemes.version(case.scheme).ways_out
    return next(one.name for one in ways if one.code == reason)


def letter_of(session: Session, row: WayOut) -> Letter | None:
    """Return the letter that told the officer; None while there is none."""
    paper = session.get(Paper, row.paper_id) if row.paper_id else None
    if paper is None:
        return None
    query = select(Printing.id).where(Printing.paper_id == paper.id, Printing.came_out.is_(True))
    return Letter(
        paper_id=paper.id,
        made_on=paper.made_at.astimezone(LONDON).date(),
        language=paper.language,
        came_out=session.scalar(query.limit(1)) is not None,
        emailed_on=row.emailed_on,
    )


def letter_contents(session: Session, desk: Desk, case: Case, row: WayOut) -> NotTakenOnContents:
    """Return what the letter to the officer says, by the reason."""
    scheme = desk.schemes.version(case.scheme)
    return NotTakenOnContents(
        case=case_printed(desk, case),
        code=row.reason,
        reason=name_in(desk, case, row.reason),
        note=row.note,
        decided_by=name_of(session, row.recorded_by),
        decided_on=row.recorded_at.astimezone(LONDON).date(),
        services_offered=row.services_offered,
        services_accepted=row.services_accepted,
        referred_to=_referred_to(session, case.id),
        missed=_missed(session, case.id),
        withdrew_on=_withdrew_on(session, case.id),
        shortest_days=scheme.shortest_term_days,
    )


def put_right_contents(
    session: Session, desk: Desk, actor: Actor, case: Case, row: WayOut, why: str
) -> PutRightContents | None:
    """Return what tells the officer that the letter before no longer holds; None without one."""
    letter = letter_of(session, row)
    if letter is None:
        return None
    return PutRightContents(
        case=case_printed(desk, case),
        told_on=letter.made_on,
        reason=name_in(desk, case, row.reason),
        why=why.strip(),
        decided_by=actor.name,
        decided_on=desk.today(),
    )


def _missed(session: Session, case_id: int) -> tuple[date, ...]:
    """Return the days of the first meetings that were missed."""
    query = select(Appointment.starts).where(
        Appointment.case_id == case_id,
        Appointment.kind == "assessment",
        Appointment.attendance.in_(MISSED),
    )
    moments = session.scalars(query.order_by(Appointment.starts))
    return tuple(one.astimezone(LONDON).date() for one in moments)


def _referred_to(session: Session, case_id: int) -> tuple[str, ...]:
    query = (
        select(Service.name)
        .join(ServiceReferral, ServiceReferral.service_id == Service.id)
        .where(ServiceReferral.case_id == case_id, ServiceReferral.state == "recorded")
        .order_by(ServiceReferral.id)
    )
    return tuple(dict.fromkeys(session.scalars(query)))


def _withdrew_on(session: Session, case_id: int) -> date | None:
    query = select(Withdrawal.day).where(Withdrawal.case_id == case_id)
    return session.scalar(query.order_by(Withdrawal.id.desc()).limit(1))
