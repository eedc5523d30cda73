"""A signed contract varied at the screen: by keys to whatever has the keyboard."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.services.verbs_contract import live
from tests.services.verbs_variation import begun, changed, printed, signed_again
from tests.ui.keyboard import held, named, press, save, tab_to
from tests.ui.walks import is_well_made, sideways
from triage_app.services import contracts, variations
from triage_app.storage.models import Contract, Variation, VariationApproval
from ui.approvals.screen import ApprovalsScreen
from ui.contract.agreed import Agreed
from ui.contract.drafting import Drafting
from ui.contract.signatures import SignaturesForm
from ui.contract.varying import BeginVariation
from ui.parts import Notice


@pytest.fixture
def contract(desk, assessor, supervisor, clock):
    sheet = live(desk, assessor, supervisor)
    clock.set("2026-06-03 10:00")
    return sheet


@pytest.fixture
def shortened(desk, assessor, contract):
    """Return the case of a contract that is to lose its fifth condition."""
    sheet = begun(desk, assessor, contract.case_id)
    draft = sheet.draft.without(5).explain("physical_health", "Has a doctor of her own")
    changed(desk, assessor, sheet, draft)
    return contract.case_id


def test_a_variation_is_begun_by_keys(contract, open_step, rows, qtbot):
    step = open_step(contract.case_id)
    tab_to(named("Vary the contract"))
    press(Qt.Key.Key_Space)
    assert isinstance(step.body, BeginVariation)
    press("Works on Mondays now")
    tab_to(named("The participant"))
    press(Qt.Key.Key_Space)
    with qtbot.waitSignal(step.changed):
        save()
    (row,) = rows(Variation)
    assert (row.why, row.asked_by) == ("Works on Mondays now", "participant")
    assert isinstance(step.body, Drafting)
    assert step.varying.panel.varying.varies == 1


def test_a_change_that_needs_no_supervisor_is_said_without_calling_for_anybody(
    desk, assessor, contract, open_step
):
    sheet = begun(desk, assessor, contract.case_id)
    third = sheet.draft.at(3)
    changed(desk, assessor, sheet, sheet.draft.put(replace(third, sessions=third.sessions + 1)))
    panel = open_step(contract.case_id).varying.panel
    said = [one.text() for one in panel.findChildren(QLabel) if one.isVisible()]
    assert "None of this needs a supervisor." in said
    assert panel.findChildren(Notice) == []


def test_nothing_said_is_told_beside_the_fields(contract, open_step):
    step = open_step(contract.case_id)
    step.body.vary.click()
    QApplication.processEvents()
    save()
    assert step.body.form.rows["why"].problem.text
    assert step.body.form.rows["asked_by"].problem.text
    assert held() is step.body.form.rows["why"].control


def test_approval_is_asked_for_and_given_at_the_screen(
    supervisor, shortened, open_step, rows, make_room, show
):
    step = open_step(shortened)
    gaps = step.body.before.links
    assert [one.objectName() for one in gaps] == ["approval"]
    gaps[0].click()
    assert named("Ask for approval")(QApplication.focusWidget())
    press(Qt.Key.Key_Space)
    assert rows(VariationApproval)[0].approved is None
    assert "yet to approve" in step.body.before.links[0].text()
    screen = ApprovalsScreen(make_room(supervisor))
    show(screen, 1166, 700)
    screen.go_to("")
    press(Qt.Key.Key_Return)
    form = screen.part.form
    form.go_to("reason")
    QApplication.processEvents()
    tab_to(named("Send back"))
    press(Qt.Key.Key_Space)
    assert form.rows["reason"].problem.text
    form.go_to("reason")
    QApplication.processEvents()
    tab_to(named("Approve"))
    press(Qt.Key.Key_Space)
    assert rows(VariationApproval)[0].approved
    assert screen.rows == []


def test_it_is_signed_with_the_tick_that_it_was_explained(
    desk, assessor, contract, open_step, rows
):
    changed(desk, assessor, begun(desk, assessor, contract.case_id), sessions=9)
    printed(desk, assessor, contract.case_id)
    step = open_step(contract.case_id)
    step.go_to("sign")
    QApplication.processEvents()
    assert isinstance(step.body, SignaturesForm)
    at = dt.datetime(2026, 6, 3, 9, tzinfo=dt.UTC)
    step.body.form.fill({"participant_at": at, "assessor_at": at, "manner": "signed"})
    save()
    assert step.body.form.rows["explained"].problem.text
    step.body.form.fill({"explained": True})
    save()
    assert isinstance(step.body, Agreed)
    assert [one.signed_on for one in rows(Contract)] == [contract.signed_on, dt.date(2026, 6, 3)]
    assert step.chain.isVisible()


def test_it_is_abandoned_with_a_reason(desk, assessor, contract, open_step, rows):
    changed(desk, assessor, begun(desk, assessor, contract.case_id), sessions=9)
    step = open_step(contract.case_id)
    step.varying.panel.abandon.click()
    QApplication.processEvents()
    press("Not needed any more")
    save()
    assert rows(Variation)[0].end_reason == "Not needed any more"
    assert isinstance(step.body, Agreed)
    assert step.sheet.issue == 1


def test_the_panel_follows_what_is_changed_below_it(desk, assessor, contract, open_step):
    sheet = begun(desk, assessor, contract.case_id)
    step = open_step(contract.case_id)
    assert step.varying.panel.varying.changes == ()
    changed(desk, assessor, sheet, sessions=9)
    step.refresh()
    assert [one.position for one in step.varying.panel.varying.changes] == [3]


def test_begun_varied_and_signed_are_well_made(desk, assessor, contract, open_step, language):
    step = open_step(contract.case_id, language=language)
    step.body.vary.click()
    QApplication.processEvents()
    is_well_made(step)
    sheet = begun(desk, assessor, contract.case_id)
    changed(desk, assessor, sheet, sessions=9)
    step = open_step(contract.case_id, language=language)
    is_well_made(step)
    assert sideways(step.window()) == []
    signed_again(desk, assessor, contract.case_id)
    step = open_step(contract.case_id, language=language)
    is_well_made(step)
    assert sideways(step.window()) == []


def test_the_waiting_variation_is_well_made(desk, assessor, supervisor, shortened, make_room, show):
    variations.ask(desk, assessor, shortened)
    assert contracts.sheet(desk, assessor, shortened).can_change
    screen = ApprovalsScreen(make_room(supervisor))
    show(screen, 1166, 700)
    is_well_made(screen)
