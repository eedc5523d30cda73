"""Working days of England and Wales: weekends and bank holidays are none."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

from dateutil.easter import easter

MONDAY, SATURDAY = 0, 5
DAY = timedelta(days=1)
# Kept on another day in one year. Banking and Financial Dealings Act 1971 s1(2).
MOVED: Final = {
    date(2012, 5, 28): date(2012, 6, 4),  # the diamond jubilee
    date(2020, 5, 4): date(2020, 5, 8),  # seventy-five years of peace in Europe
    date(2022, 5, 30): date(2022, 6, 2),  # the platinum jubilee
}
# Proclaimed once, for a wedding, a jubilee, a funeral, a coronation: s1(3). Add later ones here.
PROCLAIMED: Final = frozenset(
    {
        date(2011, 4, 29),
        date(2012, 6, 5),
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2023, 5, 8),
    }
)


def is_working_day(day: date) -> bool:
    """Say whether offices work on a day."""
    return day.weekday() < SATURDAY and day not in _bank_holidays(day.year)


def bank_holiday(day: date) -> str:
    """Return the code of the bank holiday that is kept on a day, "" where none is."""
    return _bank_holidays(day.year).get(day, "")


def last_working_day(day: date) -> date:
    """Return the day itself, or the nearest working day before it."""
    while not is_working_day(day):
        day -= DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """Return the working day that many on, the day itself excluded."""
    while count:
        day += DAY
        count -= is_working_day(day)
    return day


@cache
def _bank_holidays(year: int) -> Mapping[date, str]:
    """Return the days offices in Wales and in England keep, other than weekends, and which each is.

    By rule and without a library's calendars of every country: the time to charge is reckoned for
    each case on the first screen of the day, and a start would wait for them.
    """
    sunday = easter(year)
    usual = {
        sunday - 2 * DAY: "good_friday",
        sunday + DAY: "easter_monday",
        _monday_from(date(year, 5, 1)): "early_may",
        _monday_from(date(year, 5, 25)): "spring",
        _monday_from(date(year, 8, 25)): "summer",
        **_in_place_of({date(year, 1, 1): "new_year"}),
        **_in_place_of({date(year, 12, 25): "christmas", date(year, 12, 26): "boxing"}),
    }
    kept = {MOVED.get(day, day): code for day, code in usual.items()}
    return kept | {day: "proclaimed" for day in PROCLAIMED if day.year == year}


def _monday_from(day: date) -> date:
    return day + (MONDAY - day.weekday()) % 7 * DAY


def _in_place_of(days: Mapping[date, str]) -> dict[date, str]:
    """Return these days; for each that falls on a weekend the next weekday that is none of them."""
    kept = {day: code for day, code in days.items() if day.weekday() < SATURDAY}
    for day, code in days.items():
        if day.weekday() >= SATURDAY:
            free = day
            while free.weekday() >= SATURDAY or free in kept:
                free += DAY
            kept[free] = code
    return kept
