"""The papers of victims at the screen: a sheet with its password shown once, and a letter."""

import io

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.services.verbs_contract import stock
from tests.services.verbs_referral import refer
from tests.services.verbs_tracking import running
from tests.services.verbs_victims import SHOP, harmed
from tests.ui.walks import is_well_made, problems
from triage_app.storage.models import Draft, Paper, VictimSheet
from ui.case.page import CasePage
from ui.theme import LIGHT


@pytest.fixture
def open_part(make_room, show):
    def open_part(case_id, **who):
        page = show(CasePage(make_room(**who), case_id), 1166, 700)
        page.open("referral", "victims")
        QApplication.processEvents()
        return page, page.step.victims

    return open_part


def press(part, number, code):
    said = part._room.texts(f"victims.{code}")
    opener = next(one for one in part.rows[number].openers if said in one.text().replace("&", ""))
    opener.click()


def said(part):
    QApplication.processEvents()
    return "\n".join(one.text() for one in part.findChildren(QLabel) if one.isVisible())


def test_a_sheet_is_sealed_and_its_password_is_shown_once(
    desk, assessor, supervisor, open_part, rows, tmp_path
):
    stock(desk, supervisor)
    case_id = refer(desk, assessor)
    number = harmed(desk, assessor, case_id)
    _, part = open_part(case_id)
    path = tmp_path / "sheet.pdf"
    part.papers.gone._where = lambda *_: path
    press(part, number, "open_sheet")
    assert part.form.values()["service"] != ""
    part.form.submitted.emit()
    assert set(problems(part.form)) == {"purpose", "recipient"}
    part.form.fill({"purpose": "ask", "recipient": "Mari Sampl"})
    part.form.submitted.emit()
    QApplication.processEvents()

    (row,) = rows(VictimSheet)
    assert row.recipient == "Mari Sampl"
    assert part.papers.gone.password.isVisible()
    password = next(
        one.text().rpartition(" ")[2]
        for one in part.findChildren(QLabel)
        if one.text().startswith("Password: ")
    )
    assert PdfReader(io.BytesIO(path.read_bytes())).decrypt(password)
    assert rows(Draft) == []
    assert "DP-26-0001-V1" in said(part)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)  # it was told
    assert password not in said(part)
    assert QApplication.focusWidget() is part.rows[number].openers[0]


def test_thought_better_of_where_it_is_saved_nothing_goes_and_the_form_stays(
    desk, assessor, open_part, rows
):
    case_id = refer(desk, assessor)
    number = harmed(desk, assessor, case_id)
    _, part = open_part(case_id)
    part.papers.gone._where = lambda *_: None
    press(part, number, "open_sheet")
    part.form.fill({"purpose": "ask", "service": "Practice", "recipient": "Mari"})
    part.form.submitted.emit()
    assert part.form is not None
    assert rows(VictimSheet) == rows(Paper) == []


def test_a_letter_is_made_in_their_language_and_shown_to_be_printed(
    desk, assessor, supervisor, open_part, rows
):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id, SHOP)
    _, part = open_part(case_id)
    press(part, number, "open_letter")
    assert part.form.values()["letter_language"] == "cy"
    part.form.submitted.emit()
    QApplication.processEvents()
    letter = rows(Paper)[-1]
    assert (letter.kind, letter.language) == ("VICTIM_LETTER", "cy")
    assert part.papers.papers.sheet.isVisible()
    part.close_again()
    assert part.papers is None


def test_a_letter_is_in_large_print_for_whoever_needs_it_and_once_more_without(
    desk, assessor, supervisor, open_part, rows
):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id)
    _, part = open_part(case_id)
    assert "Papers in large print." in said(part)
    press(part, number, "open_letter")
    assert part.form.large.edition == "en_large"
    part.form.submitted.emit()
    QApplication.processEvents()
    press(part, number, "open_letter")
    part.form.large.click()
    part.form.submitted.emit()
    QApplication.processEvents()
    letters = [one.language for one in rows(Paper) if one.kind == "VICTIM_LETTER"]
    assert letters == ["en_large", "en"]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_forms_are_well_made_in_both_languages_and_twice_as_large(
    desk, assessor, supervisor, open_part, theme, language, scale
):
    theme.choose(LIGHT, scale)
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id)
    page, part = open_part(case_id, language=language)
    for code in ("open_sheet", "open_letter"):
        press(part, number, code)
        is_well_made(page)
