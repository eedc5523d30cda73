"""The days and nights that the hours after release run through, as their picture draws them.

Every stretch is of elapsed time: a day on which the clocks go back is longer than another, one on
which they go forward shorter, and the picture is as wide as the hours that really pass.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from triage_app.domain.booking import LONDON, Span, Window
from triage_app.domain.clock_change import at, change_at, change_on, midnight
from triage_app.domain.free_times import open_hours
from triage_app.domain.scheme import MeetingTimes
from triage_app.domain.working_days import SATURDAY, bank_holiday

DAY: Final = timedelta(days=1)
NIGHT: Final = (22, 6)  # o'clock in the suite: when a meeting is nobody's wish
MARGIN: Final = timedelta(hours=3)  # drawn before the release and after the last moment
FARTHEST: Final = timedelta(days=7)  # a slot further off than this after the close is not drawn


@dataclass(frozen=True, slots=True)
class DrawnDay:
    """A day of the suite: what kind of day it is, and its dark and its open hours."""

    day: date
    span: Span  # the whole day, also where only a part of it is drawn
    is_weekend: bool
    holiday: str  # a bank holiday's code, "" on every other day
    open: Span | None  # when somebody is there
    clocks: timedelta  # how far the hands are put on (or, below nought, back) on this day
    clocks_at: datetime | None

    @property
    def is_off(self) -> bool:
        """Whether it is a weekend or a bank holiday."""
        return self.is_weekend or bool(self.holiday)


@dataclass(frozen=True, slots=True)
class WindowDays:
    """All that the picture of the hours after release stands on."""

    released: datetime
    window: Window
    span: Span  # everything that is drawn
    days: tuple[DrawnDay, ...]
    nights: tuple[Span, ...]

    def holds(self, moment: datetime) -> bool:
        """Say whether a moment is drawn."""
        return self.span.starts <= moment < self.span.ends


def days_of(
    released: datetime, window: Window, times: MeetingTimes, slot: datetime | None = None
) -> WindowDays:
    """Return the days from the release to the close of the window, or to a slot not far off."""
    last = window.closes
    if slot is not None and window.closes < slot <= window.closes + FARTHEST:
        last = slot
    released = released.astimezone(UTC)
    span = Span(released - MARGIN, last + MARGIN)
    days = tuple(_days(_day(span.starts), _day(span.ends), times))
    return WindowDays(released, window, span, days, tuple(_nights(span)))


def _days(first: date, last: date, times: MeetingTimes) -> Iterator[DrawnDay]:
    day = first
    while day <= last:
        span = Span(midnight(day), midnight(day + DAY))
        yield DrawnDay(
            day=day,
            span=span,
            is_weekend=day.weekday() >= SATURDAY,
            holiday=bank_holiday(day),
            open=open_hours(day, times),
            clocks=change_on(day),
            clocks_at=change_at(day),
        )
        day += DAY


def _nights(span: Span) -> Iterator[Span]:
    """Yield each night, as far as it lies in the span: from one evening to the next morning."""
    evening, morning = NIGHT
    day = _day(span.starts) - DAY
    while midnight(day) < span.ends:
        begins, ends = at(day, evening), at(day + DAY, morning)
        begins, ends = max(begins, span.starts), min(ends, span.ends)
        if begins < ends:
            yield Span(begins, ends)
        day += DAY


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
