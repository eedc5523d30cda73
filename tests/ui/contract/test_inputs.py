"""The inputs of one condition: each typed, shown where it is asked for, and said on paper."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.services.verbs_contract import drafted
from tests.ui.keyboard import held, press, save, tab_to
from tests.ui.walks import is_well_made, sideways
from triage_app.domain import contract as rules
from triage_app.domain.condition_inputs import MOST_TYPED
from triage_app.services import contracts
from ui.contract import inputs

CHOICES = {"VO2": 24, "TG2": None}
STRANGE = "<b>Tŷ & Co</b> 🦊 حديقة {due}"


@pytest.fixture
def chosen(desk, assessor, supervisor, open_step):
    """Return a function that opens the fifth place with a condition of the library in it."""

    def chosen(code, language="en", **values):
        sheet = drafted(desk, assessor, supervisor)
        text = sheet.scheme.condition(code)
        one = rules.begin(sheet.scheme.slots[4], text, sheet.draft, sheet.scheme)
        wanted = sheet.draft.put(replace(one, **values))
        contracts.change(desk, assessor, sheet.case_id, sheet.seen, wanted)
        step = open_step(sheet.case_id, language=language)
        step.go_to(f"condition_5.{text.inputs[1]}")
        QApplication.processEvents()
        return step

    return chosen


def shown(step):
    rows = step.body.editor.form.rows
    return [name for name in inputs.FIELDS if not rows[name].isHidden()]


def control(step, name):
    return step.body.editor.form.rows[name].control


def test_only_what_a_condition_asks_for_is_shown_and_it_can_be_changed(chosen):
    step = chosen("VO2")
    assert shown(step) == [
        *("service", "hours", "frequency", "place", "place_cy", "starts", "first_meeting", "due")
    ]
    control(step, "kind").set_value("TG2")
    assert shown(step) == [
        *("service", "area", "area_cy", "starts", "first_meeting", "due"),
    ]
    control(step, "kind").set_value("VO1")
    assert shown(step) == ["service", "hours", "first_meeting", "due"]


def test_a_place_is_typed_in_both_languages_and_a_frequency_chosen_by_keys(desk, assessor, chosen):
    step = chosen("VO2")
    tab_to(lambda one: one is control(step, "frequency"))
    press(*[Qt.Key.Key_Down] * 3)
    tab_to(lambda one: one is control(step, "place"))
    press("The hall")
    tab_to(lambda one: one is control(step, "place_cy"))
    press("Y neuadd")
    save()
    fifth = contracts.sheet(desk, assessor, step.case_id).draft.at(5)
    assert (fifth.frequency, fifth.place, fifth.place_cy) == ("weekly", "The hall", "Y neuadd")
    assert fifth.starts == dt.date(2026, 5, 11)
    assert "Place: The hall." in step.body.editor._said.text()


def test_what_is_emptied_is_asked_for_again(desk, assessor, chosen):
    step = chosen("VO2", place="The hall", frequency="weekly")
    control(step, "place").setText("   ")
    save()
    sheet = contracts.sheet(desk, assessor, step.case_id)
    assert sheet.draft.at(5).place is None
    assert ("condition_5.place", "contract.no_place") in [(it.field, it.code) for it in sheet.gaps]


def test_a_place_too_long_is_told_beside_it_and_nothing_is_lost(desk, assessor, chosen):
    step = chosen("TG2")
    control(step, "area").setText("x" * (MOST_TYPED + 1))
    save()
    assert "300" in step.body.editor.form.rows["area"].problem.text
    assert control(step, "area").value() == "x" * (MOST_TYPED + 1)
    assert held() is control(step, "area")
    assert contracts.sheet(desk, assessor, step.case_id).draft.at(5).area is None


@pytest.mark.parametrize("typed", [STRANGE, "x" * MOST_TYPED], ids=["strange", "long"])
def test_whatever_somebody_types_is_kept_and_said_as_it_is(desk, assessor, chosen, typed):
    step = chosen("TG2")
    control(step, "area").setText(typed)
    save()
    assert contracts.sheet(desk, assessor, step.case_id).draft.at(5).area == typed
    assert typed in step.body.editor._said.text()


def test_a_start_after_the_end_is_told_beside_the_end(chosen):
    step = chosen("TG2", area="The park")
    control(step, "starts").set_value(dt.date(2026, 9, 1))
    save()
    assert step.body.editor.form.rows["due"].problem.text


@pytest.mark.parametrize("code", CHOICES)
def test_every_field_is_named_in_both_languages_and_any_size(chosen, language, code):
    step = chosen(code, language, hours=CHOICES[code], frequency="weekly", place="Y Neuadd")
    is_well_made(step)
    assert sideways(step) == []
