import datetime as dt

import pytest

from triage_app.domain.availability import EVERY, Availability, in_order, times_of


@pytest.mark.parametrize(
    ("starts", "minutes", "times"),
    [
        ("2026-05-11 09:30", 60, ("mon.morning",)),
        ("2026-05-11 11:00", 60, ("mon.morning",)),
        ("2026-05-11 11:01", 60, ("mon.morning", "mon.afternoon")),
        ("2026-05-11 12:00", 300, ("mon.afternoon",)),
        ("2026-05-17 17:00", 0, ("sun.evening",)),
        ("2026-05-17 23:30", 31, ("sun.evening", "mon.morning")),
        ("2026-10-25 01:30", 60, ("sun.morning",)),
    ],
)
def test_a_meeting_lies_in_parts_of_days(starts, minutes, times):
    assert times_of(dt.datetime.fromisoformat(starts), minutes) == times


def test_a_meeting_clashes_with_what_was_said_only():
    said = Availability(("mon.morning", "tue.evening"), ("work",))

    assert said.clash(dt.datetime.fromisoformat("2026-05-11 11:30"), 60) == ("mon.morning",)
    assert said.clash(dt.datetime.fromisoformat("2026-05-12 11:30"), 60) == ()


def test_times_stand_in_the_order_of_the_week_once_each():
    assert in_order(["sun.evening", "mon.morning", "sun.evening", "someday"]) == (
        "mon.morning",
        "sun.evening",
    )
    assert len(EVERY) == 21


@pytest.mark.parametrize(
    ("said", "heeded"),
    [
        (Availability(), False),
        (Availability(("mon.morning",)), True),
        (Availability(why=("work",)), True),
        (Availability(words="Not in school holidays"), True),
    ],
)
def test_nothing_said_is_nothing_to_heed(said, heeded):
    assert said.says_something is heeded
