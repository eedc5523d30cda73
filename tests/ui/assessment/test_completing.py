"""Judging, ranking and completing, by keyboard; and what is read of it afterwards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.services.verbs_assessment import (
    RISK,
    answered,
    assessed,
    begun,
    put,
    ready,
)
from tests.ui.assessment.verbs import go, page, place, run_of, said
from tests.ui.walks import is_well_made
from triage_app.domain.needs import Motivation
from triage_app.domain.sitting import AFTERWARDS
from triage_app.domain.workflow import State
from triage_app.services.assessment_record import Given
from triage_app.services.assessments import answer, assessment
from triage_app.storage.models import Case
from ui.assessment.summary import SummaryPage

PUT = ("accommodation", "finance")
CTRL = Qt.KeyboardModifier.ControlModifier


# ── Judging, ranking, completing ──


def test_a_pathway_is_judged_by_keys_and_kept_on_going_on(running, press):
    go(running, "view.mental_health")
    form = page(running).form

    press("Space", "Tab", "Right", "Space", "Tab", "Space", "Down")
    form.go_to("own_view")
    press("I sleep badly")
    press("Enter", modifier=CTRL)

    view = run_of(running).view.findings.view("mental_health")
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


@pytest.mark.slow
def test_the_whole_assessment_is_run_by_keyboard_alone(running, desk, press, rows):
    run_through(running, press)

    assert is_completed(running, desk, rows)


def test_it_is_gone_through_and_completed_by_keyboard_alone(desk, assessor, open_step, press, rows):
    """Two pathways are put, and the others were answered before; every place is come to."""
    view = begun(desk, assessor)
    others = [one for one in view.instrument.sections if one.pathway not in PUT]
    given = {
        one.code: Given(one.options[0].code) for each in others for one in each.shown(view.answers)
    }
    answer(desk, assessor, view.case_id, view.version, given)
    step = open_step(view.case_id)
    go(step, "AC1")

    run_through(step, press)

    assert is_completed(step, desk, rows)


def run_through(step, press):
    """Every question is given its first answer but one; then risk, order, completion."""
    for here in way_on(step):
        if here.startswith("view."):
            press(*_judged(here))
        elif here not in run_of(step).view.answers:
            press("0" if here != "FI2" else "2")
        press("Enter")
    press("Space", "Tab", "Space", "Tab", "Tab", "First time, and sorry", "Tab", "Tab")
    press("Enter", "Enter", "Enter")


def is_completed(step, desk, rows):
    """Whether it can be read, moved the case on, and found the one need there is."""
    found = assessment(desk, step.room.actor, step.case_id).needs.critical
    assessed_now = rows(Case)[0].state is State.ASSESSED
    return bool(step.findChild(SummaryPage)) and assessed_now and found == ("finance",)


def way_on(step):
    """Each place before the risk, as it is come to; stop where one is not left."""
    been = set()
    while (here := place(step)) not in AFTERWARDS:
        assert here not in been, f"{here} is not left"
        been.add(here)
        yield here


def _judged(here):
    """Finance is a need: it is linked, not to harm, and somebody is thinking about it."""
    if here != "view.finance":
        return ()
    return ("Space", "Tab", "Right", "Space", "Tab", "Space")


def test_a_completed_one_is_read_with_its_critical_pathways_and_why(desk, assessor, open_step):
    view = assessed(desk, assessor, AC1="outside", FI2="a_lot")

    step = open_step(view.case_id)

    lines = said(step)
    assert any(line.startswith("1. Accommodation") for line in lines)
    assert any("Sleeps: Outside, or in a car" in line for line in lines)
    assert any(RISK.rationale in line for line in lines)
    is_well_made(step)


def test_one_stopped_halfway_is_read_as_far_as_it_came(desk, assessor, open_step):
    view = begun(desk, assessor)
    answered(desk, assessor, view.case_id, view, AC1="outside")
    put(desk, assessor, view.case_id, State.NOT_TAKEN_ON)

    step = open_step(view.case_id)

    assert any("Stopped" in line for line in said(step))
