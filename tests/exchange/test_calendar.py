"""An iCalendar file read back as another calendar reads it, over a change of the clocks too."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from triage_app.exchange.calendar import Entry, write

LONDON = ZoneInfo("Europe/London")
ENTRY = Entry(
    uid="0a1b2c",
    sequence=2,
    starts=dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC),  # 01:30, the first time
    minutes=90,
    title="Assessment, case DP-26-0001",
    place="Gorsaf heddlu Hwlffordd, ystafell 2; y llawr cyntaf",
    changed=dt.datetime(2026, 10, 24, 20, 0, tzinfo=dt.UTC),
)


def read(*entries):
    calendar = Calendar.from_ical(write(entries, "DP-26-0001"))
    return calendar, calendar.walk("VEVENT")


def test_a_meeting_reads_back_as_it_is():
    calendar, (event,) = read(ENTRY)
    assert (str(calendar["VERSION"]), str(calendar["METHOD"])) == ("2.0", "PUBLISH")
    assert str(calendar["PRODID"]).startswith("-//Custody Triage//")
    assert event["SEQUENCE"] == 2
    assert str(event["SUMMARY"]) == ENTRY.title
    assert str(event["LOCATION"]) == ENTRY.place
    assert str(event["STATUS"]) == "CONFIRMED"
    assert event.decoded("DTSTAMP") == ENTRY.changed


def test_elapsed_time_is_kept_over_the_change_of_the_clocks():
    """An hour and a half from 01:30 summer time is 02:00 winter time."""
    _, (event,) = read(ENTRY)
    starts, ends = event.decoded("DTSTART"), event.decoded("DTEND")
    assert ends - starts == dt.timedelta(minutes=90)
    assert [f"{one.astimezone(LONDON):%H:%M %Z}" for one in (starts, ends)] == [
        "01:30 BST",
        "02:00 GMT",
    ]


def test_the_hour_that_comes_twice_is_told_apart():
    again = replace(ENTRY, uid="other", starts=ENTRY.starts + dt.timedelta(hours=1))
    _, events = read(ENTRY, again)
    starts = [one.decoded("DTSTART") for one in events]
    assert [f"{one.astimezone(LONDON):%H:%M %Z}" for one in starts] == ["01:30 BST", "01:30 GMT"]


def test_what_was_called_off_is_sent_as_cancelled_under_the_same_uid():
    off = replace(ENTRY, sequence=3, is_called_off=True)
    (before,), (after,) = read(ENTRY)[1], read(off)[1]
    assert str(before["UID"]) == str(after["UID"])
    assert (str(after["STATUS"]), after["SEQUENCE"]) == ("CANCELLED", 3)


def test_the_same_meetings_make_the_same_bytes():
    assert write([ENTRY], "A") == write([ENTRY], "A")


def test_no_line_is_longer_than_a_calendar_may_read():
    long = replace(ENTRY, place="Llanfairpwllgwyngyll " * 20)
    lines = write([long], "A").split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert str(read(long)[1][0]["LOCATION"]).strip() == long.place.strip()


@given(
    st.integers(0, 25 * 365 * 24 * 60),
    st.integers(5, 480),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80),
)
def test_any_meeting_reads_back(after, minutes, place):
    starts = (ENTRY.starts + dt.timedelta(minutes=after)).astimezone(LONDON)
    one = replace(ENTRY, starts=starts, minutes=minutes, place=place)
    _, (event,) = read(one)
    assert event.decoded("DTSTART") == starts.astimezone(dt.UTC)
    length = event.decoded("DTEND") - event.decoded("DTSTART")
    assert length == dt.timedelta(minutes=minutes)
    assert str(event["LOCATION"]) == place
