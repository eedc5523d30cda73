"""The assessments of a case one after another, and what changed from entry to the newest."""

import dataclasses

import pytest

from tests.services.verbs_assessment import put
from tests.services.verbs_occasions import finished, living
from triage_app.domain.change import Became
from triage_app.domain.occasion import Occasion
from triage_app.domain.problems import Refused
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import assessment_record as record
from triage_app.services import audit
from triage_app.services.assessments import STARTED, assessment, complete, correct, start
from triage_app.services.changes import change_of, course, earlier, in_words, left_out, picture
from triage_app.services.watch import see_one
from triage_app.storage.models import AuditEntry

ENGLISH = Language.ENGLISH
ENTRY, MIDWAY, EXIT = Occasion.ENTRY, Occasion.MIDWAY, Occasion.EXIT


@pytest.fixture
def case_id(desk, assessor, supervisor):
    return living(desk, assessor, supervisor)


@pytest.fixture
def again(desk, assessor, case_id):
    """Return a function that runs the needs assessment once more, with some answers given."""

    def again(occasion=MIDWAY, **given):
        return finished(desk, assessor, start(desk, assessor, case_id, ENGLISH, occasion), **given)

    return again


def became(found):
    return {one.change.pathway: one.became for one in found.pathways}


def test_before_there_are_two_there_is_nothing_to_compare(desk, assessor, case_id):
    assert change_of(desk, assessor, case_id) is None
    start(desk, assessor, case_id, ENGLISH, MIDWAY)
    assert change_of(desk, assessor, case_id) is None


def test_entry_is_compared_with_the_newest_later_one(desk, assessor, case_id, again):
    again(MIDWAY, FI2="a_lot")
    assert became(change_of(desk, assessor, case_id))["finance"] is not None

    again(EXIT)

    found = change_of(desk, assessor, case_id)
    assert (found.before.occasion, found.after.occasion) == (ENTRY, EXIT)
    assert not found.other_version


def test_each_pathway_has_its_word_and_the_words_are_in_both_languages(
    desk, assessor, case_id, again
):
    with desk.sessions() as session:
        entry = record.standing(session, case_id)[ENTRY].id
    first = correct(desk, assessor, case_id, entry, "The wrong person's answers")
    finished(desk, assessor, first, AC1="outside", FI2="a_lot")
    again(MIDWAY, AC1="own_home", FI2="a_lot")

    found = change_of(desk, assessor, case_id)

    words = became(found)
    assert words["accommodation"] is Became.NOTHING_LEFT
    assert words["finance"] is Became.SAME
    for language, word in (("en", "Nothing left"), ("cy", "Dim ar ôl")):
        assert word in in_words(found, desk.texts(language))


def test_the_picture_is_drawn_in_the_language_size_and_colours_of_the_screen(
    desk, assessor, case_id, again
):
    again(MIDWAY)
    found = change_of(desk, assessor, case_id)

    svg = picture(found, desk.texts("cy"), (600, 16), ("#e7ebef", "#1a2027")).decode()

    assert 'width="600' in svg
    assert "Asesiad cychwynnol" in svg
    assert "#ffffff" not in svg.casefold()
    assert "rgb(0%,0%,0%)" not in svg


def test_every_look_is_logged(desk, assessor, case_id, again, rows):
    view = again(MIDWAY)
    course(desk, assessor, case_id)
    change_of(desk, assessor, case_id)
    earlier(desk, assessor, case_id, view.id)

    done = [one.action for one in rows(AuditEntry) if one.action.startswith("change.")]
    assert done == ["change.seen", "change.seen", "change.earlier_seen"]


def test_what_would_not_be_said_is_compared_on_neither_side(desk, assessor, case_id, again):
    again(MIDWAY, FI2="will_not_say")

    found = change_of(desk, assessor, case_id)

    finance = next(one for one in found.pathways if one.change.pathway == "finance")
    assert finance.change.withheld == 1
    assert any("1 question is left out" in one for one in left_out(found, desk.texts("en")))
    assert any("1 cwestiwn allan" in one for one in left_out(found, desk.texts("cy")))


def test_a_pathway_of_which_nothing_would_be_said_is_told_of_though_it_has_no_bar(
    desk, assessor, case_id, again
):
    again(MIDWAY, **{f"FI{number}": "will_not_say" for number in range(1, 7)})

    found = change_of(desk, assessor, case_id)

    assert "finance" not in became(found)
    for language, said in (("en", "6 questions are"), ("cy", "6 chwestiwn")):
        (line,) = left_out(found, desk.texts(language))
        assert said in line


