"""A tag: fitted, taken off, at fault; what can follow what, and what it makes of its condition."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from triage_app.domain.problems import Problem

MOST_LETTERS: Final = 900
MOST_NAME: Final = 120


class TagDeed(StrEnum):
    """What was done to a tag, or became of it."""

    FITTED = "fitted"
    TAKEN_OFF = "taken_off"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class TagEvent:
    """One thing done to a tag: on which day, by whom, and what there is to say of it."""

    what: TagDeed | None
    day: date | None
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Worn:
    """When a tag was first fitted, and when it was last taken off, if it was not fitted again."""

    fitted_on: date | None = None
    taken_off_on: date | None = None

    @property
    def now(self) -> bool:
        """Whether it is worn."""
        return self.fitted_on is not None and self.taken_off_on is None


def worn(events: Iterable[tuple[TagDeed, date]]) -> Worn:
    """Return how a tag was worn, from what was recorded, in the order it was."""
    fitted: date | None = None
    off: date | None = None
    for what, day in events:
        if what is TagDeed.FITTED:
            fitted, off = fitted or day, None
        elif what is TagDeed.TAKEN_OFF:
            off = day
    return Worn(fitted, off)


def follows(deeds: Iterable[TagDeed]) -> bool:
    """Whether each thing said of a tag follows what was said before: fitted, then the rest."""
    is_worn = False
    for what in deeds:
        if (what is TagDeed.FITTED) is is_worn:
            return False
        is_worn = what is not TagDeed.TAKEN_OFF
    return True


def tag_problems(
    given: TagEvent, before: Sequence[tuple[TagDeed, date]], term: tuple[date, date], today: date
) -> Iterator[Problem]:
    """Yield what is wrong with something said of a tag: it follows what was said before."""
    is_worn = worn(before).now
    if given.what is None:
        yield Problem("tag_what", "problem.choose")
    elif given.what is TagDeed.FITTED and is_worn:
        yield Problem("tag_what", "tracking.tag_is_worn")
    elif given.what is not TagDeed.FITTED and not is_worn:
        yield Problem("tag_what", "tracking.tag_not_worn")
    yield from _day(given, before, term, today)
    if not given.by.strip():
        yield Problem("tag_by", "problem.missing")
    elif len(given.by) > MOST_NAME:
        yield Problem("tag_by", "problem.too_long", {"most": MOST_NAME})
    if given.what is TagDeed.FAULT and not given.note.strip():
        yield Problem("note", "tracking.say_what_fault")
    if len(given.note) > MOST_LETTERS:
        yield Problem("note", "problem.too_long", {"most": MOST_LETTERS})


def _day(
    given: TagEvent, before: Sequence[tuple[TagDeed, date]], term: tuple[date, date], today: date
) -> Iterator[Problem]:
    began, ends = term
    last = max((day for _, day in before), default=began)
    if given.day is None:
        yield Problem("tag_day", "problem.missing")
    elif given.day > today:
        yield Problem("tag_day", "problem.in_future")
    elif given.day < max(last, began):
        yield Problem("tag_day", "tracking.before_it_began", {"day": max(last, began)})
    elif given.what is TagDeed.FITTED and given.day > ends:
        yield Problem("tag_day", "tracking.after_it_ended", {"day": ends})
