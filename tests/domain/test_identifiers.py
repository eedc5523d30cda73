import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.domain.identifiers import (
    ALPHABET,
    asn_is_right,
    check_character,
    cjs_code_is_formed,
    cro_is_right,
    outcode,
    pnc_is_right,
    tidy_postcode,
)


@pytest.mark.parametrize("text", ["2002/0073319Z", "1979/0163001B", "81/34U", " 81 / 34u "])
def test_a_right_pnc_id(text):
    assert pnc_is_right(text)


@pytest.mark.parametrize("text", ["2001/0171310S", "", "2002/0073319", "Z", "2002/00733199Z"])
def test_a_wrong_pnc_id(text):
    assert not pnc_is_right(text)


@pytest.mark.parametrize("text", ["065656/91H", "SF05/482703J", "SF83/50058Z", "sf83/50058z"])
def test_a_right_cro_number(text):
    assert cro_is_right(text)


@pytest.mark.parametrize("text", ["85227/65G", "", "SF", "SF05/482703K"])
def test_a_wrong_cro_number(text):
    assert not cro_is_right(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("26/0000/00/00000001566Y", True),
        ("26/0000/00/1566Y", True),
        ("26/0000/00/00000001566Z", False),
        ("26/0000/A1/1566Y", False),
        ("", False),
    ],
)
def test_an_arrest_summons_number(text, right):
    assert asn_is_right(text) is right


@given(st.integers(0, 99), st.integers(0, 9_999_999))
def test_every_pnc_id_has_one_right_letter(year, serial):
    bodies = [f"19{year:02}/{serial:07}{letter}" for letter in ALPHABET]

    right = check_character(f"{year:02}{serial:07}")

    assert [body for body in bodies if pnc_is_right(body)] == [f"19{year:02}/{serial:07}{right}"]


@pytest.mark.parametrize("code", ["TH68010", "th68010a", "COML001", "XX00123", "CJ88116C"])
def test_a_formed_offence_code(code):
    assert cjs_code_is_formed(code)


@pytest.mark.parametrize("code", ["", "TH6801", "THEFT", "TH680100", "XX0012"])
def test_a_malformed_offence_code(code):
    assert not cjs_code_is_formed(code)


@pytest.mark.parametrize(
    ("typed", "tidy", "half"),
    [
        ("sa611aa", "SA61 1AA", "SA61"),
        (" Sa 61 1 aA ", "SA61 1AA", "SA61"),
        ("ec1a1bb", "EC1A 1BB", "EC1A"),
        ("M1 1AE", "M1 1AE", "M1"),
        ("SA61", "SA61", "SA61"),
        ("no fixed abode", "no fixed abode", None),
        ("", "", None),
    ],
)
def test_a_postcode_is_tidied_and_halved(typed, tidy, half):
    assert tidy_postcode(typed) == tidy
    assert outcode(typed) == half
