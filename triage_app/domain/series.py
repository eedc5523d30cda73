"""Meetings that come again: every week or every few, at the same hour by the suite's clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from typing import Final

from triage_app.domain.booking import LONDON
from triage_app.domain.clock_change import change_on
from triage_app.domain.entry import Unreadable, moment
from triage_app.domain.problems import Problem
from triage_app.domain.working_days import SATURDAY, bank_holiday

MOST: Final = 40  # meetings of one series
WEEK: Final = 7


class Every(IntEnum):
    """After how many weeks a meeting comes again."""

    WEEK = 1
    TWO_WEEKS = 2
    THREE_WEEKS = 3
    FOUR_WEEKS = 4


@dataclass(frozen=True, slots=True)
class Repeat:
    """A first meeting, how often it comes again, and until when: so many times, or to a day."""

    first: datetime | None
    every: Every
    times: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting of a series; no moment where the clocks make none of it, or two."""

    day: date
    starts: datetime | None
    problem: str = ""  # a code: the hour is none that night, or comes twice
    holiday: str = ""  # a bank holiday's code
    weekend: bool = False
    clock_changed: bool = False  # the clocks went forward or back since the one before


def repeat_problems(given: Repeat, term: tuple[date, date]) -> Iterator[Problem]:
    """Yield what is wrong with a series: it has one end, and lies in the contract."""
    if given.times is None and given.until is None:
        yield Problem("times", "series.say_how_long")
    elif given.times is not None and given.until is not None:
        yield Problem("times", "series.one_end")
    if given.times is not None and not 1 < given.times <= MOST:
        yield Problem("times", "problem.out_of_range", {"least": 2, "most": MOST})
    if given.first is not None and given.until is not None:
        if given.until <= given.first.astimezone(LONDON).date():
            yield Problem("until", "series.ends_first")
        elif given.until > term[1]:
            yield Problem("until", "tracking.after_it_ended", {"day": term[1]})


def occurrences(given: Repeat) -> tuple[Occurrence, ...]:
    """Return the meetings of a series, the first first; the hour of the clock stays the same."""
    if given.first is None:
        return ()
    local = given.first.astimezone(LONDON)
    found: list[Occurrence] = []
    for number in range(min(given.times or MOST, MOST)):
        day = local.date() + timedelta(days=number * WEEK * given.every)
        if given.until is not None and day > given.until:
            break
        starts, problem = _moment(day, local) if number else (given.first, "")
        found.append(
            Occurrence(
                day=day,
                starts=starts,
                problem=problem,
                holiday=bank_holiday(day),
                weekend=day.weekday() >= SATURDAY,
                clock_changed=bool(found) and _changes(found[-1].day, day),
            )
        )
    return tuple(found)


def _moment(day: date, local: datetime) -> tuple[datetime | None, str]:
    try:
        return moment(day, local.time()).astimezone(UTC), ""
    except Unreadable as unreadable:
        return None, unreadable.code


def _changes(after: date, until: date) -> bool:
    days = (until - after).days
    return any(change_on(after + timedelta(days=one)) for one in range(1, days + 1))
