"""Ends that are nobody's choice: moved away, in prison, died, transferred, in error, under 18.

Each has a permanent code; what it is called, which papers it makes and whether the case goes back
to the officer, who may still charge, stands in the scheme. Withdrawal is a right, and has its own
place (`withdrawal`).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from triage_app.domain.problems import Problem, Refused
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import MOVES, REOPENED, WATCHED, Event, State

LONGEST_TEXT: Final = 900
LONGEST_NAME: Final = 120


class End(StrEnum):
    """How a case may end besides completion, breach and withdrawal."""

    MOVED_AWAY = "moved_away"
    IN_PRISON = "in_prison"
    DIED = "died"
    TRANSFERRED = "transferred"
    OPENED_IN_ERROR = "opened_in_error"
    UNDER_AGE = "under_age"


class To(StrEnum):
    """To whom an end has its paper."""

    OFFICER = "officer"
    PARTICIPANT = "participant"
    RECEIVER = "receiver"  # the scheme or force that a case goes to


class Who(StrEnum):
    """Who is told of an ending besides: each is ticked off once they were."""

    PARTICIPANT = "participant"  # the person, by their letter
    PARTNER = "partner"  # a service of the contract
    COORDINATOR = "coordinator"  # the victim's, where restorative justice was asked for
    RECEIVER = "receiver"


# The kinds of the ends that have a place of their own.
COMPLETED, RETURNED, WITHDRAWN = "completed", "returned", "withdrawn"
BACK_WITH_OFFICER: Final = (RETURNED, WITHDRAWN)
EVENTS: Final[Mapping[End, Event]] = {one: Event(one.value) for one in End}
# Nobody can be charged, or nothing was ever with us: no time to charge is minded any more.
NOBODY_WAITS: Final = frozenset({End.DIED, End.OPENED_IN_ERROR})
# A record that should not be there is kept, and counted nowhere.
NOT_COUNTED: Final = frozenset({End.OPENED_IN_ERROR})
# Where a case is watched again that was closed on what its officer recorded.
WATCHED_AGAIN: Final[Mapping[str, State]] = {
    COMPLETED: State.COMPLETED,
    RETURNED: State.RETURNED,
    WITHDRAWN: State.RETURNED,
}
# Whom to tell of what, besides the officer and the person, who has a letter.
TELLS: Final[Mapping[str, tuple[Who, ...]]] = {
    COMPLETED: (Who.PARTNER,),
    WITHDRAWN: (),  # its list is the withdrawal's own
    RETURNED: (Who.PARTNER, Who.COORDINATOR),
    **{str(one): (Who.PARTNER, Who.COORDINATOR) for one in End},
    End.TRANSFERRED: (Who.RECEIVER, Who.PARTNER, Who.COORDINATOR),
}


@dataclass(frozen=True, slots=True)
class EndOfCase:
    """An end as a scheme has it."""

    code: str  # of End
    name: Wording
    returns: bool  # to the officer, who may charge: the clock stays watched
    papers: tuple[str, ...]  # of To
    services_go_on: bool  # whether services under the person's own consent may


@dataclass(frozen=True, slots=True)
class Given:
    """An end as somebody records it: which, on which day, what is known, and to whom it goes."""

    end: str | None
    day: date | None
    reason: str
    to_whom: str = ""


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """The officer who takes a case over: from which day, and what they have been told."""

    name: str
    number: str
    email: str
    since: date | None
    told: str


def possible_from(state: State) -> tuple[End, ...]:
    """Return the ends that can happen to a case that stands in a state."""
    return tuple(one for one in End if (state, EVENTS[one]) in MOVES)


def problems_in(
    given: Given, possible: Collection[str], since: date, today: date
) -> Iterator[Problem]:
    """Yield what keeps an end from being recorded."""
    if given.end not in possible:
        yield Problem("end", "problem.choose")
    yield from day_problems("day", given.day, since, today)
    yield from text_problems("reason", given.reason)
    if given.end == End.TRANSFERRED:
        yield from text_problems("to_whom", given.to_whom, LONGEST_NAME)


def officer_problems(given: NewOfficer, since: date, today: date) -> Iterator[Problem]:
    """Yield what keeps a change of the officer in the case from being recorded."""
    yield from text_problems("officer_name", given.name, LONGEST_NAME)
    for field, text in (("officer_number", given.number), ("officer_email", given.email)):
        if len(text) > LONGEST_NAME:
            yield Problem(field, "problem.too_long", {"most": LONGEST_NAME})
    if given.email.strip() and "@" not in given.email:
        yield Problem("officer_email", "endings.not_an_address")
    yield from day_problems("since", given.since, since, today)
    yield from text_problems("told_them", given.told)


def is_timed(state: State, kind: str, *, has_contract: bool) -> bool:
    """Say whether somebody here keeps the time to charge: not once it is known what came of it."""
    return state in WATCHED and has_contract and kind not in NOBODY_WAITS


def back_to(kind: str, ended_from: State) -> State:
    """Return where a case goes that is reopened: back to where it stood.

    What the officer recorded of a contract kept or broken was wrong, and is waited for again; any
    other end did not hold, and the case goes on from before it.
    """
    target = WATCHED_AGAIN.get(kind, ended_from)
    if target not in REOPENED:
        raise Refused("endings.cannot_reopen")
    return target


def day_problems(field: str, day: date | None, since: date, today: date) -> Iterator[Problem]:
    """Yield what is wrong with the day of something that happened to a case."""
    if day is None:
        yield Problem(field, "problem.missing")
    elif day > today:
        yield Problem(field, "problem.in_future")
    elif day < since:
        yield Problem(field, "tracking.before_it_began", {"day": since})


def text_problems(field: str, text: str, most: int = LONGEST_TEXT) -> Iterator[Problem]:
    """Yield what is wrong with words that are needed."""
    if not text.strip():
        yield Problem(field, "problem.missing")
    if len(text) > most:
        yield Problem(field, "problem.too_long", {"most": most})


def scheme_faults(ends: tuple[EndOfCase, ...], *, contract: bool) -> Iterator[Problem]:
    """Yield what is wrong with a scheme's ends: every one is there, and none says two things."""
    codes = {one.code for one in ends}
    for code in sorted(codes - {*End}):
        yield Problem("ends.code", "unknown_code", {"code": code})
    for end in End:
        if end not in codes:
            yield Problem(f"ends.{end}", "missing_key")
    for one in ends:
        yield from _faults_of(one, contract=contract)


def _faults_of(one: EndOfCase, *, contract: bool) -> Iterator[Problem]:
    key = f"ends.{one.code}"
    for paper in sorted({*one.papers} - {*To}):
        yield Problem(f"{key}.papers", "unknown_code", {"code": paper})
    if one.returns and (not contract or one.code in NOBODY_WAITS):
        yield Problem(f"{key}.returns", "wrong_value", {"detail": True})
    if one.returns and To.OFFICER not in one.papers:
        yield Problem(f"{key}.papers", "missing_key")
    if one.code == End.DIED and (To.PARTICIPANT in one.papers or one.services_go_on):
        yield Problem(f"{key}.papers", "wrong_value", {"detail": To.PARTICIPANT})
    if (To.RECEIVER in one.papers) is not (one.code == End.TRANSFERRED):
        yield Problem(f"{key}.papers", "wrong_value", {"detail": To.RECEIVER})
