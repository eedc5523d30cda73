"""What of a draft stands in the way of something else: meetings, times of the week, hours.

What cannot be done at all is a gap: two meetings at once, more hours a week than the scheme allows.
A meeting at a time of which somebody said that they cannot come is remarked on: they sit beside the
assessor, and may be able to after all. Feature F5.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil

from triage_app.domain.availability import Availability
from triage_app.domain.condition import LONDON, Condition
from triage_app.domain.contract import MEETING_LASTS, Draft
from triage_app.domain.problems import Problem

WEEK = 7
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Engaged:
    """A meeting that the case has besides the first meetings of the draft."""

    starts: datetime
    minutes: int
    kind: str  # assessment, condition, review
    position: int | None = None  # of the condition it is of, where there is one


def with_others(draft: Draft, others: Iterable[Engaged]) -> Iterator[Problem]:
    """Yield first meetings that run into another meeting of the case, not of the same condition."""
    for other in sorted(others, key=lambda one: one.starts):
        ends = other.starts + other.minutes * MINUTE
        for one in draft.conditions:
            starts = one.first_meeting
            if other.position == one.position:
                continue
            if starts and starts < ends and other.starts < starts + MEETING_LASTS:
                code = f"contract.clash_{other.kind}"
                yield _about(one, "first_meeting", code, moment=other.starts)


def when_they_cannot(draft: Draft, said: Availability) -> Iterator[Problem]:
    """Yield first meetings at a time of the week when the person said that they cannot come."""
    minutes = MEETING_LASTS // MINUTE
    for one in draft.conditions:
        starts = one.first_meeting
        if starts is not None and said.clash(starts.astimezone(LONDON), minutes):
            yield _about(one, "first_meeting", "contract.cannot_come", moment=starts)


@dataclass(frozen=True, slots=True)
class _Load:
    """What one condition asks for: hours, spread over the days from its beginning to its end."""

    condition: Condition
    first: date
    last: date
    hours: int

    @property
    def a_week(self) -> Fraction:
        days = (self.last - self.first).days + 1
        return Fraction(self.hours * WEEK, max(days, WEEK))


def heaviest_week(draft: Draft) -> tuple[Fraction, Condition | None]:
    """Return the hours of the fullest week, a meeting as an hour, and the condition that asks most.

    Hours and meetings are spread evenly: nobody has said yet on which days they fall.
    """
    loads = list(_loads(draft))
    fullest: tuple[Fraction, Condition | None] = (Fraction(0), None)
    for day in {one.first for one in loads}:
        running = [one for one in loads if one.first <= day <= one.last]
        total = sum((one.a_week for one in running), Fraction(0))
        if total > fullest[0]:
            fullest = total, max(running, key=lambda one: one.a_week).condition
    return fullest


def too_many_hours(draft: Draft, most: int) -> Iterator[Problem]:
    """Yield that the conditions together ask for more hours a week than the scheme lets them."""
    hours, one = heaviest_week(draft)
    if one is not None and most and hours > most:
        name = "hours" if one.hours else "sessions"
        yield _about(one, name, "contract.too_many_hours", n=ceil(hours), most=most)


def _loads(draft: Draft) -> Iterator[_Load]:
    for one in draft.conditions:
        hours = (one.hours or 0) + (one.sessions or 0)
        first = _day(one.first_meeting) if one.first_meeting else (one.starts or draft.day)
        last = one.due or draft.ends
        if hours > 0 and first <= last:
            yield _Load(one, first, last, hours)


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def _about(one: Condition, name: str, code: str, **values: object) -> Problem:
    return Problem(f"condition_{one.position}.{name}", code, {"position": one.position, **values})
