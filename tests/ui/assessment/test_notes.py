"""What the assessor notes beside an answer, and what is to be come back to: by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from tests.services.verbs_assessment import answered, begun, put, ready
from tests.ui.assessment.verbs import answers, go, page, place, run_of, said
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.occasion import Occasion
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services.assessment_record import Given, Note, NoteIs
from triage_app.services.assessments import answer, complete, start
from triage_app.storage.models import Answer, Draft
from ui.assessment.hand_over import HandOver
from ui.assessment.pathways import ROW
from ui.assessment.running import Running
from ui.theme import LIGHT, Look

CTRL = Qt.KeyboardModifier.ControlModifier
STRANGE = " <his> sister & mam = she \N{OK HAND SIGN} \u202eאבג"


def noted(rows):
    return {one.question: (one.note, one.note_is) for one in rows(Answer) if one.note}


def marked(step):
    """What the list of pathways says is to be come back to, by pathway."""
    model = step.findChild(Running)._pathways.model()
    listed = [model.index(number, 0).data(ROW) for number in range(model.rowCount())]
    return {one.pathway: one.marked for one in listed if one.marked}


# ── Notes ──


def test_n_goes_to_the_note_and_it_is_kept_on_going_on_as_an_opinion(running, press, rows):
    press("0", "n", "Rang")
    page(running)._note.form.text.insertPlainText(STRANGE)
    press("Enter", modifier=CTRL)

    assert noted(rows) == {"AC1": (f"Rang{STRANGE}", "opinion")}
    assert place(running) == "AC2"
    assert rows(Draft) == []


@pytest.mark.usefixtures("running")
def test_it_is_marked_as_a_fact_by_keys_and_kept_at_once(press, rows):
    press("n", "Seen on the tenancy", "Tab")
    assert noted(rows) == {}

    press("Space")

    assert noted(rows) == {"AC1": ("Seen on the tenancy", "fact")}


def test_a_note_needs_no_answer_and_stands_there_again(running, press, rows):
    press("n", "Would not look up")
    go(running, "AC2")
    assert not page(running)._note.isVisible()

    go(running, "AC1")

    assert page(running)._note.isVisible()
    assert page(running)._note.value() == Note("Would not look up", NoteIs.OPINION)
    assert answers(rows) == {"AC1": ""}
    assert run_of(running).view.answers == {}


@pytest.mark.usefixtures("running")
def test_answering_leaves_the_note_and_a_note_leaves_the_answer(press, rows):
    press("n", "One")
    press("Enter", modifier=CTRL)
    press("Back", "2")

    assert answers(rows)["AC1"] == "hostel"
    assert noted(rows) == {"AC1": ("One", "opinion")}


def test_one_of_ten_thousand_letters_is_kept_and_one_more_is_told_beside_it(running, press, rows):
    page(running)._note.take_focus()
    page(running)._note.form.text.setPlainText("n" * 10_001)
    press("Enter", modifier=CTRL)
    assert place(running) == "AC1"
    assert "10000" in page(running)._note.form.rows["note"].problem.text

    page(running)._note.form.text.setPlainText("n" * 10_000)
    press("Enter", modifier=CTRL)

    assert noted(rows) == {"AC1": ("n" * 10_000, "opinion")}
    assert place(running) == "AC2"


def test_a_note_beside_a_number_that_cannot_be_is_not_lost(running, open_step, press):
    go(running, "AC5")
    press("some")
    page(running).go_to_note()
    press("Counts badly")
    running.leave()

    again = open_step(running.case_id)

    assert page(again)._note.value().text == "Counts badly"
    assert page(again)._note.isVisible()


def test_what_was_left_half_written_is_not_taken_into_the_next_assessment(
    desk, assessor, supervisor, open_step, press
):
    view = ready(desk, assessor)
    step = open_step(view.case_id)
    go(step, "AC1")
    press("n", "Half a sentence")
    complete(desk, supervisor, view.case_id, view.version)
    step.refresh()
    put(desk, assessor, view.case_id, State.LIVE)
    start(desk, assessor, view.case_id, Language.ENGLISH, Occasion.MIDWAY)

    again = open_step(view.case_id)

    assert page(again)._note.value() == Note()


def test_a_new_place_is_read_from_its_top_at_large_text(desk, assessor, theme, open_step):
    theme.wear(Look(LIGHT, 2.0))
    step = open_step(begun(desk, assessor).case_id, (1290, 554))
    bar = step.findChild(Running)._area.verticalScrollBar()
    bar.setValue(bar.maximum())

    go(step, "finish")

    assert bar.value() < step.height() // 2


def test_the_person_sees_no_note_and_no_mark(running, press):
    press("n", "He is lying")
    go(running, "AC2")
    go(running, "AC1")
    press("l", "h")

    handed = running.window().findChild(HandOver)
    assert handed._page._note is None
    text = " ".join([*said(handed), *(one.toPlainText() for one in areas(handed))])
    for secret in ("lying", "note", "come back"):
        assert secret not in text


def areas(widget):
    return widget.findChildren(QPlainTextEdit)


def test_facts_and_opinions_are_read_apart_when_it_is_completed(desk, assessor, open_step):
    view = ready(desk, assessor)
    given = {
        "AC1": Given("own_home", note=Note("Tenancy seen", NoteIs.FACT)),
        "AT1": Given("rarely", note=Note("Doubts it", NoteIs.OPINION)),
    }
    view = answer(desk, assessor, view.case_id, view.version, given)
    complete(desk, assessor, view.case_id, view.version)

    lines = said(step := open_step(view.case_id))

    facts, opinions = lines.index("Noted as fact"), lines.index("Noted as the assessor’s opinion")
    assert lines[facts + 1] == "Accommodation, Sleeps: Tenancy seen"
    assert lines[opinions + 1] == "Attitudes and thinking, Acts before thinking: Doubts it"
    assert facts < opinions
    is_well_made(step)


# ── To come back to ──


def test_l_marks_a_question_and_it_is_seen_in_the_list_and_at_the_end(running, press):
    press("l")
    assert "to come back to" in running.findChild(Running)._where.text()
    assert marked(running) == {"accommodation": "1 to come back to"}
    assert place(running) == "AC1"

    press("Enter")
    assert place(running) == "AC2"

    go(running, "finish")
    listed = page(running)._later.links()
    assert [one.text() for one in listed] == ["Accommodation: Sleeps"]
    listed[0].setFocus()
    press("Enter")
    assert place(running) == "AC1"


def test_l_again_takes_the_mark_away(running, press):
    press("l", "l")

    assert run_of(running).view.later == frozenset()
    assert marked(running) == {}


def test_the_button_does_the_same_and_says_what_it_will_do(running):
    button = running.findChild(Running)._later
    assert button.text() == "Come back to this"

    button.click()

    assert button.text() == "No need to come back"
    assert run_of(running).view.later == {"AC1"}


@pytest.mark.parametrize("keys", [("2",), ("9",)])
def test_answering_takes_the_mark_away(running, press, keys):
    press("l", *keys)

    assert run_of(running).view.later == frozenset()


def test_answering_by_typing_takes_it_away_and_a_wrong_number_does_not(running, press):
    go(running, "AC5")
    press("some", "Back", "Back", "Back", "Back", "999")
    page(running).mark()
    assert run_of(running).view.later == frozenset()  # 999 is no answer here: nothing is kept
    press("Back", "Back", "Back")
    page(running).mark()
    assert run_of(running).view.later == {"AC5"}

    press("3", "Enter")

    assert run_of(running).view.later == frozenset()


def test_an_answered_one_can_be_marked_and_no_mark_keeps_it_from_being_completed(
    desk, assessor, open_step, press
):
    view = ready(desk, assessor)
    step = open_step(view.case_id)
    go(step, "AC1")
    press("l")
    go(step, "finish")

    assert page(step)._later.links()
    assert run_of(step).view.gaps == ()
    assert page(step)._complete.isVisible()


def test_a_mark_on_what_is_hidden_now_is_not_listed(desk, assessor, running):
    view = run_of(running).view
    given = {"FA1": Given("with_me"), "FA2": Given("", later=True)}
    view = answer(desk, assessor, view.case_id, view.version, given)
    assert [one.code for one in view.to_come_back] == ["FA2"]

    view = answer(desk, assessor, view.case_id, view.version, {"FA1": Given("no")})

    assert view.to_come_back == ()


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("size", [(1.0, 1166), (2.0, 1290)], ids=["100", "200"])
@pytest.mark.parametrize("where", ["AC1", "finish"])
def test_notes_and_marks_are_well_made(desk, assessor, theme, open_step, language, size, where):
    theme.wear(Look(LIGHT, size[0]))
    view = begun(desk, assessor, Language(language))
    view = answered(desk, assessor, view.case_id, view)
    given = Given("hostel", note=Note("x" * 300, NoteIs.FACT), later=True)
    answer(desk, assessor, view.case_id, view.version, {"AC1": given})
    step = open_step(view.case_id, (size[1], 554), language=language)
    go(step, where)

    is_well_made(step)
    assert sideways(step) == []
