"""The time there is to charge, and the contract's term set against it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from triage_app.domain.deadlines import add_months, last_day_to_charge
from triage_app.domain.offences import Limit, OffenceIndex
from triage_app.domain.working_days import last_working_day

# The code of the limit that holds until somebody says what the offence's category is.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Charged:
    """What the clock asks of one offence of a case."""

    code: str
    title: str
    category: str | None
    first_day: date | None
    domestic_abuse: bool | None = None
    base_day: date | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class OffenceLimit:
    """One offence's last day to charge and what it rests on; no day: no limit, or not known."""

    offence: Charged
    limit: Limit
    last_day: date | None
    known: bool
    hangs_on_abuse: bool = False  # another limit would hold, were it domestic abuse

    @property
    def reason(self) -> str:
        """The code of the wording that says what limits this offence."""
        return self.limit.code

    @property
    def base_missing(self) -> bool:
        """Whether a later day might hold if the base day were known: it is worth asking."""
        return self.limit.from_base is not None and self.offence.base_day is None

    @property
    def category_missing(self) -> bool:
        """Whether nobody has said how the offence may be tried, on which its limit hangs."""
        return self.limit.code == UNKNOWN

    @property
    def abuse_missing(self) -> bool:
        """Whether nobody has said if it was domestic abuse, on which its limit hangs."""
        return self.hangs_on_abuse and self.offence.domestic_abuse is None


@dataclass(frozen=True, slots=True)
class Fit:
    """A contract's term against the safe last day: its end, and the longest that would fit."""

    signed: date
    ends: date
    fits: bool | None  # None: the day of an offence is not known
    days_over: int  # past the safe last day, where it does not fit
    longest_end: date | None  # of a term no shorter than the scheme's shortest

    @property
    def longest_days(self) -> int | None:
        """How many days the longest term that fits has."""
        return (self.longest_end - self.signed).days if self.longest_end else None


@dataclass(frozen=True)
class ChargeClock:
    """How long a case has until nobody can be charged; without a last day there is no limit."""

    day: date
    buffer: int
    limits: tuple[OffenceLimit, ...]

    @property
    def known(self) -> bool:
        """Whether the day of every offence that has a limit is known."""
        return bool(self.limits) and all(one.known for one in self.limits)

    @cached_property  # all that follows rests on it, for each case of a list
    def governing(self) -> OffenceLimit | None:
        """The offence whose limit comes first; None where none has one."""
        dated = [one for one in self.limits if one.last_day]
        return min(dated, key=lambda one: one.last_day or date.max, default=None)

    @property
    def last_day(self) -> date | None:
        """The last day on which proceedings may begin."""
        return self.governing.last_day if self.governing else None

    @property
    def last_working_day(self) -> date | None:
        """The last day on which an office could begin them: weekends do not extend the time."""
        return last_working_day(self.last_day) if self.last_day else None

    @property
    def safe_day(self) -> date | None:
        """The last day on which a contract may end and leave time to act."""
        return self.last_day - timedelta(days=self.buffer) if self.last_day else None

    @property
    def days_left(self) -> int | None:
        """Days until the last day; below nought, it is too late."""
        return (self.last_day - self.day).days if self.last_day else None

    @property
    def out_of_time(self) -> bool:
        """Whether the last day has passed."""
        return self.days_left is not None and self.days_left < 0

    def snapshot(self) -> dict[str, Any]:
        """Return the clock as it is kept beside a decision that was made by it."""
        return {
            "day": self.day.isoformat(),
            "buffer": self.buffer,
            "last_day": self.last_day.isoformat() if self.last_day else None,
            "known": self.known,
            "limits": [
                {
                    "code": one.offence.code,
                    "reason": one.reason,
                    "source": one.limit.source,
                    "last_day": one.last_day.isoformat() if one.last_day else None,
                }
                for one in self.limits
            ],
        }

    def fit(self, signed: date, term_months: int, shortest_days: int) -> Fit:
        """Set a term that starts on a day against the safe last day."""
        return self.fit_to(signed, add_months(signed, term_months), shortest_days)

    def fit_to(self, signed: date, ends: date, shortest_days: int) -> Fit:
        """Set a term with an end of its own against the safe last day."""
        safe = self.safe_day
        if safe is None:
            return Fit(signed, ends, True if self.known else None, 0, ends)
        over = (ends - safe).days
        longest = min(ends, safe)
        long_enough = (longest - signed).days >= min(shortest_days, (ends - signed).days)
        # An offence without a day might have a limit that comes sooner than the one known.
        fits = False if over > 0 else (True if self.known else None)
        return Fit(signed, ends, fits, max(over, 0), longest if long_enough else None)


def charge_clock(
    offences: Iterable[Charged], index: OffenceIndex, buffer: int, day: date
) -> ChargeClock:
    """Return each offence's limit, and with them the clock that the earliest of them sets."""
    limits = tuple(_limit(offence, index) for offence in offences)
    return ChargeClock(day, buffer, limits)


def expected_signing(released: date | None, day: date, hours: int) -> date:
    """Return the day a contract would be signed: at the close of the hours for a first meeting."""
    days = timedelta(days=-(-hours // 24))
    return max(day, released + days) if released else day + days


def _limit(offence: Charged, index: OffenceIndex) -> OffenceLimit:
    limit = index.limit(
        offence.code,
        offence.category,
        offence.first_day,
        domestic_abuse=offence.domestic_abuse,
    )
    abuse = index.hangs_on_abuse(offence.code)
    if limit.from_offence is None:
        return OffenceLimit(offence, limit, None, known=True)
    if offence.first_day is None:
        return OffenceLimit(offence, limit, None, known=False, hangs_on_abuse=abuse)
    last = _last_day(offence, offence.first_day, limit)
    return OffenceLimit(offence, limit, last, known=True, hangs_on_abuse=abuse)


def _last_day(offence: Charged, committed: date, limit: Limit) -> date:
    """Return the earlier of the two ends; a missing base day runs from the offence."""
    ends = []
    if limit.from_offence is not None:
        ends.append(last_day_to_charge(committed, limit.from_offence, limit.counts_from))
    if limit.from_base is not None:
        base = offence.base_day or committed
        ends.append(last_day_to_charge(base, limit.from_base, limit.counts_from))
    return min(ends)
