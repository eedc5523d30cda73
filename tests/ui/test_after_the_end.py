"""What is asked after a case has ended, by keys, in its outcome step."""

import pytest
from dateutil.relativedelta import relativedelta
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from tests.services.verbs_after import closed, ended_on, something_found, wait
from tests.ui.keyboard import press, save
from tests.ui.pressing import button
from tests.ui.walks import is_well_made, sideways
from triage_app.services import reoffending
from triage_app.storage.models import FoundOffence, ReoffendingCheck
from ui.outcome.whole import WholeOutcome
from ui.theme import LIGHT, Look


@pytest.fixture
def case_id(desk, clock, assessor, supervisor):
    case_id = closed(desk, clock, assessor, supervisor)
    wait(clock, ended_on(desk, case_id) + relativedelta(months=6))
    return case_id


@pytest.fixture
def open_step(make_room, show):
    """Return a function that opens the step of a case as its page would."""

    def open_step(case_id, width=1150, height=700, **room):
        step, area = WholeOutcome(make_room(**room), case_id), QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(step)
        show(area, width, height)
        return step

    return open_step


def test_a_check_that_found_nothing_is_saved_by_keys(desk, case_id, open_step, rows):
    step = open_step(case_id)
    step.go_to("checked_on")

    press(Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Space)
    save()

    (made,) = rows(ReoffendingCheck)
    assert (made.source, made.found, made.checked_on) == ("pnc", False, desk.today())
    assert step.after.form is None


def test_an_offence_is_asked_for_only_where_one_was_found(desk, case_id, open_step, rows):
    form = open_step(case_id).after.form
    assert form.rows["offence_day"].isHidden()

    form.fill({"source": "pnc", "found": True})
    form.go_to("offence_day")
    day = ended_on(desk, case_id) + relativedelta(days=9)
    press(f"{day:%d/%m/%Y}", Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    save()

    (found,) = rows(FoundOffence)
    assert (found.day, found.proof) == (day, "charge")


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(case_id, open_step, rows):
    step = open_step(case_id)
    step.after.form.fill({"note": "Rang the bureau <b>twice</b>"})
    step.go_to("checked_on")

    save()

    form = step.after.form
    assert [one for one, row in form.rows.items() if row.problem.text] == ["source", "found"]
    assert form.raw()["note"] == "Rang the bureau <b>twice</b>"
    assert rows(ReoffendingCheck) == []


def test_another_offence_is_added_to_a_check_by_keys(desk, case_id, open_step, rows, texts):
    step = open_step(case_id)
    step.after.form.fill({"source": "pnc", "found": False})
    step.go_to("checked_on")
    save()
    button(step, texts("reoffending.add_offence")).setFocus()
    press(Qt.Key.Key_Space)

    day = ended_on(desk, case_id) + relativedelta(days=9)
    press(f"{day:%d/%m/%Y}", Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Tab, "Affray")
    save()

    (found,) = rows(FoundOffence)
    assert (found.proof, found.what) == ("arrest", "Affray")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_what_comes_after_is_well_made_in_both_languages_and_at_any_size(
    theme, desk, clock, assessor, case_id, open_step, language, scale
):
    end = ended_on(desk, case_id)
    found = something_found(desk, 6, end + relativedelta(days=9))
    reoffending.record(desk, assessor, case_id, found)
    wait(clock, end + relativedelta(months=12))
    theme.wear(Look(LIGHT, scale))
    step = open_step(case_id, language=language)
    step.after.form.fill({"found": True})

    is_well_made(step)
    assert sideways(step) == []
