"""Copies of the caseload that make themselves: when one is late, and which have had their day."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from triage_app.domain.watched import day_of

DAYS: Final = 7  # the newest copy of each of so many days
WEEKS: Final = 4  # and of each of so many weeks
OLDEST: Final = timedelta(days=35)  # none is kept longer: what was disposed of is in it
EVERY: Final = timedelta(minutes=30)  # where something changed
LATE: Final = timedelta(days=1)


class Occasion(StrEnum):
    """Why a copy was made."""

    LEAVING = "leaving"  # somebody signed out
    WORKING = "working"  # half an hour of work
    CHOSEN = "chosen"  # an administrator chose a place for them, or asked for one
    UPGRADE = "upgrade"  # before the tables are brought up to date
    IMPORT = "import"  # before a file is brought in


# The way back from something that was done once: no later copy of the same day takes its place.
WAYS_BACK: Final = frozenset({Occasion.UPGRADE, Occasion.IMPORT})


@dataclass(frozen=True, slots=True, order=True)
class Made:
    """A copy that lies somewhere: when it was made, and why."""

    at: datetime
    occasion: str


def outlived(made: Collection[Made], now: datetime) -> set[Made]:
    """Return the copies that have had their day; never the newest one.

    Kept are the newest of each of the seven last days and four last weeks that have any, and what
    leads back from an upgrade or an import; nothing that is older than 35 days.
    """
    newest_first = sorted(made, reverse=True)
    kept = set(newest_first[:1])
    young = [one for one in newest_first if now - one.at <= OLDEST]
    kept |= {one for one in young if one.occasion in WAYS_BACK}
    kept |= _newest_of_each(young, day_of, DAYS)
    kept |= _newest_of_each(young, lambda at: day_of(at).isocalendar()[:2], WEEKS)
    return set(made) - kept


def named_at(stamp: str, written: str) -> datetime | None:
    """Return the moment that stands in the name of a file; None where it names no moment."""
    try:
        return datetime.strptime(stamp, written)  # noqa: DTZ007 - whoever asks knows the zone
    except ValueError:
        return None


def is_late(uncopied_since: datetime | None, now: datetime) -> bool:
    """Say whether something has stood in the caseload for over a day and is in no copy.

    A suite that is shut at the weekend is not late on Monday: all it has is in Friday's copy.
    """
    return uncopied_since is not None and now - uncopied_since > LATE


def _newest_of_each(
    newest_first: Iterable[Made], span: Callable[[datetime], object], most: int
) -> set[Made]:
    found: dict[object, Made] = {}
    for one in newest_first:
        if span(one.at) not in found and len(found) < most:
            found[span(one.at)] = one
    return set(found.values())
