"""Support outside the contract: a referral to a service under the person's own consent.

It is never counted as a condition: no rule of a contract looks here.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from triage_app.domain.consent import LANGUAGES
from triage_app.domain.problems import Problem
from triage_app.domain.sharing import TOLD
from triage_app.domain.told import LEAST, Told

LONGEST_TEXT: Final = 900


class Stage(StrEnum):
    """How far a referral to a service has come."""

    RECORDED = "recorded"
    TAKEN_BACK = "taken_back"  # by the person
    ENDED = "ended"  # it may go on long after a contract or a case


@dataclass(frozen=True, slots=True)
class Request:
    """A referral as it is asked for: to whom, what for, what may be told, and how it was agreed."""

    service_id: int | None
    purpose: str | None
    asks: str
    shared: tuple[str, ...]
    consent_day: date | None
    consent_how: str | None
    consent_language: str | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a request is held against."""

    offers: Collection[str]  # what the service offers; none where it is not there any more
    opened: date
    today: date
    backdating_days: int


def request_problems(given: Request, against: Bounds) -> Iterator[Problem]:
    """Yield what keeps a referral from being recorded, in the order of the form."""
    if given.service_id is None:
        yield Problem("service_id", "problem.choose")
    elif given.purpose is None:
        yield Problem("purpose", "problem.choose")
    elif given.purpose not in against.offers:
        yield Problem("purpose", "support.not_offered")
    if len(given.asks) > LONGEST_TEXT:
        yield Problem("asks", "problem.too_long", {"most": LONGEST_TEXT})
    if not set(given.shared) >= LEAST or not set(given.shared) <= set(Told):
        yield Problem("shared", "support.say_what_is_told")
    if given.consent_how not in TOLD:
        yield Problem("consent_how", "problem.choose")
    yield from _day(given, against)
    if given.consent_language not in LANGUAGES:
        yield Problem("consent_language", "problem.missing")


def _day(given: Request, against: Bounds) -> Iterator[Problem]:
    earliest = against.today - timedelta(days=against.backdating_days)
    if given.consent_day is None:
        yield Problem("consent_day", "problem.missing")
    elif given.consent_day > against.today:
        yield Problem("consent_day", "problem.in_future")
    elif given.consent_day < against.opened:
        yield Problem("consent_day", "consent.before_referral")
    elif given.consent_day < earliest:
        values = {"n": against.backdating_days, "day": earliest}
        yield Problem("consent_day", "consent.too_far_back", values)
