"""A sheet about a victim to the service that looks after them: what for, and how it goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from triage_app.domain.partner_referral import (
    LONGEST_NAME,
    LONGEST_TEXT,
    SHORTEST_REASON,
    Manner,
)
from triage_app.domain.problems import Problem


class Purpose(StrEnum):
    """What the service is asked to do."""

    ASK = "ask"  # whether the victim wants restorative justice
    ARRANGE = "arrange"  # they want it
    TELL = "tell"  # them of a decision
    STOP = "stop"  # the participant withdrew, or the case ended


# Only where people are to meet does the service need to know who the other is.
NAMED = frozenset({Purpose.ARRANGE})


@dataclass(frozen=True, slots=True)
class Asked:
    """A sheet as it is asked for."""

    purpose: str | None
    service: str
    recipient: str  # who there
    answer_by: date | None
    language: str | None
    manner: str | None
    why_open: str = ""
    asks: str = ""


def problems_in(given: Asked, today: date) -> Iterator[Problem]:
    """Yield what keeps a sheet from being made, in the order of the form."""
    if given.purpose not in set(Purpose):
        yield Problem("purpose", "problem.choose")
    yield from _named("service", given.service)
    yield from _named("recipient", given.recipient, "partner_referral.say_recipient")
    if len(given.asks) > LONGEST_TEXT:
        yield Problem("asks", "problem.too_long", {"most": LONGEST_TEXT})
    elif given.purpose == Purpose.TELL and not given.asks.strip():
        yield Problem("asks", "problem.missing")
    if given.answer_by is None:
        yield Problem("answer_by", "problem.missing")
    elif given.answer_by < today:
        yield Problem("answer_by", "problem.in_past")
    yield from _going(given)


def _going(given: Asked) -> Iterator[Problem]:
    if given.language is None:
        yield Problem("language", "problem.choose")
    if given.manner not in set(Manner):
        yield Problem("manner", "problem.choose")
    elif given.manner == Manner.OPEN and len(given.why_open.strip()) < SHORTEST_REASON:
        yield Problem("why_open", "partner_referral.say_why_open")
    elif len(given.why_open) > LONGEST_TEXT:
        yield Problem("why_open", "problem.too_long", {"most": LONGEST_TEXT})


def _named(field: str, said: str, missing: str = "problem.missing") -> Iterator[Problem]:
    if not said.strip():
        yield Problem(field, missing)
    elif len(said) > LONGEST_NAME:
        yield Problem(field, "problem.too_long", {"most": LONGEST_NAME})
