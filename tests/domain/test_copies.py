"""Which copies have had their day, and when one is late."""

import datetime as dt

import pytest

from triage_app.domain.copies import OLDEST, Made, is_late, outlived
from triage_app.services.desk import LONDON

NOW = dt.datetime(2026, 5, 15, 17, 0, tzinfo=LONDON)  # a Friday


def made(days, hours=0, occasion="leaving"):
    return Made(NOW - dt.timedelta(days=days, hours=hours), occasion)


def kept(copies, now=NOW):
    return sorted(set(copies) - outlived(copies, now), reverse=True)


def test_of_one_day_the_newest_is_kept():
    copies = [made(0, hours=one / 2) for one in range(18)]

    assert kept(copies) == [made(0)]


def test_of_a_year_of_work_seven_days_and_four_weeks_are_kept():
    copies = [made(days, hours) for days in range(365) for hours in (0, 3)]

    days = [(NOW - one.at).days for one in kept(copies)]

    # Of this week and the last the days; of the two weeks before, each Sunday.
    assert days == [0, 1, 2, 3, 4, 5, 6, 12, 19]


def test_a_suite_that_was_shut_keeps_the_days_it_worked():
    assert len(kept([made(days) for days in range(10, 30)])) == 7 + 2


def test_none_is_older_than_35_days_but_the_newest_of_all():
    assert dt.timedelta(days=35) == OLDEST
    assert kept([made(36)]) == [made(36)]
    assert kept([made(0), made(35, hours=1)]) == [made(0)]
    assert kept([made(0), made(34, hours=23)]) == [made(0), made(34, hours=23)]


@pytest.mark.parametrize("occasion", ["upgrade", "import"])
def test_the_way_back_from_what_was_done_once_stays_its_35_days(occasion):
    back = made(20, hours=2, occasion=occasion)
    copies = [back, *(made(days) for days in range(30))]

    assert back in kept(copies)
    assert back not in kept(copies, NOW + dt.timedelta(days=16))


def test_copies_of_a_clock_that_ran_ahead_do_not_let_the_newest_of_today_go():
    ahead = made(-400)

    assert set(kept([ahead, made(0), made(0, hours=2)])) == {ahead, made(0)}


def test_a_day_without_a_copy_is_late_and_a_weekend_without_work_is_not():
    day = dt.timedelta(days=1)
    assert not is_late(None, NOW)
    assert not is_late(NOW - day, NOW)
    assert is_late(NOW - day - dt.timedelta(seconds=1), NOW)
