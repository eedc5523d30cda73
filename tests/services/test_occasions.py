"""Assessments at entry, midway and at exit; and a completed one put right by a new version."""

import pytest

from tests.services.verbs_assessment import assessed, begun, put, ready
from tests.services.verbs_occasions import finished, living
from triage_app.domain.occasion import Occasion
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import assessment_record as record
from triage_app.services.assessment_record import Given, Note, NoteIs
from triage_app.services.assessments import (
    answer,
    assessment,
    complete,
    correct,
    needs_of,
    start,
)
from triage_app.storage.models import Assessment, Case

ENGLISH = Language.ENGLISH
MIDWAY, EXIT = Occasion.MIDWAY, Occasion.EXIT


def test_midway_and_exit_are_run_while_the_contract_is_live(desk, assessor, supervisor, rows):
    case_id = living(desk, assessor, supervisor)

    midway = finished(desk, assessor, start(desk, assessor, case_id, ENGLISH, MIDWAY))
    last = finished(desk, assessor, start(desk, assessor, case_id, ENGLISH, EXIT))

    assert (midway.occasion, last.occasion) == (MIDWAY, EXIT)
    assert rows(Case)[0].state is State.LIVE
    with desk.sessions() as session:
        assert list(record.standing(session, case_id)) == [Occasion.ENTRY, MIDWAY, EXIT]


def test_neither_comes_before_the_contract(desk, assessor):
    view = assessed(desk, assessor)
    for occasion in (MIDWAY, EXIT):
        with pytest.raises(Refused, match=r"assessment\.not_yet_on_contract"):
            start(desk, assessor, view.case_id, ENGLISH, occasion)


def test_each_is_done_once_and_one_at_a_time(desk, assessor, supervisor):
    case_id = living(desk, assessor, supervisor)
    view = start(desk, assessor, case_id, ENGLISH, MIDWAY)
    with pytest.raises(Refused, match=r"assessment\.another_open"):
        start(desk, assessor, case_id, ENGLISH, EXIT)
    finished(desk, assessor, view)
    with pytest.raises(Refused, match=r"assessment\.done_already"):
        start(desk, assessor, case_id, ENGLISH, MIDWAY)


def test_there_is_none_midway_after_the_last(desk, assessor, supervisor):
    case_id = living(desk, assessor, supervisor)
    finished(desk, assessor, start(desk, assessor, case_id, ENGLISH, EXIT))

    with pytest.raises(Refused, match=r"assessment\.exit_done_already"):
        start(desk, assessor, case_id, ENGLISH, MIDWAY)


def test_the_needs_that_count_are_the_newest_completed_ones(desk, assessor, supervisor):
    case_id = living(desk, assessor, supervisor)
    start(desk, assessor, case_id, ENGLISH, MIDWAY)

    with desk.sessions() as session:
        entry = record.standing(session, case_id)[Occasion.ENTRY]
        assert record.counting(session, case_id).id == entry.id
        assert needs_of(session, desk, case_id).pathways


def test_a_completed_assessment_is_corrected_by_a_new_version_that_says_why(desk, assessor, rows):
    view = assessed(desk, assessor, AC1="hostel")

    new = correct(desk, assessor, view.case_id, view.id, "The hostel closed in May")

    assert (new.corrects, new.correction) == (True, "The hostel closed in May")
    assert new.answers == view.answers
    assert new.findings.views == view.findings.views
    assert new.findings.risk == view.findings.risk
    assert (new.open, new.completed_at) == (True, None)
    changed = answer(desk, assessor, new.case_id, new.version, {"AC1": Given("outside")})
    done = complete(desk, assessor, new.case_id, changed.version)
    assert done.answers["AC1"] == "outside"
    first, second = rows(Assessment)
    assert (first.completed_at is not None, second.corrects_id) == (True, first.id)
    assert rows(Case)[0].state is State.ASSESSED
    with desk.sessions() as session:
        assert record.standing(session, view.case_id)[Occasion.ENTRY].id == second.id


def test_what_was_completed_stays_as_it_was(desk, assessor):
    view = assessed(desk, assessor, AC1="hostel")
    new = correct(desk, assessor, view.case_id, view.id, "Wrong box")
    answer(desk, assessor, new.case_id, new.version, {"AC1": Given("outside")})

    with desk.sessions() as session:
        kept = session.get_one(Assessment, view.id)
        assert record.view_of(session, desk, kept).answers["AC1"] == "hostel"


def test_a_correction_needs_its_reason_and_the_newest_version(desk, assessor):
    view = assessed(desk, assessor)
    with pytest.raises(Invalid) as refusal:
        correct(desk, assessor, view.case_id, view.id, " ")
    assert [one.field for one in refusal.value.problems] == ["correction"]
    with pytest.raises(Invalid) as refusal:
        correct(desk, assessor, view.case_id, view.id, "w" * 10_001)
    assert [one.code for one in refusal.value.problems] == ["problem.too_long"]
    new = correct(desk, assessor, view.case_id, view.id, "Wrong box")
    with pytest.raises(Refused, match=r"assessment\.another_open"):
        correct(desk, assessor, view.case_id, view.id, "Again")
    complete(desk, assessor, new.case_id, new.version)
    with pytest.raises(Refused, match=r"assessment\.corrected_already"):
        correct(desk, assessor, view.case_id, view.id, "Again")


def test_only_what_is_completed_is_corrected_and_only_while_the_case_is_open(desk, assessor):
    view = ready(desk, assessor)
    with pytest.raises(Refused, match=r"assessment\.not_completed"):
        correct(desk, assessor, view.case_id, view.id, "Early")
    complete(desk, assessor, view.case_id, view.version)
    put(desk, assessor, view.case_id, State.CLOSED)
    with pytest.raises(Refused, match=r"assessment\.no_longer"):
        correct(desk, assessor, view.case_id, view.id, "Late")


def test_notes_are_kept_apart_as_fact_and_opinion_with_what_to_come_back_to(desk, assessor):
    view = begun(desk, assessor)
    given = {
        "AC1": Given("hostel", "A bed", Note("Letter from the hostel", NoteIs.FACT)),
        "AC2": Given("", "", Note("Seems afraid of the landlord", NoteIs.OPINION), later=True),
    }

    answer(desk, assessor, view.case_id, view.version, given)

    kept = assessment(desk, assessor, view.case_id)
    assert kept
    assert kept.notes == {one: it.note for one, it in given.items()}
    assert kept.later == {"AC2"}
    assert kept.answers == {"AC1": "hostel"}


def test_a_note_of_ten_thousand_letters_is_kept_and_a_longer_one_told(desk, assessor):
    view = begun(desk, assessor)
    note = Note("ŵ" * 10_000, NoteIs.OPINION)
    view = answer(desk, assessor, view.case_id, view.version, {"AC1": Given("", note=note)})
    assert view.notes["AC1"] == note

    longer = Note("ŵ" * 10_001, NoteIs.OPINION)
    with pytest.raises(Invalid) as refusal:
        answer(desk, assessor, view.case_id, view.version, {"AC1": Given("", note=longer)})
    assert [one.field for one in refusal.value.problems] == ["AC1.note"]
