"""On which day something is to be done, when it begins to call, and how late it is by now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Final

from triage_app.domain.roles import Role
from triage_app.domain.sight import Found, Sight
from triage_app.domain.watched import PutOff, day_of
from triage_app.domain.workflow import State

SOON: Final = 7  # days


class Lateness(IntEnum):
    """How late something is, in the order it is listed."""

    OVERDUE = 0
    TODAY = 1
    SOON = 2  # in the next seven days
    LATER = 3
    WAITING = 4  # for somebody else, and not late yet
    PUT_OFF = 5  # by somebody, with a reason


class Timing(StrEnum):
    """What the scheme's days mean for a kind."""

    BEFORE = "before"  # it calls so many days before the day found
    WITHIN = "within"  # it calls at once, and is due so many days after the day found
    AFTER = "after"  # it calls, and is due, so many days after the day found


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: its words, its day, how late it is, where it is done and by whom."""

    kind: StrEnum  # of attention's Kind
    code: str  # of the words: attention.<code>, and attention.<code>_why
    values: Mapping[str, object]
    day: date
    moment: datetime | None
    lateness: Lateness
    step: str
    field: str
    role: Role
    calls: bool  # whether it is on the list yet
    rank: int  # in the scheme's list of what is most urgent
    put_off: PutOff | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """A line of the table: in these states, this is looked for, and its place in the case."""

    kind: StrEnum  # of attention's Kind
    states: frozenset[State]
    find: Callable[[Sight], Iterable[Found]]
    timing: Timing
    step: str
    field: str = ""
    role: Role = Role.ASSESSOR


def placed(watch: Watch, found: Found, sight: Sight) -> Due:
    """Return what was found on its day, as late as it is by now, by the days of the scheme."""
    scheme, today = sight.scheme, sight.today
    days = scheme.attention[watch.kind]
    moment = found.at if isinstance(found.at, datetime) else None
    day = day_of(found.at) if isinstance(found.at, datetime) else found.at
    if found.days is not None:
        days = found.days
    if watch.timing is not Timing.BEFORE and days:
        day, moment = day + timedelta(days=days), None
    return Due(
        kind=watch.kind,
        code=found.code,
        values=found.values,
        day=day,
        moment=moment,
        lateness=_lateness(day, moment, sight, waiting=found.waiting),
        step=found.step or watch.step,
        field=(found.field or watch.field).format(**found.values),
        role=found.role or watch.role,
        calls=found.always or _calls(watch.timing, day, days, today),
        rank=scheme.urgency.index(watch.kind),
    )


def _calls(timing: Timing, day: date, days: int, today: date) -> bool:
    if timing is Timing.BEFORE:
        return today >= day - timedelta(days=days)
    return timing is Timing.WITHIN or today >= day


def _lateness(day: date, moment: datetime | None, sight: Sight, *, waiting: bool) -> Lateness:
    today = sight.today
    if day < today or (moment is not None and moment < sight.now):
        return Lateness.OVERDUE
    if waiting:
        return Lateness.WAITING
    if day == today:
        return Lateness.TODAY
    return Lateness.SOON if day <= today + timedelta(days=SOON) else Lateness.LATER
