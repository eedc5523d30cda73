"""The file of an instrument is gone while it is in use: told in words, and nothing is lost."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.services.verbs_assessment import assessed, begun, consented
from tests.ui.assessment.verbs import answers
from tests.ui.walks import is_well_made
from triage_app.domain.wording import Language
from triage_app.services import screenings
from triage_app.services.assessment_record import Given
from triage_app.services.assessments import answer
from triage_app.storage.models import Assessment, Draft
from ui.assessment.running import Running
from ui.theme import LIGHT

NEEDS, PHQ = "needs-2026-11", "phq-9-2026-11"


@pytest.fixture
def day(clock):
    """A day on which the questionnaires are in force."""
    clock.set("2026-11-30 10:00")


def said(step):
    return [one.text() for one in step.findChildren(QLabel) if one.isVisible()]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("stage", [begun, assessed])
def test_the_assessment_says_that_it_cannot_be_shown_and_is_back_with_its_file(
    desk, assessor, open_step, stage, language
):
    case_id = stage(desk, assessor).case_id
    gone = desk.instruments.pop(NEEDS)

    step = open_step(case_id, language=language)

    assert desk.texts(language)("assessment.out_of_reach") in said(step)
    desk.instruments[NEEDS] = gone
    step.refresh()
    assert desk.texts(language)("assessment.out_of_reach") not in said(step)


def test_an_answer_that_cannot_be_kept_is_told_and_the_page_stays(
    desk, running, press, listener, rows
):
    gone = desk.instruments.pop(NEEDS)

    press("1")

    assert NEEDS in listener.heard[-1]
    assert running.findChild(Running) is not None
    desk.instruments[NEEDS] = gone
    press("1")
    assert answers(rows) == {"AC1": "with_others"}


@pytest.mark.usefixtures("day")
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_questionnaire_that_was_put_is_still_told_of(desk, assessor, open_step, language):
    case_id = consented(desk, assessor)
    view = screenings.start(desk, assessor, case_id, PHQ, Language.ENGLISH)
    given = {f"PHQ{number}": Given("several_days") for number in range(1, 10)}
    view = answer(desk, assessor, case_id, view.version, given, view.id)
    screenings.complete(desk, assessor, case_id, view.version, view.id)
    gone = desk.instruments.pop(PHQ)

    step = open_step(case_id, language=language)

    day = desk.texts(language).date(desk.today())
    told = desk.texts(language)("screening.out_of_reach", day=day)
    assert PHQ in said(step)
    assert told in said(step)
    desk.instruments[PHQ] = gone
    step.refresh()
    assert told not in said(step)


@pytest.mark.usefixtures("day")
def test_a_questionnaire_being_put_says_so_at_each_answer(
    desk, assessor, open_step, press, listener
):
    case_id = consented(desk, assessor)
    step = open_step(case_id)
    button = next(
        one
        for one in step.findChildren(QPushButton)
        if one.accessibleName() == "Put the questions: PHQ-9: low mood"
    )
    button.click()
    desk.instruments.pop(PHQ)

    press("1", "Enter", "2")

    assert [PHQ in one for one in listener.heard] != []
    assert all(PHQ in one for one in listener.heard)


@pytest.mark.usefixtures("day")
@pytest.mark.parametrize(("language", "scale"), [("en", 1.0), ("cy", 2.0)])
def test_one_that_nobody_can_go_on_with_is_ended_by_keyboard_with_why(
    desk, assessor, open_step, press, rows, theme, language, scale
):
    theme.choose(LIGHT, scale)
    case_id = consented(desk, assessor)
    view = screenings.start(desk, assessor, case_id, PHQ, Language.ENGLISH)
    answer(desk, assessor, case_id, view.version, {"PHQ1": Given("several_days")}, view.id)
    gone = desk.instruments.pop(PHQ)
    texts = desk.texts(language)
    step = open_step(case_id, language=language)
    named = f"{texts('screening.end')}: {PHQ}"
    next(one for one in step.findChildren(QPushButton) if one.accessibleName() == named).setFocus()

    press("Space", "Enter")  # with nothing said
    assert texts("problem.missing") in "".join(said(step))
    press("Half ")
    step.refresh()  # as where a new day begins meanwhile
    is_well_made(step)
    press("her file <b>", "Enter")

    (row,) = rows(Assessment)
    assert (row.closed_reason, row.completed_at, rows(Draft)) == ("Half her file <b>", None, [])
    day = texts.date(desk.today())
    assert texts("screening.closed_whole", day=day) in said(step)
    assert texts("screening.closed_reason", reason="Half her file <b>") in said(step)
    assert not [one for one in step.findChildren(QPushButton) if one.accessibleName() == named]
    assert QApplication.focusWidget() is not None
    desk.instruments[PHQ] = gone
    step.refresh()
    QApplication.processEvents()
    begun = texts("screening.closed_on", day=day, questions="")
    assert any(one.startswith(begun.rstrip(".")) for one in said(step))
