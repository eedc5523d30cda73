"""What is known beside the answers, and what does not agree: it is told and stops nothing."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from tests.services.verbs_assessment import answered, begun, ready
from tests.services.verbs_referral import a_stay, someone
from tests.ui.assessment.verbs import go, page, place, run_of, said
from tests.ui.walks import is_well_made, problems, sideways
from triage_app.domain.drug_test import DrugResult, DrugTest
from triage_app.domain.wording import Language
from triage_app.services import availability
from triage_app.services.assessment_record import Given
from triage_app.services.assessments import answer, assessment
from triage_app.storage.models import AuditEntry, Draft
from ui.assessment.hand_over import HandOver
from ui.assessment.running import Running
from ui.assessment.when import WhenPart
from ui.links import Link
from ui.theme import LIGHT, Look

DAY = dt.date(2026, 5, 10)
COCAINE = {
    "drug_test": DrugTest.TESTED,
    "drug_result": DrugResult.COCAINE,
    "drug_test_day": DAY,
}


def beside(step):
    return said(step.findChild(Running)._beside)


@pytest.mark.parametrize(
    ("stay", "told"),
    [
        (COCAINE, "Cocaine found. It looks for opiates and cocaine alone."),
        (
            {"drug_test": DrugTest.TESTED, "drug_result": DrugResult.NEITHER},
            "Neither opiates nor cocaine found. It looks for nothing else.",
        ),
        ({"drug_test": DrugTest.TESTED}, "Tested. The result is not written down."),
        ({"drug_test": DrugTest.REFUSED}, "The person refused it."),
        ({"drug_test": DrugTest.NOT_TESTED}, "There was none."),
        ({}, "Nobody has written down whether there was one."),
    ],
)
def test_the_test_on_arrest_stands_beside_the_drugs_pathway_alone(
    desk, assessor, open_step, stay, told
):
    step = open_step(begun(desk, assessor, custody=a_stay(**stay)).case_id)
    assert "Drug test on arrest" not in beside(step)

    go(step, "DR1")

    assert told in beside(step)
    assert ("Sunday 10 May 2026" in beside(step)) is ("drug_test_day" in stay)


def test_whoever_sees_the_test_is_logged_as_having_seen_it(desk, assessor, rows):
    view = begun(desk, assessor, custody=a_stay(**COCAINE))

    assessment(desk, assessor, view.case_id)

    looks = [one for one in rows(AuditEntry) if one.action == "assessment.seen"]
    assert "drug_test" in looks[-1].fields


def test_where_it_disagrees_it_is_told_at_once_and_nothing_is_held_up(
    desk, assessor, open_step, press
):
    step = open_step(begun(desk, assessor, custody=a_stay(**COCAINE)).case_id)
    go(step, "DR1")
    doubt = "The test on arrest found cocaine, and they have not named it."
    assert doubt not in beside(step)

    press("1")
    assert doubt in beside(step)
    press("2")
    assert doubt not in beside(step)
    press("2", "Enter")
    assert place(step) == "DR2"


def test_answers_that_do_not_agree_are_told_beside_both_and_at_the_end_as_a_link(
    desk, assessor, open_step, press
):
    view = ready(desk, assessor, AL1="none", AL3="a_lot")
    step = open_step(view.case_id)
    doubt = "They say they do not drink, and that they drank on the day of the arrest."
    for where in ("AL1", "AL3", "view.alcohol"):
        go(step, where)
        assert doubt in beside(step), where
    go(step, "AC1")
    assert doubt not in beside(step)

    go(step, "finish")
    links = page(step)._doubts.links()
    assert run_of(step).view.gaps == ()
    assert page(step)._complete.isVisible()
    assert [one.text().replace("\n", " ") for one in links] == [doubt]
    links[0].setFocus()
    press("Enter")
    assert place(step) == "AL1"


@pytest.mark.parametrize(
    ("lives_with", "told"),
    [
        ("no_one", "They say that no one lives with them, and that they live with a partner."),
        ("children,others", "They say that they live with a partner, and have not named one"),
        ("partner", ""),
    ],
)
def test_who_lives_alone_and_has_a_partner_at_home_is_asked_again(
    desk, assessor, open_step, lives_with, told
):
    view = begun(desk, assessor)
    given = {"FA8": Given(lives_with), "DA6": Given("with_me")}
    view = answer(desk, assessor, view.case_id, view.version, given)
    step = open_step(view.case_id)

    for where in ("FA4", "DA1"):
        go(step, where)
        doubts = [one.replace("\n", " ") for one in beside(step) if "They say" in one]
        assert any(one.startswith(told) for one in doubts) if told else not doubts


@pytest.fixture
def asked_when(desk, assessor, open_step, press):
    """Return an assessment at the week, in which it is being asked when they cannot come."""
    step = open_step(begun(desk, assessor).case_id)
    assert "When they cannot come" not in beside(step)
    go(step, "ED1")
    assert "When they cannot come" in beside(step)
    step.findChild(Running)._beside._known.findChild(Link).setFocus()
    press("Enter")
    return step


def test_when_they_cannot_come_is_asked_with_their_week_and_written_on_the_referral(
    desk, assessor, asked_when, press, rows
):
    part = asked_when.findChild(WhenPart)
    press("Space", "Right", "Space")
    part.form.rows["unavailable_why"].control.set_value(["work"])
    part.form.submitted.emit()
    QApplication.processEvents()

    case_id = run_of(asked_when).view.case_id
    said_now = availability.said_in(desk, assessor, case_id)
    assert (said_now.unavailable, said_now.why) == (("mon.morning", "tue.morning"), ("work",))
    assert "referral.corrected" in [one.action for one in rows(AuditEntry)]
    assert "When they cannot come" not in beside(asked_when)
    assert asked_when.findChild(Running)._when._part is None
    assert place(asked_when) == "ED1"
    assert rows(Draft) == []


def test_nothing_said_of_when_is_told_beside_the_week(asked_when):
    part = asked_when.findChild(WhenPart)
    part.form.submitted.emit()
    assert set(problems(part.form)) == {"unavailable"}


def test_no_key_pressed_on_the_week_answers_the_question_above(asked_when, press):
    press("0", "n", "9", "Enter")
    assert run_of(asked_when).view.answers == {}
    assert place(asked_when) == "ED1"


def test_what_is_marked_and_not_saved_is_there_again(asked_when, press):
    press("Space")
    go(asked_when, "ED2")
    go(asked_when, "ED1")
    asked_when.findChild(Running)._beside._known.findChild(Link).setFocus()
    press("Enter")
    form = asked_when.findChild(Running)._when._part.form
    assert form.raw()["unavailable"] == ["mon.morning"]


def test_it_is_left_open_and_the_keyboard_is_back_at_the_answers(asked_when, press):
    asked_when.findChild(Running)._when._part.left.emit()
    assert asked_when.findChild(Running)._when._part is None
    press("0")
    assert "ED1" in run_of(asked_when).view.answers


def test_it_is_not_asked_of_somebody_who_has_said_it(desk, assessor, open_step):
    person = someone(unavailable=("mon.morning",))
    step = open_step(begun(desk, assessor, person=person).case_id)
    go(step, "ED1")

    assert "When they cannot come" not in beside(step)


def test_the_person_is_told_nothing_of_it(desk, assessor, open_step, press):
    step = open_step(begun(desk, assessor, custody=a_stay(**COCAINE)).case_id)
    go(step, "DR1")
    press("0", "h")

    told = " ".join(said(step.window().findChild(HandOver)))
    assert "arrest" not in told
    assert "agree" not in told


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("size", [(1.0, 1166), (2.0, 1290)], ids=["100", "200"])
@pytest.mark.parametrize("where", ["DR1", "ED1", "DA5", "finish"])
def test_what_is_known_is_well_made(desk, assessor, theme, open_step, language, size, where):
    theme.wear(Look(LIGHT, size[0]))
    both = COCAINE | {"drug_result": DrugResult.BOTH}
    view = begun(desk, assessor, Language(language), custody=a_stay(**both))
    answered(desk, assessor, view.case_id, view, DR3="a_little", DA5="hurt")
    step = open_step(view.case_id, (size[1], 554), language=language)
    go(step, where)

    is_well_made(step)
    assert sideways(step) == []


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("size", [(1.0, 1166), (2.0, 1290)], ids=["100", "200"])
def test_asking_when_they_cannot_come_is_well_made(
    desk, assessor, theme, open_step, language, size
):
    theme.wear(Look(LIGHT, size[0]))
    step = open_step(begun(desk, assessor).case_id, (size[1], 554), language=language)
    go(step, "ED1")
    step.findChild(Running)._when.ask()
    QApplication.processEvents()
    is_well_made(step)
    assert sideways(step) == []
