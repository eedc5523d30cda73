"""Beginning, answering, stopping and going on: by keys to whatever has the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.services.verbs_assessment import (
    consented,
    ready,
)
from tests.services.verbs_referral import refer
from tests.ui.assessment.verbs import answers, go, page, place, run_of
from tests.ui.walks import is_well_made
from triage_app.domain.workflow import State
from triage_app.services.assessments import (
    Given,
    answer,
    complete,
)
from triage_app.storage.models import Answer, Case, Draft
from ui.assessment.card_face import NO_KEY
from ui.assessment.pages import working_keys
from ui.assessment.running import Running
from ui.assessment.summary import SummaryPage

CTRL = Qt.KeyboardModifier.ControlModifier


# ── Beginning ──


def test_before_consent_it_says_what_it_waits_for(desk, assessor, open_step):
    step = open_step(refer(desk, assessor))

    assert step.findChild(Running) is None
    is_well_made(step)


def test_it_is_begun_by_keys_in_the_language_chosen(desk, assessor, open_step, press, rows):
    step = open_step(consented(desk, assessor))
    changes = []
    step.changed.connect(lambda: changes.append(True))
    step.go_to("")

    press("Down", "Tab", "Enter")

    assert changes == [True]
    assert rows(Case)[0].state is State.ASSESSING
    assert (place(step), run_of(step).language) == ("AC1", "cy")


# ── Answering ──


def test_a_figure_answers_and_it_is_kept_at_once(running, press, rows):
    press("3")

    assert answers(rows) == {"AC1": "outside"}
    assert place(running) == "AC1"


def test_nine_is_will_not_say_and_enter_goes_on_and_backspace_back(running, press, rows):
    press("9", "Enter", "1", "Enter", "Back")

    assert answers(rows) == {"AC1": "will_not_say", "AC2": "not_sure"}
    assert place(running) == "AC2"


@pytest.mark.usefixtures("running")
def test_a_figure_that_stands_for_nothing_does_nothing(press, rows):
    press("7")

    assert answers(rows) == {}


@pytest.mark.usefixtures("running")
def test_arrows_go_from_card_to_card_and_only_space_chooses(press, rows):
    press("Down", "Down")
    assert answers(rows) == {}

    press("Space")

    assert answers(rows) == {"AC1": "hostel"}


def test_of_several_each_figure_adds_one_and_none_stands_alone(running, press, rows):
    go(running, "DR1")
    press("2", "1")
    assert answers(rows) == {"DR1": "cannabis,cocaine"}

    press("0")
    assert answers(rows) == {"DR1": "none"}
    press("6", "6")

    assert answers(rows) == {}


def test_a_number_is_typed_and_kept_on_going_on(running, press, rows):
    go(running, "AC5")

    press("12", "Enter")

    assert answers(rows) == {"AC5": "12"}
    assert place(running) == "view.accommodation"


def test_a_number_that_cannot_be_is_told_beside_the_field(running, press, rows):
    go(running, "AC5")

    press("some", "Enter")

    assert place(running) == "AC5"
    assert page(running)._form.rows["number"].problem.text
    press("Back", "Back", "Back", "Back", "99", "Enter")
    assert page(running)._form.rows["number"].problem.text
    assert answers(rows) == {}


def test_their_own_words_are_reached_by_w_and_kept_with_the_answer(running, press, rows):
    press("0", "w", "A tent by the river")
    press("Enter", modifier=CTRL)

    kept = rows(Answer)[0]
    assert (kept.value, kept.words) == ("own_home", "A tent by the river")
    assert place(running) == "AC2"
    assert rows(Draft) == []


def test_words_not_yet_kept_are_there_again_when_it_is_opened_again(running, open_step, press):
    press("w", "A tent")
    running.leave()

    again = open_step(running.case_id)

    assert page(again)._words.value() == "A tent"


def test_what_follows_from_an_answer_is_asked_next(running, press):
    go(running, "FA1")

    press("1", "Enter")

    assert place(running) == "FA2"


def test_ticking_a_link_keeps_it_and_leaves_the_other_undecided(running, press):
    beside = running.findChild(Running)._beside
    beside._linked.setFocus()

    press("Space")

    view = run_of(running).view.findings.view("accommodation")
    assert (view.linked_to_offending, view.linked_to_harm) == (True, None)


def test_the_question_can_be_put_in_the_other_language(running, press):
    running.findChild(Running)._other.setFocus()

    press("Enter")

    assert "pedair wythnos" in page(running)._cards.accessibleName()


def test_enter_on_a_pathway_goes_to_what_is_missing_in_it(running, press):
    pathways = running.findChild(Running)._pathways
    pathways.setFocus()

    press("Down", "Down", "Enter")

    assert place(running) == "FA1"


def test_the_tab_key_follows_the_eye(running, press):
    parts = running.findChild(Running)
    assert QApplication.focusWidget() in page(running)._cards.cards

    order = []
    for _ in range(7):
        press("Tab")
        order.append(QApplication.focusWidget())

    words = page(running)._words
    beside = parts._beside
    ways = [parts._back, parts._note, parts._later, parts._next]
    assert order == [words, *ways, beside._linked, beside._harm]


# ── Stopped and resumed ──


def test_in_the_field_of_a_number_figures_are_the_number_and_letters_do_as_elsewhere(
    running, press, rows
):
    go(running, "AC5")
    press("9", "l")
    assert answers(rows) == {"AC5": "9"}
    assert run_of(running).view.later == {"AC5"}
    press("n")
    assert "note" in QApplication.focusWidget().accessibleName()

    go(running, "AC5")
    press("w")

    assert QApplication.focusWidget().accessibleName() == "In their own words"
    assert page(running)._typed.text() == "9"


def test_backspace_in_the_field_of_a_number_takes_figures_away_and_then_goes_back(running, press):
    go(running, "AC5")
    press("1", "2", "Back", "Back")
    assert place(running) == "AC5"

    press("Back")

    assert place(running) == "AC4"


def test_who_will_not_say_a_number_says_so_on_its_card_and_the_foot_offers_no_nine(
    running, press, rows
):
    go(running, "AC5")
    assert "9" not in [key for key, _ in working_keys(run_of(running))]
    assert page(running)._cards.choices[0].key == NO_KEY

    press("Tab", "Tab", "Space")

    assert answers(rows) == {"AC5": "will_not_say"}


@pytest.mark.parametrize("where", ["MH1", "AC5", "view.mental_health", "risk", "ranking", "finish"])
def test_it_is_resumed_where_it_stopped_with_the_keyboard_there(running, open_step, where):
    go(running, where)
    running.leave()

    again = open_step(running.case_id)

    assert place(again) == where
    held = QApplication.focusWidget()
    assert held is not None
    assert again.isAncestorOf(held)


# ── Two people ──


def test_two_people_are_told_and_both_answers_stand_side_by_side(
    running, desk, supervisor, press, rows, listener
):
    view = run_of(running).view
    answer(desk, supervisor, view.case_id, view.version, {"AC1": Given("hostel")})

    press("3")

    assert answers(rows) == {"AC1": "hostel"}
    assert supervisor.name in listener.heard[-1]
    notice = page(running)._notices.itemAt(0).widget().label.text()
    assert "hostel" in notice
    assert "Outside" in notice
    press("3")
    assert answers(rows) == {"AC1": "outside"}


def test_one_completed_by_another_is_shown_and_what_was_typed_here_is_a_draft(
    desk, assessor, supervisor, open_step, rows
):
    view = ready(desk, assessor)
    step = open_step(view.case_id)
    go(step, "AC1")
    page(step)._words.setPlainText("Not yet kept")
    complete(desk, supervisor, view.case_id, view.version)

    page(step).press(1)

    assert step.findChild(SummaryPage)
    assert [one.content["own_words"] for one in rows(Draft)] == ["Not yet kept"]
