"""Looking for a new arrest while a contract runs: where, and what was found.

Mission: the first condition is not to re-offend; how often that is looked at nobody has published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from triage_app.domain.problems import Problem

MOST_LETTERS: Final = 900


class Source(StrEnum):
    """Where somebody looked."""

    CUSTODY_LOG = "custody_log"
    PNC = "pnc"
    OFFICER = "officer"
    OTHER = "other"


class Result(StrEnum):
    """What was found."""

    NOTHING = "nothing"
    SOMETHING = "something"


@dataclass(frozen=True, slots=True)
class Check:
    """One look for a new arrest."""

    day: date | None
    source: str | None
    result: str | None
    note: str = ""


def problems_with(one: Check, began: date, today: date) -> Iterator[Problem]:
    """Yield everything that is wrong with a check, each with its field."""
    if one.day is None:
        yield Problem("checked_on", "problem.missing")
    elif one.day > today:
        yield Problem("checked_on", "problem.in_future")
    elif one.day < began:
        yield Problem("checked_on", "tracking.before_it_began", {"day": began})
    if one.source is None:
        yield Problem("source", "problem.choose")
    if one.result is None:
        yield Problem("result", "problem.choose")
    yield from _of_note(one)


def _of_note(one: Check) -> Iterator[Problem]:
    said = bool(one.note.strip())
    if not said and one.result == Result.SOMETHING:
        yield Problem("check_note", "tracking.check_say_what")
    elif not said and one.source == Source.OTHER:
        yield Problem("check_note", "tracking.check_say_where")
    if len(one.note) > MOST_LETTERS:
        yield Problem("check_note", "problem.too_long", {"most": MOST_LETTERS})
