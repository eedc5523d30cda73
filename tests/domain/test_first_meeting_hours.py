"""The hours after release against an independent restatement, over every change of the clocks."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from triage_app.domain.booking import Slot, Span, is_inside, problems_in_first, window_after
from triage_app.domain.free_times import Taken, clashes, free_spans, free_starts, open_hours
from triage_app.domain.scheme import WEEKDAYS, MeetingTimes
from triage_app.domain.window_days import days_of
from triage_app.domain.working_days import bank_holiday, is_working_day

LONDON, UTC = ZoneInfo("Europe/London"), dt.UTC
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
WEEK = MeetingTimes(WEEKDAYS[:5], (9, 17), bank_holidays=False, minutes=90)
ALWAYS = MeetingTimes(WEEKDAYS, (0, 24), bank_holidays=True, minutes=60)
moments = st.integers(0, 25 * 365 * 24 * 60).map(
    lambda minutes: dt.datetime(2020, 1, 1, tzinfo=UTC) + dt.timedelta(minutes=minutes)
)


def last_sunday(year, month):
    day = dt.date(year, month, 31)
    return day - (day.weekday() + 1) % 7 * DAY


def on_the_clock(moment):
    """What the suite's clock shows, by the rule alone: an hour on, from March to October."""
    one = dt.time(1, tzinfo=UTC)
    summer = [dt.datetime.combine(last_sunday(moment.year, month), one) for month in (3, 10)]
    shown = moment + HOUR if summer[0] <= moment < summer[1] else moment
    return shown.replace(tzinfo=None)


@given(moments)
@example(dt.datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC))
@example(dt.datetime(2026, 10, 25, 1, tzinfo=UTC))
@example(dt.datetime(2027, 3, 28, 1, tzinfo=UTC))
def test_the_restatement_knows_the_clocks(moment):
    assert moment.astimezone(LONDON).replace(tzinfo=None) == on_the_clock(moment)


@given(moments, st.integers(0, 100 * 60), st.tuples(st.integers(0, 48), st.integers(48, 96)))
@example(dt.datetime(2026, 10, 24, 19, 30, tzinfo=UTC), 24 * 60, (24, 72))
@example(dt.datetime(2026, 10, 24, 19, 30, tzinfo=UTC), 72 * 60, (24, 72))
@example(dt.datetime(2026, 10, 24, 19, 30, tzinfo=UTC), 72 * 60 + 1, (24, 72))
@example(dt.datetime(2027, 3, 26, 22, 0, tzinfo=UTC), 72 * 60, (24, 72))
def test_a_meeting_is_inside_by_the_minutes_that_really_passed(released, minutes, hours):
    """Whatever the hands did in between; the first and the last minute are both inside."""
    local = released.astimezone(LONDON)  # as the suite has it
    starts = released + dt.timedelta(minutes=minutes)

    inside = is_inside(Slot(starts.astimezone(LONDON), 60, "Room"), window_after(local, hours))

    assert inside is (hours[0] * 60 <= minutes <= hours[1] * 60)


@pytest.mark.parametrize(
    ("released", "first", "last"),
    [
        pytest.param("2026-10-24 20:30", "2026-10-25 19:30", "2026-10-27 19:30", id="back"),
        pytest.param("2027-03-26 22:00", "2027-03-27 22:00", "2027-03-29 23:00", id="forward"),
        pytest.param("2027-03-27 02:00", "2027-03-28 03:00", "2027-03-30 03:00", id="over none"),
        pytest.param("2026-12-24 11:00", "2026-12-25 11:00", "2026-12-27 11:00", id="Christmas"),
    ],
)
def test_both_ends_are_inside_and_a_minute_more_is_not(released, first, last):
    window = window_after(london(released), (24, 72))
    minute = dt.timedelta(minutes=1)
    for moment, inside in (
        (london(first), True),
        (london(last), True),
        (utc(first) - minute, False),
        (utc(last) + minute, False),
    ):
        found = problems_in_first(Slot(moment, 60, "Room"), window, london(released))
        assert ([one.field for one in found] == []) is inside


@given(moments)
def test_the_days_drawn_follow_each_other_and_hold_all_that_is_drawn(released):
    window = window_after(released, (24, 72))
    drawn = days_of(released, window, WEEK)

    for one, following in zip(drawn.days, drawn.days[1:], strict=False):
        assert one.span.ends == following.span.starts
    assert drawn.days[0].span.starts <= drawn.span.starts < released
    assert window.closes < drawn.span.ends <= drawn.days[-1].span.ends
    for one in drawn.days:
        assert on_the_clock(one.span.starts) == dt.datetime.combine(one.day, dt.time())
        hours = (one.span.ends - one.span.starts) / HOUR
        assert one.clocks == dt.timedelta(hours=24 - hours)
        assert (one.clocks_at is None) is (hours == 24)
        assert (one.open is not None) is is_working_day(one.day)


@given(moments)
@example(dt.datetime(2026, 10, 24, 19, 30, tzinfo=UTC))
@example(dt.datetime(2027, 3, 26, 22, 0, tzinfo=UTC))
def test_a_night_is_drawn_from_ten_to_six_and_nowhere_else(released):
    drawn = days_of(released, window_after(released, (24, 72)), WEEK)
    moment = drawn.span.starts

    while moment < drawn.span.ends:
        dark = any(one.starts <= moment < one.ends for one in drawn.nights)
        assert dark is (not 6 <= on_the_clock(moment).hour < 22)
        moment += dt.timedelta(minutes=20)


