"""Meetings that come again: the hour of the clock, its change, bank holidays, and the end."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.domain.booking import LONDON
from triage_app.domain.series import MOST, Every, Repeat, occurrences, repeat_problems

TERM = (dt.date(2026, 9, 1), dt.date(2026, 12, 31))


def at(month, day, hour=10, minute=0):
    return dt.datetime(2026, month, day, hour, minute, tzinfo=LONDON)


def test_the_hour_of_the_clock_stays_when_the_clocks_change():
    found = occurrences(Repeat(at(10, 14), Every.WEEK, times=3))

    assert [one.starts.astimezone(LONDON).hour for one in found] == [10, 10, 10]
    assert [one.clock_changed for one in found] == [False, False, True]
    assert found[2].starts - found[1].starts == dt.timedelta(days=7, hours=1)


def test_an_hour_that_comes_twice_is_told_and_not_guessed():
    found = occurrences(Repeat(at(10, 18, 1, 30), Every.WEEK, times=2))

    assert [(one.day.day, one.problem) for one in found] == [(18, ""), (25, "problem.hour_twice")]
    assert found[1].starts is None


def test_bank_holidays_and_weekends_are_told():
    found = occurrences(Repeat(at(12, 11), Every.TWO_WEEKS, times=2))
    saturday = occurrences(Repeat(at(12, 12), Every.WEEK, times=2))

    assert [one.holiday for one in found] == ["", "christmas"]
    assert [one.weekend for one in saturday] == [True, True]


def test_a_series_runs_to_its_day_itself_in_it():
    found = occurrences(Repeat(at(9, 7), Every.FOUR_WEEKS, until=dt.date(2026, 11, 2)))

    assert [one.day for one in found] == [
        dt.date(2026, 9, 7),
        dt.date(2026, 10, 5),
        dt.date(2026, 11, 2),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [("times", "series.say_how_long")]),
        ({"times": 3, "until": dt.date(2026, 11, 2)}, [("times", "series.one_end")]),
        ({"times": 1}, [("times", "problem.out_of_range")]),
        ({"times": MOST + 1}, [("times", "problem.out_of_range")]),
        ({"until": dt.date(2026, 9, 7)}, [("until", "series.ends_first")]),
        ({"until": dt.date(2027, 1, 1)}, [("until", "tracking.after_it_ended")]),
        ({"times": 2}, []),
    ],
)
def test_a_series_has_one_end_within_the_contract(changes, expected):
    found = repeat_problems(Repeat(at(9, 7), Every.WEEK, **changes), TERM)

    assert [(one.field, one.code) for one in found] == expected


@given(
    first=st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2030, 1, 1)),  # noqa: DTZ001
    every=st.sampled_from(Every),
    times=st.integers(2, MOST),
)
def test_every_meeting_has_the_weekday_and_the_hour_of_the_first(first, every, times):
    local = first.replace(second=0, microsecond=0, tzinfo=LONDON)
    # An hour that is none cannot be typed; the form refuses it.
    local = local.astimezone(dt.UTC).astimezone(LONDON)

    found = occurrences(Repeat(local, every, times=times))

    assert len(found) == times
    assert {one.day.weekday() for one in found} == {local.weekday()}
    hours = {one.starts.astimezone(LONDON).time() for one in found if one.starts}
    assert hours == {local.time()}
