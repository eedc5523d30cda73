"""On which day something is to be done, when it begins to call, and how late it is by now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Final

from triage_app.domain.calling import Found, Sight
from triage_app.domain.roles import Role
from triage_app.domain.scheme import Scheme
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


def placed(watch: Watch, found: Found, scheme: Scheme, now: datetime) -> Due:
    """Return what was found on its day, as late as it is by now, by the days of the scheme."""
    days = scheme.attention[watch.kind]
    moment = found.at if isinstance(found.at, datetime) else None
    day = day_of(found.at) if isinstance(found.at, datetime) else found.at
    today = day_of(now)
    if found.days is not None:
        days = found.days
    if watch.timing is not Timing.BEFORE and days:
        day, moment = day + timedelta(days=days), None
    call = {
        Timing.BEFORE: today >= day - timedelta(days=days),
        Timing.WITHIN: True,
        Timing.AFTER: today >= day,
    }[watch.timing]
    return Due(
        kind=watch.kind,
        code=found.code,
        values=found.values,
        day=day,
        moment=moment,
        lateness=_lateness(day, moment, now, waiting=found.waiting),
        step=found.step or watch.step,
        field=(found.field or watch.field).format(**found.values),
        role=found.role or watch.role,
        calls=call or found.always,
        rank=scheme.urgency.index(watch.kind),
    )


def _lateness(day: date, moment: datetime | None, now: datetime, *, waiting: bool) -> Lateness:
    today = day_of(now)
    if day < today or (moment is not None and moment < now):
        return Lateness.OVERDUE
    if waiting:
        return Lateness.WAITING
    if day == today:
        return Lateness.TODAY
    return Lateness.SOON if day <= today + timedelta(days=SOON) else Lateness.LATER
