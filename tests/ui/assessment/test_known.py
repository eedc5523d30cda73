"""What is known beside the answers, and what does not agree: it is told and stops nothing."""

import datetime as dt

import pytest

from tests.services.verbs_assessment import answered, begun, ready
from tests.services.verbs_referral import a_stay, someone
from tests.ui.assessment.verbs import go, page, place, run_of, said
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.drug_test import DrugResult, DrugTest
from triage_app.domain.wording import Language
from triage_app.services.assessments import assessment
from triage_app.storage.models import AuditEntry
from ui.assessment.hand_over import HandOver
from ui.assessment.running import Running
from ui.assessment.step import AssessmentStep
from ui.case.page import CasePage
from ui.links import Link
from ui.room import Place
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


def test_when_they_cannot_come_is_asked_with_their_week_and_written_on_the_referral(
    desk, assessor, make_room, show, press
):
    view = begun(desk, assessor)
    case = show(CasePage(make_room(), view.case_id), 1366, 768)
    case.open("assessment")
    sent = []
    case.went.connect(sent.append)
    step = case.findChild(AssessmentStep)
    assert "When they cannot come" not in beside(step)
    go(step, "ED1")
    assert "When they cannot come" in beside(step)

    step.findChild(Running)._beside._known.findChild(Link).setFocus()
    press("Enter")

    assert sent == [Place("case", view.case_id, "referral", "unavailable")]
    assert place(step) == "ED1"


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