def test_a_slot_outside_is_drawn_unless_it_is_far_off():
    released = london("2026-05-11 08:00")
    window = window_after(released, (24, 72))
    near, far = london("2026-05-18 10:00"), london("2026-06-18 10:00")
    assert days_of(released, window, WEEK, near).holds(near)
    assert not days_of(released, window, WEEK, far).holds(far)


def test_the_day_the_clocks_go_back_is_drawn_an_hour_longer():
    released = london("2026-10-24 20:30")
    drawn = days_of(released, window_after(released, (24, 72)), WEEK)
    sunday = drawn.days[1]
    assert (sunday.span.ends - sunday.span.starts, sunday.clocks) == (25 * HOUR, -HOUR)
    assert sunday.clocks_at == dt.datetime(2026, 10, 25, 1, tzinfo=UTC)


# ── What is free ─────────────────────────────────────────────────────────────────────────────

spans = st.lists(st.tuples(st.integers(0, 96 * 4), st.integers(1, 16)), max_size=8)


@given(moments, st.sampled_from([15, 60, 90, 240]), spans, st.integers(0, 96))
@example(dt.datetime(2026, 10, 24, 19, 30, tzinfo=UTC), 90, [], 0)
@example(dt.datetime(2027, 3, 26, 22, 0, tzinfo=UTC), 60, [(140, 4)], 0)
def test_what_is_proposed_is_all_that_is_free_and_nothing_else(released, minutes, busy, gone):
    window, now = window_after(released, (24, 72)), released + gone * HOUR
    taken = [meeting(n, released, *one) for n, one in enumerate(busy)]

    proposed = free_starts(window, WEEK, minutes, taken, now)

    assert list(proposed) == restated(released, minutes, taken, now)


def restated(released, minutes, taken, now):
    """Every quarter of an hour of UTC, asked one after another, by the clock alone."""
    start = released.replace(minute=0, second=0, microsecond=0)
    found = []
    for step in range(4 * 100):
        moment = start + step * dt.timedelta(minutes=15)
        ends = moment + dt.timedelta(minutes=minutes)
        opened, closed = on_the_clock(moment), on_the_clock(ends)
        elapsed = (moment - released) / HOUR
        fits = opened.minute % 30 == 0 and opened.hour >= 9 and closed.date() == opened.date()
        fits = fits and (closed.hour, closed.minute) <= (17, 0) and 24 <= elapsed <= 72
        free = not any(one.span.starts < ends and moment < one.span.ends for one in taken)
        if fits and free and moment >= now and is_working_day(opened.date()):
            found.append(moment)
    return found


@given(st.dates(dt.date(2020, 1, 1), dt.date(2045, 12, 31)), spans)
def test_what_is_taken_and_what_is_free_make_the_whole_day(day, busy):
    start = dt.datetime.combine(day, dt.time(), LONDON).astimezone(UTC)
    taken = [meeting(n, start, *one).span for n, one in enumerate(busy)]
    hours = open_hours(day, ALWAYS)
    free = free_spans(day, ALWAYS, taken)

    moment = hours.starts
    while moment < hours.ends:
        in_free = any(one.starts <= moment < one.ends for one in free)
        assert in_free is not any(one.starts <= moment < one.ends for one in taken)
        moment += dt.timedelta(minutes=15)


def test_nobody_is_there_at_a_weekend_or_on_a_bank_holiday():
    assert open_hours(dt.date(2026, 5, 9), WEEK) is None
    assert open_hours(dt.date(2026, 5, 4), WEEK) is None
    assert open_hours(dt.date(2026, 5, 5), WEEK) == Span(
        dt.datetime(2026, 5, 5, 8, tzinfo=UTC), dt.datetime(2026, 5, 5, 16, tzinfo=UTC)
    )


def test_a_meeting_may_begin_as_another_ends():
    first, second = meeting(1, london("2026-05-11 09:00"), 0, 4), london("2026-05-11 10:00")
    assert clashes(Span(second, second + HOUR), [first]) == ()
    assert clashes(Span(second - dt.timedelta(minutes=1), second + HOUR), [first]) == (first,)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2026-12-25", "christmas"),
        ("2026-12-28", "boxing"),  # in place of Saturday the 26th
        ("2027-12-27", "christmas"),
        ("2027-12-28", "boxing"),
        ("2026-04-03", "good_friday"),
        ("2026-04-06", "easter_monday"),
        ("2026-05-04", "early_may"),
        ("2022-06-02", "spring"),
        ("2023-05-08", "proclaimed"),
        ("2026-01-01", "new_year"),
        ("2026-08-31", "summer"),
        ("2026-05-12", ""),
    ],
)
def test_a_bank_holiday_is_known_by_name(day, code):
    assert bank_holiday(dt.date.fromisoformat(day)) == code


def meeting(number, start, quarters, length):
    begins = start + quarters * dt.timedelta(minutes=15)
    span = Span(begins, begins + length * dt.timedelta(minutes=15))
    return Taken(number, span, 1, "DP-26-0001", "assessment", "A", "B", True, False)


def london(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


def utc(text):
    return london(text).astimezone(UTC)
