"""Who came: a mark on a meeting, put right openly, the one before kept beside it."""

from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from triage_app.domain.booking import CONDITION
from triage_app.domain.compliance import Attendance
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.tracked import Held, Marked, is_awaited, mark_problems
from triage_app.domain.workflow import State
from triage_app.services import audit, conflicts
from triage_app.services.contract_chain import chain_in
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Appointment, AttendanceChange, Case

MARKED: Final = audit.Deed("tracking.marked", audit.Category.COLLECTION)
PUT_RIGHT: Final = audit.Deed("tracking.put_right", audit.Category.ALTERATION)
UNDER_CONTRACT: Final = (State.LIVE, State.BREACH_PROPOSED)
MARKABLE: Final = (State.CONSENTED, State.ASSESSING, State.ASSESSED, *UNDER_CONTRACT)
MARK_FIELDS: Final = ("attendance", "attendance_note", "evidence_by")


def mark_in(
    session: Session, desk: Desk, actor: Actor, appointment: tuple[int, int], given: Marked
) -> None:
    """Record what became of a meeting, seen as (number, version), within whatever goes on."""
    number, version = appointment
    row = conflicts.load(session, Appointment, number, version, MARK_FIELDS)
    if session.get_one(Case, row.case_id).state not in MARKABLE:
        raise Refused("tracking.not_now")
    if row.called_off:
        raise Refused("bookings.called_off_already")
    before = Attendance(row.attendance) if row.attendance else None
    held = Held(row.starts, _term(session, row), before)
    if found := tuple(mark_problems(given, held, desk.now())):
        raise Invalid(*found)
    if before is not None:
        session.add(_kept(desk, actor, row, given))
    row.attendance, row.attendance_note = given.attendance, given.note.strip()
    row.evidence_by = given.evidence_by if is_awaited(given) else None
    row.recorded_by, row.recorded_at = actor.username, desk.now()
    deed = MARKED if before is None else PUT_RIGHT
    fields = MARK_FIELDS if before is None else (*MARK_FIELDS, "why")
    audit.record(session, desk, actor, deed, row.case_id, fields)


def _term(session: Session, row: Appointment) -> tuple[date, date] | None:
    """Return the days in which a condition's meeting counts; None of a meeting of no condition."""
    chain = chain_in(session, row.case_id) if row.kind == CONDITION else None
    return (chain.began, chain.in_force.ends) if chain else None


def _kept(desk: Desk, actor: Actor, row: Appointment, given: Marked) -> AttendanceChange:
    return AttendanceChange(
        appointment_id=row.id,
        attendance=row.attendance,
        note=row.attendance_note,
        evidence_by=row.evidence_by,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
        why=given.why.strip(),
        changed_by=actor.username,
        changed_at=desk.now(),
    )
