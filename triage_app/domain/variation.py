"""A signed contract varied: what is different, who must approve it, and what becomes of meetings.

Domain, section 1: variation and re-signing keep the same rule as the first signing: the term is
counted from the first signing, and never ends past the safe day without a supervisor's word.
Until the new contract is signed the old one is in force.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from triage_app.domain import contract as rules
from triage_app.domain.condition import LONDON, Condition
from triage_app.domain.contract import Draft, Limits
from triage_app.domain.deadlines import add_months, contract_end
from triage_app.domain.problems import Problem
from triage_app.domain.scheme import Scheme

TERM: Final = 0  # in place of a condition's number
MOST_LETTERS: Final = 900  # of a reason: it is printed
# What is no part of what was agreed: recorded since, or where the condition stands.
NOT_AGREED: Final = frozenset({"position", "asked_on", "written_by", "reworded_by"})


class AskedBy(StrEnum):
    """Who asked for a contract to be varied."""

    PARTICIPANT = "participant"
    ASSESSOR = "assessor"
    SUPERVISOR = "supervisor"
    SERVICE = "service"
    OFFICER = "officer"
    OTHER = "other"


class Ended(StrEnum):
    """How a variation came out."""

    SIGNED = "signed"
    REFUSED = "refused"
    ABANDONED = "abandoned"


class What(StrEnum):
    """What is different in a place of the contract, or in its term."""

    ADDED = "added"
    REMOVED = "removed"
    REPLACED = "replaced"
    CHANGED = "changed"
    ENDS_LATER = "ends_later"
    ENDS_EARLIER = "ends_earlier"


class Field(StrEnum):
    """What a change of a condition that stays can be of; whatever else is a detail."""

    SERVICE = "service"
    SESSIONS = "sessions"
    HOURS = "hours"
    DUE = "due"
    FIRST_MEETING = "first_meeting"
    DETAILS = "details"


# What a scheme may want a supervisor for.
APPROVABLE: Final = (*(one for one in What if one is not What.CHANGED), *Field)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different."""

    position: int  # TERM for the end of the contract
    what: What
    fields: tuple[Field, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """What a scheme calls it when it says which changes need a supervisor."""
        return frozenset(self.fields) if self.what is What.CHANGED else frozenset({self.what})


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting of a condition of the contract in force."""

    id: int
    position: int
    starts: datetime
    marked: bool = False  # somebody has said what became of it


@dataclass(frozen=True, slots=True)
class InForce:
    """The contract that is varied: as it was signed, and since when there has been one."""

    signed: Draft
    began: date  # the first signing: the term is counted from it
    met: tuple[Met, ...] = ()  # the standing meetings of its conditions

    @property
    def ends(self) -> date:
        """The last day of the term as it was signed."""
        return self.signed.ends


@dataclass(frozen=True, slots=True)
class Follows:
    """What becomes of meetings once the new contract is signed."""

    kept: tuple[int, ...]
    called_off: tuple[tuple[int, str], ...]  # the meeting, and the code of the reason
    booked: tuple[tuple[int, datetime], ...]  # the place in the new contract, and when


# ── What is different ────────────────────────────────────────────────────────────────────────


def is_same(one: Condition, other: Condition) -> bool:
    """Say whether what was done on one condition counts for the other."""
    return (one.code, one.pathway, one.words) == (other.code, other.pathway, other.words)


def continuing(old: Draft, new: Draft) -> Mapping[int, int]:
    """Return, for each place of the new contract whose condition goes on, its place in the old.

    What is agreed again word for word goes on first, wherever it stands; then its like.
    """
    found: dict[int, int] = {}
    for is_like in (_is_agreed_again, is_same):
        for one in new.conditions:
            if one.position in found:
                continue
            same_place = [old.at(one.position), *old.conditions]
            fit = (other for other in same_place if other is not None and is_like(one, other))
            match = next((other for other in fit if other.position not in found.values()), None)
            if match is not None:
                found[one.position] = match.position
    return found


def _is_agreed_again(one: Condition, other: Condition) -> bool:
    return not [*_different(one, other)]


def changes(old: Draft, new: Draft) -> tuple[Change, ...]:
    """Return everything that is different, by place; the term comes first."""
    goes_on = continuing(old, new)
    return (*_of_term(old, new), *_of_places(old, new, goes_on))


def _of_term(old: Draft, new: Draft) -> Iterator[Change]:
    if new.ends != old.ends:
        later = new.ends > old.ends
        yield Change(TERM, What.ENDS_LATER if later else What.ENDS_EARLIER)


def _of_places(old: Draft, new: Draft, goes_on: Mapping[int, int]) -> Iterator[Change]:
    gone = {one.position for one in old.conditions} - set(goes_on.values())
    fresh = {one.position for one in new.conditions} - goes_on.keys()
    for position in sorted(gone | fresh | goes_on.keys()):
        if position in gone:  # another may have come to stand where it stood
            yield Change(position, What.REPLACED if position in fresh else What.REMOVED)
        elif position in fresh:
            yield Change(position, What.ADDED)
        if position in goes_on:
            before, after = old.at(goes_on[position]), new.at(position)
            different = tuple(_different(before, after)) if before and after else ()
            if different:
                yield Change(position, What.CHANGED, different)


def sides(change: Change, old: Draft, new: Draft) -> tuple[Condition | None, Condition | None]:
    """Return the condition a change is of: as it was, and as it is to be."""
    before, after = old.at(change.position), new.at(change.position)
    if change.what is What.CHANGED:
        before = old.at(continuing(old, new)[change.position])
    return (
        None if change.what is What.ADDED else before,
        None if change.what is What.REMOVED else after,
    )


def _different(before: Condition, after: Condition) -> Iterator[Field]:
    names = [one.name for one in fields(Condition) if one.name not in NOT_AGREED]
    known = {one.value for one in Field}
    moved = [name for name in names if getattr(before, name) != getattr(after, name)]
    yield from (Field(name) for name in moved if name in known)
    if any(name not in known for name in moved):
        yield Field.DETAILS


def needs_supervisor(found: Iterable[Change], scheme: Scheme) -> frozenset[str]:
    """Return those of the changes for which the scheme wants a supervisor."""
    return frozenset(code for one in found for code in one.codes) & {*scheme.variation_approval}


def digest(old: Draft, new: Draft) -> str:
    """Return what tells one variation from another: an approval is of what was asked for.

    The day of signing is none of it: a paper made again for the next day is the same variation.
    """
    said = repr((old.conditions, old.ends, new.conditions, new.ends, sorted(new.left_out.items())))
    return hashlib.sha256(said.encode()).hexdigest()


# ── What is wrong ────────────────────────────────────────────────────────────────────────────


def as_begun(draft: Draft, base: InForce) -> Draft:
    """Return the draft as one whole contract from the first signing, which is what rules hold."""
    return replace(draft, day=base.began)


def problems_with(
    draft: Draft, base: InForce, scheme: Scheme, limits: Limits, today: date
) -> tuple[Problem, ...]:
    """Return everything that keeps a variation from being signed, each with its field."""
    return (
        *_of_signing(draft, base, today),
        *rules.problems_with(as_begun(draft, base), scheme, limits, base.began),
        *_of_new_days(draft, base),
    )


def _of_signing(draft: Draft, base: InForce, today: date) -> Iterator[Problem]:
    if draft.day < today:
        yield Problem("day", "contract.day_passed", {"day": draft.day})
    if draft.day >= base.ends:
        yield Problem("day", "variation.after_the_end", {"day": base.ends})
    elif draft.ends <= draft.day:
        yield Problem("ends", "variation.ends_before_signing", {"day": draft.day})
    if not changes(base.signed, draft):
        yield Problem("conditions", "variation.nothing_changed")


def _of_new_days(draft: Draft, base: InForce) -> Iterator[Problem]:
    """Hold what is new to the days that are left; what was agreed before may lie behind."""
    goes_on = continuing(base.signed, draft)
    for one in draft.conditions:
        before = base.signed.at(goes_on.get(one.position, TERM))
        about, place = f"condition_{one.position}", {"position": one.position}
        if one.due and one.due < draft.day and (before is None or before.due != one.due):
            values = {**place, "day": draft.day}
            yield Problem(f"{about}.due", "contract.due_before_start", values)
        meeting = one.first_meeting
        if meeting is None or (before is not None and before.first_meeting == meeting):
            continue
        if meeting.astimezone(LONDON).date() < draft.day:
            values = {**place, "start": draft.day, "end": draft.ends}
            yield Problem(f"{about}.first_meeting", "contract.meeting_outside", values)


def only_new(draft: Draft, base: InForce) -> Draft:
    """Return the draft with those first meetings alone that have yet to be booked."""
    goes_on = continuing(base.signed, draft)
    conditions = []
    for one in draft.conditions:
        before = base.signed.at(goes_on.get(one.position, TERM))
        booked = before is not None and before.first_meeting == one.first_meeting
        conditions.append(replace(one, first_meeting=None) if booked else one)
    return replace(draft, conditions=tuple(conditions))


def given_up(draft: Draft, base: InForce, today: date) -> frozenset[datetime]:
    """Return when the meetings would be that are called off once the draft is signed."""
    now = datetime.combine(today, time.min, LONDON)
    off = {number for number, _ in follow(base.met, base, draft, now).called_off}
    return frozenset(one.starts for one in base.met if one.id in off)


def terms(base: InForce, day: date, scheme: Scheme, limits: Limits) -> tuple[date, ...]:
    """Return the days a contract signed anew on a day may end, the latest first.

    They are counted from the first signing; the day it ends now is among them while it is safe.
    """
    full, last = contract_end(base.began, scheme.term_months), limits.last_end
    soonest = max(day + timedelta(days=1), base.began + timedelta(days=scheme.shortest_term_days))
    ends = {add_months(base.began, months) for months in range(1, scheme.term_months)}
    ends |= {full, base.ends}
    if last is not None:
        ends = {end for end in ends if end <= last} | {min(full, last)}
    return tuple(sorted((end for end in ends if soonest <= end <= full), reverse=True))


# ── Meetings ─────────────────────────────────────────────────────────────────────────────────


def follow(met: Iterable[Met], base: InForce, new: Draft, now: datetime) -> Follows:
    """Say what becomes of every meeting; whatever is past or marked stays as it is.

    A condition that stays keeps its meetings to come, unless another service takes it over or
    they lie past the new end; those of one that goes are called off, and new ones are booked.
    """
    goes_on = {old: position for position, old in continuing(base.signed, new).items()}
    kept: list[int] = []
    called_off: list[tuple[int, str]] = []
    for one in met:
        why = _why_off(one, goes_on, base.signed, new)
        if one.marked or one.starts <= now or not why:
            kept.append(one.id)
        else:
            called_off.append((one.id, why))
    return Follows(tuple(kept), tuple(called_off), tuple(_to_book(base.signed, new, now)))


def _why_off(one: Met, goes_on: Mapping[int, int], old: Draft, new: Draft) -> str:
    before = old.at(one.position)
    after = new.at(goes_on.get(one.position, TERM))
    if before is None or after is None:
        return "condition_gone"
    if before.service != after.service:
        return "other_service"
    if one.starts.astimezone(LONDON).date() > new.ends:
        return "past_the_end"
    moved = before.first_meeting != after.first_meeting and one.starts == before.first_meeting
    return "moved" if moved else ""


def _to_book(old: Draft, new: Draft, now: datetime) -> Iterator[tuple[int, datetime]]:
    goes_on = continuing(old, new)
    for one in new.conditions:
        before = old.at(goes_on.get(one.position, TERM))
        if one.first_meeting is None or one.first_meeting <= now:
            continue
        taken_over = before is not None and before.service != one.service
        if before is None or taken_over or before.first_meeting != one.first_meeting:
            yield one.position, one.first_meeting
