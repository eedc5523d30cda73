"""Whether somebody offended again after their case had ended: asked at set times, by a definition.

What counts is the scheme's to say, in words that are printed with every figure. It is the day of
the offence that must lie in the period, whenever it is found out.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from dateutil.relativedelta import relativedelta

from triage_app.domain.problems import Problem
from triage_app.domain.wording import Wording

MOST_LETTERS: Final = 900
LEAST_TOLD: Final = 5  # people: a smaller figure might tell who they are
# Ends of a case after which nobody is asked after: there is no time at liberty here to speak of.
NOT_CHECKED: Final = frozenset({"died", "opened_in_error", "under_age", "transferred"})


class Proof(StrEnum):
    """What shows that somebody committed an offence."""

    ARREST = "arrest"
    ADMISSION = "admission"
    CHARGE = "charge"
    OUT_OF_COURT = "out_of_court"
    CONVICTION = "conviction"


class Source(StrEnum):
    """Where it was looked up."""

    PNC = "pnc"
    FORCE = "force"
    PROBATION = "probation"


@dataclass(frozen=True, slots=True)
class Measure:
    """When a scheme asks whether somebody offended again, and what counts as having done so."""

    months: tuple[int, ...]  # after the end of the case, the first first
    proofs: tuple[str, ...]  # of Proof: what counts
    sources: tuple[str, ...]  # of Source: where it may be looked up
    definition: Wording  # the same in words, printed with every figure


@dataclass(frozen=True, slots=True)
class LaterOffence:
    """An offence committed after a case had ended: its day, what shows it, and what it was."""

    day: date | None
    proof: str | None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """One check as somebody made it: when, in which records, and what was found."""

    months: int
    on: date | None
    source: str | None
    found: bool | None
    offence: LaterOffence | None = None  # the first of those found
    note: str = ""


def due_on(ended: date, months: int) -> date:
    """Return the day a period ends on, and a check is due: 31 August and 6 months, 28 February."""
    return ended + relativedelta(months=months)


def next_months(measure: Measure, done: int) -> int | None:
    """Return the period that is asked about next; None once every one is."""
    return measure.months[done] if done < len(measure.months) else None


def counts(measure: Measure, ended: date, months: int, offence: LaterOffence) -> bool:
    """Say whether an offence counts for a period by the scheme's definition."""
    if offence.day is None or offence.proof not in measure.proofs:
        return False
    return ended < offence.day <= due_on(ended, months)


def offended(measure: Measure, ended: date, months: int, offences: Iterable[LaterOffence]) -> bool:
    """Say whether somebody offended again in a period: one offence that counts is enough."""
    return any(counts(measure, ended, months, one) for one in offences)


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of some people: how many are counted, and how many of them offended."""

    counted: int
    offended: int | None  # None: few did, or few did not, and the figure would tell who


def told(answers: Sequence[bool]) -> Told:
    """Return what may be told of whether people offended again, in the order it was recorded.

    A figure is compared with that of another day, and of another period of the same people: so
    nobody is counted until five more can be, and the figure is told to the nearest five. No two
    figures then differ by one person, and what moves a figure is always one of five people or more.
    """
    counted = len(answers) - len(answers) % LEAST_TOLD
    number = sum(answers[:counted])
    few = number < LEAST_TOLD or counted - number < LEAST_TOLD
    return Told(counted, None if few else LEAST_TOLD * ((number + LEAST_TOLD // 2) // LEAST_TOLD))


def check_problems(given: Looked, measure: Measure, ended: date, today: date) -> Iterator[Problem]:
    """Yield what is wrong with a check; before its period is over nobody can answer it."""
    due = due_on(ended, given.months)
    yield from _day("checked_on", given.on, due, today)
    if given.source not in measure.sources:
        yield Problem("source", "problem.choose")
    if given.found is None:
        yield Problem("found", "problem.choose")
    if given.found:
        found = given.offence or LaterOffence(None, None)
        yield from offence_problems(found, ended, given.on or today)
    if len(given.note) > MOST_LETTERS:
        yield Problem("note", "problem.too_long", {"most": MOST_LETTERS})


def offence_problems(given: LaterOffence, ended: date, looked_on: date) -> Iterator[Problem]:
    """Yield what is wrong with an offence found: it lies after the end, and before the check."""
    if given.day is None:
        yield Problem("offence_day", "problem.missing")
    elif given.day <= ended:
        yield Problem("offence_day", "reoffending.before_the_end", {"day": ended})
    elif given.day > looked_on:
        yield Problem("offence_day", "reoffending.after_the_check", {"day": looked_on})
    if given.proof not in set(Proof):
        yield Problem("proof", "problem.choose")
    if len(given.what) > MOST_LETTERS:
        yield Problem("what", "problem.too_long", {"most": MOST_LETTERS})


def measure_faults(measure: Measure, most: int) -> Iterator[Problem]:
    """Yield what is wrong with what a scheme says of it."""
    for key, listed, known in (
        ("proofs", measure.proofs, set(Proof)),
        ("sources", measure.sources, set(Source)),
    ):
        yield from _codes(f"reoffending.{key}", listed, known)
    if not measure.months:
        yield Problem("reoffending.months", "empty_list")
    elif list(measure.months) != sorted(set(measure.months)):
        yield Problem("reoffending.months", "wrong_order")
    elif measure.months[0] < 1:
        yield Problem("reoffending.months", "too_small", {"least": 1})
    elif measure.months[-1] > most:
        yield Problem("reoffending.months", "too_large", {"most": most})


def _codes(key: str, listed: tuple[str, ...], known: Collection[str]) -> Iterator[Problem]:
    if not listed:
        yield Problem(key, "empty_list")
    for code in listed:
        if code not in known:
            yield Problem(key, "unknown_code", {"code": code})


def _day(field: str, day: date | None, since: date, today: date) -> Iterator[Problem]:
    if day is None:
        yield Problem(field, "problem.missing")
    elif day > today:
        yield Problem(field, "problem.in_future")
    elif day < since:
        yield Problem(field, "reoffending.too_soon", {"day": since})
