"""Safety flags on every screen of a case: raised, reported and ended by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.services.verbs_referral import refer
from tests.ui.walks import is_well_made, problems
from triage_app.domain.attention import Kind
from triage_app.domain.safety import Flag, Raised
from triage_app.services import safety
from triage_app.services.attention import due_in
from triage_app.storage.models import Draft, SafeguardingReport, SafetyFlag
from ui.case.page import CasePage
from ui.parts import Tag
from ui.theme import LIGHT

CHILD = Raised(Flag.CHILD_AT_RISK, "The boy is alone at night", "Rang the duty desk")


@pytest.fixture
def open_page(make_room, show):
    def open_page(case_id, **who):
        page = show(CasePage(make_room(**who), case_id), 1166, 700)
        page.open()
        return page

    return open_page


@pytest.fixture
def page(desk, assessor, open_page):
    return open_page(refer(desk, assessor))


def click(qtbot, page, code):
    said = page.room.texts(code)
    found = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    wanted = next(one for one in found if one.text().replace("&", "").strip() == said)
    qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def said(page):
    QApplication.processEvents()
    return [one.text() for one in page.safety.findChildren(QLabel) if one.isVisible()]


def tags(page):
    QApplication.processEvents()
    return [one.accessibleName() for one in page.bar.findChildren(Tag) if one.isVisible()]


def test_a_flag_is_raised_from_any_step_and_stands_in_the_head(page, qtbot, rows):
    click(qtbot, page, "safety.open")
    form = page.safety.form
    form.rows["flag"].control.set_value("staff_safety")
    form.rows["why"].control.set_value("A dog that bites <b> & ŵ")
    form.submitted.emit()

    (row,) = rows(SafetyFlag)
    assert (row.flag, row.why) == ("staff_safety", "A dog that bites <b> & ŵ")
    assert "Staff safety" in tags(page)
    assert "A dog that bites <b> & ŵ" in said(page)


def test_what_is_missing_is_told_beside_its_field(page, qtbot, rows):
    click(qtbot, page, "safety.open")
    page.safety.form.submitted.emit()

    assert set(problems(page.safety.form)) == {"flag", "why"}
    assert rows(SafetyFlag) == []


def test_a_child_at_risk_asks_for_its_report_until_it_is_recorded(desk, assessor, open_page, rows):
    case_id = refer(desk, assessor)
    number = safety.raise_flag(desk, assessor, case_id, CHILD)
    page = open_page(case_id)
    page.go_to(f"safety_{number}")
    assert any("section 130" in one for one in said(page))
    form = page.safety.form
    assert not form.rows["to_whom"].isVisible()
    form.rows["made"].control.set_value(True)
    assert form.rows["to_whom"].isVisible()
    assert not form.rows["reason"].isVisible()
    form.rows["day"].control.set_value(desk.today())
    form.rows["to_whom"].control.set_value("Pembrokeshire duty team")
    form.submitted.emit()

    assert rows(SafeguardingReport)[0].to_whom == "Pembrokeshire duty team"
    assert not any("section 130" in one for one in said(page))
    assert any("Pembrokeshire duty team" in one for one in said(page))


def test_today_leads_to_the_very_flag_of_which_nothing_is_said_and_it_calls_no_more(
    desk, assessor, open_page, rows
):
    case_id = refer(desk, assessor)
    safety.raise_flag(desk, assessor, case_id, Raised(Flag.STAFF_SAFETY, "A dog", "Two go"))
    safety.raise_flag(desk, assessor, case_id, Raised(Flag.SELF_HARM, "Said so in the cell"))
    (due,) = [one for one in due_in(desk, assessor, case_id) if one.kind is Kind.FLAG]
    page = open_page(case_id)

    page.open(due.step, due.field)
    held = QApplication.focusWidget()
    assert page.safety.form.isAncestorOf(held)
    page.safety.form.submitted.emit()
    assert set(problems(page.safety.form)) == {"action"}
    page.safety.form.rows["action"].control.set_value("The nurse sees him now <b>")
    page.safety.form.submitted.emit()

    assert [one.action for one in rows(SafetyFlag)] == ["Two go", "The nurse sees him now <b>"]
    assert any("The nurse sees him now <b>" in one for one in said(page))
    assert not [one for one in due_in(desk, assessor, case_id) if one.kind is Kind.FLAG]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_place_of_a_flag_that_is_gone_still_opens_what_there_is(
    desk, assessor, open_page, theme, scale
):
    theme.choose(LIGHT, scale)
    page = open_page(refer(desk, assessor))
    page.go_to("safety_99")
    assert page.safety.isVisible()
    assert page.area.isVisible() is (scale < 2)
    is_well_made(page)


def test_a_flag_is_ended_with_a_reason_and_leaves_the_head(desk, assessor, open_page, qtbot):
    case_id = refer(desk, assessor)
    safety.raise_flag(desk, assessor, case_id, Raised(Flag.MEDICATION, "Insulin"))
    page = open_page(case_id)
    assert "Medication" in tags(page)
    click(qtbot, page, "safety.open")
    click(qtbot, page, "safety.end")
    page.safety.form.submitted.emit()
    assert set(problems(page.safety.form)) == {"end_reason"}
    page.safety.form.rows["end_reason"].control.set_value("The clinic has it in hand")
    page.safety.form.submitted.emit()

    assert "Medication" not in tags(page)
    assert any("The clinic has it in hand" in one for one in said(page))


def test_what_is_half_written_is_kept_when_the_panel_is_put_away(page, qtbot, rows):
    click(qtbot, page, "safety.open")
    page.safety.form.rows["why"].control.set_value("Half a sen")
    page.safety.form.changed.emit()
    click(qtbot, page, "safety.close")

    assert rows(Draft)[0].content["why"] == "Half a sen"
    click(qtbot, page, "safety.open")
    assert page.safety.form.raw()["why"] == "Half a sen"


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_with_every_flag_up_nothing_is_cut(desk, assessor, open_page, theme, language, scale):
    theme.choose(LIGHT, scale)
    case_id = refer(desk, assessor)
    for flag in Flag:
        safety.raise_flag(desk, assessor, case_id, Raised(flag, "Seen today", "Told the desk"))
    page = open_page(case_id, language=language)
    page.bar.safety.click()
    QApplication.processEvents()

    assert len(tags(page)) >= len(Flag)
    is_well_made(page)
