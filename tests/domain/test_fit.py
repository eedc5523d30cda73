from dataclasses import replace
from datetime import date

import pytest

from triage_app.domain.access import in_order, needed
from triage_app.domain.directory import Entry
from triage_app.domain.fit import Why, Wishes, fit
from triage_app.domain.wording import Language

DAY = date(2028, 2, 29)
ENTRY = Entry(
    name="Practice Garden",
    areas=("powys",),
    languages=(Language.ENGLISH, Language.WELSH),
    access=("step_free",),
    capacity=10,
)
WISHES = Wishes("powys", "cy", ("step_free",))


def ranked(*fits):
    return [fits.index(one) for one in sorted(fits, key=lambda one: one.rank)]


def test_a_service_near_in_the_language_with_access_and_room_suits():
    found = fit(ENTRY, WISHES, DAY, used=7)
    assert found.suits
    assert (found.near, found.speaks, found.lacks, found.free) == (True, True, (), 3)


@pytest.mark.parametrize(
    ("wishes", "near", "speaks", "lacks"),
    [
        (Wishes("ceredigion", "cy"), False, True, ()),
        (Wishes("powys", "en", ("signed", "step_free")), True, True, ("signed",)),
        (Wishes(None, None), None, None, ()),
        (Wishes("powys", "other"), True, None, ()),
    ],
)
def test_what_is_not_known_is_not_held_against_it(wishes, near, speaks, lacks):
    found = fit(ENTRY, wishes, DAY)
    assert (found.near, found.speaks, found.lacks) == (near, speaks, lacks)


@pytest.mark.parametrize(
    ("changes", "used", "retired", "why"),
    [
        ({}, 9, False, None),
        ({}, 10, False, Why.FULL),
        ({}, 12, False, Why.FULL),
        ({"capacity": None}, 500, False, None),
        ({"closed_on": date(2028, 3, 1)}, 0, False, None),
        ({"closed_on": DAY}, 0, False, Why.CLOSED),
        ({"closed_on": date(2028, 2, 28)}, 0, False, Why.CLOSED),
        ({"closed_on": DAY}, 10, True, Why.RETIRED),
    ],
)
def test_a_service_takes_nobody_once_it_is_closed_or_retired_and_says_when_it_is_full(
    changes, used, retired, why
):
    found = fit(replace(ENTRY, **changes), WISHES, DAY, used=used, retired=retired)
    assert found.why_not is why
    assert found.takes is (why in (None, Why.FULL))


def test_where_ranks_before_access_access_before_language_and_room_last():
    lacking = fit(replace(ENTRY, access=()), WISHES, DAY)
    far = fit(replace(ENTRY, areas=("ceredigion",)), WISHES, DAY)
    english = fit(replace(ENTRY, languages=(Language.ENGLISH,)), WISHES, DAY)
    crowded = fit(ENTRY, WISHES, DAY, used=9)
    best = fit(ENTRY, WISHES, DAY)
    assert ranked(far, lacking, english, crowded, best) == [4, 3, 2, 1, 0]


def test_one_that_is_full_comes_after_every_mismatch_and_one_that_is_closed_last_of_all():
    full = fit(ENTRY, WISHES, DAY, used=10)
    closed = fit(replace(ENTRY, closed_on=DAY), WISHES, DAY)
    unfit = fit(replace(ENTRY, areas=(), access=(), languages=()), WISHES, DAY)
    assert ranked(closed, full, unfit) == [2, 1, 0]


def test_whoever_needs_an_interpreter_needs_a_service_that_brings_one():
    assert needed(("remote", "step_free"), interpreter=True) == (
        "step_free",
        "interpreters",
        "remote",
    )
    assert needed(("step_free",), interpreter=None) == ("step_free",)
    assert in_order(["quiet", "nonsense", "quiet"]) == ("quiet",)
