"""The chain of a case's contracts, as the contract step shows it: when, why, who, which papers."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from triage_app.domain.roles import Permission
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import Contract, Paper, Variation

SEEN: Final = audit.Deed("variation.chain_seen", audit.Category.CONSULTATION)


@dataclass(frozen=True, slots=True)
class Link:
    """A contract that was signed, or a variation that was not: why, who asked, how it came out."""

    issue: int
    signed_on: date | None
    ends: date
    in_force: bool
    why: str = ""
    asked_by: str = ""  # of variation's AskedBy; "" for the first contract
    ended: str = ""  # refused, abandoned
    ended_at: datetime | None = None
    by: str = ""
    reason: str = ""
    papers: tuple[str, ...] = ()  # their codes


def chain(desk: Desk, actor: Actor, case_id: int, *, again: bool = False) -> tuple[Link, ...]:
    """Return every contract that was signed and every variation that was not: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    if not again:
        audit.look(desk, actor, SEEN, case_id, ("signed_on", "ends", "why"))
    with desk.sessions() as session:
        query = select(Contract).where(Contract.case_id == case_id).order_by(Contract.issue)
        contracts = session.scalars(query).all()
        ended = select(Variation).where(Variation.case_id == case_id, Variation.ended.is_not(None))
        became = {one.contract_id: one for one in session.scalars(ended)}
        signed = [one for one in contracts if one.signed_on is not None]
        shown = [one for one in contracts if one.signed_on is not None or one.id in became]
        return tuple(
            _link(session, one, became.get(one.id), last=bool(signed) and one is signed[-1])
            for one in shown
        )


def _link(session: Session, row: Contract, variation: Variation | None, *, last: bool) -> Link:
    numbers = [row.paper_id, variation.paper_id if variation else None]
    easy_read = and_(Paper.case_id == row.case_id, Paper.issue == row.issue)
    codes = select(Paper.code).where(or_(Paper.id.in_([one for one in numbers if one]), easy_read))
    papers = tuple(session.scalars(codes.order_by(Paper.id)))
    first = Link(
        issue=row.issue,
        signed_on=row.signed_on,
        ends=row.ends,
        in_force=last,
        by=row.drafted_by,
        papers=papers,
    )
    if variation is None:
        return first
    return replace(
        first,
        why=variation.why,
        asked_by=variation.asked_by,
        ended="" if row.signed_on else str(variation.ended),
        ended_at=variation.ended_at,
        by=name_of(session, variation.ended_by),
        reason=variation.end_reason,
    )
