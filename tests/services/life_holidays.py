"""Working days as a diary has them, written down by hand: what the program works out is not asked.

Bank holidays of England and Wales, as GOV.UK lists them.
"""

import datetime as dt

HOLIDAYS = frozenset(
    dt.date.fromisoformat(f"{year}-{day}")
    for year, days in {
        2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
        2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
        2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
        2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
        2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
        2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
        2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
        2029: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    }.items()
    for day in days.split()
)
SATURDAY = 5
LONGEST = 14  # days that no five working days take longer than, in a year that is not listed


def is_working(day):
    return day.weekday() < SATURDAY and day not in HOLIDAYS


def working_day_after(day, number):
    """Return the day that is so many working days after another; the day itself is not one."""
    latest = day + dt.timedelta(days=LONGEST)
    if not {day.year, latest.year} <= {one.year for one in HOLIDAYS}:
        return latest
    while number:
        day += dt.timedelta(days=1)
        number -= is_working(day)
    return day
