"""A section at a time: its questions one below another, by keyboard; remembered for each user."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.services.verbs_assessment import answered, begun
from tests.ui.assessment.verbs import answers, go, page, place, run_of
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.wording import Language
from triage_app.services.assessment_record import Given
from triage_app.services.assessments import answer
from triage_app.storage.models import Answer
from ui.assessment.hand_over import HandOver
from ui.assessment.question import QuestionPage
from ui.assessment.running import Running
from ui.assessment.section import SectionPage
from ui.theme import LIGHT, Look

CTRL = Qt.KeyboardModifier.ControlModifier


def switch(step):
    step.findChild(Running)._by_section.setFocus()
    step.findChild(Running)._by_section.click()
    QApplication.processEvents()


@pytest.fixture
def whole(running):
    """An assessment just begun, a section at a time."""
    switch(running)
    return running


def shown(step):
    pages = page(step)._pages
    return [code for code, one in pages.items() if one.isVisible()]


def has_the_keyboard(step, code):
    return page(step)._pages[code].isAncestorOf(QApplication.focusWidget())


def test_it_is_switched_by_a_tick_there_and_back(running, press):
    running.findChild(Running)._by_section.setFocus()
    press("Space")
    assert isinstance(page(running), SectionPage)
    assert shown(running) == ["AC1", "AC2", "AC3", "AC4", "AC5"]
    press("0")
    assert running.findChild(Running)._where.text() == "Accommodation: 1 of 5 answered"

    running.findChild(Running)._by_section.setFocus()
    press("Space")
    assert isinstance(page(running), QuestionPage)


def test_what_somebody_likes_is_remembered_for_them_alone(whole, open_step, supervisor):
    assert isinstance(page(open_step(whole.case_id)), SectionPage)

    theirs = open_step(whole.case_id, actor=supervisor)

    assert isinstance(page(theirs), QuestionPage)


def test_figures_answer_where_the_keyboard_is_and_enter_goes_to_the_next(whole, press, rows):
    press("2", "Enter", "1")

    assert answers(rows) == {"AC1": "hostel", "AC2": "not_sure"}
    assert place(whole) == "AC2"
    assert has_the_keyboard(whole, "AC2")


def test_enter_passes_what_is_answered_and_then_comes_to_what_both_think(
    desk, assessor, open_step, press
):
    view = begun(desk, assessor)
    given = {"AC2": Given("sure"), "AC3": Given("always")}
    answer(desk, assessor, view.case_id, view.version, given)
    step = open_step(view.case_id)
    switch(step)
    go(step, "AC1")

    press("0", "Enter")
    assert place(step) == "AC4"
    press("0", "Enter", "1", "Enter")

    assert place(step) == "view.accommodation"
    press("Enter")
    assert place(step) == "AT1"
    assert isinstance(page(step), SectionPage)


def test_three_pathways_are_gone_through_with_the_keyboard(whole, press):
    go_on_to("DR1", whole, press)

    answered = run_of(whole).view.answers
    assert len(run_of(whole).view.instrument.sections[2].missing(answered)) == 0
    assert "FA1" in answered


@pytest.mark.slow
def test_the_whole_way_is_gone_with_the_keyboard(whole, press):
    go_on_to("risk", whole, press)

    assert len(run_of(whole).view.instrument.missing(run_of(whole).view.answers)) == 0


def go_on_to(end, step, press):
    """Answer each question as it is come to, and go on, up to a place."""
    been = []
    while place(step) != end:
        assert place(step) not in been
        been.append(place(step))
        press(*(() if place(step).startswith("view.") else ("0",)), "Enter")


def test_the_place_follows_the_keyboard_by_tab_and_mouse(whole, press, qtbot, rows):
    press("Tab", "Tab")
    assert place(whole) == "AC2"

    third = page(whole)._pages["AC3"]
    qtbot.mouseClick(third._cards.cards[1], Qt.MouseButton.LeftButton)

    assert place(whole) == "AC3"
    assert answers(rows) == {"AC3": "not_always"}
    press("0")
    assert answers(rows) == {"AC3": "always"}


def test_what_follows_from_an_answer_appears_where_it_belongs(whole, press):
    go(whole, "FA1")
    assert shown(whole) == ["FA1", "FA8", "FA4", "FA5", "FA6"]

    press("1")
    assert shown(whole) == ["FA1", "FA2", "FA3", "FA7", "FA8", "FA4", "FA5", "FA6"]
    press("Enter")
    assert has_the_keyboard(whole, "FA2")
    press("Back", "0")
    assert shown(whole) == ["FA1", "FA8", "FA4", "FA5", "FA6"]


def test_nothing_typed_is_lost_wherever_one_goes(whole, press, rows):
    press("w", "A tent", "Tab")
    assert place(whole) == "AC2"
    press("w", "No lease", "Tab", "n", "Looked away")
    go(whole, "view.finance")

    kept = {one.question: (one.words, one.note) for one in rows(Answer)}
    assert kept == {"AC1": ("A tent", ""), "AC2": ("No lease", ""), "AC3": ("", "Looked away")}


def test_a_number_that_cannot_be_is_told_at_that_very_question(whole, press, rows):
    go(whole, "AC5")
    press("some")
    go(whole, "AC1")
    for _ in range(4):
        press("0", "Enter")

    assert place(whole) == "AC5"
    press("Enter")
    assert place(whole) == "AC5"
    pages = page(whole)._pages
    assert pages["AC5"]._form.rows["number"].problem.text
    assert not any(
        row.problem.text
        for code, one in pages.items()
        if code != "AC5"
        for row in one._form.rows.values()
    )
    assert "AC5" not in answers(rows)


def test_another_section_is_not_gone_to_before_all_here_can_be_kept(whole, press, rows):
    for code in ("AC1", "AC2", "AC3", "AC4"):
        page(whole)._pages[code].press(0)
    go(whole, "AC5")
    press("3", "Enter", "Back", "some")
    page(whole)._pages["AC2"].take_focus()
    assert place(whole) == "AC2"

    press("Enter")

    assert place(whole) == "AC5"
    assert has_the_keyboard(whole, "AC5")
    assert page(whole)._pages["AC5"]._form.rows["number"].problem.text
    assert answers(rows)["AC5"] == "3"


def test_notes_and_marks_are_of_the_question_with_the_keyboard(whole, press):
    press("Enter", "l", "n", "Unsure")
    press("Enter", modifier=CTRL)

    view = run_of(whole).view
    assert view.later == {"AC2"}
    assert view.notes["AC2"].text == "Unsure"
    assert "come back" in page(whole)._numbers["AC2"].text()
    assert place(whole) == "AC3"


def test_what_the_person_wrote_stands_there_when_the_screen_is_back(whole, press):
    press("h")
    handed = whole.window().findChild(HandOver)
    handed._page.go_to_words()
    press("I sleep on a boat")
    handed._page.commit()
    handed._go()
    QApplication.processEvents()

    assert page(whole)._pages["AC1"]._words.value() == "I sleep on a boat"
    whole.leave()
    assert run_of(whole).view.words["AC1"] == "I sleep on a boat"


def test_it_is_resumed_at_the_very_question(whole, open_step):
    go(whole, "FA5")
    whole.leave()

    again = open_step(whole.case_id)

    assert place(again) == "FA5"
    assert has_the_keyboard(again, "FA5")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("size", [(1.0, 1166), (2.0, 1290)], ids=["100", "200"])
@pytest.mark.parametrize("where", ["AC5", "DR1"])
def test_a_section_is_well_made(desk, assessor, theme, open_step, language, size, where):
    theme.wear(Look(LIGHT, size[0]))
    view = begun(desk, assessor, Language(language))
    answered(desk, assessor, view.case_id, view, DR1="cocaine")
    step = open_step(view.case_id, (size[1], 554), language=language)
    switch(step)
    go(step, where)

    is_well_made(step)
    assert sideways(step) == []


def test_each_field_of_a_whole_pathway_says_of_which_question_it_is(whole):
    fields = page(whole)._pages
    named = [
        one._form.rows["own_words"].control.accessibleName()
        for one in fields.values()
        if one.isVisible()
    ]
    assert len(set(named)) == len(named) == 5
    assert named[0] == "In their own words: Sleeps"
    fields["AC1"].go_to_note()
    assert fields["AC1"]._note.form.rows["note"].control.accessibleName().endswith(": Sleeps")
