"""Whoever people were before two records of them were made one goes on being looked for."""

import datetime as dt

import pytest

from tests.services.test_merging import known, order  # noqa: F401 - a fixture
from tests.services.verbs_custody import a_row, take_in
from triage_app.domain.likeness import Description
from triage_app.domain.workflow import State
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


@pytest.mark.parametrize(
    ("name", "born", "calls"),
    [
        ("SANDPYPER, Ossian", "03/02/1990", True),  # as the record that is gone
        ("KESTREL, Osian", "14/05/1995", True),  # as the one that was kept
        ("KESTREL, Osian", "03/02/1990", True),  # the one's name, the other's birth
        ("SANDPYPER, Ossian", "01/01/1970", False),
        ("HERON, Mared", "03/02/1990", False),
    ],
)
def test_whoever_was_merged_is_seen_in_the_custody_log_by_all_they_were(
    desk, assessor, merged, folder, rows, name, born, calls
):
    again = {"Custody_record": "HW/7/26", "Arrested": "11/05/2026 08:30", "PNC_ID": ""}
    take_in(desk, assessor, folder, a_row(Name=name, DOB=born, Released="", **again))

    called = [one.case_id for one in attention.attention(desk, assessor)
              if one.due.code == "arrested_again"]  # fmt: skip
    open_case = next(one.id for one in rows(Case) if one.state is not State.CLOSED)
    assert called == ([open_case] if calls else [])
    assert {one.person_id for one in rows(FormerDescription)} == {merged}
    (entry,) = custody_log.waiting(desk, assessor).rows
    assert [one.case_id for one in entry.known] == called


def test_a_value_given_up_by_the_record_kept_goes_on_being_looked_for(
    desk,
    assessor,
    supervisor,
    known,  # noqa: F811
    folder,
):
    kept, other = known("Osian Kestrel", closed=True), known(**OTHER)
    merging.merge(desk, supervisor, order(desk, supervisor, kept, other, {"name", "born"}))
    again = {"Custody_record": "HW/7/26", "Arrested": "11/05/2026 08:30", "PNC_ID": ""}
    row = a_row(Name="KESTREL, Osian", DOB="14/05/1995", Released="", **again)

    take_in(desk, assessor, folder, row)

    assert "arrested_again" in [one.due.code for one in attention.attention(desk, assessor)]


def test_a_referral_by_who_they_were_is_told_of_whom_they_are(desk, assessor, merged):
    given = Description(OTHER["name"], born=OTHER["born"])

    (found,) = likely.likely_same(desk, assessor, given)

    assert (found.person_id, found.known.name) == (merged, OTHER["name"])
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
