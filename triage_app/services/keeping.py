"""Record what shows that a contract is kept: hours and who says so, and tags."""

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.condition import Kind
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.tags import TagDeed, TagEvent, follows, tag_problems
from triage_app.domain.tracked import Done, Hours, hours_problems
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.attendance import UNDER_CONTRACT
from triage_app.services.contract_chain import Chain, chain_in
from triage_app.services.desk import Actor, Desk
from triage_app.services.striking import strike
from triage_app.storage.models import (
    Case,
    Condition,
    HoursEntry,
)
from triage_app.storage.models import TagEvent as TagRow

Recorded = TypeVar("Recorded", HoursEntry, TagRow)
HOURS: Final = audit.Deed("tracking.hours_recorded", audit.Category.COLLECTION)
STRUCK: Final = audit.Deed("tracking.hours_struck", audit.Category.ALTERATION)
TAGGED: Final = audit.Deed("tracking.tag_recorded", audit.Category.COLLECTION)
UNTAGGED: Final = audit.Deed("tracking.tag_struck", audit.Category.ALTERATION)


# ── Hours ────────────────────────────────────────────────────────────────────────────────────


def add_hours(desk: Desk, actor: Actor, case_id: int, condition_id: int, given: Hours) -> None:
    """Record hours of volunteering done on a day, and who says so."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        _, chain = running(session, case_id)
        agreed = {one.id: one for one in chain.in_force.conditions if one.hours}
        if condition_id not in agreed:
            raise Refused("tracking.no_hours_agreed")
        condition = agreed[condition_id]
        term = (chain.since(condition), chain.in_force.ends)
        done = [Done(one.day, one.minutes, one.starts) for one in _done(session, chain, condition)]
        _insist(hours_problems(given, term, desk.today(), done))
        session.add(
            HoursEntry(
                condition_id=condition_id,
                day=given.day,
                minutes=given.worked,
                starts=given.span[0] if given.span else None,
                confirmed_by=given.confirmed_by.strip(),
                note=given.note.strip(),
                recorded_by=actor.username,
                recorded_at=desk.now(),
            )
        )
        audit.record(session, desk, actor, HOURS, case_id, ("day", "minutes", "confirmed_by"))


def strike_hours(desk: Desk, actor: Actor, case_id: int, entry_id: int, why: str) -> None:
    """Say that hours recorded were wrong, and why: they stay on file, and count for nothing."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        row, _ = _recorded(session, case_id, HoursEntry, entry_id)
        strike(row, why, actor, desk.now())
        audit.record(session, desk, actor, STRUCK, case_id, ("struck",))


def _done(session: Session, chain: Chain, condition: Condition) -> list[HoursEntry]:
    query = select(HoursEntry).where(
        HoursEntry.condition_id.in_(chain.forebears(condition)), HoursEntry.struck == ""
    )
    return list(session.scalars(query))


# ── A tag ────────────────────────────────────────────────────────────────────────────────────


def record_tag(desk: Desk, actor: Actor, case_id: int, condition_id: int, given: TagEvent) -> None:
    """Record that a tag was fitted, taken off or at fault: when, and by whom."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        _, chain = running(session, case_id)
        tags = {one.id: one for one in chain.in_force.conditions if one.kind == Kind.TAG}
        if condition_id not in tags:
            raise Refused("tracking.no_tag_agreed")
        condition = tags[condition_id]
        events = [(TagDeed(one.what), one.day) for one in _tags(session, chain, condition)]
        term = (chain.since(condition), chain.in_force.ends)
        _insist(tag_problems(given, events, term, desk.today()))
        session.add(
            TagRow(
                case_id=case_id,
                condition_id=condition_id,
                what=given.what,
                day=given.day,
                by=given.by.strip(),
                note=given.note.strip(),
                recorded_by=actor.username,
                recorded_at=desk.now(),
            )
        )
        audit.record(session, desk, actor, TAGGED, case_id, ("what", "day", "by"))


def strike_tag(desk: Desk, actor: Actor, case_id: int, event_id: int, why: str) -> None:
    """Say that something recorded of a tag was wrong, and why: it counts for nothing.

    What was recorded after it must still follow without it: a tag is not taken off unfitted.
    """
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        row, chain = _recorded(session, case_id, TagRow, event_id)
        strike(row, why, actor, desk.now())
        standing = _tags(session, chain, chain.heirs[row.condition_id])
        if not follows(TagDeed(one.what) for one in standing if one is not row):
            raise Refused("tracking.tag_strike_later_first")
        audit.record(session, desk, actor, UNTAGGED, case_id, ("struck",))


def _tags(session: Session, chain: Chain, condition: Condition) -> Sequence[TagRow]:
    query = select(TagRow).where(
        TagRow.condition_id.in_(chain.forebears(condition)), TagRow.struck == ""
    )
    return session.scalars(query.order_by(TagRow.id)).all()


# ── Both ─────────────────────────────────────────────────────────────────────────────────────


def running(session: Session, case_id: int) -> tuple[Case, Chain]:
    """Return a case under contract with its signed contracts; refuse any other."""
    case = session.get_one(Case, case_id, with_for_update=True)
    chain = chain_in(session, case_id)
    if case.state not in UNDER_CONTRACT or chain is None:
        raise Refused("tracking.not_now")
    return case, chain


def _recorded(
    session: Session, case_id: int, kind: type[Recorded], number: int
) -> tuple[Recorded, Chain]:
    """Return what was recorded on a condition in force, to be struck, and the case's contracts."""
    _, chain = running(session, case_id)
    row = session.get_one(kind, number, with_for_update=True)
    if row.condition_id not in chain.heirs:
        raise Refused("tracking.struck_already")
    return row, chain


def _insist(problems: Iterable[Problem]) -> None:
    if found := tuple(problems):
        raise Invalid(*found)
