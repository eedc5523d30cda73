"""Days and times of other systems: read as they were meant, or refused with the reason."""

import datetime as dt

import pytest

from triage_app.domain.entry import Unreadable
from triage_app.domain.log_moments import read_log_day, read_log_moment

TODAY = dt.date(2026, 5, 11)
FIVE = dt.datetime(2026, 5, 10, 16, 0, tzinfo=dt.UTC)  # 17:00 on the suite's clock


@pytest.mark.parametrize(
    "text",
    [
        "10/05/2026 17:00",
        "10/5/26 17:00",
        "10/05/2026 17:00:59",
        "10/05/2026, 17.00",
        "10.05.2026 5:00 PM",
        "10/05/2026 5.00 p.m.",
        "10-05-2026 1700",
        "10-MAY-2026 17:00",
        "10 May 2026 5pm",
        "Sun 10 May 2026 17:00",
        "10 Mai 2026 17:00",
        "2026-05-10 17:00",
        "2026-05-10T17:00:00",
        "2026-05-10T17:00:00.000",
        "2026-05-10T17:00:00+01:00",
        "2026-05-10 17:00 +0100",
        "2026-05-10T16:00:00Z",
        "20260510T170000",
        "20260510 1700",
        "202605101700",
        "46152.7083333333",
        "46152,7083333333",
        "10/05/2026 17:00 BST",
    ],
)
def test_a_moment_is_read_however_it_is_written(text):
    assert read_log_moment(text, "", TODAY) == FIVE


@pytest.mark.parametrize(
    ("day", "time"),
    [
        ("10/05/2026", "17:00"),
        ("10/05/2026", "1700"),
        ("10/05/2026 00:00:00", "17:00:00"),
        ("46152", "0.708333333"),
        ("46152", "0,708333333"),
        ("10/05/2026", "30/12/1899 17:00:00"),
        ("10/05/2026", "17:00 BST"),
    ],
)
def test_a_time_may_stand_in_a_column_of_its_own(day, time):
    assert read_log_moment(day, time, TODAY) == FIVE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("25/10/2026 01:30", "custody_log.hour_twice"),
        ("29/03/2026 01:30", "custody_log.impossible_hour"),
        ("10/07/2026 12:00 GMT", "custody_log.other_zone"),
        ("10/12/2026 12:00 BST", "custody_log.other_zone"),
        ("10 May 17:00", "custody_log.year_missing"),
        ("10/05 17:00", "custody_log.year_missing"),
        ("today 17:00", "custody_log.year_missing"),
        ("10/05/2026", "custody_log.time_missing"),
        ("46152", "custody_log.time_missing"),
        ("31/02/2026 10:00", "problem.no_such_day"),
        ("05/13/2026 10:00", "problem.no_such_day"),
        ("10/05/2026 25:00", "problem.time_unreadable"),
        ("in the evening", "custody_log.time_missing"),
        ("soon 17:00", "problem.date_unreadable"),
    ],
)
def test_what_would_have_to_be_guessed_is_refused_with_the_reason(text, code):
    with pytest.raises(Unreadable) as refused:
        read_log_moment(text, "", TODAY)

    assert refused.value.code == code


def test_a_zone_settles_the_hour_that_came_twice():
    first = read_log_moment("25/10/2026 01:30 BST", "", TODAY)
    second = read_log_moment("25/10/2026", "01:30 GMT", TODAY)

    assert second - first == dt.timedelta(hours=1)
    assert first == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)


def test_two_different_times_are_not_chosen_between():
    with pytest.raises(Unreadable, match="two_times"):
        read_log_moment("10/05/2026 09:00", "17:00", TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "14/5/1995",
        "14/05/95",
        "14-MAY-1995",
        "14 Mai 1995",
        "1995-05-14",
        "1995-05-14T00:00:00",
        "14/05/1995 00:00:00",
        "19950514",
        "14051995",
        "34833",
        "34833.0",
    ],
)
def test_a_birth_is_read_however_it_is_written(text):
    assert read_log_day(text, TODAY, birth=True) == dt.date(1995, 5, 14)


def test_a_leap_day_is_a_birthday():
    assert read_log_day("29/02/1996", TODAY, birth=True) == dt.date(1996, 2, 29)


@pytest.mark.parametrize("text", ["1990", "14/5", "29/02/1995", "14/05/1995 01:00", "x", "=1+1"])
def test_a_birth_that_would_have_to_be_guessed_is_refused(text):
    with pytest.raises(Unreadable):
        read_log_day(text, TODAY, birth=True)
