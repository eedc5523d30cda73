"""Cover for absence: whose cases somebody sees to on a day, beside their own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from triage_app.domain.problems import Problem

LONGEST: Final = timedelta(days=366)  # whoever is away for longer has their cases given to others


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody is away from a first day to a last, both whole, and another sees to their cases."""

    member: int | None
    covered_by: int | None
    first: date | None
    last: date | None

    def is_on(self, day: date) -> bool:
        """Whether a day is one of them: from the day after the last it has ended by itself."""
        return self.first is not None and self.last is not None and self.first <= day <= self.last

    def meets(self, other: "Away") -> bool:
        """Whether two absences have a day in common."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return False
        return self.first <= other.last and other.first <= self.last


def covered_by(absences: Iterable[Away], member: int, day: date) -> frozenset[int]:
    """Return whose cases a member sees to on a day, beside their own.

    Whoever covers and is away as well hands on what they cover: nobody's cases are left alone.
    """
    away = {one.member: one.covered_by for one in absences if one.is_on(day)}
    found = {one for one in away if one is not None and _last_of(away, one) == member}
    return frozenset(found - {member})


def absence_problems(given: Away, others: Sequence[Away], today: date) -> Iterator[Problem]:
    """Yield what is wrong with an absence, beside all the others that stand."""
    for field in ("member", "covered_by"):
        if getattr(given, field) is None:
            yield Problem(field, "problem.choose")
    yield from _day_problems(given, today)
    if given.member is not None and given.member == given.covered_by:
        yield Problem("covered_by", "cover.not_oneself")
    for other in others:
        if not given.meets(other):
            continue
        days = {"first": other.first, "last": other.last}
        if other.member == given.member:
            yield Problem("first", "cover.away_already", days)
        elif other.member == given.covered_by:
            yield Problem("covered_by", "cover.is_away", days)


def _day_problems(given: Away, today: date) -> Iterator[Problem]:
    for field in ("first", "last"):
        if getattr(given, field) is None:
            yield Problem(field, "problem.missing")
    if given.first is None or given.last is None:
        return
    if given.last < given.first:
        yield Problem("last", "cover.last_before_first")
    elif given.last < today:
        yield Problem("last", "cover.over_already")
    elif given.last - given.first >= LONGEST:
        yield Problem("last", "cover.too_long")


def _last_of(away: dict[int | None, int | None], member: int) -> int | None:
    """Follow who covers for whom to somebody who is here; None where it goes round in a ring."""
    seen: set[int | None] = set()
    holder: int | None = member
    while holder in away:
        if holder in seen:
            return None
        seen.add(holder)
        holder = away[holder]
    return holder
