"""What is recorded while a contract runs, and what can be wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from triage_app.domain.compliance import Attendance, Basis
from triage_app.domain.problems import Problem

MOST_LETTERS: Final = 900
MOST_MINUTES: Final = 12 * 60  # of volunteering, in a day
# What may be known before the meeting: the person, or the service, has said so.
KNOWN_BEFORE: Final = frozenset({Attendance.MISSED_ACCEPTABLE, Attendance.SERVICE_FAULT})
EXPLAINED: Final = frozenset({Attendance.MISSED_ACCEPTABLE, Attendance.WAITING_FOR_EVIDENCE})


class How(StrEnum):
    """How somebody was tried, or a letter was given."""

    TELEPHONE = "telephone"
    TEXT = "text"
    LETTER = "letter"
    VISIT = "visit"
    IN_PERSON = "in_person"


@dataclass(frozen=True, slots=True)
class Marked:
    """What became of a meeting, and the reason where there is one."""

    attendance: Attendance | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """Volunteering done on a day."""

    day: date | None
    minutes: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A try at reaching somebody."""

    at: datetime | None
    how: How | None
    reached: bool | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewOffence:
    """A new offence: the basis it is said on, and the day it was committed."""

    basis: Basis | None
    offence_day: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """How and when a letter was given."""

    day: date | None
    how: How | None


def mark_problems(given: Marked, starts: datetime, now: datetime) -> Iterator[Problem]:
    """Yield what is wrong with a mark on a meeting."""
    if given.attendance is None:
        yield Problem("attendance", "problem.choose")
    elif starts > now and given.attendance not in KNOWN_BEFORE:
        yield Problem("attendance", "tracking.not_held_yet", {"moment": starts})
    if given.attendance in EXPLAINED and not given.note.strip():
        yield Problem("mark_reason", "tracking.say_what_reason")
    yield from _too_long("mark_reason", given.note)


def hours_problems(given: Hours, starts: date, today: date) -> Iterator[Problem]:
    """Yield what is wrong with hours of volunteering."""
    yield from _day("day", given.day, starts, today)
    if given.minutes is None:
        yield Problem("hours", "problem.missing")
    elif not 0 < given.minutes <= MOST_MINUTES:
        values = {"least": 1, "most": MOST_MINUTES // 60}
        yield Problem("hours", "problem.out_of_range", values)
    yield from _too_long("note", given.note)


def contact_problems(given: Contact, opened: datetime, now: datetime) -> Iterator[Problem]:
    """Yield what is wrong with a try at contact."""
    if given.at is None:
        yield Problem("at", "problem.missing")
    elif given.at > now:
        yield Problem("at", "problem.in_future")
    elif given.at < opened:
        yield Problem("at", "problem.too_early")
    if given.how is None:
        yield Problem("how", "problem.choose")
    if given.reached is None:
        yield Problem("reached", "problem.choose")
    yield from _too_long("note", given.note)


def offence_problems(given: NewOffence, today: date) -> Iterator[Problem]:
    """Yield what is wrong with a new offence; a day outside the term is no problem here."""
    if given.basis is None:
        yield Problem("basis", "problem.choose")
    yield from _day("offence_day", given.offence_day, date.min, today)
    yield from _too_long("note", given.note)


def giving_problems(given: Given, made_on: date, today: date) -> Iterator[Problem]:
    """Yield what is wrong with how a letter was given."""
    yield from _day("given_on", given.day, made_on, today)
    if given.how is None:
        yield Problem("given_how", "problem.choose")


def _day(field: str, day: date | None, earliest: date, today: date) -> Iterator[Problem]:
    if day is None:
        yield Problem(field, "problem.missing")
    elif day > today:
        yield Problem(field, "problem.in_future")
    elif day < earliest:
        yield Problem(field, "tracking.before_it_began", {"day": earliest})


def _too_long(field: str, text: str) -> Iterator[Problem]:
    if len(text) > MOST_LETTERS:
        yield Problem(field, "problem.too_long", {"most": MOST_LETTERS})
