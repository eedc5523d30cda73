"""A row of a custody log: read whole, every fault of it told, nothing guessed."""

import datetime as dt

import pytest

from triage_app.domain.custody_log import (
    Alleged,
    Entry,
    Field,
    Reading,
    as_printed,
    as_referral,
    changed_fields,
    joined,
    merged,
    read_row,
)
from triage_app.domain.entry import LONDON

NOW = dt.datetime(2026, 5, 11, 9, 30, tzinfo=LONDON)
READING = Reading("haverfordwest", {"hwlffordd": "haverfordwest", "ammanford": "ammanford"}, NOW)
CLEAR = {
    Field.CUSTODY_RECORD: "HW/1/26",
    Field.NAME: "REES, Ann Mari",
    Field.BORN: "14/05/1995",
    Field.SEX: "F",
    Field.PNC: "2002/0073319z",
    Field.ARRESTED: "10/05/2026 17:00",
    Field.RELEASED: "11/05/2026 07:00",
    Field.OFFENCE_CODE: "th68010",
    Field.OFFENCE_TITLE: "Theft from a shop",
    Field.POSTCODE: "sa611aa",
    Field.OFFICER_EMAIL: "rowan@example.org",
}


def read(**changes):
    return read_row(CLEAR | {Field(name): text for name, text in changes.items()}, READING)


def test_a_clear_row_is_an_entry():
    found = read()

    assert (found.problems, found.notes) == ((), ())
    assert found.entry == Entry(
        suite="haverfordwest",
        custody_record="HW/1/26",
        name="Ann Mari REES",
        born=dt.date(1995, 5, 14),
        sex="female",
        pnc="2002/0073319Z",
        arrested=dt.datetime(2026, 5, 10, 16, 0, tzinfo=dt.UTC),
        released=dt.datetime(2026, 5, 11, 6, 0, tzinfo=dt.UTC),
        postcode="SA61 1AA",
        officer_email="rowan@example.org",
        offences=(Alleged("TH68010", "Theft from a shop"),),
    )


WRONG = [
    ("custody_record", "", "problem.missing"),
    ("name", "", "problem.missing"),
    ("name", "N" * 301, "problem.too_long"),
    ("born", "31/02/1990", "problem.no_such_day"),
    ("born", "14/05/2027", "referral.born_in_future"),
    ("born", "14/05/1900", "referral.born_too_long_ago"),
    ("born", "some time ago", "problem.date_unreadable"),
    ("arrested", "10/05/2026", "custody_log.time_missing"),
    ("released", "12/05/2026 17:00", "referral.released_in_future"),
    ("arrested", "25/10/2025 01:30 GMT", "custody_log.other_zone"),
    ("arrested", "26/10/2025 01:30", "custody_log.hour_twice"),
    ("arrested", "29/03/2026 01:30", "custody_log.impossible_hour"),
    ("released", "10/05/2026 09:00", "referral.released_before_arrest"),
    ("sex", "perhaps", "custody_log.sex_unreadable"),
    ("suite", "Cardiff Bay", "custody_log.suite_unknown"),
    ("officer_email", "rowan at example", "referral.email_unreadable"),
]


@pytest.mark.parametrize(("field", "text", "code"), WRONG)
def test_what_is_wrong_is_said_of_its_column(field, text, code):
    found = read(**{field: text})

    assert found.entry is None
    assert [(one.field, one.code) for one in found.problems] == [(field, code)]


def test_everything_wrong_with_a_row_is_said_at_once():
    found = read(born="x", arrested="y 17:00", sex="z", name="")

    assert {one.field for one in found.problems} == {"born", "arrested", "sex", "name"}


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("pnc", "2002/0073319A", "custody_log.pnc_odd"),
        ("postcode", "not known", "referral.postcode_odd"),
        ("offence_code", "THEFT", "custody_log.code_odd"),
    ],
)
def test_what_looks_odd_is_noted_and_taken_in(field, text, code):
    found = read(**{field: text})

    assert found.entry is not None
    assert [one.code for one in found.notes] == [code]


@pytest.mark.parametrize(
    ("text", "sex"),
    [("F", "female"), ("Benyw", "female"), ("MALE", "male"), ("gwryw", "male"), ("1", "male"),
     ("X", "other"), ("", None), ("Unknown", None), ("Anhysbys", None)],
)  # fmt: skip
def test_a_sex_is_read_in_letters_words_and_figures(text, sex):
    assert read(sex=text).entry.sex == sex


def test_a_suite_is_known_by_its_name_in_either_language():
    assert read(suite="HWLFFORDD").entry.suite == "haverfordwest"
    assert read(suite="Ammanford").entry.suite == "ammanford"


def test_a_name_may_stand_in_two_columns():
    found = read(name="", surname="ap Rhys", forenames="Siôn")

    assert found.entry.name == "Siôn ap Rhys"


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("Ann Mari REES", "Ann Mari Rees"),
        ("OSIAN AP RHYS", "Osian ap Rhys"),
        ("SIOBHÁN O'NEIL-MCDONALD", "Siobhán O'Neil-McDonald"),
        ("Łukasz Ŵyn", "Łukasz Ŵyn"),
        ("JJ Smith", "JJ Smith"),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
    ],
)
def test_a_name_in_capitals_is_printed_without_them(said, printed):
    assert as_printed(said) == printed


def test_an_entry_is_the_beginning_of_a_referral():
    referral = as_referral(read().entry)

    assert referral.person.name == "Ann Mari Rees"
    assert referral.custody.custody_record == "HW/1/26"
    assert [one.code for one in referral.offences] == ["TH68010"]


def test_a_later_file_says_nothing_by_a_column_it_lacks():
    earlier, later = read().entry, read(released="", born="").entry

    both = merged(earlier, later, frozenset({Field.CUSTODY_RECORD, Field.NAME, Field.RELEASED}))

    assert both.born == earlier.born
    assert changed_fields(earlier, both) == ("released",)


def test_rows_of_one_stay_are_joined_unless_they_disagree():
    first, assault = read().entry, read(offence_code="CJ88116", offence_title="Assault").entry

    assert joined(first, assault).offences == (*first.offences, *assault.offences)
    assert joined(first, read().entry) == first
    assert joined(first, read(released="").entry) is None
