"""Working days of England and Wales: weekends and bank holidays are none."""

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

# Days proclaimed after the library of holidays was made: a coronation, a funeral. Add them here.
PROCLAIMED: frozenset[date] = frozenset()
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Say whether offices work on a day."""
    return day.weekday() < SATURDAY and day not in _bank_holidays(day.year)


def last_working_day(day: date) -> date:
    """Return the day itself, or the nearest working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def add_working_days(day: date, count: int) -> date:
    """Return the working day that many on, the day itself excluded."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    # Offices in Wales and in England keep the same days.
    return frozenset(country_holidays("GB", subdiv="WLS", years=year)) | PROCLAIMED
