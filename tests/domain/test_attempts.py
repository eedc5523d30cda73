"""Attempts are counted against the scheme's limit, and nothing blank is ever taken for a no."""

import datetime as dt

import pytest

from triage_app.domain.attempts import attempts, contact_attempt, meeting_attempt
from triage_app.domain.compliance import Attendance

AT = dt.datetime(2026, 5, 12, 9, tzinfo=dt.UTC)


def missed(days=0, attendance=Attendance.MISSED_UNACCEPTABLE):
    return meeting_attempt(AT + dt.timedelta(days=days), attendance, "")


def rang(days=0, *, reached=False):
    return contact_attempt(AT + dt.timedelta(days=days), "telephone", "", reached=reached)


@pytest.mark.parametrize(
    ("made", "count"),
    [
        ([], 0),
        ([missed()], 1),
        ([missed(), rang(1)], 2),
        ([missed(), rang(1, reached=True)], 1),
        ([missed(attendance=Attendance.MISSED_ACCEPTABLE)], 0),
        ([missed(attendance=Attendance.SERVICE_FAULT)], 0),
        ([missed(attendance=Attendance.WAITING_FOR_EVIDENCE)], 0),
        ([missed(attendance=Attendance.LATE)], 0),
        ([missed(attendance=Attendance.ATTENDED)], 0),
    ],
)
def test_what_counts_is_what_came_to_nothing_without_a_reason(made, count):
    assert attempts(made, 3).in_vain == count


@pytest.mark.parametrize(("count", "reached"), [(2, False), (3, True), (4, True)])
def test_the_limit_is_reached_by_as_many_as_the_scheme_asks_for(count, reached):
    assert attempts([missed(n) for n in range(count)], 3).limit_is_reached is reached


def test_they_stand_in_the_order_of_time():
    made = attempts([rang(2), missed(0), rang(1)], 3).made
    assert [one.at.day for one in made] == [12, 13, 14]
