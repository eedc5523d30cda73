"""A case is reopened by a supervisor: to where it stood, with why, and what ended it is kept."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from triage_app.documents.ending_contents import ReopenedContents
from triage_app.domain.other_ends import back_to, text_problems
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission, may
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Language, Wording
from triage_app.domain.workflow import MOVES, REOPENED, State, advance
from triage_app.services import (
    audit,
    conflicts,
    endings,
    paperwork,
    retention,
    told_again,
    ways_out_record,
)
from triage_app.services.access import permit
from triage_app.services.contract_chain import in_force
from triage_app.services.desk import Actor, Desk
from triage_app.services.endings import Item
from triage_app.services.printed import case_printed, name_of
from triage_app.storage.models import Case, Ending, EndingTold, ReoffendingCheck

SEEN: Final = audit.Deed("endings.reopening_seen", audit.Category.CONSULTATION)
DONE: Final = audit.Deed("endings.reopened", audit.Category.ALTERATION)
FIELDS: Final = ("state", "reopened_reason", "closed_on")
# What a watch that is begun anew keeps: everything but what the officer recorded at its end.
KEPT: Final = (
    "case_id",
    "kind",
    "ended_from",
    "day",
    "reason",
    "to_whom",
    "proposed_outcome",
    "confirmed_by",
    "confirmed_at",
    "paper_id",
    "told_on",
    "told_how",
    "told_to",
    "acknowledged_on",
    "acknowledged_by",
    "checks",
)


@dataclass(frozen=True, slots=True)
class Reopened:
    """An ending that did not hold: what it was, why it was reopened, by whom and when."""

    name: Wording
    result: str
    why: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Reopening:
    """Whether a case can be reopened, and to where; and the endings before."""

    version: int
    to: State | None  # None: it cannot be, by whoever looks
    earlier: tuple[Reopened, ...]
    told: tuple[Item, ...]  # who is told that it was reopened, or is to be


def view(desk: Desk, actor: Actor, case_id: int) -> Reopening:
    """Return whether a case can be reopened by whoever looks, and what was before: logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        target = _target(session, desk, case)
        allowed = may(actor.role, Permission.PUT_RIGHT)
        found = Reopening(
            version=case.version,
            to=target if allowed else None,
            earlier=_earlier(session, desk, case),
            told=told_again.items(session, case_id),
        )
    audit.look(desk, actor, SEEN, case_id, ("state", "reopened_reason", "told"))
    return found


def reopen(
    desk: Desk,
    actor: Actor,
    case: tuple[int, int],
    why: str,
    language: str = Language.ENGLISH,
) -> int | None:
    """Reopen a case, seen as (number, version), for a reason; return the officer's letter, if any.

    It goes to where it stood, and its time to charge is worked out anew. What was recorded stays.
    Whoever was told of an end that does not hold is to be told so, each service by its notice.
    Refused where the person has another case of the scheme that is not closed.
    """
    permit(actor, Permission.PUT_RIGHT)
    case_id, version = case
    with desk.sessions.begin() as session:
        row = conflicts.load(session, Case, case_id, version, ("state",))
        target = _target(session, desk, row)
        if target is None:
            raise Refused("endings.cannot_reopen")
        if found := tuple(text_problems("reopen_why", why)):
            raise Invalid(*found)
        _refuse_another(session, row)
        moved = advance(row.state, REOPENED[target], actor.role)
        ending = endings.standing(session, case_id)
        paper = _letter(session, desk, actor, (row, ending), why, language)
        if ending is not None:
            _put_away(session, desk, actor, ending, (why, moved))
            session.add_all(told_again.to_tell(session, desk, actor, (row, ending), moved))
        retention.let_go(session, desk, actor, case_id, why.strip())
        row.state, row.closed_on = moved, None
        audit.record(session, desk, actor, DONE, case_id, FIELDS)
        return paper


