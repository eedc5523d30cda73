"""A referral to a partner: what it may be told, on which ground, and how the sheet goes to it.

Data Protection Act 2018 Part 3: no more than is needed, and to whom it went is kept.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from triage_app.domain.problems import Problem
from triage_app.domain.scheme import Partner
from triage_app.domain.sharing import Said, of_service, stands
from triage_app.domain.told import LEAST, Told, in_order

LONGEST_TEXT: Final = 900
LONGEST_NAME: Final = 300
SHORTEST_REASON: Final = 3


class Stage(StrEnum):
    """How far a referral has come with its partner."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    STARTED = "started"
    ENDED = "ended"
    REVOKED = "revoked"


class Ground(StrEnum):
    """Why a partner is asked: a condition of the contract, or support outside it."""

    CONDITION = "condition"
    SUPPORT = "support"


class Manner(StrEnum):
    """How a sheet goes: as a file that a password opens, as one anybody can open, or on paper."""

    SEALED = "sealed"
    OPEN = "open"
    PRINTED = "printed"


# What is written on the sheet for this referral alone, and only where it may be told.
WRITTEN: Final = {Told.NEED: "asks", Told.HEALTH: "health", Told.SAFETY: "safety"}


@dataclass(frozen=True, slots=True)
class Sending:
    """A referral sheet as it is asked for."""

    ground: str
    about_id: int  # the condition's number, or the referral's to a service
    told: tuple[str, ...]
    recipient: str  # who at the service it goes to
    answer_by: date | None
    language: str | None
    manner: str | None
    why_open: str = ""
    asks: str = ""
    health: str = ""
    safety: str = ""


def reference(case: str, number: int) -> str:
    """Return a referral's number as its sheet prints it, and as a service knows it."""
    return f"{case}-R{number}"


def may_be_told(
    answers: Collection[Said], partners: Iterable[Partner], service_id: int, pathway: str
) -> tuple[Told, ...]:
    """Return what a service may be told for a condition: what the scheme gives its partner.

    Of several partners that stand for such services only what each of them may be told. A person
    who said yes to this very service, for which no partner stands, is reached and asked about.
    """
    given = [set(one.tells) for one in partners if pathway in one.pathways]
    if given:
        return in_order(set.intersection(*given))
    own = stands(answers, of_service(service_id), pathway)
    return in_order({*LEAST, Told.NEED}) if own else ()


def sending_problems(given: Sending, allowed: Collection[str], today: date) -> Iterator[Problem]:
    """Yield what keeps a sheet from being made, in the order of the form."""
    if not set(given.told) >= LEAST:
        yield Problem("told", "partner_referral.say_whom")
    elif not set(given.told) <= set(allowed):
        yield Problem("told", "partner_referral.more_than_allowed")
    yield from _written(given)
    if given.answer_by is None:
        yield Problem("answer_by", "problem.missing")
    elif given.answer_by < today:
        yield Problem("answer_by", "problem.in_past")
    if given.language is None:
        yield Problem("language", "problem.choose")
    yield from _going(given)


def _written(given: Sending) -> Iterator[Problem]:
    for code, name in WRITTEN.items():
        written = getattr(given, name).strip()
        if code in given.told and not written:
            yield Problem(name, "problem.missing")
        elif len(written) > LONGEST_TEXT:
            yield Problem(name, "problem.too_long", {"most": LONGEST_TEXT})


def _going(given: Sending) -> Iterator[Problem]:
    recipient, reason = given.recipient.strip(), given.why_open.strip()
    if not recipient:
        yield Problem("recipient", "partner_referral.say_recipient")
    elif len(recipient) > LONGEST_NAME:
        yield Problem("recipient", "problem.too_long", {"most": LONGEST_NAME})
    if given.manner not in set(Manner):
        yield Problem("manner", "problem.choose")
    elif given.manner == Manner.OPEN and len(reason) < SHORTEST_REASON:
        yield Problem("why_open", "partner_referral.say_why_open")
    elif len(reason) > LONGEST_TEXT:
        yield Problem("why_open", "problem.too_long", {"most": LONGEST_TEXT})
