"""A series of meetings booked in one go, on both databases: all of it, or nothing."""

import datetime as dt

import pytest

from tests.services.verbs_tracking import running
from triage_app.domain.booking import LONDON, Slot
from triage_app.domain.problems import Invalid
from triage_app.domain.series import Every, Repeat
from triage_app.services import bookings, series, tracking_view
from triage_app.storage.models import Appointment


@pytest.fixture
def case_id(desk, assessor, supervisor):
    return running(desk, assessor, supervisor)


def first_at(desk, days=3, hour=14):
    return dt.datetime.combine(desk.today() + dt.timedelta(days=days), dt.time(hour), LONDON)


def a_slot(**changes):
    return Slot(**{"starts": None, "minutes": 60, "place": "The hub", **changes})


def condition(desk, assessor, case_id):
    return tracking_view.view(desk, assessor, case_id).conditions[2]


def test_a_series_is_booked_for_its_condition(desk, assessor, case_id):
    third = condition(desk, assessor, case_id)
    again = Repeat(first_at(desk), Every.WEEK, times=5)

    made = series.book(desk, assessor, case_id, third.id, a_slot(), again)

    found = condition(desk, assessor, case_id).meetings
    assert len(made) == 5
    assert len(found) == len(third.meetings) + 5
    assert {one.place for one in found if one.id in made} == {"The hub"}


def test_a_series_that_runs_past_the_contract_books_nothing(desk, assessor, case_id, rows):
    before = len(rows(Appointment))
    again = Repeat(first_at(desk), Every.FOUR_WEEKS, times=9)

    with pytest.raises(Invalid) as raised:
        series.book(desk, assessor, case_id, condition(desk, assessor, case_id).id, a_slot(), again)

    assert [one.code for one in raised.value.problems] == ["series.after_end"]
    assert len(rows(Appointment)) == before


def test_what_a_series_runs_into_is_told_before_it_is_booked(desk, assessor, case_id):
    third = condition(desk, assessor, case_id)
    taken = bookings.book(
        desk, assessor, case_id, a_slot(starts=first_at(desk, 10)), "condition", third.id
    )

    planned = series.plan(desk, assessor, case_id, Repeat(first_at(desk), Every.WEEK, times=3), 60)

    assert [[it.id for it in one.clashes] for one in planned] == [[], [taken], []]


def test_what_came_into_a_series_meanwhile_stops_all_of_it(desk, assessor, case_id, rows):
    third = condition(desk, assessor, case_id)
    again = Repeat(first_at(desk), Every.WEEK, times=3)
    series.plan(desk, assessor, case_id, again, 60)
    slot = a_slot(starts=first_at(desk, 10))
    bookings.book(desk, assessor, case_id, slot, "condition", third.id)
    before = len(rows(Appointment))

    with pytest.raises(Invalid) as raised:
        series.book(desk, assessor, case_id, third.id, a_slot(known=frozenset()), again)

    assert [one.code for one in raised.value.problems] == ["bookings.taken_meanwhile"]
    assert len(rows(Appointment)) == before