def newer_version(desk, code):
    """The desk, with another version of an instrument in which a question has gone."""
    held = desk.instruments[code]
    first = held.sections[0]
    shorter = dataclasses.replace(first, questions=first.questions[:-1])
    newer = dataclasses.replace(held, code="needs-next", sections=(shorter, *held.sections[1:]))
    return dataclasses.replace(desk, instruments={**desk.instruments, "needs-next": newer})


def test_another_version_is_compared_in_part_and_it_says_so(desk, assessor, case_id, again):
    view = again(MIDWAY)
    newer = newer_version(desk, view.instrument.code)
    with desk.sessions.begin() as session:
        record.latest(session, case_id).instrument = "needs-next"
        audit.record(session, desk, assessor, STARTED, case_id)

    found = change_of(newer, assessor, case_id)

    assert found.other_version
    lines = left_out(found, desk.texts("en"))
    assert "Only those that both ask are compared" in lines[0]
    assert any(line.startswith("Accommodation: compared on") for line in lines)


def test_without_the_file_of_an_instrument_it_is_said_which(desk, assessor, case_id, again):
    again(MIDWAY)
    bare = dataclasses.replace(desk, instruments={})

    with pytest.raises(Refused, match=r"change\.no_instrument"):
        change_of(bare, assessor, case_id)


# ── The course of a case ──


def test_what_can_be_begun_follows_from_what_was_done(desk, assessor, case_id, again):
    assert course(desk, assessor, case_id).may_begin == (MIDWAY, EXIT)
    again(MIDWAY)
    assert course(desk, assessor, case_id).may_begin == (EXIT,)
    view = start(desk, assessor, case_id, ENGLISH, EXIT)
    assert course(desk, assessor, case_id).may_begin == ()
    finished(desk, assessor, view)

    found = course(desk, assessor, case_id)
    assert found.may_begin == ()
    assert [one.occasion for one in found.stages] == [ENTRY, MIDWAY, EXIT]
    assert {one.completed_by for one in found.stages} == {assessor.name}


def test_why_one_was_corrected_is_told_each_time(desk, assessor, case_id, again):
    view = again(MIDWAY)
    for reason in ("Wrong box", "Wrong again"):
        view = correct(desk, assessor, case_id, view.id, reason)
        view = complete(desk, assessor, case_id, view.version)

    (_, midway) = course(desk, assessor, case_id).stages

    assert midway.corrections == ("Wrong box", "Wrong again")
    assert (midway.number, midway.may_correct) == (view.id, True)


def test_an_entry_put_right_late_does_not_count_before_the_midway_one(
    desk, assessor, case_id, again
):
    midway = again(MIDWAY)
    with desk.sessions() as session:
        entry = record.standing(session, case_id)[ENTRY].id
    new = correct(desk, assessor, case_id, entry, "Wrong box")
    finished(desk, assessor, new)

    assert assessment(desk, assessor, case_id).id == midway.id


def test_one_that_was_stopped_by_the_end_of_the_contract_hides_nothing(desk, assessor, case_id):
    start(desk, assessor, case_id, ENGLISH, MIDWAY)
    put(desk, assessor, case_id, State.COMPLETED)

    found = course(desk, assessor, case_id)

    assert [one.completed_at is None for one in found.stages] == [False, True]
    assert found.may_begin == (EXIT,)
    assert assessment(desk, assessor, case_id).occasion is ENTRY
    assert start(desk, assessor, case_id, ENGLISH, EXIT).open


def test_the_earlier_one_is_the_last_completed_before_it(desk, assessor, case_id, again):
    midway = again(MIDWAY)
    last = start(desk, assessor, case_id, ENGLISH, EXIT)

    assert earlier(desk, assessor, case_id, last.id).id == midway.id
    before = earlier(desk, assessor, case_id, midway.id)
    assert before.occasion is ENTRY
    assert earlier(desk, assessor, case_id, before.id) is None
    with pytest.raises(Refused, match=r"assessment\.not_begun"):
        earlier(desk, assessor, case_id + 1, last.id)


def test_what_was_assessed_again_is_seen_by_what_calls(desk, assessor, case_id, again):
    def seen():
        with desk.sessions() as session:
            return see_one(session, desk, case_id).watched

    start(desk, assessor, case_id, ENGLISH, MIDWAY)
    assert (seen().is_assessed, seen().reassessed) == (True, frozenset())
    finished(desk, assessor, assessment(desk, assessor, case_id))
    assert seen().reassessed == {MIDWAY}
    again(EXIT)
    assert seen().reassessed == {MIDWAY, EXIT}
