"""Meetings booked as a series: looked through first, then all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from triage_app.domain.booking import CONDITION, REVIEW, Slot, Span
from triage_app.domain.free_times import Taken
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.series import Occurrence, Repeat, occurrences, repeat_problems
from triage_app.services import audit, bookings
from triage_app.services.access import permit
from triage_app.services.contract_chain import Chain, chain_in
from triage_app.services.desk import Actor, Desk
from triage_app.services.meetings import taken_in
from triage_app.storage.models import Case

LOOKED: Final = audit.Deed("series.looked_through", audit.Category.CONSULTATION)


@dataclass(frozen=True, slots=True)
class Planned:
    """One meeting of a series, and what it runs into."""

    occurrence: Occurrence
    clashes: tuple[Taken, ...] = ()
    after_end: date | None = None  # the contract's last day, where it comes after it


def plan(
    desk: Desk, actor: Actor, case_id: int, repeat: Repeat, minutes: int
) -> tuple[Planned, ...]:
    """Return the meetings a series would make, each with what is odd about it: a look."""
    permit(actor, Permission.BOOK)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        ends = _chain(session, case_id).in_force.ends
        found = tuple(_planned(session, case, one, minutes, ends) for one in occurrences(repeat))
    audit.look(desk, actor, LOOKED, case_id, ("starts", "minutes"))
    return found


def book(
    desk: Desk, actor: Actor, case_id: int, condition_id: int | None, slot: Slot, repeat: Repeat
) -> tuple[int, ...]:
    """Book every meeting of a series in one go; what is wrong with any of them stops them all."""
    permit(actor, Permission.BOOK)
    with desk.sessions() as session:
        chain = _chain(session, case_id)
        term = (chain.began, chain.in_force.ends)
    found = [*repeat_problems(repeat, term), *_wrong(occurrences(repeat), term[1])]
    if found:
        raise Invalid(*found)
    slots = [replace(slot, starts=one.starts) for one in occurrences(repeat)]
    kind = CONDITION if condition_id else REVIEW
    return bookings.book_all(desk, actor, case_id, slots, kind, condition_id)


def _chain(session: Session, case_id: int) -> Chain:
    chain = chain_in(session, case_id)
    if chain is None:
        raise Refused("tracking.not_now")
    return chain


def _planned(session: Session, case: Case, one: Occurrence, minutes: int, ends: date) -> Planned:
    after = ends if one.day > ends else None
    if one.starts is None:
        return Planned(one, after_end=after)
    span = Span(one.starts, one.starts + timedelta(minutes=minutes))
    return Planned(one, taken_in(session, case, span), after)


def _wrong(series: Sequence[Occurrence], ends: date) -> list[Problem]:
    found = [
        Problem("starts", "series.no_such_hour", {"day": one.day})
        for one in series
        if one.starts is None
    ]
    late = next((one.day for one in series if one.day > ends), None)
    if late is not None:
        found.append(Problem("times", "series.after_end", {"day": late, "ends": ends}))
    return found
