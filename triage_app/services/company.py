"""Who else has an assessment open: with a shared caseload two people may be at one at a time."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, or_, select

from triage_app.domain.roles import Permission
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import AuditEntry

WHILE: Final = dt.timedelta(minutes=30)  # after which somebody is thought to have left it


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who was at the assessments of a case, and when last."""

    name: str
    at: dt.datetime


def others_at(desk: Desk, actor: Actor, case_id: int) -> tuple[Other, ...]:
    """Return who else was at the assessments of a case of late, the newest first.

    The log knows: every look and every answer is in it. A file that only one program can have open
    knows nobody else.
    """
    permit(actor, Permission.SEE_CASES)
    if desk.database.kind == "embedded":
        return ()
    action, newest = AuditEntry.action, func.max(AuditEntry.at)
    query = (
        select(AuditEntry.actor, newest)
        .where(
            AuditEntry.case_id == case_id,
            AuditEntry.actor != actor.username,
            AuditEntry.at > desk.now() - WHILE,
            or_(action.startswith("assessment."), action.startswith("screening.")),
        )
        .group_by(AuditEntry.actor)
        .order_by(newest.desc())
    )
    with desk.sessions() as session:
        return tuple(Other(name_of(session, who), at) for who, at in session.execute(query))
