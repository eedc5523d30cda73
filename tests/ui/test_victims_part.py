"""Victims on the referral: shut until asked for, recorded by keyboard, and never under a cover."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.services.verbs_referral import refer
from tests.services.verbs_tracking import running
from tests.services.verbs_victims import PERSON, SHOP, harmed, seen, wishes
from tests.ui.keyboard import press
from tests.ui.walks import is_well_made, problems
from triage_app.domain.victims import About, Said
from triage_app.services import casefile, victims
from triage_app.storage.models import Draft, NoVictim, Victim, VictimTold, VictimWish
from ui.case.page import CasePage
from ui.theme import LIGHT

SECRET = ("Lapwing", "Hidden Close", "brother", "Redshank", "Gornel", "01632 960333")


@pytest.fixture
def open_page(make_room, show):
    def open_page(case_id, *, field="", **who):
        page = show(CasePage(make_room(**who), case_id), 1166, 700)
        page.open("referral", field)
        QApplication.processEvents()
        return page

    return open_page


def said(page):
    QApplication.processEvents()
    labels = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    buttons = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    return labels + [f"{one.text()} {one.accessibleName()}" for one in buttons]


def shows(page, *words):
    everything = "\n".join(said(page))
    return [word for word in words if word in everything]


def fill(part, **values):
    part.form.fill(values)
    part.form.submitted.emit()
    QApplication.processEvents()


def test_until_it_is_opened_nothing_but_a_number_stands_on_the_case(desk, assessor, open_page):
    case_id = refer(desk, assessor)
    harmed(desk, assessor, case_id)
    harmed(desk, assessor, case_id, SHOP)
    page = open_page(case_id)
    assert shows(page, *SECRET) == []
    assert shows(page, "2 victims are recorded.")
    page.step.victims.opener.click()
    assert shows(page, *SECRET) == list(SECRET)
    page.step.victims.close_again()
    assert shows(page, *SECRET) == []


def test_nothing_done_for_a_victim_stands_in_the_timeline_beside_every_step(desk, assessor):
    case_id = refer(desk, assessor)
    wishes(desk, assessor, harmed(desk, assessor, case_id), Said.YES)
    codes = [one.code for one in casefile.timeline(desk, assessor, case_id)]
    assert codes
    assert not any(one.startswith("victims.") for one in codes)


def test_another_step_closes_it(desk, assessor, open_page):
    case_id = refer(desk, assessor)
    harmed(desk, assessor, case_id)
    page = open_page(case_id, field="victims")
    assert shows(page, "Lapwing")
    page.open("eligibility")
    page.open("referral")
    assert shows(page, *SECRET) == []


def test_a_company_is_recorded_from_the_screen(desk, assessor, open_page, rows):
    page = open_page(refer(desk, assessor), field="victims")
    part = page.step.victims
    part.add.click()
    fill(part, kind="company", name="Siop <b>&amp;", contact_person="ŵ 👍", language="cy",
         told_by="telephone", telephone="01632 960333")  # fmt: skip
    (row,) = rows(Victim)
    assert (row.name, row.contact_person, row.enhanced) == ("Siop <b>&amp;", "ŵ 👍", False)
    assert shows(page, "Siop <b>&amp;; ask for ŵ 👍")
    assert QApplication.focusWidget() is part.add
    assert rows(Draft) == []


def test_what_is_missing_stands_beside_its_field_and_nothing_is_lost(desk, assessor, open_page):
    page = open_page(refer(desk, assessor), field="victims")
    part = page.step.victims
    part.add.click()
    fill(part, kind="person", enhanced=True, told_by="letter")
    assert set(problems(part.form)) == {"name", "enhanced_why", "language", "address"}
    assert part.form.rows["contact_person"].isHidden()


def test_that_nobody_was_harmed_is_said_with_how_it_is_known(desk, assessor, open_page, rows):
    page = open_page(refer(desk, assessor), field="victims")
    part = page.step.victims
    part.none.click()
    fill(part)
    assert set(problems(part.form)) == {"none_why"}
    fill(part, none_why="Drunk and disorderly")
    assert [one.why for one in rows(NoVictim)] == ["Drunk and disorderly"]
    assert shows(page, "with no victim its place stays empty")


def test_a_wish_is_recorded_beneath_its_victim(desk, assessor, open_page, rows):
    case_id = refer(desk, assessor)
    number = harmed(desk, assessor, case_id)
    page = open_page(case_id, field=f"victim_{number}")
    part = page.step.victims
    assert QApplication.focusWidget() is part.rows[number].openers[0]
    part.rows[number].openers[0].click()
    fill(part, about="restorative", said="yes", wish_how="telephone", wish_note="By letter only")
    (row,) = rows(VictimWish)
    assert (row.victim_id, row.about, row.said, row.note) == (
        number, "restorative", "yes", "By letter only",
    )  # fmt: skip
    assert shows(page, "a victim wants restorative justice", "Their words: By letter only")


def test_what_today_calls_for_is_done_at_its_very_field(
    desk, assessor, supervisor, open_page, rows
):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id)
    page = open_page(case_id, field=f"victim_{number}")
    assert shows(page, "A contract was signed, 11 May 2026. Tell them by 12 May 2026.")
    part = page.step.victims
    part.rows[number].openers[0].click()
    fill(part, told=True, told_how="letter")
    (row,) = rows(VictimTold)
    assert (row.event, row.how, row.by) == ("contract", "letter", "Mared Hawthorn")
    assert shows(page, "Told on 11 May 2026 by Mared Hawthorn, by letter.")


def test_a_correction_asks_why_and_another_ones_change_stands_beside_it(
    desk, assessor, supervisor, open_page
):
    case_id = refer(desk, assessor)
    number = harmed(desk, assessor, case_id)
    page = open_page(case_id, field="victims")
    part = page.step.victims
    part.rows[number].openers[-2].click()
    fill(part, name="Nerys Heron")
    assert set(problems(part.form)) == {"correction_why"}
    given = replace(PERSON, email="n@example.org")
    victims.amend(desk, supervisor, (number, 1), given)
    fill(part, correction_why="She said so")
    assert shows(page, "n@example.org")
    part.form.submitted.emit()
    QApplication.processEvents()
    assert "Nerys Heron" in seen(desk, assessor, case_id)


def test_what_is_typed_is_kept_when_the_step_is_left(desk, assessor, open_page, rows):
    page = open_page(refer(desk, assessor), field="victims")
    page.step.victims.add.click()
    page.step.victims.form.fill({"kind": "person", "name": "Half a na"})
    page.open("eligibility")
    assert [one.form for one in rows(Draft)] == ["victim.add"]
    page.open("referral", "victims")
    page.step.victims.add.click()
    assert page.step.victims.form.values()["name"] == "Half a na"


def test_everything_is_reached_by_keyboard(desk, assessor, open_page):
    page = open_page(refer(desk, assessor), field="victims")
    part = page.step.victims
    assert QApplication.focusWidget() is part.add
    press(Qt.Key.Key_Return)
    assert part.form is not None
    press(Qt.Key.Key_Space)
    assert part.form.kind.value() is not None


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_is_well_made_in_both_languages_and_twice_as_large(
    desk, assessor, supervisor, open_page, theme, language, scale
):
    theme.choose(LIGHT, scale)
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id)
    harmed(desk, assessor, case_id, SHOP)
    wishes(desk, assessor, number, Said.ASKED)
    wishes(desk, assessor, number, Said.YES)
    wishes(desk, assessor, number, Said.NO, about=About.BEING_TOLD)
    page = open_page(case_id, field="victims", language=language)
    is_well_made(page)
    page.step.victims.add.click()
    is_well_made(page)
