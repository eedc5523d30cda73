"""What counts as re-offending: the day of the offence, in its period, shown as the scheme says."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.domain.reoffending import (
    LEAST_TOLD,
    LaterOffence,
    Looked,
    Measure,
    Told,
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


def answers(offended, not_offended):
    return [True] * offended + [False] * not_offended


@pytest.mark.parametrize(
    ("offended", "not_offended", "shown"),
    [
        (0, 0, Told(0, None)),
        (0, 4, Told(0, None)),
        (0, 5, Told(5, None)),
        (5, 4, Told(5, None)),
        (4, 6, Told(10, None)),
        (5, 5, Told(10, 5)),
        (6, 4, Told(10, None)),
        (10, 0, Told(10, None)),
        (7, 13, Told(20, 5)),
        (8, 12, Told(20, 10)),
        (0, 200, Told(200, None)),
        (1, 199, Told(200, None)),
        (196, 4, Told(200, None)),
        (61, 139, Told(200, 60)),
    ],
)
def test_a_figure_that_might_tell_who_somebody_is_is_not_told(offended, not_offended, shown):
    assert told(answers(offended, not_offended)) == shown


@given(st.lists(st.booleans(), max_size=60), st.booleans())
def test_one_more_who_is_looked_up_moves_no_figure_before_there_are_five(before, one):
    former, later = told(before), told([*before, one])

    if (len(before) + 1) % LEAST_TOLD:
        assert later == former
    else:
        assert later.counted == former.counted + LEAST_TOLD


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=60))
def test_two_periods_of_the_same_people_never_differ_by_fewer_than_five(people):
    sooner = told([early for early, _ in people])
    later = told([early or late for early, late in people])

    for figure in (sooner.offended, later.offended):
        assert figure is None or LEAST_TOLD <= figure <= sooner.counted - LEAST_TOLD
    if sooner.offended is not None and later.offended is not None:
        assert (later.offended - sooner.offended) % LEAST_TOLD == 0


def test_a_figure_is_never_far_from_what_it_tells():
    for number in range(5, 96):
        assert abs(told(answers(number, 100 - number)).offended - number) <= 2
