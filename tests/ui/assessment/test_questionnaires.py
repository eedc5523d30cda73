"""Questionnaires beside the assessment: put by keyboard, left and resumed, with their totals."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.services.verbs_assessment import assessed, begun
from tests.ui.assessment.verbs import go, place, said
from tests.ui.walks import is_well_made
from triage_app.domain.wording import Language
from triage_app.services import screenings
from triage_app.storage.models import Assessment, Draft, SafetyFlag
from ui.assessment.hand_over import HandOver
from ui.assessment.questionnaire import QuestionnairePage
from ui.assessment.running import Running
from ui.theme import DARK, LIGHT, Look


@pytest.fixture(autouse=True)
def day(clock):
    """A day on which the questionnaires are in force."""
    clock.set("2026-11-30 10:00")


def buttons(step):
    return {
        one.accessibleName() or one.text().replace("&", ""): one
        for one in step.findChildren(QPushButton)
        if one.isVisible()
    }


@pytest.fixture
def put(running, qtbot):
    """Return a function that begins a questionnaire from beside its pathway."""

    def put(pathway_question, name):
        go(running, pathway_question)
        QApplication.processEvents()
        qtbot.mouseClick(buttons(running)[f"Put the questions: {name}"], Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        return running.findChild(QuestionnairePage)

    return put


def labels(widget):
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_each_stands_beside_its_own_pathway(running):
    go(running, "AL1")
    QApplication.processEvents()
    assert "Put the questions: AUDIT-C: drinking" in buttons(running)
    assert "Put the questions: PHQ-9: low mood" not in buttons(running)
    go(running, "MH1")
    QApplication.processEvents()
    names = buttons(running)
    assert {"Put the questions: PHQ-9: low mood", "Put the questions: GAD-7: anxiety"} <= set(names)


def test_it_is_answered_by_figures_and_ends_with_its_total(running, put, press, rows):
    page = put("AL1", "AUDIT-C: drinking")
    press("1", "Enter", "0", "Enter", "0", "Enter")

    assert any("1 of 12: Lower risk" in one for one in said(page))
    press("Enter")
    QApplication.processEvents()
    assert running.findChild(Running) is not None
    done = [one for one in rows(Assessment) if one.occasion == "screening"]
    assert done[0].completed_at is not None
    assert place(running) == "AL1"


def test_it_goes_on_where_it_stopped_and_the_assessment_too(running, put, press, qtbot):
    put("MH1", "PHQ-9: low mood")
    press("1", "Enter", "2", "Enter")
    next(one for name, one in buttons(running).items() if name.startswith("Leave")).click()

    assert place(running) == "MH1"
    left = "7 questions are not answered"  # is looked up once the question is painted
    qtbot.waitUntil(lambda: any(left in one for one in labels(running)))
    buttons(running)["Go on: PHQ-9: low mood"].click()
    QApplication.processEvents()
    assert "Question 3 of 10. 7 questions left" in labels(running)


def test_there_is_no_total_while_one_is_missing_and_each_is_a_link(running, put, press):
    page = put("AL1", "AUDIT-C: drinking")
    press("1", "Enter", "Enter", "0", "Enter")

    assert "No total yet" in said(page)
    assert "Complete the questionnaire" not in buttons(running)
    buttons(running)["Units in a day"].click()
    QApplication.processEvents()
    assert "Question 2 of 3. 1 question left" in labels(page)


def test_the_ninth_question_tells_at_once(put, press, rows):
    page = put("MH1", "PHQ-9: low mood")
    for _ in range(8):
        press("0", "Enter")
    press("1")

    assert any(one.startswith("Ask how things are now") for one in said(page))
    assert [one.flag for one in rows(SafetyFlag)] == ["self_harm"]
    press("Enter", "0", "Enter")
    told = labels(page)  # from the top: what must be done stands before a score that asks nothing
    asked = next(place for place, one in enumerate(told) if one.startswith("Ask how things"))
    assert asked < told.index("1 of 27: None to minimal")
    assert "From the score alone, nothing to do." in told


def test_at_large_text_where_one_is_stays_in_sight_while_the_answers_scroll(
    desk, assessor, theme, open_step, qtbot
):
    theme.wear(Look(LIGHT, 2.0))
    step = open_step(begun(desk, assessor).case_id, (1290, 554))
    go(step, "MH1")
    QApplication.processEvents()
    qtbot.mouseClick(buttons(step)["Put the questions: PHQ-9: low mood"], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    page = step.findChild(QuestionnairePage)
    scroll = page._area.verticalScrollBar()
    assert scroll.maximum() > 0
    for far in (0, scroll.maximum()):
        scroll.setValue(far)
        assert page._where.visibleRegion().boundingRect() == page._where.rect()


def test_where_something_is_missing_enter_goes_to_it_and_never_leaves(running, put, press):
    page = put("AL1", "AUDIT-C: drinking")
    press("4", "Enter", "9", "Enter", "2", "Enter")
    assert QApplication.focusWidget().text().replace("&", "") == "Units in a day"

    press("Space")

    assert running.findChild(QuestionnairePage) is page
    press("2", "Enter", "Enter")
    assert any("8 of 12" in one for one in said(page))
    assert QApplication.focusWidget().text().replace("&", "") == "Complete the questionnaire"


def test_a_total_that_leads_on_to_one_without_words_says_so(put, press, listener):
    put("AL1", "AUDIT-C: drinking")
    press("4", "Enter", "4", "Enter", "4", "Enter")
    press("Enter")

    assert any("AUDIT: effects of drinking" in one for one in listener.heard)


def test_a_total_that_leads_on_opens_what_it_leads_to(desk, running, put, press):
    audit = desk.wanting.pop("audit-2026-11")
    desk.instruments[audit.code] = audit
    put("AL1", "AUDIT-C: drinking")
    press("4", "Enter", "4", "Enter", "4", "Enter")
    press("Enter")
    QApplication.processEvents()

    page = running.findChildren(QuestionnairePage)[-1]
    assert "AUDIT: effects of drinking" in labels(page)


def test_it_can_be_handed_over(running, put, press):
    put("MH1", "GAD-7: anxiety")
    press("h", "2", "Enter")

    handed = running.window().findChild(HandOver)
    assert "Question 2 of 8" in labels(handed)
    assert any("No permission required to reproduce" in one for one in labels(handed))


def test_after_the_assessment_they_stand_below_what_came_of_it(desk, assessor, open_step, clock):
    clock.set("2026-05-11 09:30")
    view = assessed(desk, assessor)
    clock.set("2026-11-30 10:00")
    step = open_step(view.case_id)
    QApplication.processEvents()

    assert any(name.startswith("Put the questions") for name in buttons(step))


@pytest.mark.parametrize(("language", "scale"), [("en", 1.0), ("cy", 1.0), ("cy", 2.0)])
def test_nothing_is_cut_in_either_language_or_at_large_text(
    desk, assessor, open_step, theme, language, scale, press
):
    theme.choose(DARK if language == "cy" else LIGHT, scale)
    view = begun(desk, assessor, Language(language))
    step = open_step(view.case_id, language=language)
    go(step, "MH1")
    is_well_made(step)
    step._put("phq-9-2026-11")
    is_well_made(step)
    started = screenings.offered(desk, assessor, view.case_id)
    assert any(one.open for one in started)
    press("3", "Enter")
    step.findChild(QuestionnairePage)._run.go("finish")
    QApplication.processEvents()
    is_well_made(step)


def test_l_marks_a_question_to_be_come_back_to_and_the_end_leads_there(put, press):
    page = put("AL1", "AUDIT-C: drinking")
    press("l")
    assert "Question 1 of 3, to come back to. 3 questions left" in labels(page)
    press("l")
    assert "Question 1 of 3. 3 questions left" in labels(page)
    press("0", "l", "Enter", "0", "Enter", "0", "Enter")

    assert "You meant to come back to 1 question" in labels(page)
    links = [one for one in page.findChildren(QPushButton) if one.property("question")]
    links[0].setFocus()
    press("Enter")
    assert "Question 1 of 3, to come back to. Every question is answered" in labels(page)
    press("1")
    assert "Question 1 of 3. Every question is answered" in labels(page)  # and no need any more


@pytest.mark.parametrize("size", [1.0, 2.0], ids=["100", "200"])
def test_where_one_is_and_what_is_missing_is_seen_in_every_mode(
    desk, assessor, theme, open_step, size
):
    theme.wear(Look(LIGHT, size))
    view = begun(desk, assessor)
    step = open_step(view.case_id, (1290, 554))
    area = step.findChild(Running)
    for whole in (False, True):
        area._by_section.set_value(whole)
        area._change_liking()
        QApplication.processEvents()
        seen = [
            one.text()
            for one in area.findChildren(QLabel)
            if one.isVisible() and not one.visibleRegion().isEmpty()
        ]
        assert any(one.startswith("Accommodation") for one in seen)
        assert any(one.endswith("questions left") for one in seen)


# ── One that will not be answered whole ──


def focused():
    return QApplication.focusWidget()


def reach(press, words):
    """Go by Tab until the keyboard is on a button."""
    for _ in range(30):
        if getattr(focused(), "text", str)().replace("&", "") == words:
            return
        press("Tab")
    pytest.fail(f"{words!r} is not reached by Tab")


def test_one_refused_item_is_told_and_the_questionnaire_is_finished_by_keyboard(
    running, put, press, rows
):
    put("AL1", "AUDIT-C: drinking")
    press("4", "Enter", "9", "Enter", "2", "Enter")
    reach(press, "Finish without a total")
    press("Space")
    press("Enter")  # with nothing said
    assert "Fill this in." in "".join(labels(running))
    press("Would not say <b> &", "Enter")

    (row,) = [one for one in rows(Assessment) if one.occasion == "screening"]
    assert (row.completed_at, row.closed_reason) == (None, "Would not say <b> &")
    assert place(running) == "AL1"
    assert rows(Draft) == []


def test_the_list_says_which_were_not_answered_and_why_and_gives_no_number(
    running, put, press, qtbot
):
    page = put("AL1", "AUDIT-C: drinking")
    press("4", "Enter", "9", "Enter", "2", "Enter")
    reach(press, "Finish without a total")
    press("Space", "Silent", "Enter")

    told = "Monday 30 November 2026: finished without a total. Not answered: Units in a day."
    qtbot.waitUntil(lambda: told in labels(running))
    assert "Reason: Silent" in labels(running)
    assert not any(" of 12" in one for one in labels(running))
    assert page is not None
    buttons(running)["Put them again: AUDIT-C: drinking"].click()
    QApplication.processEvents()
    assert "Question 1 of 3. 3 questions left" in labels(running)


def test_a_reason_half_typed_is_kept_where_they_go_back_to_a_question(running, put, press, rows):
    put("AL1", "AUDIT-C: drinking")
    press("4", "Enter", "9", "Enter", "2", "Enter")
    reach(press, "Finish without a total")
    press("Space", "Half a")
    buttons(running)["Units in a day"].click()
    QApplication.processEvents()
    assert [(one.form, one.content) for one in rows(Draft)] == [
        ("screening.close", {"close_reason": "Half a"})
    ]

    press("Enter", "Enter")
    reach(press, "Finish without a total")
    press("Space")
    assert focused().text() == "Half a"
    reach(press, "Go on with it")
    press("Space")
    assert focused().text().replace("&", "") == "Finish without a total"


def test_one_answered_whole_is_not_offered_to_be_finished_without_a_total(running, put, press):
    put("AL1", "AUDIT-C: drinking")
    press("4", "Enter", "4", "Enter", "2", "Enter")

    assert "Finish without a total" not in buttons(running)


@pytest.mark.parametrize(("language", "scale"), [("en", 1.0), ("cy", 1.0), ("cy", 2.0)])
def test_finishing_without_a_total_is_well_made(
    desk, assessor, open_step, theme, language, scale, press, qtbot
):
    theme.choose(DARK if language == "cy" else LIGHT, scale)
    view = begun(desk, assessor, Language(language))
    step = open_step(view.case_id, language=language)
    go(step, "MH1")
    step._put("phq-9-2026-11")
    page = step.findChild(QuestionnairePage)
    page._run.go("finish")
    page._closing._way.click()
    QApplication.processEvents()
    is_well_made(step)
    press("Llawer o eiriau " * 8, "Enter")
    qtbot.waitUntil(lambda: any("Llawer o eiriau" in one for one in labels(step)))
    is_well_made(step)
