"""The nights in which the clocks of the suite go forward or back."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)


def change_on(day: date) -> timedelta:
    """Return how far the hands are put on (or, below nought, back) on a day; mostly not at all."""
    return DAY - (midnight(day + DAY) - midnight(day))


def change_at(day: date) -> datetime | None:
    """Return the moment of the change on a day: on a full hour of UTC; None where there is none."""
    if not change_on(day):
        return None
    moment = midnight(day)
    before = moment.astimezone(LONDON).utcoffset()
    while moment.astimezone(LONDON).utcoffset() == before:
        moment += HOUR
    return moment


def midnight(day: date) -> datetime:
    """Return, in UTC, the moment at which a day of the suite begins."""
    return at(day, 0)


def at(day: date, hour: int) -> datetime:
    """Return, in UTC, a full hour of a day of the suite; the twenty-fourth ends it."""
    days, hours = divmod(hour, 24)
    return datetime.combine(day + days * DAY, time(hours), LONDON).astimezone(UTC)