def _target(session: Session, desk: Desk, case: Case) -> State | None:
    """Return where a case would go; None where nothing is there to reopen.

    A contract broken or withdrawn from is with the officer until it is closed: that is decided.
    One that was confirmed as kept was computed from what was known then: more may be known since.
    """
    if case.state not in (State.ENDED, State.RETURNED, State.COMPLETED, State.CLOSED):
        return None
    ending = endings.standing(session, case.id)
    if ending is None:
        left = ways_out_record.standing(session, case.id)
        return State.NOT_TAKEN_ON if left and case.state is State.CLOSED else None
    if case.state is State.RETURNED and desk.schemes.version(case.scheme).end(ending.kind) is None:
        return None
    confirmed = case.state is State.COMPLETED
    target = ending.ended_from if confirmed else back_to(ending.kind, ending.ended_from)
    return target if (case.state, REOPENED[target]) in MOVES else None


def _refuse_another(session: Session, case: Case) -> None:
    live = session.scalar(
        select(Case.number).where(
            Case.person_id == case.person_id,
            Case.family == case.family,
            Case.id != case.id,
            Case.state != State.CLOSED,
        )
    )
    if live:
        raise Refused("referral.has_live_case", number=live)


def _put_away(
    session: Session, desk: Desk, actor: Actor, ending: Ending, done: tuple[str, State]
) -> None:
    """Keep the ending with why it did not hold; a watch that goes on is begun anew beside it."""
    why, moved = done
    ending.stands, ending.reopened_reason = False, why.strip()
    ending.reopened_by, ending.reopened_at = actor.username, desk.now()
    session.flush()
    if moved not in (State.RETURNED, State.COMPLETED):
        return
    before = _watch_before(session, ending) or ending
    again = Ending(**{name: getattr(before, name) for name in KEPT})
    session.add(again)
    session.flush()
    told = update(EndingTold).where(EndingTold.ending_id == before.id)
    session.execute(told.values(ending_id=again.id))  # whoever was not told yet still is to be
    made = update(ReoffendingCheck).where(ReoffendingCheck.ending_id == before.id)
    session.execute(made.values(ending_id=again.id))  # the end they ask about is the same


def _watch_before(session: Session, ending: Ending) -> Ending | None:
    """Return the watch that an end overtook: of somebody who was said to have died meanwhile."""
    if ending.ended_from not in (State.RETURNED, State.COMPLETED):
        return None
    query = select(Ending).where(Ending.case_id == ending.case_id, Ending.id < ending.id)
    return session.scalars(query.order_by(Ending.id.desc()).limit(1)).first()


def _letter(
    session: Session,
    desk: Desk,
    actor: Actor,
    ended: tuple[Case, Ending | None],
    why: str,
    language: str,
) -> int | None:
    """Make the letter to the officer, where they had been told that the case ended."""
    case, ending = ended
    if ending is None or ending.paper_id is None:
        return None
    contract = in_force(session, case.id)
    contents = ReopenedContents(
        case=case_printed(desk, case),
        ended=_name(desk, case, ending),
        ended_on=day_of(ending.confirmed_at),
        why=why.strip(),
        reopened_by=actor.name,
        reopened_on=desk.today(),
        ends=contract.ends if contract else None,
    )
    order = paperwork.Order(contents, language)
    return paperwork.issue(session, desk, actor, case.id, order).id


def _name(desk: Desk, case: Case, ending: Ending) -> Wording:
    """Return what an ending is called: by the scheme, or as every scheme calls it."""
    end = desk.schemes.version(case.scheme).end(ending.kind)
    if end is not None:
        return end.name
    code = f"endings.kind_{ending.kind}"
    return Wording(*(desk.texts(one)(code) for one in Language))


def _earlier(session: Session, desk: Desk, case: Case) -> tuple[Reopened, ...]:
    query = select(Ending).where(Ending.case_id == case.id, Ending.reopened_at.is_not(None))
    return tuple(
        Reopened(
            name=_name(desk, case, one),
            result=one.result or "",
            why=one.reopened_reason,
            by=name_of(session, one.reopened_by),
            on=day_of(one.reopened_at),
        )
        for one in session.scalars(query.order_by(Ending.id.desc()))
        if one.reopened_at
    )
