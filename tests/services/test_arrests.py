"""Whoever is arrested again while their case is open is seen by whoever has the case."""

import datetime as dt

import pytest

from tests.services.verbs_custody import a_row, take_in
from tests.services.verbs_referral import a_stay, refer, someone
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.workflow import State
from triage_app.services import arrests, attention
from triage_app.storage.models import AuditEntry, Case, CustodyEntry, CustodyLook

AGAIN = {"Name": "SANDPIPER, Osian", "DOB": "14/05/1995", "PNC ID": "", "Released": ""}
LATER = "11/05/2026 08:30"


@pytest.fixture
def bring(desk, assessor, folder):
    """Return a function that takes in a log of rows."""
    return lambda *rows: take_in(desk, assessor, folder, *rows)


@pytest.fixture
def case_id(desk, assessor):
    return refer(desk, assessor, person=someone(pnc="2002/0073319Z"))


def again(**changes):
    return a_row(Custody_record="HW/7/26", Arrested=LATER) | AGAIN | changes


def called(desk, actor):
    """The new arrests in Today: whose case, and which words."""
    rows = attention.attention(desk, actor)
    return [
        (row.case_id, row.due.values["record"]) for row in rows if row.due.code == "arrested_again"
    ]


def test_a_live_participant_in_the_log_calls_the_assessor_and_the_supervisor(
    desk, assessor, supervisor, bring, case_id
):
    bring(again())

    assert called(desk, assessor) == [(case_id, "HW/7/26")]
    assert called(desk, supervisor) == [(case_id, "HW/7/26")]


def test_it_is_in_nobody_elses_list(desk, assessor, supervisor, bring):
    refer(desk, supervisor)

    bring(again())

    assert called(desk, assessor) == []
    assert len(called(desk, supervisor)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"Name": "OSIAN SANDPIPER"},
        {"Name": "Sandpiper, Osian James"},
        {"Name": "Osien Sandpiper"},
        {"Name": "Somebody Else", "DOB": "", "PNC ID": "02/73319Z"},
        {"Arrested": ""},
    ],
)
def test_a_name_spelt_otherwise_or_the_pnc_alone_is_enough(desk, assessor, bring, case_id, changes):
    bring(again(**changes))

    assert [one for one, _ in called(desk, assessor)] == [case_id]


@pytest.mark.parametrize(
    "changes",
    [
        {"Name": "Mared Heron"},
        {"DOB": "15/11/1972"},
        {"Custody record": "HW/1001/26"},
        {"Custody record": "hw / 1001 / 26"},
        {"Arrested": "09/05/2026 17:00"},
    ],
    ids=["another name", "another birth", "its own entry", "spelt otherwise", "an older arrest"],
)
def test_nobody_is_called_for_another_person_or_for_the_arrest_the_case_came_from(
    desk, assessor, bring, changes
):
    refer(desk, assessor, person=someone(pnc="2002/0073319Z"))
    bring(again(**changes))

    assert called(desk, assessor) == []


@pytest.mark.parametrize("state", [State.CLOSED, State.NOT_TAKEN_ON])
def test_a_case_that_is_over_calls_nobody(desk, assessor, bring, case_id, state):
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).state = state

    bring(again())

    assert called(desk, assessor) == []


def test_once_somebody_says_what_they_found_it_calls_no_more(desk, assessor, bring, case_id, rows):
    bring(again())
    (arrest,) = arrests.arrests_in(desk, assessor, case_id)

    arrests.look_at(desk, assessor, case_id, arrest.entry_id, "  Rang the desk: drunk, no charge. ")

    (look,) = rows(CustodyLook)
    assert (look.found, look.looked_by) == ("Rang the desk: drunk, no charge.", assessor.username)
    assert called(desk, assessor) == []
    entry = rows(AuditEntry)[-2]
    assert (entry.action, entry.category, entry.case_id) == (
        "arrests.looked_at",
        "alteration",
        case_id,
    )
    (seen,) = arrests.arrests_in(desk, assessor, case_id)
    assert (seen.found, seen.looked_by) == (look.found, assessor.name)


def test_the_same_file_again_calls_no_second_time_and_another_arrest_does(
    desk, assessor, bring, case_id
):
    bring(again())
    (arrest,) = arrests.arrests_in(desk, assessor, case_id)
    arrests.look_at(desk, assessor, case_id, arrest.entry_id, "Released without charge.")

    bring(again(), again() | {"Custody record": "HW/8/26"})

    assert called(desk, assessor) == [(case_id, "HW/8/26")]


def test_what_was_found_is_asked_for(desk, assessor, bring, case_id, rows):
    bring(again())

    for words, code in (("  ", "problem.missing"), ("f" * 2001, "problem.too_long")):
        with pytest.raises(Invalid) as refused:
            arrests.look_at(desk, assessor, case_id, rows(CustodyEntry)[0].id, words)
        assert [one.code for one in refused.value.problems] == [code]


def test_two_do_not_look_at_one_arrest(desk, assessor, supervisor, bring, case_id, rows):
    bring(again())
    entry_id = rows(CustodyEntry)[0].id
    arrests.look_at(desk, supervisor, case_id, entry_id, "Looked.")

    with pytest.raises(Refused, match="looked_at_meanwhile"):
        arrests.look_at(desk, assessor, case_id, entry_id, "Looked too.")

    assert len(rows(CustodyLook)) == 1


def test_an_arrest_is_due_to_be_looked_at_a_day_after_the_log_came(desk, assessor, bring, clock):
    refer(desk, assessor)
    clock.set("2026-05-20 09:00")
    bring(again())

    due = next(row.due for row in attention.attention(desk, assessor) if row.due.field[:3] == "arr")

    assert due.day == dt.date(2026, 5, 21)
    assert due.values["day"] == dt.date(2026, 5, 11)


def test_an_auditor_sees_no_arrests(desk, auditor, case_id):
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        arrests.arrests_in(desk, auditor, case_id)


def test_the_case_made_of_the_new_arrest_takes_nothing_from_the_call_of_the_first(
    desk, assessor, bring, case_id
):
    """A second case, of another scheme, is made of the entry: the first still needs a look."""
    bring(again())
    with desk.sessions.begin() as session:
        first = session.get_one(Case, case_id)
        first.family = "another"
        person_id = first.person_id
    refer(desk, assessor, custody=a_stay(custody_record="HW/7/26"), person_id=person_id)

    assert called(desk, assessor) == [(case_id, "HW/7/26")]
