"""Disposals that wait for a second person: nobody confirms or refuses their own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, joinedload

from triage_app.domain.approval import Approval
from triage_app.domain.retention import Choice
from triage_app.domain.roles import Permission
from triage_app.domain.workflow import State
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.approvals import approval_of, judged_here
from triage_app.services.desk import Actor, Desk
from triage_app.services.staff import staff_of
from triage_app.storage.models import Case, RetentionReview

SEEN: Final = audit.Deed("retention.disposals_seen", audit.Category.CONSULTATION)
READ: Final = ("name", "reason")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record that somebody proposed for disposal, and why."""

    review_id: int
    version: int
    case_id: int
    number: str
    name: str
    proposer: str
    proposed_at: datetime
    reason: str
    approval: Approval  # whether whoever looks may answer it, and who could instead


def queue(desk: Desk, actor: Actor) -> tuple[Waiting, ...]:
    """Return the disposals that wait, the longest waiting first: a look, logged."""
    permit(actor, Permission.CONFIRM_DISPOSAL)
    with desk.sessions() as session:
        staff = staff_of(session)
        found = tuple(
            Waiting(
                review_id=row.id,
                version=row.version,
                case_id=case.id,
                number=case.number,
                name=case.person.name,
                proposer=staff.name_of(row.decided_by),
                proposed_at=row.decided_at,
                reason=row.reason,
                approval=approval_of(staff, actor, row.decided_by, Permission.CONFIRM_DISPOSAL),
            )
            for row, case in session.execute(_waiting(desk))
        )
    audit.look(desk, actor, SEEN, fields=READ)
    return found


def number_waiting(desk: Desk, actor: Actor) -> int:
    """Return how many disposals wait; nobody's case is looked at."""
    permit(actor, Permission.CONFIRM_DISPOSAL)
    with desk.sessions() as session:
        return session.scalar(select(func.count()).select_from(_waiting(desk).subquery())) or 0


def _waiting(desk: Desk) -> Select[RetentionReview, Case]:
    waits = aliased(RetentionReview)
    # The few cases with an open one are chosen first, or every closed case is gone through.
    theirs = select(waits.case_id).where(
        waits.choice == Choice.DISPOSE, waits.answered_at.is_(None)
    )
    return (
        select(RetentionReview, Case)
        .join(Case, Case.id == RetentionReview.case_id)
        .where(
            RetentionReview.choice == Choice.DISPOSE,
            RetentionReview.answered_at.is_(None),
            Case.id.in_(theirs),
            Case.state == State.CLOSED,
            judged_here(desk),
        )
        .order_by(RetentionReview.decided_at, RetentionReview.id)
        .options(joinedload(Case.person))
    )
