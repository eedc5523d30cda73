"""A meeting of a condition lies in the contract: booked, moved, alone or in a series."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_tracking import running
from tests.services.verbs_variation import approved, begun, changed, signed_again
from triage_app.domain.booking import CONDITION, LONDON, REVIEW, AskedBy, Changed, Slot
from triage_app.domain.problems import Invalid
from triage_app.domain.series import Every, Repeat
from triage_app.services import bookings, series, tracking_view
from triage_app.storage.models import Appointment

WHY = Changed(AskedBy.PARTICIPANT, "Works that day")
DAY = dt.timedelta(days=1)


@pytest.fixture
def case_id(desk, assessor, supervisor):
    return running(desk, assessor, supervisor)


def ends_of(desk, actor, case_id):
    return tracking_view.view(desk, actor, case_id).course.ends


def third(desk, actor, case_id):
    return tracking_view.view(desk, actor, case_id).conditions[2]


def at(day, hour=10, minute=0):
    starts = dt.datetime.combine(day, dt.time(hour, minute), LONDON)
    return Slot(starts.astimezone(dt.UTC), 30, "The hub")


def book(desk, actor, case_id, slot, kind=CONDITION):
    condition = third(desk, actor, case_id).id if kind == CONDITION else None
    return bookings.book(desk, actor, case_id, slot, kind, condition)


def refused(raised):
    return [(one.field, one.code, one.values) for one in raised.value.problems]


def test_on_the_last_day_to_its_last_minute_it_is_booked(desk, assessor, case_id):
    ends = ends_of(desk, assessor, case_id)
    for hour, minute in ((0, 0), (23, 55)):  # by the clock of the suite
        assert book(desk, assessor, case_id, at(ends, hour, minute))


def test_after_the_last_day_it_is_not_and_the_field_says_why(desk, assessor, case_id, rows):
    before = len(rows(Appointment))
    ends = ends_of(desk, assessor, case_id)

    with pytest.raises(Invalid) as raised:
        book(desk, assessor, case_id, at(ends + DAY, 0, 0))

    assert refused(raised) == [("starts", "bookings.after_the_end", {"day": ends})]
    assert len(rows(Appointment)) == before


def test_a_talk_about_how_it_went_may_come_after(desk, assessor, case_id):
    assert book(desk, assessor, case_id, at(ends_of(desk, assessor, case_id) + DAY), REVIEW)


def test_none_is_moved_past_the_last_day_either(desk, assessor, case_id):
    ends = ends_of(desk, assessor, case_id)
    meeting = third(desk, assessor, case_id).meetings[0]
    seen = (meeting.id, meeting.version)

    with pytest.raises(Invalid) as raised:
        bookings.move(desk, assessor, seen, at(ends + DAY), WHY)
    assert refused(raised) == [("starts", "bookings.after_the_end", {"day": ends})]

    bookings.move(desk, assessor, seen, at(ends), WHY)
    assert third(desk, assessor, case_id).meetings[0].starts == at(ends).starts


def test_a_series_may_end_on_the_last_day_and_not_after_it(desk, assessor, case_id):
    ends = ends_of(desk, assessor, case_id)
    condition = third(desk, assessor, case_id).id
    slot = replace(at(ends), starts=None)

    def weekly_to(last):
        again = Repeat(at(last - 14 * DAY).starts, Every.WEEK, times=3)
        return series.book(desk, assessor, case_id, condition, slot, again)

    with pytest.raises(Invalid) as raised:
        weekly_to(ends + DAY)
    assert [(one.field, one.code) for one in raised.value.problems] == [
        ("times", "series.after_end")
    ]
    assert len(weekly_to(ends)) == 3


def test_the_end_is_that_of_the_contract_in_force_once_it_is_varied(
    desk, assessor, supervisor, case_id, clock
):
    """Shortened, the days cut off take no meeting; made longer again, they do."""
    clock.set("2026-06-03 10:00")
    long = ends_of(desk, assessor, case_id)
    short = long - 5 * DAY
    _vary(desk, assessor, supervisor, case_id, short)
    with pytest.raises(Invalid) as raised:
        book(desk, assessor, case_id, at(long))
    assert refused(raised) == [("starts", "bookings.after_the_end", {"day": short})]

    _vary(desk, assessor, supervisor, case_id, long)

    assert book(desk, assessor, case_id, at(long))


def _vary(desk, actor, supervisor, case_id, ends):
    sheet = begun(desk, actor, case_id)
    conditions = tuple(
        replace(one, due=min(one.due, ends) if one.due else None) for one in sheet.draft.conditions
    )
    changed(desk, actor, sheet, replace(sheet.draft, ends=ends, conditions=conditions))
    approved(desk, actor, supervisor, case_id)
    signed_again(desk, actor, case_id)
    assert ends_of(desk, actor, case_id) == ends
