"""What runs into what, and which times are free: in the hours somebody is there, on the hour's
halves, beside what already stands in the diary."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from triage_app.domain.booking import LONDON, Span, Window
from triage_app.domain.clock_change import at
from triage_app.domain.scheme import WEEKDAYS, MeetingTimes
from triage_app.domain.working_days import bank_holiday

STEP: Final = timedelta(minutes=30)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Taken:
    """A meeting that stands in a diary already."""

    id: int
    span: Span
    case_id: int
    number: str  # of the case
    kind: str  # assessment, condition, review
    name: str
    assessor: str
    of_assessor: bool  # it takes the time of the assessor asked about
    of_person: bool  # and of the person


def clashes(span: Span | None, taken: Iterable[Taken]) -> tuple[Taken, ...]:
    """Return the meetings that a time runs into, the earliest first."""
    if span is None:
        return ()
    found = [one for one in taken if one.span.overlaps(span)]
    return tuple(sorted(found, key=lambda one: (one.span.starts, one.id)))


def free_starts(
    window: Window, times: MeetingTimes, minutes: int, taken: Sequence[Taken], now: datetime
) -> tuple[datetime, ...]:
    """Return, in UTC, when a meeting of some minutes could begin inside the window.

    It begins inside the window, both ends included, and not before now; it begins and ends while
    somebody is there; and it runs into nothing. What begins outside these times is a person's
    choice, not a proposal.
    """
    length = timedelta(minutes=minutes)
    return tuple(
        start
        for start in _starts(window, times, length)
        if start >= now and not clashes(Span(start, start + length), taken)
    )


def free_spans(day: date, times: MeetingTimes, taken: Iterable[Span]) -> tuple[Span, ...]:
    """Return what is left of the hours of a day beside what is taken, each a stretch by itself."""
    hours = open_hours(day, times)
    if hours is None:
        return ()
    free, begins = [], hours.starts
    for one in sorted(taken, key=lambda span: span.starts):
        if one.starts > begins:
            free.append(Span(begins, min(one.starts, hours.ends)))
        begins = max(begins, one.ends)
        if begins >= hours.ends:
            break
    if begins < hours.ends:
        free.append(Span(begins, hours.ends))
    return tuple(one for one in free if one.starts < one.ends)


def open_hours(day: date, times: MeetingTimes) -> Span | None:
    """Return when somebody is there on a day, in UTC; None where nobody is."""
    if WEEKDAYS[day.weekday()] not in times.days:
        return None
    if bank_holiday(day) and not times.bank_holidays:
        return None
    opens, closes = (at(day, hour) for hour in times.hours)
    return Span(opens, closes)


def _starts(window: Window, times: MeetingTimes, length: timedelta) -> Iterator[datetime]:
    day = window.opens.astimezone(LONDON).date()
    while day <= window.closes.astimezone(LONDON).date():
        hours = open_hours(day, times)
        start = hours.starts if hours else None
        while hours and start and start + length <= hours.ends:
            if window.holds(start):
                yield start
            start += STEP
        day += DAY
