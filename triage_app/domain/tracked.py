"""What is recorded while a contract runs, and what can be wrong with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from triage_app.domain.compliance import LONDON, Attendance, Basis
from triage_app.domain.entry import Unreadable, moment
from triage_app.domain.problems import Problem

MOST_LETTERS: Final = 900
MOST_OF_A_NAME: Final = 300
MOST_MINUTES: Final = 12 * 60  # of volunteering, in a day
MOST_NAME: Final = 120
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
    evidence_by: date | None = None  # when it is awaited
    why: str = ""  # another mark is put in the place of one


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that is marked: when it was, and what of it was recorded before."""

    starts: datetime
    term: tuple[date, date] | None = None  # in which it counts; None: it is of no condition
    before: Attendance | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """Volunteering done on a day: how long, or from when to when, and who says so."""

    day: date | None
    minutes: int | None = None
    note: str = ""
    confirmed_by: str = ""
    began: time | None = None
    ended: time | None = None

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """From when to when it was, where both are said; an hour that comes twice is refused."""
        if self.day is None or self.began is None or self.ended is None:
            return None
        return moment(self.day, self.began), moment(self.day, self.ended)

    @property
    def worked(self) -> int | None:
        """The minutes it makes."""
        if self.span is None:
            return self.minutes
        starts, ends = (one.astimezone(UTC) for one in self.span)
        return (ends - starts) // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Done:
    """Hours that were recorded before."""

    day: date
    minutes: int
    starts: datetime | None = None


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
    """How and when a letter was given, by whom, and why it was safe to post."""

    day: date | None
    how: How | None
    by: str = ""
    note: str = ""


def mark_problems(given: Marked, held: Held, now: datetime) -> Iterator[Problem]:
    """Yield what is wrong with a mark on a meeting."""
    day = held.starts.astimezone(LONDON).date()
    if given.attendance is None:
        yield Problem("attendance", "problem.choose")
    elif held.starts > now and given.attendance not in KNOWN_BEFORE:
        yield Problem("attendance", "tracking.not_held_yet", {"moment": held.starts})
    elif held.term is not None and not held.term[0] <= day <= held.term[1]:
        first, last = held.term
        yield Problem("attendance", "tracking.outside_term", {"first": first, "last": last})
    if given.attendance in EXPLAINED and not given.note.strip():
        yield Problem("mark_reason", "tracking.say_what_reason")
    yield from _too_long("mark_reason", given.note)
    yield from _evidence(given, now.astimezone(LONDON).date())
    yield from _put_right(given, held)


def is_awaited(given: Marked) -> bool:
    """Whether the evidence of a reason is still to come."""
    return given.attendance is Attendance.WAITING_FOR_EVIDENCE


def puts_right(given: Attendance | None, before: Attendance | None) -> bool:
    """Whether a mark takes the place of another; evidence that came, or did not, is no mistake."""
    settled = before not in (None, Attendance.WAITING_FOR_EVIDENCE)
    return settled and given is not before


def _evidence(given: Marked, today: date) -> Iterator[Problem]:
    if is_awaited(given):
        if given.evidence_by is None:
            yield Problem("evidence_by", "tracking.say_evidence_by")
        elif given.evidence_by < today:
            yield Problem("evidence_by", "problem.in_past")


def _put_right(given: Marked, held: Held) -> Iterator[Problem]:
    if given.attendance and puts_right(given.attendance, held.before) and not given.why.strip():
        yield Problem("why_changed", "tracking.say_why_changed")
    yield from _too_long("why_changed", given.why)


def hours_problems(
    given: Hours, term: tuple[date, date], today: date, done: Iterable[Done] = ()
) -> Iterator[Problem]:
    """Yield what is wrong with hours of volunteering, beside those recorded before."""
    yield from _day("day", given.day, term[0], today)
    if given.day is not None and term[1] < given.day <= today:
        yield Problem("day", "tracking.after_it_ended", {"day": term[1]})
    try:
        yield from _length(given, [one for one in done if one.day == given.day])
    except Unreadable as unreadable:  # the hands of the clock stood there twice, or never
        yield Problem("began", unreadable.code)
    if not given.confirmed_by.strip():
        yield Problem("confirmed_by", "tracking.say_who_confirmed")
    elif len(given.confirmed_by) > MOST_NAME:
        yield Problem("confirmed_by", "problem.too_long", {"most": MOST_NAME})
    yield from _too_long("note", given.note)


def _length(given: Hours, that_day: list[Done]) -> Iterator[Problem]:
    if (given.began is None) != (given.ended is None):
        yield Problem("began" if given.began is None else "ended", "problem.missing")
        return
    field, worked, before = "hours", given.worked, sum(one.minutes for one in that_day)
    if given.span is not None:
        field = "ended"
        if given.minutes is not None and given.minutes != worked:
            yield Problem("hours", "tracking.hours_and_times")
        yield from _twice(given.span, that_day)
    if worked is None:
        yield Problem("hours", "problem.missing")
    elif worked <= 0 and field == "ended":
        yield Problem("ended", "tracking.ends_before")
    elif not 0 < worked <= MOST_MINUTES:
        yield Problem(field, "problem.out_of_range", {"least": 1, "most": MOST_MINUTES // 60})
    elif worked + before > MOST_MINUTES:
        values = {"hours": before // 60, "minutes": before % 60, "most": MOST_MINUTES // 60}
        yield Problem(field, "tracking.too_much_for_a_day", values)


def _twice(span: tuple[datetime, datetime], that_day: list[Done]) -> Iterator[Problem]:
    for one in that_day:
        ends = one.starts + timedelta(minutes=one.minutes) if one.starts else None
        if one.starts and ends and span[0] < ends and one.starts < span[1]:
            yield Problem("began", "tracking.hours_twice", {"starts": one.starts, "ends": ends})


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


def giving_problems(
    given: Given, made_on: date, today: date, *, message_may_be_left: bool | None
) -> Iterator[Problem]:
    """Yield what is wrong with how a letter was given; what is posted others may open."""
    yield from _day("given_on", given.day, made_on, today)
    if given.how is None:
        yield Problem("given_how", "problem.choose")
    if not given.by.strip():
        yield Problem("given_by", "problem.missing")
    yield from _too_long("given_by", given.by, MOST_OF_A_NAME)
    posted = given.how is How.LETTER and message_may_be_left is not True
    if posted and not given.note.strip():
        yield Problem("given_note", "tracking.why_safe_to_post")
    yield from _too_long("given_note", given.note)


def _day(field: str, day: date | None, earliest: date, today: date) -> Iterator[Problem]:
    if day is None:
        yield Problem(field, "problem.missing")
    elif day > today:
        yield Problem(field, "problem.in_future")
    elif day < earliest:
        yield Problem(field, "tracking.before_it_began", {"day": earliest})


def _too_long(field: str, text: str, most: int = MOST_LETTERS) -> Iterator[Problem]:
    if len(text) > most:
        yield Problem(field, "problem.too_long", {"most": most})
