import datetime as dt

import pytest
from holidays import country_holidays

from triage_app.domain.working_days import add_working_days, is_working_day, last_working_day


@pytest.mark.parametrize(
    ("day", "count", "end"),
    [
        ("2026-12-24", 5, "2027-01-05"),
        ("2026-04-02", 1, "2026-04-07"),  # Easter
        ("2026-05-11", 0, "2026-05-11"),
        ("2026-08-28", 1, "2026-09-01"),
    ],
)
def test_working_days_pass_over_weekends_and_bank_holidays(day, count, end):
    assert add_working_days(dt.date.fromisoformat(day), count) == dt.date.fromisoformat(end)


def test_a_holiday_of_scotland_alone_is_a_working_day():
    assert is_working_day(dt.date(2026, 1, 2))
    assert not is_working_day(dt.date(2026, 4, 6))


def test_the_last_working_day_is_the_day_itself_if_it_can_be():
    assert last_working_day(dt.date(2026, 7, 10)) == dt.date(2026, 7, 10)
    assert last_working_day(dt.date(2026, 12, 28)) == dt.date(2026, 12, 24)


@pytest.mark.parametrize("year", range(2010, 2051))
def test_every_day_is_one_that_a_calendar_made_elsewhere_has(year):
    closed = country_holidays("GB", subdiv="WLS", years=year)
    days = (dt.date(year, 1, 1) + dt.timedelta(days=number) for number in range(365))

    for day in days:
        assert is_working_day(day) == (day.weekday() < 5 and day not in closed), day
