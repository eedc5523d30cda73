"""A mark on a meeting, as a table: before the contract, after its end, in the doubled hour."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from triage_app.domain.compliance import Attendance
from triage_app.domain.entry import Unreadable, moment
from triage_app.domain.tracked import Held, Marked, mark_problems

LONDON = ZoneInfo("Europe/London")
TERM = dt.date(2026, 7, 1), dt.date(2026, 10, 25)  # its last day is the one of twenty-five hours
NOW = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
CAME = Marked(Attendance.ATTENDED)


def at(day, hour, minute=0, *, fold=0):
    return dt.datetime(2026, *day, hour, minute, tzinfo=LONDON, fold=fold).astimezone(dt.UTC)


@pytest.mark.parametrize(
    ("starts", "codes"),
    [
        (at((6, 30), 23, 59), ["tracking.outside_term"]),
        (at((7, 1), 0), []),
        (at((10, 25), 1, 30), []),
        (at((10, 25), 1, 30, fold=1), []),  # an hour later: it counts once, and on its day
        (at((10, 25), 23, 59), []),
        (at((10, 26), 0), ["tracking.outside_term"]),
    ],
)
def test_only_a_meeting_within_the_contract_counts_for_a_condition(starts, codes):
    found = list(mark_problems(CAME, Held(starts, TERM, None), NOW))
    assert [one.code for one in found] == codes
    assert [one.field for one in found] == ["attendance"] * len(codes)


def test_a_meeting_of_no_condition_may_lie_outside():
    assert list(mark_problems(CAME, Held(at((6, 30), 9), None, None), NOW)) == []


@pytest.mark.parametrize("day", [dt.date(2026, 10, 25), dt.date(2026, 3, 29)])
def test_a_time_that_is_twice_or_never_is_not_guessed_at(day):
    with pytest.raises(Unreadable):
        moment(day, dt.time(1, 30))
