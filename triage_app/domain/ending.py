"""How a contract ends: what is proposed, decided and recorded, and what can be wrong with it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from triage_app.domain.problems import Problem
from triage_app.domain.workflow import Event

MOST_LETTERS: Final = 2000


class Result(StrEnum):
    """What became of a case returned to the officer."""

    PROCEEDINGS_BEGUN = "proceedings_begun"
    PROCEEDINGS_DECLINED = "proceedings_declined"
    OUT_OF_TIME = "out_of_time"


EVENTS: Final = {
    Result.PROCEEDINGS_BEGUN: Event.PROCEEDINGS_BEGUN,
    Result.PROCEEDINGS_DECLINED: Event.PROCEEDINGS_DECLINED,
    Result.OUT_OF_TIME: Event.OUT_OF_TIME,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A breach as somebody proposes it: which conditions, and everything that speaks to it."""

    conditions: tuple[int, ...]
    evidence: str  # in their own words, beside what is quoted from the record
    alternatives: str
    view: str  # the assessor's
    account: str = ""  # the participant's own, or why there is none
    effect: str = ""  # on the victim: for officers alone
    quoted: tuple[str, ...] = ()  # keys of what was recorded


@dataclass(frozen=True, slots=True)
class Decision:
    """A supervisor's decision, breach or not, and why."""

    found: bool | None
    reason: str
    answer_by: date | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """What the officer reports: a result, its day, and anything worth keeping."""

    result: str | None
    day: date | None
    note: str = ""


def proposal_problems(
    given: Proposal, places: Collection[int], recorded: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield what is wrong with a proposal; its conditions and what it quotes are the case's own."""
    if not given.conditions or not set(given.conditions) <= set(places):
        yield Problem("conditions", "outcome.say_which_conditions")
    if not set(given.quoted) <= set(recorded):
        yield Problem("quoted", "outcome.quoted_gone")
    if not given.quoted and not given.evidence.strip():
        yield Problem("evidence", "outcome.say_what_shows_it")
    yield from _length("evidence", given.evidence)
    for field in ("alternatives", "view"):
        yield from _text(field, getattr(given, field))
    if not given.account.strip():
        yield Problem("account", "outcome.say_their_account")
    for field in ("account", "effect"):
        yield from _length(field, getattr(given, field))


def decision_problems(given: Decision, today: date) -> Iterator[Problem]:
    """Yield what is wrong with a decision."""
    if given.found is None:
        yield Problem("found", "problem.choose")
    yield from _text("reason", given.reason)
    if given.answer_by is not None and given.answer_by <= today:
        yield Problem("answer_by", "problem.in_past")


def sending_back_problems(reason: str) -> Iterator[Problem]:
    """Yield what is wrong with sending a proposal back: whoever made it must know what is asked."""
    if not reason.strip():
        yield Problem("reason", "outcome.say_what_is_wanted")
    yield from _length("reason", reason)


def outcome_problems(given: Reported, known: Collection[str], since: date, today: date
) -> Iterator[Problem]:  # fmt: skip
    """Yield what is wrong with an outcome that the officer recorded."""
    if given.result not in known:
        yield Problem("result", "problem.choose")
    yield from day_problems("result_on", given.day, since, today)
    yield from _length("note", given.note)


def proceedings_problems(
    given: Reported, last_day: date | None, since: date, today: date
) -> Iterator[Problem]:
    """Yield what is wrong with what became of a returned case.

    A day after the last day to charge is no day on which proceedings can have begun, and nothing
    is out of time before it.
    """
    if given.result not in set(Result):
        yield Problem("result", "problem.choose")
    yield from day_problems("result_on", given.day, since, today)
    if given.result == Result.OUT_OF_TIME and (last_day is None or today <= last_day):
        code = "outcome.no_limit" if last_day is None else "outcome.still_in_time"
        yield Problem("result", code, {"day": last_day} if last_day else {})
    late = given.day is not None and last_day is not None and given.day > last_day
    if given.result == Result.PROCEEDINGS_BEGUN and late and last_day is not None:
        yield Problem("result_on", "outcome.begun_too_late", {"day": last_day})
    yield from _length("note", given.note)


def day_problems(field: str, day: date | None, since: date, today: date) -> Iterator[Problem]:
    """Yield what is wrong with a day on which the officer did something."""
    if day is None:
        yield Problem(field, "problem.missing")
    elif day > today:
        yield Problem(field, "problem.in_future")
    elif day < since:
        yield Problem(field, "tracking.before_it_began", {"day": since})


def _text(field: str, text: str) -> Iterator[Problem]:
    if not text.strip():
        yield Problem(field, "problem.missing")
    yield from _length(field, text)


def _length(field: str, text: str) -> Iterator[Problem]:
    if len(text) > MOST_LETTERS:
        yield Problem(field, "problem.too_long", {"most": MOST_LETTERS})
