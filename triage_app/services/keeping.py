"""Record what shows that a contract is kept: hours and who says so, tags, what was paid."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain import contribution
from triage_app.domain.condition import Kind
from triage_app.domain.contribution import Asked, Part
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.tags import TagDeed, TagEvent, tag_problems
from triage_app.domain.tracked import MOST_LETTERS, Done, Hours, hours_problems
from triage_app.services import audit, conflicts
from triage_app.services.access import permit
from triage_app.services.attendance import UNDER_CONTRACT
from triage_app.services.contract_chain import Chain, chain_in
from triage_app.services.desk import Actor, Desk
from triage_app.services.ledger import account_in
from triage_app.storage.models import (
    Case,
    Condition,
    Contribution,
    ContributionPart,
    HoursEntry,
)
from triage_app.storage.models import TagEvent as TagRow

HOURS: Final = audit.Deed("tracking.hours_recorded", audit.Category.COLLECTION)
STRUCK: Final = audit.Deed("tracking.hours_struck", audit.Category.ALTERATION)
TAGGED: Final = audit.Deed("tracking.tag_recorded", audit.Category.COLLECTION)
ASKED: Final = audit.Deed("contribution.asked", audit.Category.COLLECTION)
CHANGED: Final = audit.Deed("contribution.changed", audit.Category.ALTERATION)
PAID: Final = audit.Deed("contribution.paid", audit.Category.COLLECTION)
WAIVED: Final = audit.Deed("contribution.waived", audit.Category.ALTERATION)


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
        _, chain = running(session, case_id)
        row = session.get_one(HoursEntry, entry_id, with_for_update=True)
        if row.condition_id not in chain.heirs or row.struck:
            raise Refused("tracking.struck_already")
        _insist(_reason("struck", why))
        row.struck, row.struck_by, row.struck_at = why.strip(), actor.username, desk.now()
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
        query = select(TagRow).where(TagRow.condition_id.in_(chain.forebears(condition)))
        before = session.scalars(query.order_by(TagRow.id))
        events = [(TagDeed(one.what), one.day) for one in before]
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


# ── What is paid ─────────────────────────────────────────────────────────────────────────────


def ask_contribution(
    desk: Desk, actor: Actor, case_id: int, given: Asked, version: int | None = None
) -> None:
    """Record how much a person pays and by when; asked again, what was asked is changed."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        case, chain = running(session, case_id)
        if desk.schemes.version(case.scheme).contribution is None:
            raise Refused("contribution.not_asked_here")
        row = session.scalar(select(Contribution).where(Contribution.case_id == case_id))
        if row is not None:
            conflicts.unchanged(session, row, version or 0, ("pence", "due"))
            _not_waived(row)
        account = account_in(session, case_id)
        paid = account.paid if account else 0
        _insist(contribution.asking_problems(given, chain.began, chain.in_force.ends, paid))
        deed = ASKED if row is None else CHANGED
        row = row or Contribution(case_id=case_id)
        row.pence, row.due = given.pence or 0, given.due or chain.in_force.ends
        row.set_by, row.set_at = actor.username, desk.now()
        session.add(row)
        audit.record(session, desk, actor, deed, case_id, ("pence", "due"))


def record_part(desk: Desk, actor: Actor, case_id: int, given: Part) -> None:
    """Record one part that was paid."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        _, chain = running(session, case_id)
        account = account_in(session, case_id)
        if account is None or not account.owed:
            raise Refused("contribution.nothing_owed")
        _insist(contribution.part_problems(given, account, chain.began, desk.today()))
        session.add(
            ContributionPart(
                case_id=case_id,
                pence=given.pence,
                day=given.day,
                how=given.means,
                receipt=given.receipt.strip(),
                recorded_by=actor.username,
                recorded_at=desk.now(),
            )
        )
        audit.record(session, desk, actor, PAID, case_id, ("pence", "day", "how", "receipt"))


def waive(desk: Desk, actor: Actor, case_id: int, why: str) -> None:
    """Let a supervisor say, with a reason, that what is left need not be paid."""
    permit(actor, Permission.DECIDE_BREACH)
    with desk.sessions.begin() as session:
        running(session, case_id)
        account = account_in(session, case_id)
        if account is None or not account.owed:
            raise Refused("contribution.nothing_owed")
        _insist(contribution.waiver_problems(why))
        row = session.scalars(select(Contribution).where(Contribution.case_id == case_id)).one()
        row.waived, row.waived_by, row.waived_at = why.strip(), actor.username, desk.now()
        audit.record(session, desk, actor, WAIVED, case_id, ("waived",))


def _not_waived(row: Contribution) -> None:
    if row.waived:
        raise Refused("contribution.waived_already")


# ── Both ─────────────────────────────────────────────────────────────────────────────────────


def running(session: Session, case_id: int) -> tuple[Case, Chain]:
    """Return a case under contract with its signed contracts; refuse any other."""
    case = session.get_one(Case, case_id, with_for_update=True)
    chain = chain_in(session, case_id)
    if case.state not in UNDER_CONTRACT or chain is None:
        raise Refused("tracking.not_now")
    return case, chain


def _reason(field: str, text: str) -> Iterable[Problem]:
    if not text.strip():
        yield Problem(field, "problem.missing")
    elif len(text) > MOST_LETTERS:
        yield Problem(field, "problem.too_long", {"most": MOST_LETTERS})


def _insist(problems: Iterable[Problem]) -> None:
    if found := tuple(problems):
        raise Invalid(*found)
