"""When somebody cannot come to a meeting: parts of the days of a week, why, and in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WHY: Final = ("work", "child_care", "other")

Times = tuple[str, ...]  # `mon.morning`, in the order of the week


class Part(StrEnum):
    """A part of a day, as people speak of it."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


# Each part ends where the next begins; the last with the day.
BEGINS: Final = {Part.MORNING: time(0), Part.AFTERNOON: time(12), Part.EVENING: time(17)}
EVERY: Final[Times] = tuple(f"{day}.{part}" for day in DAYS for part in Part)


@dataclass(frozen=True, slots=True)
class Availability:
    """What somebody said about when they cannot come; nothing said is no promise to come."""

    unavailable: Times = ()
    why: tuple[str, ...] = ()  # of WHY
    words: str = ""

    @property
    def says_something(self) -> bool:
        """Whether there is anything to heed."""
        return bool(self.unavailable or self.why or self.words)

    def clash(self, starts: datetime, minutes: int) -> Times:
        """Return the times of theirs that a meeting runs into, given in the suite's own time."""
        return tuple(one for one in times_of(starts, minutes) if one in self.unavailable)


def in_order(times: Iterable[str]) -> Times:
    """Return times once each, in the order of the week; what is no time is left out."""
    said = set(times)
    return tuple(one for one in EVERY if one in said)


def times_of(starts: datetime, minutes: int) -> Times:
    """Return the parts of days that a meeting lies in, given in the suite's own time."""
    begins = starts.replace(tzinfo=None)
    ends = begins + timedelta(minutes=max(minutes, 1))
    days = (ends.date() - begins.date()).days + 1
    found = []
    for one in (begins.date() + timedelta(days=n) for n in range(days)):
        for part, opens, closes in _parts(datetime.combine(one, time())):
            if opens < ends and begins < closes:
                found.append(f"{DAYS[one.weekday()]}.{part}")
    return tuple(found)


def _parts(midnight: datetime) -> Iterable[tuple[Part, datetime, datetime]]:
    opens = [datetime.combine(midnight, begins) for begins in BEGINS.values()]
    return zip(BEGINS, opens, [*opens[1:], midnight + timedelta(days=1)], strict=True)
