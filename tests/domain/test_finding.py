import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.domain import finding
from triage_app.domain.finding import Asked, Kind, Span
from triage_app.domain.likeness import Description

TODAY = dt.date(2026, 5, 11)
BORN = Span(Kind.BORN, "1990-02-03", whole=True)


@pytest.mark.parametrize(
    "typed",
    [
        "3/2/90",
        "03/02/1990",
        "3.2.90",
        "3-2-1990",
        "3 2 90",
        "3 Feb 1990",
        "3 February 90",
        "3rd feb 1990",
        "3 Chwefror 1990",
        "030290",
        "03021990",
        "1990-02-03",
    ],
)
def test_a_birth_is_read_however_it_is_typed(typed):
    assert BORN in finding.read(typed, TODAY).spans


@pytest.mark.parametrize(
    "typed", ["jones 3/2/90", "3 Feb 1990 jones", "JONES 030290", "jones 3 chwefror 1990"]
)
def test_and_beside_a_name(typed):
    asked = finding.read(typed, TODAY)

    assert (asked.names, asked.limits) == (("jones",), (BORN,))


@pytest.mark.parametrize("typed", ["3/2", "30/2/1990", "today", "heddiw", "3 feb", "3/2/2027"])
def test_what_is_no_birth_is_none(typed):
    assert Kind.BORN not in {span.kind for span in finding.read(typed, TODAY).spans}


@pytest.mark.parametrize(
    ("typed", "limit"),
    [
        ("jones 1990", Span(Kind.BORN, "1990")),
        ("jones sa18", Span(Kind.POSTCODE, "sa18")),
        ("sa18 1aa jones", Span(Kind.POSTCODE, "sa181aa")),
    ],
)
def test_a_year_or_a_postcode_narrows_a_name(typed, limit):
    assert finding.read(typed, TODAY) == Asked(
        finding.read(typed, TODAY).spans, ("jones",), (limit,)
    )


def keys(kind, **known):
    known = {"name": "Nia"} | known
    return {one.key for one in finding.person_keys(Description(**known)) if one.kind is kind}


def asked(kind, typed):
    return [one.key for one in finding.read(typed, TODAY).spans if one.kind is kind]


def finds(kept, typed):
    """Whether anything that was typed begins one of the keys kept."""
    return any(key.startswith(one) for key in kept for one in typed)


@pytest.mark.parametrize(
    ("kind", "field", "kept", "typed"),
    [
        (Kind.PNC, "pnc", "2002/0073319Z", "2002/0073319Z"),
        (Kind.PNC, "pnc", "2002/0073319Z", "02/73319z"),
        (Kind.PNC, "pnc", "2002/0073319Z", "20020073319Z"),
        (Kind.PNC, "pnc", "2002/0073319Z", "2002/0073"),
        (Kind.PNC, "pnc", "02/73319Z", "02/73319Z"),
        (Kind.PNC, "pnc", "81/34U", "1981/0000034U"),
        (Kind.CRO, "cro", "065656/91H", "65656/91h"),
        (Kind.CRO, "cro", "065656/91H", "065656"),
        (Kind.CRO, "cro", "SF05/482703J", "sf05/4827"),
        (Kind.POSTCODE, "postcode", "SA18 1AA", "sa18"),
        (Kind.POSTCODE, "postcode", "SA18 1AA", "SA181A"),
        (Kind.POSTCODE, "postcode", "SA18 1AA", "sa18 1"),
        (Kind.POSTCODE, "postcode", "SA18 1AA", "1aa"),
        (Kind.TELEPHONE, "telephone", "07700 900123", "+44 7700 900 123"),
        (Kind.TELEPHONE, "telephone", "+44 (0)7700 900123", "07700900123"),
        (Kind.TELEPHONE, "telephone", "07700-900-123", "0044 7700 900123"),
        (Kind.TELEPHONE, "telephone", "07700 900123", "077009"),
        (Kind.TELEPHONE, "telephone", "01632 960111 (mother), 07700 900123", "07700 900123"),
        (Kind.TELEPHONE, "telephone", "01632 960111 / 07700 900123", "960111"),
    ],
)
def test_a_number_is_found_however_either_was_written(kind, field, kept, typed):
    assert finds(keys(kind, **{field: kept}), asked(kind, typed))


@pytest.mark.parametrize(
    ("number", "typed"),
    [("DP-26-0017", "dp260017"), ("DP-26-0017", "0017"), ("HW/1001/26", "1001"), ("Ŵ1", "ŵ1")],
)
def test_a_case_is_found_by_its_number_or_from_any_stroke_on(number, typed):
    assert finds(finding.number_keys(number), asked(Kind.NUMBER, typed))


@pytest.mark.parametrize("typed", ["", " ", "o", "%", "_", "\\", "'", "-"])
def test_too_little_is_not_looked_for(typed):
    assert finding.read(typed, TODAY) == Asked()


@pytest.mark.parametrize("typed", ["李", "😀"])
def test_a_word_of_one_sign_is_enough(typed):
    assert finding.read(typed, TODAY).names == (typed,)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(typed):
    read = finding.read(typed, TODAY)

    assert all(len(span.key) <= finding.LONGEST for span in read.spans)
    assert all(read.names)
