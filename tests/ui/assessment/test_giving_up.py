"""A correction begun by mistake and given up, by whoever began it or by another."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.services.verbs_occasions import finished, living
from tests.ui.assessment.verbs import go, page, place, run_of, said
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.occasion import Occasion
from triage_app.domain.wording import Language
from triage_app.services.assessments import assessment, correct, start
from triage_app.services.unfinished import give_up
from triage_app.storage.models import Assessment, Draft
from ui.assessment.running import Running
from ui.theme import LIGHT, Look


@pytest.fixture
def changed(desk, assessor, supervisor):
    """A live case that was assessed at entry and midway."""
    case_id = living(desk, assessor, supervisor, AC1="own_home")
    view = start(desk, assessor, case_id, Language.ENGLISH, Occasion.MIDWAY)
    finished(desk, assessor, view, AC1="outside")
    return case_id


def buttons(step):
    found = [one for one in step.findChildren(QPushButton) if one.isVisible()]
    return {one.text().replace("&", "").strip(): one for one in found}


def begin_correcting(step):
    first = step._page._stages._course.stages[0].number
    step._page._stages._ways[first].click()
    form = step._page._stages.form
    form.rows["correction"].control.set_value("Begun in error")
    form.submitted.emit()
    QApplication.processEvents()


def test_a_correction_begun_by_mistake_is_given_up_by_keyboard(changed, open_step, press, rows):
    step = open_step(changed)
    begin_correcting(step)
    assert place(step) == "AC1"
    buttons(step)["Give this correction up"].setFocus()
    press("Enter", "The other person")
    assert "Complete the assessment" not in buttons(step)  # one thing at a time
    press("Enter")

    given_up = rows(Assessment)[-1]
    assert (given_up.completed_at, given_up.closed_reason) == (None, "The other person")
    assert rows(Draft) == []
    assert step.findChild(Running) is None
    lines = said(step)
    assert any(
        one.startswith("Correction given up by") and one.endswith(": The other person")
        for one in lines
    )
    assert "It had been begun because: Begun in error" in lines
    assert not any(one.startswith("Corrected:") for one in lines)
    assert "Correct a mistake" in buttons(step)


def test_who_still_has_it_open_is_told_and_changes_nothing_of_the_next(
    changed, open_step, desk, supervisor, listener, press, rows
):
    step = open_step(changed)
    begin_correcting(step)
    view = run_of(step).view
    give_up(desk, supervisor, changed, view.version, view.id, "The other person")
    midway = number_of_midway(rows)
    other = correct(desk, supervisor, changed, midway, "This one instead")
    assert other.version == view.version  # what is seen is the same number, and not the same

    press("1")
    QApplication.processEvents()

    assert "This was ended unfinished, and is not changed any more." in listener.heard[-1]
    assert run_of(step).view.id == other.id
    assert assessment(desk, supervisor, changed).answers == other.answers


def number_of_midway(rows):
    """The number of the midway assessment that was completed."""
    return next(one.id for one in rows(Assessment) if one.occasion == "midway")


def test_only_a_correction_can_be_given_up(running):
    assert "Give this correction up" not in buttons(running)
    go(running, "finish")
    assert "Give this correction up" not in buttons(running)


def test_who_goes_on_correcting_can_complete_it(changed, open_step, press):
    step = open_step(changed)
    begin_correcting(step)
    go(step, "finish")
    buttons(step)["Give this correction up"].setFocus()
    press("Space")
    buttons(step)["Go on correcting"].setFocus()
    press("Space")

    assert QApplication.focusWidget() is buttons(step)["Give this correction up"]
    assert "Complete the assessment" in buttons(step)


@pytest.mark.parametrize(("language", "scale"), [("en", 1.0), ("cy", 1.0), ("cy", 2.0)])
def test_giving_a_correction_up_is_well_made_and_a_half_reason_is_kept(
    changed, open_step, theme, rows, language, scale
):
    theme.wear(Look(LIGHT, scale))
    step = open_step(changed, (1290, 554), language=language)
    begin_correcting(step)
    is_well_made(step)
    step.findChild(Running)._give_up.click()
    part = page(step).give_up
    part.form.rows["give_up_reason"].control.setText("Hanner")
    QApplication.processEvents()
    is_well_made(step)
    assert sideways(step) == []
    go(step, "AC1")

    assert [(one.form, one.content) for one in rows(Draft)] == [
        ("change.give_up", {"give_up_reason": "Hanner"})
    ]
