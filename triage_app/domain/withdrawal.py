"""Taking consent back: a person's right on any day, what follows from it, and who must be told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from triage_app.domain.problems import Problem
from triage_app.domain.sharing import TOLD
from triage_app.domain.workflow import State

LONGEST_TEXT: Final = 900
BEFORE_CONTRACT: Final = frozenset({State.CONSENTED, State.ASSESSING, State.ASSESSED})
UNDER_CONTRACT: Final = frozenset({State.LIVE, State.BREACH_PROPOSED})


class Who(StrEnum):
    """Who must be told of a withdrawal."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    PARTNER = "partner"  # a service that has been told of the person
    COORDINATOR = "coordinator"  # the victim's, where one is to be told


@dataclass(frozen=True, slots=True)
class Given:
    """A withdrawal as it was told: on which day, how, and why if the person said."""

    day: date | None
    how: str | None
    reason: str = ""
    tells_coordinator: bool = False
    stops_support: bool | None = None  # referrals to services under their own consent too


def problems_in(given: Given, since: date, today: date, *, has_support: bool) -> Iterator[Problem]:
    """Yield what keeps a withdrawal from being recorded; no reason is ever asked for."""
    yield from day_problems("day", given.day, since, today)
    if given.how not in TOLD:
        yield Problem("how", "problem.choose")
    if has_support and given.stops_support is None:
        yield Problem("stops_support", "problem.choose")
    if len(given.reason) > LONGEST_TEXT:
        yield Problem("reason", "problem.too_long", {"most": LONGEST_TEXT})


def day_problems(field: str, day: date | None, since: date, today: date) -> Iterator[Problem]:
    """Yield what is wrong with the day of a withdrawal, or on which somebody was told of it."""
    if day is None:
        yield Problem(field, "problem.missing")
    elif day > today:
        yield Problem(field, "problem.in_future")
    elif day < since:
        yield Problem(field, "withdrawal.before_consent", {"day": since})
