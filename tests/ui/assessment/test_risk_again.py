"""The risk looked at again, where Today leads to: the form, what it keeps, what stands after."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.services.verbs_assessment import RISK, assessed
from tests.ui.walks import is_well_made, problems, sideways
from triage_app.storage.models import Draft, RiskReview
from ui.assessment.risk_again import RiskAgain
from ui.theme import LIGHT, Look


def said(step):
    QApplication.processEvents()
    return [one.text() for one in step.findChildren(QLabel) if one.isVisible()]


def test_the_list_leads_to_the_form_and_what_is_judged_stands_above_what_was_before(
    desk, assessor, open_step, rows
):
    step = open_step(assessed(desk, assessor).case_id)

    step.go_to("risk_review")

    form = step.findChild(RiskAgain).form
    assert form.isAncestorOf(QApplication.focusWidget())
    assert form.rows["rationale"].control.value() == RISK.rationale
    form.submitted.emit()
    assert set(problems(form)) == {"review"}
    form.rows["reoffending"].control.set_value("low")
    form.rows["rationale"].control.set_value("Nothing since, and in work & <b>well</b>")
    form.submitted.emit()

    (row,) = rows(RiskReview)
    assert (row.reoffending, row.harm) == ("low", "low")
    shown = said(step)
    assert "Nothing since, and in work & <b>well</b>" in shown
    assert any(one.startswith("Looked at again by Mared Hawthorn") for one in shown)
    assert any(one.startswith("Before: Offending again: Medium.") for one in shown)


def test_half_a_judgement_outlives_another_case_and_a_look_at_the_step(
    desk, assessor, open_step, rows
):
    case_id = assessed(desk, assessor).case_id
    step = open_step(case_id)
    step.go_to("risk_review")
    form = step.findChild(RiskAgain).form
    form.rows["rationale"].control.set_value("Half a sen")
    form.changed.emit()

    step.refresh()
    assert step.findChild(RiskAgain).form is form
    step.leave()

    assert rows(Draft)[0].content["rationale"] == "Half a sen"
    again = open_step(case_id)
    again.go_to("risk_review")
    assert again.findChild(RiskAgain).form.raw()["rationale"] == "Half a sen"


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("size", [(1.0, 1166), (2.0, 1290)], ids=["100", "200"])
def test_it_is_well_made(desk, assessor, open_step, theme, language, size):
    theme.wear(Look(LIGHT, size[0]))
    step = open_step(assessed(desk, assessor).case_id, (size[1], 554), language=language)
    step.go_to("risk_review")
    QApplication.processEvents()
    is_well_made(step)
    assert sideways(step) == []
