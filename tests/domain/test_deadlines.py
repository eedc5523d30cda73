import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.domain.deadlines import (
    CountsFrom,
    add_months,
    contact_window,
    contract_end,
    last_day_to_charge,
    last_signing,
)

LONDON = ZoneInfo("Europe/London")
AFTER, BEGINNING_WITH = CountsFrom
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31))


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-08-28", 6, "2027-02-28"),
        ("2026-08-29", 6, "2027-02-28"),
        ("2026-08-30", 6, "2027-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2028-02-29", 6, "2028-08-29"),
        ("2026-10-31", 4, "2027-02-28"),
        ("2027-10-31", 4, "2028-02-29"),
        ("2026-12-31", 4, "2027-04-30"),
    ],
)
def test_a_short_month_gives_its_last_day(start, months, end):
    assert add_months(day(start), months) == day(end)


@given(DAYS, st.integers(0, 40))
def test_months_are_calendar_months(start, months):
    end = add_months(start, months)

    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end + dt.timedelta(days=1)).day == 1


@given(DAYS, st.integers(1, 12))
def test_a_term_signed_a_day_after_the_last_day_to_sign_ends_too_late(ends_by, months):
    last = last_signing(ends_by, months)

    assert contract_end(last, months) <= ends_by
    assert contract_end(last + dt.timedelta(days=1), months) > ends_by


@pytest.mark.parametrize(
    ("base", "months", "counts_from", "last"),
    [
        ("2026-01-10", 6, AFTER, "2026-07-10"),
        ("2023-09-27", 6, AFTER, "2024-03-27"),  # DPP v Jackson
        ("2026-08-31", 6, AFTER, "2027-02-28"),
        ("2026-09-27", 6, BEGINNING_WITH, "2027-03-26"),
        ("2026-03-01", 36, BEGINNING_WITH, "2029-02-28"),
        ("2026-08-31", 6, BEGINNING_WITH, "2027-02-27"),
    ],
)
def test_the_last_day_to_charge(base, months, counts_from, last):
    assert last_day_to_charge(day(base), months, counts_from) == day(last)


@given(DAYS, st.sampled_from([6, 24, 36]))
def test_beginning_with_a_day_ends_a_day_sooner(base, months):
    later = last_day_to_charge(base, months, AFTER)

    assert later - last_day_to_charge(base, months, BEGINNING_WITH) == dt.timedelta(days=1)


def test_the_contract_includes_the_corresponding_day():
    assert contract_end(day("2027-03-12"), 4) == day("2027-07-12")


@pytest.mark.parametrize(
    ("released", "opens", "closes"),
    [
        ("2026-10-24 20:30", "2026-10-25 19:30", "2026-10-27 19:30"),  # the clocks go back
        ("2027-03-26 22:00", "2027-03-27 22:00", "2027-03-29 23:00"),  # and forward
        ("2026-04-02 22:00", "2026-04-03 22:00", "2026-04-05 22:00"),  # Easter moves nothing
    ],
)
def test_the_first_meeting_falls_in_elapsed_hours(released, opens, closes):
    def london(text):
        return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)

    assert contact_window(london(released), (24, 72)) == (london(opens), london(closes))


def test_a_release_without_its_zone_is_not_guessed_at():
    with pytest.raises(ValueError, match="time zone"):
        contact_window(dt.datetime(2026, 10, 25, 1, 30), (24, 72))  # noqa: DTZ001
