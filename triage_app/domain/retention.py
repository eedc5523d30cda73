"""How long a record is kept: looked at again when its years are over, then kept or disposed of.

A review is no deletion: normally six years at least, then a decision that is recorded; two people
for disposal (Data Protection Act 2018 s39, and the police's own code on information management).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from dateutil.relativedelta import relativedelta

from triage_app.domain.problems import Problem

LEAST_YEARS: Final = 6
LONGEST_KEPT: Final = 10  # years until a record that is kept is looked at again
MOST_LETTERS: Final = 900


class Choice(StrEnum):
    """What somebody decides when the years of a record are over."""

    KEEP = "keep"
    DISPOSE = "dispose"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A decision on a record: kept until another day, or proposed for disposal; and why."""

    choice: str | None
    until: date | None
    reason: str


def review_due(closed: date, years: int, kept_until: date | None) -> date:
    """Return the day a record is to be looked at again: never before its years are over.

    What was decided while it was closed before, and reopened since, does not shorten them.
    """
    over = closed + relativedelta(years=years)
    return max(kept_until, over) if kept_until else over


def review_problems(given: Reviewed, today: date) -> Iterator[Problem]:
    """Yield what is wrong with a decision."""
    if given.choice not in set(Choice):
        yield Problem("choice", "problem.choose")
    if given.choice == Choice.KEEP:
        if given.until is None:
            yield Problem("until", "problem.missing")
        elif given.until <= today:
            yield Problem("until", "problem.in_past")
        elif given.until > (last := today + relativedelta(years=LONGEST_KEPT)):
            yield Problem("until", "retention.too_long_kept", {"day": last})
    yield from reason_problems(given.reason)


def reason_problems(reason: str, field: str = "reason") -> Iterator[Problem]:
    """Yield what is wrong with a reason, beside the field it was asked for in."""
    if not reason.strip():
        yield Problem(field, "problem.missing")
    elif len(reason) > MOST_LETTERS:
        yield Problem(field, "problem.too_long", {"most": MOST_LETTERS})
