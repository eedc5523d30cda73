import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.domain.identifiers import (
    ALPHABET,
    Doubt,
    asn_is_right,
    check_character,
    cjs_code_is_formed,
    cro_is_right,
    doubt,
    outcode,
    pnc_is_right,
    telephone_is_formed,
    tidy_asn,
    tidy_cro,
    tidy_pnc,
    tidy_postcode,
    tidy_record,
    tidy_telephone,
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


@pytest.mark.parametrize(
    ("tidy", "typed", "shown"),
    [
        (tidy_pnc, "2002/0073319z", "2002/0073319Z"),
        (tidy_pnc, " 2002 / 73319z", "2002/0073319Z"),
        (tidy_pnc, "1979-0163001b", "1979/0163001B"),
        (tidy_pnc, "81\\34u", "81/34U"),
        (tidy_pnc, "2001/0171310S", "2001/0171310S"),
        (tidy_pnc, " not  known", "not known"),
        (tidy_cro, "65656/91h", "065656/91H"),
        (tidy_cro, "sf05/482703j", "SF05/482703J"),
        (tidy_cro, "SF83/50058Z", "SF83/50058Z"),
        (tidy_cro, "85227/65G", "085227/65G"),
        (tidy_asn, "26/0000/00/1566y", "26/0000/00/00000001566Y"),
        (tidy_asn, "26000000 00000001566y", "26/0000/00/00000001566Y"),
        (tidy_asn, "0000", "0000"),
        (tidy_record, "  HW / 7\t26 ", "HW / 7 26"),
        (tidy_telephone, "01632960111", "01632 960111"),
        (tidy_telephone, "07700 900 123", "07700 900123"),
        (tidy_telephone, "+44 (0)7700 900123", "07700 900123"),
        (tidy_telephone, "0044 1632 960111", "01632 960111"),
        (tidy_telephone, "02920180000", "029 2018 0000"),
        (tidy_telephone, "01134960000", "0113 496 0000"),
        (tidy_telephone, "0800001066", "0800 00 1066"),
        (tidy_telephone, "+353 1 234 5678", "+353 1 234 5678"),
        (tidy_telephone, "01632 960111 (his  mother)", "01632 960111 (his mother)"),
        (tidy_telephone, "", ""),
    ],
)
def test_a_number_is_tidied_and_stays_so(tidy, typed, shown):
    assert tidy(typed) == shown
    assert tidy(shown) == shown


@given(st.text())
def test_whatever_is_typed_nothing_but_space_is_lost_of_it(text):
    for tidy in (tidy_pnc, tidy_cro, tidy_asn, tidy_record, tidy_telephone):
        once = tidy(text)
        assert tidy(once) == once
        assert bool("".join(text.split())) == bool(once)


@pytest.mark.parametrize(
    ("text", "formed"),
    [
        ("01632 960111", True),
        ("07700 900123", True),
        ("+353 1 234 5678", True),
        ("960111", False),
        ("01632 96011", True),
        ("01632 9601111", False),
        ("09999 999999", False),
        ("", False),
    ],
)
def test_a_telephone_number_that_could_be_dialled(text, formed):
    assert telephone_is_formed(text) is formed


@pytest.mark.parametrize(
    ("kind", "text", "odd"),
    [
        ("pnc", "2002/0073319Z", None),
        ("pnc", "81/34U", None),
        ("pnc", "2001/0171310S", Doubt.LETTER),
        ("pnc", "2001/0171310", Doubt.FORM),
        ("pnc", "", None),
        ("cro", "065656/91H", None),
        ("cro", "SF05/482703J", None),
        ("cro", "85227/65G", Doubt.LETTER),
        ("cro", "SF05/482703K", Doubt.LETTER),
        ("cro", "not known", Doubt.FORM),
        ("asn", "26/0000/00/00000001566Y", None),
        ("asn", "26/0000/00/00000001566Z", Doubt.LETTER),
        ("asn", "أحمد 😀", Doubt.FORM),
    ],
)
def test_what_is_odd_about_a_number_is_told_apart(kind, text, odd):
    assert doubt(kind, text) is odd
