"""The assessment as it is run: by keys to whatever has the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.services.verbs_assessment import (
    RISK,
    answered,
    assessed,
    begun,
    consented,
    put,
    ready,
)
from tests.services.verbs_referral import refer
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.needs import Level, Motivation
from triage_app.domain.sitting import AFTERWARDS
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services.assessments import (
    Given,
    answer,
    assessment,
    complete,
    keep_place,
)
from triage_app.storage.models import Answer, Case, Draft
from ui.assessment.beginning import BeginningPage
from ui.assessment.running import Running
from ui.assessment.step import AssessmentStep
from ui.assessment.summary import SummaryPage
from ui.theme import DARK, LIGHT, Look

BELOW_THE_HEAD = (1166, 554)
KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Back": Qt.Key.Key_Backspace,
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Right": Qt.Key.Key_Right,
    "Space": Qt.Key.Key_Space,
}
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def press(qtbot):
    """Return a function that sends keys, by name or as text, to whatever has the keyboard."""

    def press(*keys, modifier=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            held = QApplication.focusWidget()
            assert held is not None, f"nothing has the keyboard for {key}"
            if key in KEYS:
                qtbot.keyClick(held, KEYS[key], modifier)
            else:
                qtbot.keyClicks(held, key)
            QApplication.processEvents()

    return press


@pytest.fixture
def open_step(make_room, show):
    """Return a function that opens the step of a case, as the page of a case does."""

    def open_step(case_id, size=BELOW_THE_HEAD, **who):
        return show(AssessmentStep(make_room(**who), case_id), *size)

    return open_step


@pytest.fixture
def running(desk, assessor, open_step):
    """Return an assessment just begun, on the screen."""
    return open_step(begun(desk, assessor).case_id)


def run_of(step):
    return step.findChild(Running)._run


def place(step):
    return run_of(step).place


def page(step):
    return step.findChild(Running)._page


def go(step, place):
    step.findChild(Running)._leave_for(place)
    QApplication.processEvents()


def answers(rows):
    return {one.question: one.value for one in rows(Answer)}


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
    go(running, "SU3")
    press("2", "1")
    assert answers(rows) == {"SU3": "cannabis,cocaine"}

    press("0")
    assert answers(rows) == {"SU3": "none"}
    press("6", "6")

    assert answers(rows) == {}


def test_a_number_is_typed_and_kept_on_going_on(running, press, rows):
    go(running, "AC5")

    press("12", "Enter")

    assert answers(rows) == {"AC5": "12"}
    assert place(running) == "view.accommodation"


def test_a_number_that_cannot_be_is_told_beside_the_field(running, press, rows):
    go(running, "AC5")

    press("many", "Enter")

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


# ── Stopped and resumed ──


@pytest.mark.parametrize("where", ["HE2", "AC5", "view.health", "risk", "ranking", "finish"])
def test_it_is_resumed_where_it_stopped_with_the_keyboard_there(running, open_step, where):
    go(running, where)

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


def test_one_completed_by_another_meanwhile_is_shown_completed(
    desk, assessor, supervisor, open_step, press
):
    view = ready(desk, assessor)
    step = open_step(view.case_id)
    go(step, "AC1")
    complete(desk, supervisor, view.case_id, view.version)

    press("1")

    assert step.findChild(SummaryPage)


# ── Judging, ranking, completing ──


def test_a_pathway_is_judged_by_keys_and_kept_on_going_on(running, press):
    go(running, "view.health")
    form = page(running).form

    press("Space", "Tab", "Right", "Space", "Tab", "Space", "Down")
    form.go_to("own_view")
    press("I sleep badly")
    press("Enter", modifier=CTRL)

    view = run_of(running).view.findings.view("health")
    assert (view.linked_to_offending, view.linked_to_harm) == (True, False)
    assert view.motivation is Motivation.MAKING_CHANGES
    assert view.own_view == "I sleep badly"
    assert place(running) == "DA1"


def test_a_risk_reviewed_in_the_past_is_told_and_goes_no_further(running, press):
    go(running, "risk")
    form = page(running).form
    form.go_to("review")

    press("1/1/2026")
    press("Enter", modifier=CTRL)

    assert place(running) == "risk"
    assert form.rows["review"].problem.text


def test_another_order_wants_a_reason_and_is_kept_with_it(desk, assessor, open_step, press):
    view = ready(desk, assessor, AC1="outside", FI2="a_lot")
    step = open_step(view.case_id)
    go(step, "ranking")
    first = view.needs.ranking[0]

    press("Down", modifier=CTRL)
    press("Enter")
    assert place(step) == "ranking"
    assert page(step)._form.rows["ranking_reason"].problem.text

    press("Debt drives the rest")
    press("Enter", modifier=CTRL)

    needs = assessment(desk, assessor, view.case_id).needs
    assert needs.ranking[1] == first
    assert needs.reason == "Debt drives the rest"
    assert place(step) == "finish"


@pytest.mark.parametrize(
    ("field", "there"),
    [
        ("FI4", "FI4"),
        ("view.finance.motivation", "view.finance"),
        ("risk.rationale", "risk"),
        ("ranking_reason", "ranking"),
    ],
)
def test_every_gap_leads_to_its_field(desk, assessor, open_step, field, there):
    view = ready(desk, assessor, FI2="a_lot")
    step = open_step(view.case_id)

    step.go_to(field)
    QApplication.processEvents()

    assert place(step) == there
    assert page(step).isAncestorOf(QApplication.focusWidget())


def test_each_line_of_what_is_missing_is_a_link(running, press):
    go(running, "finish")
    assert len(page(running)._gaps.links()) == len(run_of(running).view.gaps)

    press("Tab", "Enter")

    assert place(running) == "AT1"


def test_completing_asks_once_and_can_be_left(desk, assessor, open_step, press, listener):
    view = ready(desk, assessor)
    step = open_step(view.case_id)
    go(step, "finish")
    listener.answer = False

    press("Enter")

    assert len(listener.asked) == 1
    assert place(step) == "finish"


def test_the_whole_assessment_is_run_by_keyboard_alone(running, desk, press, rows):
    """Every question is given its first answer but one; then risk, order, completion."""
    while place(running) not in AFTERWARDS:
        here = place(running)
        if here.startswith("view."):
            press(*_judged(here))
        else:
            press("0" if here != "FI2" else "2")
        press("Enter")
        assert place(running) != here
    press("Space", "Tab", "Space", "Tab", "Tab", "First time, and sorry", "Tab", "Tab")
    press("Enter", "Enter", "Enter")

    assert running.findChild(SummaryPage)
    assert rows(Case)[0].state is State.ASSESSED
    assert assessment(desk, run_actor(running), running.case_id).needs.critical == ("finance",)


def _judged(here):
    """Finance is a need: it is linked, not to harm, and somebody is thinking about it."""
    if here != "view.finance":
        return ()
    return ("Space", "Tab", "Right", "Space", "Tab", "Space")


def run_actor(step):
    return step.room.actor


def test_a_completed_one_is_read_with_its_critical_pathways_and_why(desk, assessor, open_step):
    view = assessed(desk, assessor, AC1="outside", FI2="a_lot")

    step = open_step(view.case_id)

    said = _said(step)
    assert any(line.startswith("1. Accommodation") for line in said)
    assert any("Sleeps: Outside, or in a car" in line for line in said)
    assert any(RISK.rationale in line for line in said)
    is_well_made(step)


def test_one_stopped_halfway_is_read_as_far_as_it_came(desk, assessor, open_step):
    view = begun(desk, assessor)
    answered(desk, assessor, view.case_id, view, AC1="outside")
    put(desk, assessor, view.case_id, State.NOT_TAKEN_ON)

    step = open_step(view.case_id)

    assert any("Stopped" in line for line in _said(step))


def _said(widget):
    return [one.text() for one in widget.findChildren(QLabel)]


# ── How it is made ──


@pytest.fixture
def make_halfway(desk, assessor):
    """Return a function that makes an assessment, answered, standing at a place."""

    def make_halfway(language, where):
        view = begun(desk, assessor, Language(language))
        given = {"FI2": "a_lot", "SU1": "most_days", "FA1": "with_me"}
        view = answered(desk, assessor, view.case_id, view, **given)
        keep_place(desk, assessor, view.case_id, where)
        return view.case_id

    return make_halfway


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("size", [(1.0, 1166), (2.0, 1290)], ids=["100", "200"])
@pytest.mark.parametrize(
    "where", ["AC5", "SU2", "SU3", "FA3", "view.finance", "risk", "ranking", "finish"]
)
def test_every_place_is_named_whole_and_never_scrolled_sideways(
    make_halfway, theme, open_step, language, size, where
):
    theme.wear(Look(LIGHT, size[0]))
    case_id = make_halfway(language, where)
    step = open_step(case_id, (size[1], 554), language=language)

    is_well_made(step)
    assert sideways(step) == []


def test_nothing_of_a_score_stands_on_the_screen(desk, assessor, open_step):
    view = ready(desk, assessor, AC1="outside", FI2="a_lot")
    step = open_step(view.case_id)

    for where in ("AC1", "view.finance", "ranking"):
        go(step, where)
        said = " ".join(_said(step)).casefold()
        assert "score" not in said
        assert "%" not in said


def test_it_is_drawn_in_the_dark_too(running, theme):
    light = running.grab().toImage()

    theme.wear(Look(DARK))
    QApplication.processEvents()

    assert running.grab().toImage() != light


def test_levels_are_words_and_nothing_is_chosen_for_anybody(running):
    go(running, "risk")

    assert page(running).form.values()["reoffending"] is None
    assert [one.value for one in Level] == ["low", "medium", "high"]


def test_beginning_is_well_made(desk, assessor, open_step):
    step = open_step(consented(desk, assessor))

    assert step.findChild(BeginningPage)
    is_well_made(step)
