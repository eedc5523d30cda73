"""Variations that wait for a supervisor, beside the contract in force: approved or returned."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from triage_app.domain.approval import Approval, urgency
from triage_app.domain.contract import Draft
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.scheme import Scheme
from triage_app.domain.variation import MOST_LETTERS
from triage_app.domain.workflow import State
from triage_app.services import audit, conflicts, variations
from triage_app.services import contract_record as record
from triage_app.services.access import permit
from triage_app.services.approvals import approval_of, judged_here
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.services.staff import Staff, staff_of
from triage_app.services.variations import Standing, Varying
from triage_app.storage.models import Case, Member, Variation, VariationApproval

SEEN: Final = audit.Deed("variation.approvals_seen", audit.Category.CONSULTATION)
APPROVED: Final = audit.Deed("variation.approved", audit.Category.ALTERATION)
RETURNED: Final = audit.Deed("variation.returned", audit.Category.ALTERATION)
READ: Final = ("name", "conditions", "ends", "why")
FIELDS: Final = ("approved", "reason", "decided_by")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A variation that waits to be approved, with what it is and what it would make different."""

    approval_id: int
    version: int
    case_id: int
    number: str
    name: str
    asked_by: str
    asked_at: datetime
    varying: Varying
    draft: Draft
    scheme: Scheme
    last_day: date | None  # to charge
    days_left: int | None
    approval: Approval


def queue(desk: Desk, actor: Actor) -> tuple[Waiting, ...]:
    """Return the variations that wait, the least time to charge first: a look, logged."""
    permit(actor, Permission.APPROVE_VARIATION)
    with desk.sessions() as session:
        rows, staff = session.execute(_asked(desk)).all(), staff_of(session)
        found = [_waiting(session, desk, actor, staff, (ask, it)) for ask, it in rows]
    audit.look(desk, actor, SEEN, fields=READ)
    standing = [one for one in found if one.varying.standing is Standing.WAITING]
    return tuple(sorted(standing, key=lambda one: urgency(one.last_day, one.asked_at)))


def number_waiting(desk: Desk, actor: Actor) -> int:
    """Return how many variations wait; nobody's case is looked at."""
    permit(actor, Permission.APPROVE_VARIATION)
    with desk.sessions() as session:
        rows = session.execute(_asked(desk)).all()
        return sum(_still_asks(session, ask, variation) for ask, variation in rows)


def decide(
    desk: Desk, actor: Actor, approval: tuple[int, int], reason: str, *, approved: bool
) -> None:
    """Approve a variation, seen as (number, version), or return it with a reason.

    Nobody approves their own: neither what they asked for, nor what they began or drafted.
    """
    permit(actor, Permission.APPROVE_VARIATION)
    number, version = approval
    with desk.sessions.begin() as session:
        row = session.get_one(VariationApproval, number, with_for_update=True)
        variation = session.get_one(Variation, row.variation_id)
        case = record.held(session, variation.case_id)
        if row.approved is not None:
            raise Refused("approvals.decided_already", name=name_of(session, row.decided_by))
        conflicts.unchanged(session, row, version, FIELDS)
        if variation.ended or case.state is not State.LIVE:
            raise Refused("variation.not_now")
        staff = staff_of(session)
        for proposer in _proposers(session, row, variation):
            approval_of(staff, actor, proposer, Permission.APPROVE_VARIATION).insist()
        if not _still_asks(session, row, variation):
            raise Refused("variation.changed_since_asked")
        if not approved and not reason.strip():
            raise Invalid(Problem("reason", "problem.missing"))
        if len(reason) > MOST_LETTERS:
            raise Invalid(Problem("reason", "problem.too_long", {"most": MOST_LETTERS}))
        row.approved, row.reason = approved, reason.strip()
        row.decided_by, row.decided_at = actor.username, desk.now()
        deed = APPROVED if approved else RETURNED
        audit.record(session, desk, actor, deed, case.id, FIELDS)


def _asked(desk: Desk) -> Select[VariationApproval, Variation]:
    """Ask for the newest asking of each open variation, where nobody has answered it."""
    newest = select(func.max(VariationApproval.id)).group_by(VariationApproval.variation_id)
    return (
        select(VariationApproval, Variation)
        .join(Variation, Variation.id == VariationApproval.variation_id)
        .join(Case, Case.id == Variation.case_id)
        .where(
            VariationApproval.id.in_(newest),
            VariationApproval.approved.is_(None),
            Variation.ended.is_(None),
            Case.state == State.LIVE,
            judged_here(desk),
        )
        .order_by(VariationApproval.id)
    )


def _proposers(session: Session, row: VariationApproval, variation: Variation) -> tuple[str, ...]:
    """Return whose a variation is: whoever asked for it or began it, and whose words it is in."""
    draft = record.required(session, variation.case_id)
    last = select(Member.username).where(Member.name == draft.drafted_by)
    return (row.asked_by, variation.begun_by, *session.scalars(last))


def _still_asks(session: Session, row: VariationApproval, variation: Variation) -> bool:
    """Whether what was asked for is still what is drafted."""
    return row.digest == variations.digest_now(session, variation)


def _waiting(
    session: Session,
    desk: Desk,
    actor: Actor,
    staff: Staff,
    asked: tuple[VariationApproval, Variation],
) -> Waiting:
    row, variation = asked
    case = session.get_one(Case, variation.case_id)
    clock = record.bounds(desk, case).clock
    proposers = _proposers(session, row, variation)
    proposer = actor.username if actor.username in proposers else row.asked_by
    return Waiting(
        approval_id=row.id,
        version=row.version,
        case_id=case.id,
        number=case.number,
        name=case.person.name,
        asked_by=staff.name_of(row.asked_by),
        asked_at=row.asked_at,
        varying=variations.seen(session, desk, case, variation),
        draft=record.draft_of(record.required(session, case.id)),
        scheme=desk.schemes.version(case.scheme),
        last_day=clock.last_day,
        days_left=clock.days_left,
        approval=approval_of(staff, actor, proposer, Permission.APPROVE_VARIATION),
    )
