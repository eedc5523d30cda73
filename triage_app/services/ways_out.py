"""Ways out before a contract: why, a letter to the officer, services all the same, and the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage_app.domain.leaving import (
    OF_CONTRACTS,
    Offer,
    Reason,
    may_be_taken,
    offer_problems,
    problems_in,
    text_problems,
)
from triage_app.domain.other_ends import day_problems
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission, may
from triage_app.domain.scheme import Scheme
from triage_app.domain.wording import Language, Wording
from triage_app.domain.workflow import BEFORE_CONTRACT, PUT_RIGHT, Event, State, advance
from triage_app.services import audit, paperwork
from triage_app.services import ways_out_record as record
from triage_app.services.access import permit
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.printed import name_of
from triage_app.services.ways_out_record import Letter
from triage_app.storage.models import Case, WayOut

SEEN: Final = audit.Deed("ways_out.seen", audit.Category.CONSULTATION)
TAKEN: Final = audit.Deed("ways_out.taken", audit.Category.ALTERATION)
TAKEN_BACK: Final = audit.Deed("ways_out.taken_back", audit.Category.ALTERATION)
OFFERED: Final = audit.Deed("ways_out.offered", audit.Category.ALTERATION)
TOLD: Final = audit.Deed("ways_out.told", audit.Category.ALTERATION)
EMAILED: Final = audit.Deed("ways_out.emailed", audit.Category.DISCLOSURE)
CLOSED: Final = audit.Deed("ways_out.closed", audit.Category.ALTERATION)
COUNTED: Final = audit.Deed("ways_out.counted", audit.Category.CONSULTATION)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A way out that was put right: what it had been, why it was wrong, and by whom."""

    name: Wording
    why: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class WayOutView:
    """How a case that is not taken on stands."""

    state: State
    reason: str
    name: Wording
    note: str
    recorded_by: str
    recorded_on: date
    offer: Offer
    letter: Letter | None
    closed_on: date | None
    may_be_taken_back: bool  # by whoever looks

    @property
    def may_be_closed(self) -> bool:
        """Whether the letter has been made and the offer of services recorded."""
        return self.letter is not None and self.offer.offered is not None


def view(desk: Desk, actor: Actor, case_id: int) -> WayOutView | None:
    """Return how a case went no further, None where it has not: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case, row = session.get_one(Case, case_id), record.standing(session, case_id)
        seen = _seen(session, desk, actor, case, row) if row else None
    audit.look(desk, actor, SEEN, case_id, ("reason", "services_offered"))
    return seen


def taken_back(desk: Desk, actor: Actor, case_id: int) -> tuple[TakenBack, ...]:
    """Return the ways out of a case that were put right, the newest first: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    query = select(WayOut).where(WayOut.case_id == case_id, WayOut.taken_back_at.is_not(None))
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        found = tuple(
            TakenBack(
                name=record.name_in(desk, case, row.reason),
                why=row.taken_back_reason,
                by=name_of(session, row.taken_back_by),
                on=row.taken_back_at.astimezone(LONDON).date(),
            )
            for row in session.scalars(query.order_by(WayOut.id.desc()))
            if row.taken_back_at
        )
    audit.look(desk, actor, SEEN, case_id, ("reason", "taken_back_reason"))
    return found


def reasons(desk: Desk, actor: Actor, case_id: int) -> tuple[tuple[str, Wording], ...]:
    """Return the reasons for which a case can go no further from where it stands, in words."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        scheme, state = desk.schemes.version(case.scheme), case.state
    possible = _possible(scheme, state)
    return tuple((one.code, one.name) for one in scheme.ways_out if one.code in possible)


def take(desk: Desk, actor: Actor, case_id: int, reason: str | None, note: str) -> None:
    """End a case before its contract, for one of the scheme's reasons and in somebody's words.

    The meetings still to come end with it.
    """
    permit(actor, Permission.DECIDE_ELIGIBILITY)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id, with_for_update=True)
        before = case.state
        moved = advance(before, Event.WAY_OUT_TAKEN, actor.role)
        possible = _possible(desk.schemes.version(case.scheme), before)
        if found := tuple(problems_in(possible, reason, note)):
            raise Invalid(*found)
        case.state = moved
        session.add(record.begin(desk, actor, case, Reason(str(reason)), note, before))
        record.call_off(session, desk, case_id, str(reason))
        audit.record(session, desk, actor, TAKEN, case_id, ("reason", "note"))


def take_back(
    desk: Desk, actor: Actor, case_id: int, why: str, language: str = Language.ENGLISH
) -> int | None:
    """Put a way out right that was a mistake: the case goes on from where it stood.

    What was recorded stays, with why it was wrong and by whom. Where the officer had been told, a
    letter that says so is made, and its number returned. What somebody withdrew from sharing stays
    withdrawn until they say otherwise.
    """
    permit(actor, Permission.PUT_RIGHT)
    with desk.sessions.begin() as session:
        case, row = record.left_open(session, case_id)
        if found := tuple(text_problems("why_back", why)):
            raise Invalid(*found)
        moved = advance(case.state, PUT_RIGHT[row.left_from], actor.role)
        contents = record.put_right_contents(session, desk, actor, case, row, why)
        paper = None
        if contents is not None:
            order = paperwork.Order(contents, language)
            paper = paperwork.issue(session, desk, actor, case_id, order).id
        case.state = moved
        row.taken_back_reason, row.taken_back_by = why.strip(), actor.username
        row.taken_back_at = desk.now()
        audit.record(session, desk, actor, TAKEN_BACK, case_id, ("taken_back_reason",))
        return paper


def offer_services(desk: Desk, actor: Actor, case_id: int, offer: Offer) -> None:
    """Record whether services were offered all the same, and whether the person wants them."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        _, row = record.left_open(session, case_id)
        if found := tuple(offer_problems(offer)):
            raise Invalid(*found)
        row.services_offered = offer.offered
        row.services_accepted = offer.accepted if offer.offered else None
        row.services_note = offer.note.strip()
        fields = ("services_offered", "services_accepted", "services_note")
        audit.record(session, desk, actor, OFFERED, case_id, fields)


