"""Large print is a box to tick beside each paper to the person, ticked already for who needs it."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea

from tests.services.test_large_print import READS_WELL, SEES_POORLY, decided
from tests.services.verbs_assessment import assessed
from tests.services.verbs_consent import asked, booked
from tests.services.verbs_tracking import AGAINST, miss, running
from triage_app.storage.models import Paper
from ui.assessment.papers import Papers
from ui.consent.step import ConsentStep
from ui.outcome.step import OutcomeStep
from ui.tracking.step import TrackingStep


@pytest.fixture
def open_step(make_room, show):
    """Return a function that opens a step of a case as its page would."""

    def open_step(case_id, make=ConsentStep):
        step, area = make(make_room(language="en"), case_id), QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(step)
        show(area, 900)
        return step

    return open_step


def editions(rows, kind):
    return [one.language for one in rows(Paper) if one.kind == kind]


def submit(form):
    form.submitted.emit()
    QApplication.processEvents()


def test_the_information_sheet_is_made_as_the_box_says(desk, assessor, rows, open_step):
    step = open_step(asked(desk, assessor, person=SEES_POORLY))
    sheet = step.sheet
    sheet.large.choose("cy")
    sheet.large.click()
    sheet.print.click()
    assert editions(rows, "INFO")[-1] == "cy_large"
    step.sheet.editions.set_value("both")
    assert not step.sheet.large.isEnabled()
    step.sheet.print.click()
    assert editions(rows, "INFO")[-1] == "both"


def test_a_reminder_is_proposed_in_the_print_they_need(desk, assessor, rows, open_step):
    case_id, _ = booked(desk, assessor, person=SEES_POORLY)
    step = open_step(case_id)
    step.meeting.buttons["reminder"].click()
    form = step.meeting.other
    assert form.large.edition == "cy_large"
    submit(form)
    assert editions(rows, "REMINDER") == ["cy_large"]


def test_a_letter_of_the_ladder_is_made_large_for_whoever_asks(
    desk, clock, assessor, supervisor, rows, open_step
):
    case_id = running(desk, assessor, supervisor, person=READS_WELL)
    miss(desk, clock, assessor, case_id)
    step = open_step(case_id, TrackingStep)
    step.recorder.letter()
    form = step.recorder.form
    assert not form.large.value()
    form.large.click()
    submit(form)
    assert editions(rows, "WARNING") == ["cy_large"]


def test_their_own_page_is_made_large_for_whoever_asks(desk, make_room, assessor, rows, show):
    case_id = assessed(desk, assessor, AC1="outside").case_id
    papers = show(Papers(make_room(language="en"), case_id))
    papers.large.click()
    pressed(papers, "Make their own page").click()
    assert editions(rows, "OWN_PAGE") == ["en_large"]


def test_a_letter_in_the_list_is_made_once_more_in_large_print(
    desk, assessor, supervisor, rows, open_step
):
    case_id = running(desk, assessor, supervisor, person=READS_WELL)
    decided(desk, assessor, supervisor, case_id, AGAINST)
    step = open_step(case_id, OutcomeStep)
    (make,) = (one for one in step.papers.findChildren(QPushButton)
               if one.accessibleName().startswith("Make it in large print"))  # fmt: skip
    make.click()
    assert editions(rows, "END_LETTER") == ["cy", "cy_large"]
    assert step.papers.sheet.paper_id == rows(Paper)[-1].id


def pressed(widget, words):
    found = widget.findChildren(QPushButton)
    return next(one for one in found if one.text().replace("&", "").strip() == words)
