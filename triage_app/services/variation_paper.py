"""The paper that tells what a variation makes different, made with the new contract's paper."""

from typing import Final

from sqlalchemy.orm import Session

from triage_app.documents.contents import (
    ConditionPrinted,
    ContractContents,
    MeetingPrinted,
    VariationContents,
)
from triage_app.domain.condition import Condition
from triage_app.domain.problems import Refused
from triage_app.domain.variation import TERM, Follows, InForce, changes, follow, sides
from triage_app.services import audit, paperwork, snapshot
from triage_app.services import contract_record as record
from triage_app.services.contract_chain import Chain, chain_in, met_of
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import assessor_printed
from triage_app.storage.models import Appointment, Case, Contract, Variation

MADE: Final = audit.Deed("variation.paper_made", audit.Category.ALTERATION)
Conditions = dict[int, ConditionPrinted]


def issue(
    session: Session, desk: Desk, actor: Actor, of: tuple[Case, Contract], new: ContractContents
) -> None:
    """Make the paper beside the new contract's, in the same edition, and file it."""
    case, row = of
    variation, chain = record.open_variation(case), chain_in(session, case.id)
    if variation is None or chain is None:
        raise Refused("variation.not_now")
    contents = _contents(session, desk, (case, row), (variation, chain), new)
    order = paperwork.Order(contents, row.edition)
    variation.paper_id = paperwork.issue(session, desk, actor, case.id, order).id
    audit.record(session, desk, actor, MADE, case.id)


def _contents(
    session: Session,
    desk: Desk,
    of: tuple[Case, Contract],
    varying: tuple[Variation, Chain],
    new: ContractContents,
) -> VariationContents:
    (case, row), (variation, chain) = of, varying
    old = chain.in_force
    base, drafted = InForce(record.draft_of(old), chain.began), record.draft_of(row)
    before = {one.position: one for one in snapshot.conditions_in(old.snapshot or {})}
    after = {one.position: one for one in new.conditions}
    different = [
        (one.position, *sides(one, base.signed, drafted))
        for one in changes(base.signed, drafted)
        if one.position != TERM
    ]
    touched = {new.position for _, _, new in different if new}
    rows, met = met_of(session, chain, case.id)
    follows = follow(met, base, drafted, desk.now())
    return VariationContents(
        number=case.number,
        issues=(old.issue, row.issue),
        participant=case.person.name,
        assessor=assessor_printed(case),
        signed_on=old.signed_on or old.drafted_for,
        ends=(old.ends, row.ends),
        asked_by=variation.asked_by,
        why=variation.why,
        places=tuple(_place(one, before, after) for one in different),
        same=tuple(one.title for one in new.conditions if one.position not in touched),
        paid=(snapshot.contribution_in(old.snapshot or {}), new.contribution),
        off=_meetings(rows, {number for number, _ in follows.called_off}, chain, before),
        coming=_coming(desk, rows, follows, (chain, before, after)),
    )


def _place(
    one: tuple[int, Condition | None, Condition | None], before: Conditions, after: Conditions
) -> tuple[int, ConditionPrinted | None, ConditionPrinted | None]:
    """Return what stood in a place, and what stands there now."""
    position, old, new = one
    stood = before.get(old.position) if old else None
    return position, stood, after.get(new.position) if new else None


def _meetings(
    rows: list[Appointment], numbers: set[int], chain: Chain, before: Conditions
) -> tuple[MeetingPrinted, ...]:
    chosen = [one for one in rows if one.id in numbers]
    places = [chain.heirs[one.condition_id or 0].position for one in chosen]
    return tuple(
        MeetingPrinted(one.starts, before[position].title, one.place)
        for one, position in zip(chosen, places, strict=True)
    )


def _coming(
    desk: Desk,
    rows: list[Appointment],
    follows: Follows,
    printed: tuple[Chain, Conditions, Conditions],
) -> tuple[MeetingPrinted, ...]:
    """Return the meetings still to come once the new contract is signed, the next first."""
    chain, before, after = printed
    now = desk.now()
    open_ones = {one.id for one in rows if one.starts > now and one.attendance is None}
    kept = _meetings(rows, open_ones & {*follows.kept}, chain, before)
    booked = tuple(
        MeetingPrinted(starts, after[position].title, after[position].place)
        for position, starts in follows.booked
    )
    return tuple(sorted((*kept, *booked), key=lambda one: one.starts))
