"""What counts as re-offending: the day of the offence, in its period, shown as the scheme says."""

import datetime as dt

import pytest

from triage_app.domain.reoffending import (
    LaterOffence,
    Looked,
    Measure,
    check_problems,
    counts,
    due_on,
    measure_faults,
    next_months,
    offence_problems,
    offended,
    told,
)
from triage_app.domain.wording import Wording

ENDED = dt.date(2026, 8, 31)
MEASURE = Measure(
    (6, 12, 24), ("charge", "out_of_court", "conviction"), ("pnc", "force"), Wording("as", "fel")
)


def day(text):
    return dt.date.fromisoformat(text)


def an_offence(on, proof="charge"):
    return LaterOffence(day(on), proof)


@pytest.mark.parametrize(
    ("ended", "months", "due"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-08-31", 24, "2028-08-31"),
    ],
)
def test_a_period_ends_on_the_same_day_of_a_later_month_or_on_its_last(ended, months, due):
    assert due_on(day(ended), months) == day(due)


@pytest.mark.parametrize(
    ("on", "proof", "expected"),
    [
        ("2026-08-31", "charge", False),  # the day it ended belongs to the contract
        ("2026-09-01", "charge", True),
        ("2027-02-28", "conviction", True),  # the last day of the six months
        ("2027-03-01", "conviction", False),
        ("2026-12-24", "out_of_court", True),
        ("2026-12-24", "arrest", False),  # shows nothing by this scheme's definition
        ("2026-12-24", "admission", False),
    ],
)
def test_the_day_of_the_offence_lies_in_the_period_and_is_shown_as_the_scheme_says(
    on, proof, expected
):
    assert counts(MEASURE, ENDED, 6, an_offence(on, proof)) is expected


def test_one_offence_that_counts_is_enough_and_what_was_found_late_counts_for_its_own_period():
    found_at_two_years = [an_offence("2027-01-10"), an_offence("2027-06-01", "arrest")]

    assert offended(MEASURE, ENDED, 6, found_at_two_years)
    assert not offended(MEASURE, ENDED, 6, found_at_two_years[1:])


def test_periods_are_asked_about_in_their_order_and_then_no_more():
    assert [next_months(MEASURE, done) for done in range(4)] == [6, 12, 24, None]


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        (Looked(6, day("2027-03-01"), "pnc", found=False), []),
        (Looked(6, None, None, found=None), ["checked_on", "source", "found"]),
        (Looked(6, day("2027-02-27"), "pnc", found=False), ["checked_on"]),  # not over yet
        (Looked(6, day("2027-03-11"), "pnc", found=False), ["checked_on"]),  # still to come
        (Looked(6, day("2027-03-01"), "probation", found=False), ["source"]),  # not this scheme's
        (Looked(6, day("2027-03-01"), "pnc", found=True), ["offence_day", "proof"]),
        (
            Looked(6, day("2027-03-01"), "pnc", True, an_offence("2026-08-31"), "x" * 901),
            ["offence_day", "note"],
        ),
        (Looked(6, day("2027-03-01"), "pnc", True, an_offence("2027-03-02")), ["offence_day"]),
    ],
)
def test_a_check_that_cannot_be_so_is_named_by_its_fields(given, fields):
    found = list(check_problems(given, MEASURE, ENDED, day("2027-03-10")))

    assert [one.field for one in found] == fields


def test_what_was_found_has_a_day_something_that_shows_it_and_an_end():
    found = offence_problems(LaterOffence(None, "rumour", "x" * 901), ENDED, day("2027-03-01"))

    assert [one.field for one in found] == ["offence_day", "proof", "what"]


@pytest.mark.parametrize(
    ("measure", "faults"),
    [
        (MEASURE, []),
        (Measure((), (), (), MEASURE.definition), ["proofs", "sources", "months"]),
        (Measure((12, 6), ("charge",), ("pnc",), MEASURE.definition), ["months"]),
        (Measure((0, 6), ("charge",), ("pnc",), MEASURE.definition), ["months"]),
        (Measure((6, 121), ("charge",), ("pnc",), MEASURE.definition), ["months"]),
        (Measure((6,), ("gossip",), ("web",), MEASURE.definition), ["proofs", "sources"]),
    ],
)
def test_a_schemes_measure_is_checked_on_loading(measure, faults):
    found = measure_faults(measure, 120)

    assert [one.field.removeprefix("reoffending.") for one in found] == faults


@pytest.mark.parametrize(
    ("checked", "offended", "shown"),
    [
        (0, 0, None),
        (4, 0, None),
        (5, 0, 0),
        (9, 5, None),
        (10, 4, None),
        (10, 5, 5),
        (10, 6, None),
        (10, 10, None),
        (200, 1, None),
        (200, 196, None),
        (200, 60, 60),
    ],
)
def test_a_figure_that_might_tell_who_somebody_is_is_not_told(checked, offended, shown):
    assert told(checked, offended) == shown
