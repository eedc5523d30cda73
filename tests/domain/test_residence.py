import pytest

from triage_app.domain.residence import Whereabouts, Why, locate

INSIDE, OUTSIDE, BY_HAND = Whereabouts


@pytest.fixture
def outcodes(reference):
    return reference.schemes.version("dyfed-powys-2019-11").outcodes


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
        ("ZZ99 3VZ", BY_HAND, Why.NO_POSTCODE),
        ("Haverfordwest", BY_HAND, Why.UNREADABLE),
    ],
)
def test_a_postcode_says_where_or_asks_a_person(outcodes, postcode, where, why):
    located = locate(postcode, outcodes)

    assert (located.whereabouts, located.why) == (where, why)


@pytest.mark.parametrize(
    ("postcode", "inside", "total"), [("SA18", 653, 773), ("HR3", 208, 435), ("SY10", 218, 827)]
)
def test_where_it_is_divided_the_counts_are_given(outcodes, postcode, inside, total):
    located = locate(postcode, outcodes)

    assert (located.inside, located.total) == (inside, total)


def test_the_area_is_counted_whole(outcodes):
    divided = [one for one in outcodes.values() if one.inside < one.total]

    assert (len(outcodes) - len(divided), len(divided)) == (49, 22)
    assert sum(one.inside for one in outcodes.values()) == 20_926
