"""Going from question to question: the page first, then its place kept; one page for many."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.services.verbs_assessment import begun, ready
from tests.ui.assessment.verbs import go, page, run_of, said
from triage_app.domain.instrument import Kind
from triage_app.domain.wording import Language
from triage_app.services.assessment_record import Given, Note, NoteIs
from triage_app.services.assessments import answer, complete
from triage_app.storage.models import Assessment, Draft
from ui.assessment.hand_over import HandOver
from ui.assessment.place_keeper import SOON
from ui.assessment.questionnaire import QuestionnairePage
from ui.assessment.summary import SummaryPage
from ui.parts import Notice
from ui.theme import LIGHT, Look


def kept_place(rows):
    return rows(Assessment)[0].resume_at


def test_the_place_is_kept_a_moment_after_the_page_is_there(running, rows, qtbot):
    run_of(running).go("AC2")
    assert page(running)._cards.accessibleName().startswith("Can you stay there")
    assert kept_place(rows) != "AC2"

    qtbot.waitUntil(lambda: kept_place(rows) == "AC2", timeout=SOON * 50)


def test_of_many_places_gone_through_quickly_the_last_is_kept(running, rows, qtbot):
    for where in ("AC2", "AC3", "DR1", "MH1"):
        run_of(running).go(where)

    qtbot.waitUntil(lambda: kept_place(rows) == "MH1", timeout=SOON * 50)


@pytest.mark.parametrize("way", ["leave", "hide"])
def test_whoever_leaves_or_has_it_hidden_has_the_place_kept_at_once(running, rows, way):
    run_of(running).go("DA5")

    getattr(running, way)()

    assert kept_place(rows) == "DA5"


def test_whoever_goes_on_in_one_that_another_has_completed_is_told_and_shown_it(
    desk, assessor, supervisor, open_step, listener, qtbot
):
    view = ready(desk, assessor)
    step = open_step(view.case_id)
    complete(desk, supervisor, view.case_id, view.version)
    run_of(step).go("AC2")

    qtbot.waitUntil(lambda: bool(step.findChildren(SummaryPage)))

    assert listener.heard


def test_one_page_serves_every_question_that_is_answered_the_same_way(running):
    first = page(running)
    go(running, "AC2")
    assert page(running) is first

    go(running, "DR1")  # of several
    other = page(running)
    assert other is not first
    assert not first.isVisible()
    go(running, "MH1")
    assert page(running) is first
    assert not other.isVisible()


def test_nothing_of_the_question_before_stands_on_the_next(desk, assessor, open_step):
    view = begun(desk, assessor)
    given = {
        "AC1": Given("hostel", "A tent", Note("Tenancy seen", NoteIs.FACT)),
        "AC2": Given("not_sure"),
    }
    answer(desk, assessor, view.case_id, view.version, given)
    step = open_step(view.case_id)
    go(step, "AC1")
    assert [one.isChecked() for one in page(step)._cards.cards].count(True) == 1

    go(step, "AC3")

    assert page(step)._words.value() == ""
    assert page(step)._note.value() == Note()
    assert not page(step)._note.isVisible()
    assert not any(one.isChecked() for one in page(step)._cards.cards)
    assert "A tent" not in " ".join(said(page(step)))
    go(step, "AC1")
    assert page(step)._words.value() == "A tent"
    assert page(step)._note.value() == Note("Tenancy seen", NoteIs.FACT)


def test_each_question_offers_its_own_answers_and_the_keyboard_is_on_one(running):
    view = run_of(running).view
    for section in view.instrument.sections[:3]:
        for question in section.shown(view.answers):
            go(running, question.code)
            cards = page(running)._cards
            seen = [one for one in cards.findChildren(QAbstractButton) if one.isVisible()]
            assert len(cards.cards) == len(seen) == len(question.options) + 1
            assert QApplication.focusWidget() is not None
            if question.kind is not Kind.NUMBER:
                assert QApplication.focusWidget() in cards.cards


def test_what_is_half_written_is_a_draft_of_its_own_question(running, press, rows):
    press("w", "Half a")
    page(running).put_by()
    run_of(running).go("AC2")
    assert page(running)._words.value() == ""
    assert [one.about for one in rows(Draft)] == [f"{run_of(running).view.id}.AC1"]

    go(running, "AC1")

    assert page(running)._words.value() == "Half a"
    assert page(running)._keeper.isVisible()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_at_large_text_a_question_is_read_from_its_top_by_assessor_and_person(
    desk, assessor, theme, open_step, press, language
):
    theme.wear(Look(LIGHT, 2.0))
    case_id = begun(desk, assessor, Language(language)).case_id
    step = open_step(case_id, (1290, 354), language=language)
    for where in ("AC1", "DR1", "DA1"):
        go(step, where)
        QApplication.processEvents()
        top = page(step)._said.visibleRegion().boundingRect().top()
        assert top == 0, where

    press("h")

    handed = step.window().findChild(HandOver)
    assert handed._page._said.visibleRegion().boundingRect().top() == 0


def test_at_large_text_what_an_answer_calls_for_comes_into_view(
    desk, assessor, theme, open_step, press
):
    theme.wear(Look(LIGHT, 2.0))
    step = open_step(begun(desk, assessor).case_id, (1290, 354))
    go(step, "MH2")
    press("2")

    (notice,) = page(step).findChildren(Notice)
    assert not notice.visibleRegion().isEmpty()
    assert notice.visibleRegion().boundingRect().top() == 0


def test_in_the_persons_hands_one_page_serves_the_next_question_too(running, press):
    page(running)._words.setPlainText("Of the first")
    press("h")
    handed = running.window().findChild(HandOver)
    first = handed._page

    press("Enter")

    assert handed._page is first
    assert first._words.value() == ""
    assert "Question 2 of 5" in said(handed)
    assert "Can you stay there for the next six months?" in said(handed)
    assert QApplication.focusWidget() in first._cards.cards


def test_every_word_is_in_the_other_language_once_the_person_asks_for_it(running, press, qtbot):
    press("h", "Enter")
    handed = running.window().findChild(HandOver)
    welsh = next(one for one in handed.findChildren(QAbstractButton) if one.text() == "Cymraeg")

    qtbot.mouseClick(welsh, Qt.MouseButton.LeftButton)
    press("Enter")

    assert "Cwestiwn 3 o 5" in said(handed)
    assert handed._page._form.rows["own_words"].label == "Yn eich geiriau eich hun, os hoffech"


def test_one_page_serves_a_whole_questionnaire(running, press):
    go(running, "MH1")
    running._put("phq-9-2026-11")
    asked = running.findChild(QuestionnairePage)
    first = asked._page
    press("0", "Enter", "1")

    assert asked._page is first
    assert asked._run.view.answers == {"PHQ1": "not_at_all", "PHQ2": "several_days"}
    press(*["Enter"] * 9)
    assert asked._page is None
