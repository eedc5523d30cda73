"""Bounds of the numbers in a data file: beyond them a calendar would run out."""

from collections.abc import Iterator
from typing import Final

from triage_app.domain.problems import Problem

MOST_DAYS: Final = 3_660  # ten years
MOST_HOURS: Final = MOST_DAYS * 24
MOST_MONTHS: Final = 120
MOST_YEARS: Final = 120
MOST_TIMES: Final = 100


def within(key: str, number: int, least: int, most: int) -> Iterator[Problem]:
    """Yield what is wrong with a number that is too small or too large."""
    if number < least:
        yield Problem(key, "too_small", {"least": least})
    if number > most:
        yield Problem(key, "too_large", {"most": most})
