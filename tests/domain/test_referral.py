import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from triage_app.domain.referral import (
    Custody,
    OffenceGiven,
    Particulars,
    Referral,
    problems_in,
    tidied,
)

NOW = dt.datetime(2026, 5, 11, 9, 30, tzinfo=ZoneInfo("Europe/London"))
TODAY = NOW.date()
THEFT = OffenceGiven(code="TH68010", title="Theft from a shop", category="CE", first_day=TODAY)
CLEAR = Referral(
    person=Particulars(name="Mared Dipper", born=dt.date(1990, 2, 3)),
    custody=Custody(
        custody_record="HW/1",
        suite="haverfordwest",
        arrested=NOW - dt.timedelta(hours=12),
        released=NOW - dt.timedelta(hours=2),
    ),
    offences=(THEFT,),
)


def found(part="person", **changes):
    """Return the fields and codes of what is wrong once one part is changed."""
    if part == "offence":
        referral = replace(CLEAR, offences=(replace(THEFT, **changes),))
    else:
        referral = replace(CLEAR, **{part: replace(getattr(CLEAR, part), **changes)})
    return [(problem.field, problem.code) for problem in problems_in(referral, NOW)]


def test_a_clear_referral_has_no_problem():
    assert problems_in(CLEAR, NOW) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": ""}, ("name", "problem.missing")),
        ({"name": "N" * 301}, ("name", "problem.too_long")),
        ({"needs": "n" * 2001}, ("needs", "problem.too_long")),
        ({"born": dt.date(2026, 5, 12)}, ("born", "referral.born_in_future")),
        ({"born": dt.date(1915, 5, 11)}, ("born", "referral.born_too_long_ago")),
    ],
)
def test_what_may_be_wrong_with_a_person(changes, problem):
    assert found(**changes) == [problem]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "<b>Nia</b> & Co"},
        {"name": "😀"},
        {"name": "أحمد"},
        {"name": "N" * 300},
        {"born": None},
        {"born": dt.date(1915, 5, 12)},
        {"born": dt.date(2004, 2, 29)},
        {"needs": "n" * 2000},
    ],
)
def test_and_what_may_not(changes):
    assert found(**changes) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"custody_record": ""}, ("custody_record", "problem.missing")),
        ({"suite": ""}, ("suite", "problem.missing")),
        (
            {"released": NOW + dt.timedelta(minutes=1)},
            ("released", "referral.released_in_future"),
        ),
        (
            {"released": NOW - dt.timedelta(hours=13)},
            ("released", "referral.released_before_arrest"),
        ),
        ({"officer_email": "rowan at example"}, ("officer_email", "referral.email_unreadable")),
    ],
)
def test_what_may_be_wrong_with_a_stay(changes, problem):
    assert found("custody", **changes) == [problem]


def test_arrested_in_the_future_is_told():
    late = {"arrested": NOW + dt.timedelta(hours=1), "released": None}

    assert found("custody", **late) == [("arrested", "referral.arrested_in_future")]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"code": "", "title": ""}, "what", "referral.offence_unnamed"),
        ({"title": "t" * 301}, "what", "referral.offence_too_long"),
        ({"place": "p" * 301}, "place", "referral.offence_too_long"),
        ({"first_day": TODAY + dt.timedelta(1)}, "first_day", "referral.offence_in_future"),
        ({"last_day": TODAY - dt.timedelta(1)}, "last_day", "referral.offence_ends_first"),
        ({"first_day": None, "last_day": TODAY}, "last_day", "referral.offence_ends_first"),
        ({"first_day": dt.date(1990, 2, 2)}, "first_day", "referral.offence_before_birth"),
        ({"base_day": TODAY - dt.timedelta(1)}, "base_day", "referral.base_before_offence"),
        ({"base_day": TODAY + dt.timedelta(1)}, "base_day", "referral.offence_in_future"),
    ],
)
def test_what_may_be_wrong_with_an_offence(changes, field, code):
    assert found("offence", **changes) == [(f"offences.0.{field}", code)]


def test_an_offence_of_a_day_not_known_is_no_problem():
    assert found("offence", first_day=None) == []


def test_a_referral_without_an_offence_is_told():
    problems = problems_in(replace(CLEAR, offences=()), NOW)

    assert [problem.code for problem in problems] == ["referral.offence_missing"]


def test_what_is_typed_differently_is_written_one_way():
    typed = replace(
        CLEAR,
        person=replace(CLEAR.person, name="  Mared Dipper ", postcode="sa611aa"),
        custody=replace(CLEAR.custody, custody_record=" HW  / 1 "),
        offences=(replace(THEFT, code=" th68010 ", postcode="sa61 1ab"),),
    )

    tidy = tidied(typed)

    assert (tidy.person.name, tidy.person.postcode) == ("Mared Dipper", "SA61 1AA")
    assert (tidy.offences[0].code, tidy.offences[0].postcode) == ("TH68010", "SA61 1AB")
    assert tidy.custody.custody_record == "HW / 1"
