"""What a variation does once it is signed, or once it is over without a signature."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain import booking
from triage_app.domain.contract import Draft
from triage_app.domain.problems import Refused
from triage_app.domain.variation import (
    AskedBy,
    Change,
    Ended,
    Follows,
    InForce,
    changes,
    continuing,
    follow,
)
from triage_app.services import audit
from triage_app.services import contract_record as record
from triage_app.services.contract_chain import Chain, chain_of, met_of
from triage_app.services.desk import Actor, Desk
from triage_app.services.first_meetings import first_meeting
from triage_app.storage.models import Case, Contract, Variation

MEETINGS: Final = audit.Deed("variation.meetings_followed", audit.Category.ALTERATION)
# Who may ask for a meeting to be called off is a shorter list.
AS_BOOKED: Final = {
    AskedBy.SUPERVISOR: booking.AskedBy.OTHER,
    AskedBy.OFFICER: booking.AskedBy.OTHER,
    AskedBy.OTHER: booking.AskedBy.OTHER,
    AskedBy.PARTICIPANT: booking.AskedBy.PARTICIPANT,
    AskedBy.ASSESSOR: booking.AskedBy.ASSESSOR,
    AskedBy.SERVICE: booking.AskedBy.SERVICE,
}


def put_in_force(session: Session, desk: Desk, actor: Actor, case: Case, row: Contract) -> None:
    """Let a contract that was signed anew follow the one it varies, with all that was recorded."""
    variation, before = _open(case), _before(session, row)
    base = InForce(record.draft_of(before.in_force), before.began)
    new = record.draft_of(row)
    _continue(before.in_force, row, base, new)
    _follow(session, desk, actor, (case, row), before, variation)
    _end(desk, actor, variation, row, Ended.SIGNED)
    variation.changes = [told(one) for one in changes(base.signed, new)]


def refuse(session: Session, desk: Desk, actor: Actor, row: Contract) -> None:
    """Record that a variation was not signed: the contract in force goes on as it is.

    A first contract that is refused is no variation; whoever refused it may think again.
    """
    if row.varies_id is not None:
        variation = _open(session.get_one(Case, row.case_id))
        _end(desk, actor, variation, row, Ended.REFUSED)
        put_aside(session, variation)


def abandon(session: Session, desk: Desk, actor: Actor, variation: Variation, reason: str) -> None:
    """Record that a variation is not gone on with."""
    row = record.required(session, variation.case_id)
    _end(desk, actor, variation, row, Ended.ABANDONED)
    variation.end_reason = reason.strip()
    put_aside(session, variation)


def put_aside(session: Session, variation: Variation) -> None:
    """Put every draft of a variation that came to nothing out of sight of every screen."""
    drafts = select(Contract).where(
        Contract.varies_id == variation.varies_id, Contract.signed_on.is_(None)
    )
    for one in session.scalars(drafts):
        one.put_aside = True


def told(change: Change) -> dict[str, object]:
    """Return a change as it is kept."""
    return {"position": change.position, "what": change.what, "fields": [*change.fields]}


def _open(case: Case) -> Variation:
    found = record.open_variation(case)
    if found is None:
        raise Refused("variation.not_now")
    return found


def _before(session: Session, row: Contract) -> Chain:
    """Return the chain as it was until a contract was signed."""
    query = select(Contract).where(Contract.case_id == row.case_id).order_by(Contract.issue)
    chain = chain_of(one for one in session.scalars(query) if one is not row)
    if chain is None or chain.in_force.id != row.varies_id:
        raise Refused("variation.not_now")
    return chain


def _continue(old: Contract, row: Contract, base: InForce, new: Draft) -> None:
    """Tie each condition that goes on to what it was: what was recorded there counts here."""
    were, goes_on = {one.position: one for one in old.conditions}, continuing(base.signed, new)
    for one in row.conditions:
        if one.position in goes_on:
            was = were[goes_on[one.position]]
            one.continues_id = was.id
            one.asked_on = one.asked_on or was.asked_on  # recorded since the draft was begun


def _follow(
    session: Session,
    desk: Desk,
    actor: Actor,
    signed: tuple[Case, Contract],
    before: Chain,
    variation: Variation,
) -> None:
    case, row = signed
    rows, met = met_of(session, before, case.id)
    base = InForce(record.draft_of(before.in_force), before.began)
    follows: Follows = follow(met, base, record.draft_of(row), desk.now())
    off = {number for number, _ in follows.called_off}
    for one in rows:
        if one.id in off:
            one.called_off_at, one.called_off_by = desk.now(), actor.username
            one.called_off_asked_by = AS_BOOKED[AskedBy(variation.asked_by)]
            one.called_off = variation.why
    agreed = {one.position: one for one in row.conditions}
    for position, _ in follows.booked:
        session.add(first_meeting(desk, case.id, agreed[position]))
    if follows.called_off or follows.booked:
        audit.record(session, desk, actor, MEETINGS, case.id, ("starts", "called_off"))


def _end(desk: Desk, actor: Actor, variation: Variation, row: Contract, ended: Ended) -> None:
    variation.ended, variation.ended_by, variation.ended_at = ended, actor.username, desk.now()
    variation.contract_id = row.id
    if ended is Ended.SIGNED:
        variation.explained_by = actor.username
