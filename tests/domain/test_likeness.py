import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.config import RESOURCES
from triage_app.domain.likeness import FIELDS, Description, Verdict, compare
from triage_app.names_file import load_names

VARIANTS = load_names(RESOURCES / "names.toml")
SAME, ALIKE, DIFFERS, NOT_KNOWN = Verdict
KNOWN = Description(
    name="Dafydd ap Rhys",
    known_as="Dai Bach",
    born=dt.date(1990, 2, 3),
    sex="male",
    pnc="2002/0073319Z",
    cro="065656/91H",
    postcode="SA18 1AA",
    telephone="07700 900123",
)


def likeness(known=KNOWN, **given):
    return compare(Description(**({"name": "Lowri Dipper"} | given)), known, VARIANTS)


@pytest.mark.parametrize(
    ("field", "given", "verdict"),
    [
        ("name", "rhys, ap DAFYDD", SAME),
        ("name", "Dafydd Prys", ALIKE),
        ("name", "David Rees", ALIKE),
        ("name", "Dai Rhys", ALIKE),
        ("name", "Daffydd Rhyss", ALIKE),
        ("name", "Dafydd", DIFFERS),  # one word is half of many names
        ("name", "Dafydd Dipper", DIFFERS),
        ("name", "李", DIFFERS),
        ("known_as", "dai BACH", SAME),
        ("known_as", "Taff", DIFFERS),
        ("known_as", "", NOT_KNOWN),
        ("born", dt.date(1990, 2, 3), SAME),
        ("born", dt.date(1990, 3, 2), ALIKE),  # day and month the wrong way round
        ("born", dt.date(1991, 2, 3), ALIKE),
        ("born", dt.date(1990, 2, 13), ALIKE),
        ("born", dt.date(1971, 12, 25), DIFFERS),
        ("born", None, NOT_KNOWN),
        ("sex", "male", SAME),
        ("sex", "female", DIFFERS),
        ("sex", None, NOT_KNOWN),
        ("pnc", "02/73319Z", SAME),
        ("pnc", "2001/0171310S", DIFFERS),
        ("cro", "65656/91h", SAME),
        ("cro", "SF05/482703J", DIFFERS),
        ("postcode", "sa181aa", SAME),
        ("postcode", "SA18 2BB", ALIKE),
        ("postcode", "SA61 1AA", DIFFERS),
        ("telephone", "+44 7700 900123", SAME),
        ("telephone", "01632 960111 or 07700900123", SAME),
        ("telephone", "01632 960111", DIFFERS),
        ("telephone", "not on the phone", NOT_KNOWN),
    ],
)
def test_a_field_matches_nearly_matches_or_differs(field, given, verdict):
    assert likeness(**{field: given}).verdicts[field] is verdict


@pytest.mark.parametrize(
    ("given", "likely", "certain"),
    [
        ({"name": "Dafydd ap Rhys", "born": KNOWN.born}, True, True),
        ({"pnc": "02/73319Z"}, True, True),
        ({"cro": "65656/91H"}, True, False),
        ({"name": "David Rees", "born": KNOWN.born}, True, False),
        ({"name": "David Rees", "born": dt.date(1990, 3, 2)}, True, False),
        ({"name": "Dafydd ap Rhys"}, True, False),
        ({"name": "David Rees"}, False, False),
        ({"name": "David Rees", "telephone": "07700 900123"}, True, False),
        ({"name": "Dafydd ap Rhys", "born": dt.date(1971, 12, 25)}, False, False),
        (
            {"name": "Dafydd ap Rhys", "born": dt.date(1971, 12, 25), "postcode": "SA18 1AA"},
            True,
            False,
        ),
        ({"born": KNOWN.born}, False, False),
        ({"telephone": "07700 900123"}, False, False),
        ({"postcode": "SA18 1AA", "born": KNOWN.born}, False, False),
    ],
)
def test_who_is_asked_about_and_who_is_never_made_anew_without_a_word(given, likely, certain):
    found = likeness(**given)

    assert (found.is_likely, found.is_certain) == (likely, certain)


def test_the_likelier_scores_higher():
    scores = [
        likeness(**given).score
        for given in (
            {"name": "Dafydd ap Rhys", "born": KNOWN.born, "pnc": "02/73319Z"},
            {"name": "Dafydd ap Rhys", "born": KNOWN.born},
            {"name": "David Rees", "born": KNOWN.born},
            {"name": "David Rees", "born": dt.date(1990, 3, 2)},
            {"name": "David Rees", "born": dt.date(1971, 12, 25)},
        )
    ]

    assert scores == sorted(set(scores), reverse=True)


TEXT = st.text(max_size=30)
ANYBODY = st.builds(
    Description,
    name=TEXT,
    known_as=TEXT,
    born=st.none() | st.dates(),
    sex=st.sampled_from([None, "female", "male"]),
    pnc=TEXT,
    cro=TEXT,
    postcode=TEXT,
    telephone=TEXT,
)


@given(ANYBODY, ANYBODY)
def test_whatever_is_compared_has_a_verdict_for_each_field(one, other):
    assert set(compare(one, other, VARIANTS).verdicts) == set(FIELDS)


@given(ANYBODY)
def test_nobody_differs_from_themselves(one):
    verdicts = compare(one, one, VARIANTS).verdicts

    assert set(verdicts.values()) <= {SAME, NOT_KNOWN}
