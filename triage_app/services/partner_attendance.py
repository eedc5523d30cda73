"""A partner tells that somebody came: the meeting of that day is marked, if there is but one.

A miss is never marked by it: whether anything excuses it is the assessor's to say. Nor is a mark
that somebody made already changed: what the partner said stands beside the referral either way.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.compliance import Attendance
from triage_app.domain.tracked import Marked
from triage_app.domain.watched import day_of
from triage_app.services import attendance
from triage_app.services.contract_chain import chain_in
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Appointment, Case, PartnerReferral


def mark(session: Session, desk: Desk, actor: Actor, row: PartnerReferral, day: date) -> bool:
    """Mark the one meeting of a condition on a day that nobody has marked; say if there was one."""
    chain = chain_in(session, row.case_id)
    heir = chain.heirs.get(row.condition_id or 0) if chain else None
    if (
        chain is None
        or heir is None
        or session.get_one(Case, row.case_id).state not in attendance.MARKABLE
    ):
        return False
    query = select(Appointment).where(
        Appointment.condition_id.in_(chain.forebears(heir)),
        Appointment.called_off == "",
        Appointment.attendance.is_(None),
        Appointment.starts <= desk.now(),
    )
    met = [one for one in session.scalars(query) if day_of(one.starts) == day]
    if len(met) != 1 or not chain.began <= day <= chain.in_force.ends:
        return False
    seen = (met[0].id, met[0].version)
    attendance.mark_in(session, desk, actor, seen, Marked(Attendance.ATTENDED))
    return True
