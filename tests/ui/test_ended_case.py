"""A case that has ended is read on the screen: no form asks for anything but what goes on."""

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)

from tests.services.verbs_ended import closed, full, moved_on
from tests.services.verbs_referral import refer
from tests.services.verbs_tracking import seen
from tests.services.verbs_victims import PERSON, harmed
from triage_app.domain.journey import StepCode
from triage_app.domain.other_ends import End, Given
from triage_app.services import other_ends
from ui.case.page import CasePage
from ui.eligibility.step import EligibilityStep

FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractButton)
ENDS = {"closed": closed, "ended": moved_on}
# What is still offered, by the words it begins with: to read, to make papers, and what goes on.
READ = (
    "Show",
    "Choose the scan",
    "See and print the paper",
    "Correct the referral",
    "Link or merge",
)
PAPERS = (
    "Make their own page",
    "Make the assessment for the file",
    "Language of the assessment",
    "In large print",
    "Make it in large print",
)
TELLS = ("Tick off",)
UNTIL_CLOSED = (
    "Day the notice was sent",
    "Save: the officer is told",
    "Day they said that they have the case",
    "Save: they have it",
    "The officer has changed",
)
GOES_ON = {"closed": (*READ, *PAPERS, *TELLS), "ended": (*READ, *PAPERS, *TELLS, *UNTIL_CLOSED)}


def offered(step):
    """Return the name of everything on a step that can be written in or pressed."""
    return [
        one.accessibleName() or getattr(one, "text", str)()
        for kind in FIELDS
        for one in step.findChildren(kind)
        if one.isVisible() and one.isEnabled()
    ]


@pytest.mark.parametrize("end", ENDS)
def test_no_step_of_an_ended_case_asks_for_anything_but_what_goes_on(
    desk, clock, assessor, supervisor, make_room, show, end
):
    case_id = full(desk, clock, assessor, supervisor)
    harmed(desk, assessor, case_id, PERSON)
    ENDS[end](desk, assessor, supervisor, case_id)
    page = show(CasePage(make_room(), case_id), 1366, 700)
    found = {}

    for code in StepCode:
        page.open(code)
        assert page.here == code
        found[code] = [one for one in offered(page.step) if not one.startswith(GOES_ON[end])]

    assert [one for names in found.values() for one in names] == []


def test_of_a_case_that_ended_before_it_was_decided_no_rule_is_asked(
    desk, assessor, make_room, show
):
    case_id = refer(desk, assessor)
    given = Given(End.OPENED_IN_ERROR, desk.today(), "Another of that name.")
    other_ends.end_case(desk, assessor, seen(desk, case_id), given)

    step = show(EligibilityStep(make_room(), case_id), 1366, 700)

    assert [one for one in offered(step) if not one.startswith("Show")] == []


def test_whether_nobody_was_harmed_is_not_asked_any_more(
    desk, clock, assessor, supervisor, make_room, show
):
    case_id = full(desk, clock, assessor, supervisor)
    closed(desk, assessor, supervisor, case_id)
    page = show(CasePage(make_room(), case_id), 1366, 700)
    page.open(StepCode.REFERRAL)

    page.go_to("victims")

    texts = desk.texts("en")
    assert texts("victims.add") in offered(page.step)
    assert texts("victims.say_none") not in offered(page.step)
