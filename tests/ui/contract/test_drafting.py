"""The contract as an assessor works on it: by keys to whatever has the keyboard."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox

from tests.services.verbs_contract import assessed, drafted
from tests.services.verbs_referral import an_offence, someone
from tests.ui.keyboard import held, press, save, tab_to, wipe
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.workflow import State
from triage_app.services import contracts, directory
from triage_app.storage.models import Case, Condition, Contract
from ui.contract.drafting import Drafting
from ui.links import Link

SUMMARY = {
    "code": "CJ88116",
    "title": "Assault by beating",
    "category": "CS",
    "domestic_abuse": False,
}


def go(step, field):
    step.go_to(field)
    QApplication.processEvents()


def gap_fields(step):
    return [link.objectName() for link in step.body.before.links]


# ── Before there is a contract ───────────────────────────────────────────────────────────────


def test_before_the_assessment_is_complete_it_says_when(desk, assessor, open_step):
    case_id = assessed(desk, assessor)
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).state = State.CONSENTED
    step = open_step(case_id)
    assert step.propose is None
    assert not isinstance(step.body, Drafting)


def test_enter_drafts_the_contract_and_goes_to_what_is_first_missing(
    desk, assessor, open_step, rows
):
    step = open_step(assessed(desk, assessor))
    assert rows(Contract) == []
    press(Qt.Key.Key_Return)
    assert isinstance(step.body, Drafting)
    assert step.body.number == 3
    assert gap_fields(step)[0] == "condition_3.service"


# ── Working on it ────────────────────────────────────────────────────────────────────────────


def test_a_condition_is_filled_in_and_saved_by_keys_alone(desk, assessor, open_step, services):
    step = open_step(assessed(desk, assessor))
    press(Qt.Key.Key_Return)
    go(step, "condition_3.service")
    press(Qt.Key.Key_Down)
    tab_to(lambda one: one is step.body.editor.form.rows["sessions"].control)
    press("6")
    save()
    third = contracts.sheet(desk, assessor, step.case_id).draft.at(3)
    assert (third.service in services.values(), third.sessions) == (True, 6)
    assert "condition_3.sessions" not in gap_fields(step)
    assert held() is step.body.editor.form.rows["sessions"].control


def test_the_picture_and_the_gaps_follow_what_is_typed_before_it_is_saved(
    desk, assessor, open_step, rows
):
    step = open_step(assessed(desk, assessor))
    press(Qt.Key.Key_Return)
    go(step, "condition_3.sessions")
    press("6")
    assert "condition_3.sessions" not in gap_fields(step)
    assert [one.sessions for one in rows(Condition)] == [None] * 5


def test_the_arrows_walk_the_places_and_save_what_was_changed(desk, assessor, open_step):
    step = open_step(assessed(desk, assessor))
    press(Qt.Key.Key_Return)
    go(step, "condition_3.sessions")
    press("6")
    step.body.band.setFocus()
    press(Qt.Key.Key_Down)
    assert step.body.number == 4
    assert contracts.sheet(desk, assessor, step.case_id).draft.at(3).sessions == 6
    assert held() is step.body.band
    press(Qt.Key.Key_Return)
    assert step.body.editor.isAncestorOf(held())


def test_what_cannot_be_read_keeps_the_place_open_and_is_told(desk, assessor, open_step):
    step = open_step(assessed(desk, assessor))
    press(Qt.Key.Key_Return)
    go(step, "condition_3.sessions")
    press("six")
    step.body.band.setFocus()
    press(Qt.Key.Key_Down)
    assert (step.body.number, step.body.band.number()) == (3, 3)
    assert step.body.editor.form.rows["sessions"].problem.text
    assert held() is step.body.editor.form.rows["sessions"].control


def test_a_gap_is_a_link_to_its_field(desk, assessor, open_step):
    step = open_step(assessed(desk, assessor))
    press(Qt.Key.Key_Return)
    tab_to(lambda one: isinstance(one, Link) and one.objectName() == "condition_4.sessions")
    press(Qt.Key.Key_Return)
    assert step.body.number == 4
    assert held() is step.body.editor.form.rows["sessions"].control


def test_a_gap_of_another_step_leads_there(desk, assessor, open_step, qtbot):
    step = open_step(assessed(desk, assessor, authorised=False))
    press(Qt.Key.Key_Return)
    tab_to(lambda one: isinstance(one, Link) and one.objectName() == "authority")
    with qtbot.waitSignal(step.went) as gone:
        press(Qt.Key.Key_Return)
    place = gone.args[0]
    assert (place.screen, place.step, place.field) == ("case", "eligibility", "authority")


def test_choosing_volunteering_offers_its_services_and_asks_why_the_need_is_left_out(
    desk, assessor, open_step, services
):
    step = open_step(assessed(desk, assessor))
    press(Qt.Key.Key_Return)
    go(step, "condition_5.kind")
    form = step.body.editor.form
    form.rows["kind"].control.set_value("VO1")
    assert form.rows["left_out"].isVisible()
    assert form.rows["hours"].control.value() == 18
    assert not form.rows["sessions"].isVisible()
    assert "left_out.physical_health" in gap_fields(step)
    form.fill({"service": services["Practice Garden"], "left_out": "Sees their own doctor"})
    save()
    draft = contracts.sheet(desk, assessor, step.case_id).draft
    assert (draft.at(5).code, draft.left_out) == (
        "VO1",
        {"physical_health": "Sees their own doctor"},
    )


def test_a_place_is_left_empty_by_choosing_nothing(desk, assessor, open_step):
    step = open_step(assessed(desk, assessor))
    press(Qt.Key.Key_Return)
    go(step, "condition_2.kind")
    press(Qt.Key.Key_Home)
    save()
    assert contracts.sheet(desk, assessor, step.case_id).draft.at(2) is None


def test_another_day_of_signing_offers_its_own_ends(desk, assessor, open_step):
    step = open_step(assessed(desk, assessor))
    press(Qt.Key.Key_Return)
    go(step, "day")
    wipe()
    press("13/5/26", Qt.Key.Key_Tab)
    save()
    draft = contracts.sheet(desk, assessor, step.case_id).draft
    assert (draft.day, draft.ends) == (dt.date(2026, 5, 13), dt.date(2026, 9, 13))


def test_a_service_that_lacks_the_persons_language_is_told_and_not_forbidden(
    desk, assessor, open_step, services
):
    case_id = assessed(desk, assessor, person=someone(speaks="cy", reads="cy"))
    step = open_step(case_id)
    press(Qt.Key.Key_Return)
    go(step, "condition_5.service")
    form = step.body.editor.form
    form.fill({"service": services["Practice Surgery"]})
    told = [link.text() for link in step.body.before.remarks]
    assert [one for one in told if "Practice Surgery does not work in Welsh" in one]
    form.fill({"service": services["Practice Mind Matters"]})
    told = [link.text() for link in step.body.before.remarks]
    assert not [one for one in told if "Welsh" in one]


def test_what_another_saved_meanwhile_is_shown_beside_and_nothing_is_lost(
    desk, assessor, supervisor, open_step, listener
):
    step = open_step(assessed(desk, assessor))
    press(Qt.Key.Key_Return)
    sheet = contracts.sheet(desk, supervisor, step.case_id)
    theirs = sheet.draft.put(replace(sheet.draft.at(3), sessions=4))
    contracts.change(desk, supervisor, step.case_id, sheet.seen, theirs)
    go(step, "condition_3.sessions")
    press("9")
    save()
    assert len(listener.heard) == 1
    assert step.body.editor.form.their_version.isVisible()
    assert step.body.editor.form.rows["sessions"].control.value() == 9
    save()
    assert contracts.sheet(desk, assessor, step.case_id).draft.at(3).sessions == 9


def test_what_was_typed_and_not_saved_is_there_again(desk, assessor, open_step):
    step = open_step(assessed(desk, assessor))
    press(Qt.Key.Key_Return)
    go(step, "condition_3.sessions")
    press("6")
    step.leave()
    again = open_step(step.case_id)
    go(again, "condition_3.sessions")
    assert again.body.editor.form.rows["sessions"].control.value() == 6


def test_a_supervisor_allows_a_later_end_where_none_fits(desk, assessor, supervisor, open_step):
    offence = an_offence(**SUMMARY, first_day=dt.date(2026, 1, 20))
    case_id = assessed(desk, assessor, offences=[offence])
    contracts.draft(desk, assessor, case_id)
    step = open_step(case_id, supervisor)
    go(step, "ends")
    step.body.editor.leave_form.go_to("term_ends")
    press("15/7/26", Qt.Key.Key_Tab, "The officer agrees to wait")
    save()
    assert contracts.sheet(desk, supervisor, case_id).limits.allowed == dt.date(2026, 7, 15)


# ── As everybody meets it ────────────────────────────────────────────────────────────────────


PLACES = ["day", "condition_1.kind", "condition_3.kind", "condition_5.kind"]


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize("field", PLACES)
def test_every_place_is_well_made(desk, assessor, open_step, language, field):
    case_id = assessed(desk, assessor)
    contracts.draft(desk, assessor, case_id)
    step = open_step(case_id, language=language)
    go(step, field)
    is_well_made(step)
    assert sideways(step.window()) == []


def test_the_picture_is_said_as_sentences(desk, assessor, open_step):
    step = open_step(assessed(desk, assessor))
    press(Qt.Key.Key_Return)
    model = step.body.band.model()
    said = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert said[0].startswith("Contract 1, draft. For signing Mon 11 May. Contract ends")
    assert said[1] == "1, Not to re-offend. Mandatory. Ready"
    assert said[3].endswith("No service yet")


def test_a_service_closed_since_stays_shown_and_is_named_a_gap(
    desk, assessor, supervisor, open_step
):
    sheet = drafted(desk, assessor, supervisor)
    chosen = sheet.services[sheet.draft.at(3).service]
    directory.retire(desk, supervisor, chosen.id, chosen.version)
    step = open_step(sheet.case_id)
    assert step.body.number == 3
    assert step.body.editor.form.rows["service"].control.value() == chosen.id
    assert gap_fields(step) == ["condition_3.service"]


def test_a_service_whose_name_is_too_long_for_its_box_ends_in_dots(
    desk, assessor, supervisor, open_step
):
    step = open_step(drafted(desk, assessor, supervisor).case_id)
    go(step, "condition_3.service")
    box = step.body.editor.form.rows["service"].control
    box.offer([(1, "Practice " * 30)])
    box.set_value(1)
    drawn = QStyleOptionComboBox()
    box.initStyleOption(drawn)
    assert drawn.currentText.endswith("…")
    assert box.fontMetrics().horizontalAdvance(drawn.currentText) < box.width()
    box.offer([(1, "Short")])
    box.set_value(1)
    box.initStyleOption(drawn)
    assert drawn.currentText == "Short"