def issue_letter(desk: Desk, actor: Actor, case_id: int, language: str) -> int:
    """Make the letter that tells the officer, file it, and return its number to print it by."""
    permit(actor, Permission.MAKE_PAPERS)
    with desk.sessions.begin() as session:
        case, row = record.left_open(session, case_id)
        contents = record.letter_contents(session, desk, case, row)
        order = paperwork.Order(contents, language)
        row.paper_id = paperwork.issue(session, desk, actor, case_id, order).id
        row.emailed_on, row.emailed_by = None, ""  # that was the one before
        audit.record(session, desk, actor, TOLD, case_id, ("paper",))
        return row.paper_id


def say_emailed(desk: Desk, actor: Actor, case_id: int, day: date | None) -> None:
    """Record that the letter went to the officer by e-mail, as a saved copy: a disclosure."""
    permit(actor, Permission.MAKE_PAPERS)
    with desk.sessions.begin() as session:
        case, row = record.left_open(session, case_id)
        letter = record.letter_of(session, row)
        if letter is None:
            raise Refused("ways_out.letter_first")
        if letter.emailed_on is not None:
            raise Refused("ways_out.emailed_already")
        if found := tuple(day_problems("emailed_on", day, letter.made_on, desk.today())):
            raise Invalid(*found)
        row.emailed_on, row.emailed_by = day, actor.username
        to = case.officer_email or case.officer_name
        audit.record(session, desk, actor, EMAILED, case_id, ("emailed_on",), recipient=to)


def close(desk: Desk, actor: Actor, case_id: int) -> None:
    """Close a case that was not taken on, once the officer is told and services were offered."""
    permit(actor, Permission.RECORD_OUTCOME)
    with desk.sessions.begin() as session:
        case, row = record.left_open(session, case_id)
        if row.services_offered is None:
            raise Refused("ways_out.services_first")
        if row.paper_id is None:
            raise Refused("ways_out.letter_first")
        case.state = advance(case.state, Event.LEFT_CLOSED, actor.role)
        case.closed_on = desk.today()
        audit.record(session, desk, actor, CLOSED, case_id, ("closed_on",))


def counted(
    desk: Desk, actor: Actor, first: date, last: date, suite: str | None = None
) -> Mapping[Reason, int]:
    """Return how many cases went no further in some days, by reason: nought is said as well.

    One that was taken back is not counted.
    """
    permit(actor, Permission.SEE_EVERYONES_CASES)
    begins = datetime.combine(first, time(), LONDON)
    ends = datetime.combine(last + timedelta(days=1), time(), LONDON)
    query = (
        select(WayOut.reason, func.count())
        .join(Case, Case.id == WayOut.case_id)
        .where(WayOut.taken_back_at.is_(None))
        .where(WayOut.recorded_at >= begins, WayOut.recorded_at < ends)
        .group_by(WayOut.reason)
    )
    if suite is not None:
        query = query.where(Case.suite == suite)
    with desk.sessions() as session:
        found = dict(session.execute(query).all())
    audit.look(desk, actor, COUNTED, fields=("reason",))
    return {reason: found.get(reason, 0) for reason in Reason}


def _possible(scheme: Scheme, state: State) -> frozenset[str]:
    """Return the reasons that may be chosen: no contract's where the scheme has none."""
    if state not in BEFORE_CONTRACT:
        return frozenset()
    never = frozenset() if scheme.slots else OF_CONTRACTS
    codes = {one.code for one in scheme.ways_out} - never
    return frozenset(code for code in codes if may_be_taken(code, state))


def _seen(session: Session, desk: Desk, actor: Actor, case: Case, row: WayOut) -> WayOutView:
    open_still = case.state is State.NOT_TAKEN_ON
    return WayOutView(
        state=case.state,
        reason=row.reason,
        name=record.name_in(desk, case, row.reason),
        note=row.note,
        recorded_by=name_of(session, row.recorded_by),
        recorded_on=row.recorded_at.astimezone(LONDON).date(),
        offer=Offer(row.services_offered, row.services_accepted, row.services_note),
        letter=record.letter_of(session, row),
        closed_on=case.closed_on,
        may_be_taken_back=open_still and may(actor.role, Permission.PUT_RIGHT),
    )
