import datetime as dt
from dataclasses import replace

import pytest

from triage_app.domain.postcodes import Placed, Register, counted, placed, written
from triage_app.domain.residence import Whereabouts, Why, area_of, locate

INSIDE, OUTSIDE, BY_HAND = Whereabouts
CARMARTHENSHIRE, SWANSEA, POWYS = "W06000010", "W06000011", "W06000023"
FEBRUARY = dt.date(2024, 2, 1)
PLACES = written(
    {
        Placed(CARMARTHENSHIRE): "1AA1AB",
        Placed(SWANSEA): "9ZZ",
        Placed(CARMARTHENSHIRE, retired=True): "1AD",
        Placed(""): "1AE",
    }
)


@pytest.fixture
def scheme(reference):
    return reference.schemes.version("dyfed-powys-2019-11")


@pytest.mark.parametrize(
    ("postcode", "where", "why"),
    [
        ("SA61 1AA", INSIDE, Why.WHOLE),
        ("ld1 5aa", INSIDE, Why.WHOLE),
        ("SA18 1AA", BY_HAND, Why.DIVIDED),
        ("HR3", BY_HAND, Why.DIVIDED),
        ("SY10 7AA", BY_HAND, Why.DIVIDED),
        ("SA1 1AA", OUTSIDE, Why.ELSEWHERE),
        ("SW1A 1AA", OUTSIDE, Why.ELSEWHERE),
        ("", BY_HAND, Why.NO_POSTCODE),
        ("ZZ99 3VZ", BY_HAND, Why.NO_FIXED_ABODE),
        ("Haverfordwest", BY_HAND, Why.UNREADABLE),
    ],
)
def test_a_postcode_says_where_or_asks_a_person(scheme, postcode, where, why):
    located = locate(postcode, scheme)

    assert (located.whereabouts, located.why) == (where, why)


@pytest.mark.parametrize(
    ("postcode", "inside", "total"), [("SA18", 653, 773), ("HR3", 208, 435), ("SY10", 218, 827)]
)
def test_where_it_is_divided_the_counts_are_given(scheme, postcode, inside, total):
    located = locate(postcode, scheme)

    assert (located.inside, located.total) == (inside, total)


def test_the_area_is_counted_whole(scheme):
    divided = [one for one in scheme.outcodes.values() if one.inside < one.total]

    assert (len(scheme.outcodes) - len(divided), len(divided)) == (49, 22)
    assert sum(one.inside for one in scheme.outcodes.values()) == 20_926


def test_a_scheme_that_counts_no_postcodes_leaves_them_to_a_person(scheme):
    uncounted = replace(scheme, outcodes={})

    located = locate("SA61 1AA", uncounted)

    assert (located.whereabouts, located.why) == (BY_HAND, Why.NOT_COUNTED)


@pytest.mark.parametrize(
    ("postcode", "where", "why", "district"),
    [
        ("sa181aa", INSIDE, Why.LISTED_INSIDE, CARMARTHENSHIRE),
        ("SA18 1AB", INSIDE, Why.LISTED_INSIDE, CARMARTHENSHIRE),
        ("SA18 9ZZ", OUTSIDE, Why.LISTED_OUTSIDE, SWANSEA),
        ("SA18 1AD", BY_HAND, Why.RETIRED, CARMARTHENSHIRE),
        ("SA18 1AE", BY_HAND, Why.NO_DISTRICT, ""),
        ("SA18 1AF", BY_HAND, Why.NOT_LISTED, ""),
        ("SA18", BY_HAND, Why.DIVIDED, ""),
    ],
)
def test_a_postcode_file_answers_for_each_postcode(scheme, postcode, where, why, district):
    located = locate(postcode, scheme, Register(FEBRUARY, PLACES))

    assert (located.whereabouts, located.why, located.district) == (where, why, district)
    assert (located.outcode, located.vintage) == ("SA18", FEBRUARY)


def test_an_outward_code_that_the_file_does_not_know_is_left_to_a_person(scheme):
    for postcode in ("SA99 1AA", "SA99"):
        located = locate(postcode, scheme, Register(FEBRUARY, ""))

        assert (located.whereabouts, located.why) == (BY_HAND, Why.NOT_LISTED)


def test_a_file_that_knows_only_police_areas_answers_by_theirs(scheme):
    places = written({Placed(scheme.police_area): "1AA", Placed("W15000003"): "1AB"})

    answers = [
        locate(postcode, scheme, Register(FEBRUARY, places)).whereabouts
        for postcode in ("SA18 1AA", "SA18 1AB")
    ]

    assert answers == [INSIDE, OUTSIDE]


def test_no_fixed_abode_is_a_persons_to_decide_whatever_file_is_loaded(scheme):
    assert locate("zz99 3vz", scheme, Register(FEBRUARY, "")).why is Why.NO_FIXED_ABODE


def test_postcodes_no_longer_in_use_do_not_count():
    assert counted(PLACES, {CARMARTHENSHIRE}) == (2, 4)
    assert counted("", {CARMARTHENSHIRE}) == (0, 0)


def test_an_inward_half_is_found_only_where_it_stands():
    places = written({Placed(POWYS): "1AB2CD"})

    assert placed(places, "1AB") == Placed(POWYS)
    assert placed(places, "2CD") == Placed(POWYS)
    assert placed(places, "1CD") is None


# ── The part of the area that services are offered in ────────────────────────────────────────


@pytest.mark.parametrize(
    ("postcode", "area"),
    [
        ("SA61 1AA", "pembrokeshire"),
        ("SA18 1AA", "carmarthenshire"),  # a part of it lies outside the force area
        ("LD1 5AA", "powys"),
        ("SY23 1AA", "ceredigion"),  # but for one postcode of 998
        ("SA43 1AA", None),  # Cardigan, on both banks of a county's river
        ("SW1A 1AA", None),
        ("ZZ99 3VZ", None),
        ("", None),
    ],
)
def test_an_outward_code_tells_the_area_where_nearly_all_of_it_lies_in_one(scheme, postcode, area):
    assert area_of(locate(postcode, scheme), scheme) == area


def test_a_file_of_postcodes_tells_the_area_by_its_district(scheme):
    register = Register(FEBRUARY, PLACES)
    assert area_of(locate("SA43 1AA", scheme, register), scheme) == "carmarthenshire"
    assert area_of(locate("SA43 9ZZ", scheme, register), scheme) is None
