"""Whoever people were before two records of them were made one goes on being looked for."""

import datetime as dt

import pytest

from tests.services.test_merging import known, order  # noqa: F401 - a fixture
from tests.services.verbs_custody import a_row, take_in
from triage_app.domain.likeness import Description
from triage_app.services import attention, custody_log, likely, merging
from triage_app.storage import erasing
from triage_app.storage.models import Case, CustodyRow, FormerDescription, Person

OTHER = {"name": "Ossian Sandpyper", "born": dt.date(1990, 2, 3)}


@pytest.fixture
def merged(desk, supervisor, known):  # noqa: F811
    """One person of two records with two names and two births; their case is open."""
    kept, other = known("Osian Kestrel", closed=True), known(**OTHER)
    merging.merge(desk, supervisor, order(desk, supervisor, kept, other))
    return kept


def test_whoever_was_merged_is_seen_in_the_custody_log_by_all_they_were(
    desk, assessor, merged, folder, rows
):
    """A record of the log for each: its number, its name, its birth, and whether it calls."""
    logged = [
        ("HW/1", "SANDPYPER, Ossian", "03/02/1990", True),  # as the record that is gone
        ("HW/2", "KESTREL, Osian", "14/05/1995", True),  # as the one that was kept
        ("HW/3", "KESTREL, Osian", "03/02/1990", True),  # the one's name, the other's birth
        ("HW/4", "SANDPYPER, Ossian", "01/01/1970", False),
        ("HW/5", "HERON, Mared", "03/02/1990", False),
    ]
    take_in(desk, assessor, folder, *(again(*one) for *one, _ in logged))

    called = {one.due.values["record"] for one in attention.attention(desk, assessor)
              if one.due.code == "arrested_again"}  # fmt: skip
    waiting = custody_log.waiting(desk, assessor).rows
    as_known = {one.entry.custody_record for one in waiting if one.known}
    expected = {number for number, *_, calls in logged if calls}
    assert called == as_known == expected
    assert {one.person_id for one in rows(FormerDescription)} == {merged}


def again(number, name, born):
    """A row of the log: somebody arrested on the day that it comes."""
    when = {"Custody_record": number, "Arrested": "11/05/2026 08:30", "Released": ""}
    return a_row(Name=name, DOB=born, PNC_ID="", **when)


def test_a_value_given_up_by_the_record_kept_goes_on_being_looked_for(
    desk,
    assessor,
    supervisor,
    known,  # noqa: F811
    folder,
):
    kept, other = known("Osian Kestrel", closed=True), known(**OTHER)
    merging.merge(desk, supervisor, order(desk, supervisor, kept, other, {"name", "born"}))

    take_in(desk, assessor, folder, again("HW/7/26", "KESTREL, Osian", "14/05/1995"))

    assert "arrested_again" in [one.due.code for one in attention.attention(desk, assessor)]


def test_a_referral_by_who_they_were_is_told_of_whom_they_are(desk, assessor, merged):
    given = Description(OTHER["name"], born=OTHER["born"])

    (found,) = likely.likely_same(desk, assessor, given)

    assert (found.person_id, found.known.name) == (merged, OTHER["name"])
    assert found.now == "Osian Kestrel"
    assert found.likeness.is_certain
    assert len(found.cases) == 2


def test_who_they_were_goes_with_the_last_of_their_cases(desk, assessor, merged, folder, rows):
    row = a_row(Name=OTHER["name"], DOB="03/02/1990", PNC_ID="", Custody_record="HW/7/26")
    take_in(desk, assessor, folder, row)
    assert [one.person_id for one in rows(FormerDescription)] == [merged]
    for case_id in [one.id for one in rows(Case)]:
        assert len(rows(CustodyRow)) == 1
        with desk.sessions.begin() as session:
            assert erasing.erase(session.connection(), case_id) == []

    assert rows(Person) == rows(FormerDescription) == rows(CustodyRow) == []
