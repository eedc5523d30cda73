"""Administration: whether the words of a questionnaire are here, and loading them if not."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.test_loaded_words import DAST, WANTING, written
from tests.ui.walks import is_well_made
from triage_app.storage.models import LoadedWording
from ui.admin.questionnaires import QuestionnairesPanel
from ui.admin.screen import AdminScreen
from ui.theme import LIGHT

AUDIT = WANTING["audit-2026-11"]


@pytest.fixture
def panel(make_room, administrator, show):
    return show(QuestionnairesPanel(make_room(administrator)), 1100, 1400)


def said(widget):
    QApplication.processEvents()
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def choose(panel, code):
    codes = [row.instrument for row in panel.model.rows()]
    panel.table.selectRow(codes.index(code))


def look_at(panel, path):
    panel.form.go_to("file")
    panel.file.set_value(str(path))
    panel.form.submitted.emit()


def test_each_instrument_is_shown_with_its_terms_and_where_its_words_come_from(panel):
    shown = {row.instrument: panel._standing(row).word for row in panel.model.rows()}
    assert shown["audit-2026-11"] == "Wanted: not offered"
    assert shown["phq-9-2026-11"] == "Came with the program"

    choose(panel, AUDIT.code)
    assert "Terms of use: © World Health Organization." in said(panel)
    assert panel.form.isVisible()
    choose(panel, "phq-9-2026-11")
    assert "No permission required to reproduce" in said(panel)
    assert not panel.form.isVisible()


def test_a_file_is_looked_at_before_it_is_loaded(panel, folder, rows, listener):
    choose(panel, DAST.code)
    look_at(panel, written(folder))

    assert "DS1  Words of DS1?" in said(panel)
    assert "Word no (0)" in said(panel)
    assert rows(LoadedWording) == []
    panel.looked_over.load.click()

    (row,) = rows(LoadedWording)
    assert row.instrument == DAST.code
    assert listener.heard == ["DAST-10: drugs now has its words, and is offered in the assessment."]
    choose(panel, DAST.code)
    assert "Loaded by" in said(panel)
    assert "From words.toml, SHA-256" in said(panel)
    assert not panel.form.isVisible()


def test_what_keeps_a_file_from_use_is_told_in_rows(panel, folder, rows):
    choose(panel, DAST.code)
    path = written(folder, change=("[questions.DS4]", "[questions.DS44]"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Words of DS2?", "Words " * 84), encoding="utf-8")
    look_at(panel, path)

    told = said(panel)
    for words in ("questions.DS4\n", "questions.DS44\n", "would not fit the screen"):
        assert words in told
    assert "This file cannot be used. Nothing was loaded." in told
    assert not panel.looked_over.load.isVisible()
    assert rows(LoadedWording) == []


def test_the_words_of_another_questionnaire_are_refused(panel, folder, rows):
    choose(panel, AUDIT.code)
    look_at(panel, written(folder))

    assert "are for dast-10-2026-11, and not for audit-2026-11" in said(panel)
    assert rows(LoadedWording) == []


def test_no_file_is_said_beside_the_field(panel):
    choose(panel, AUDIT.code)
    panel.form.submitted.emit()

    assert panel.form.rows["file"].problem.text == "Say which file holds the words."


def test_what_was_looked_at_goes_when_another_file_or_questionnaire_is_chosen(panel, folder):
    choose(panel, DAST.code)
    look_at(panel, written(folder))
    assert panel.looked_over.isVisible()
    panel.file.set_value("another.toml")
    assert not panel.looked_over.isVisible()

    look_at(panel, written(folder))
    choose(panel, AUDIT.code)
    assert not panel.looked_over.isVisible()


def test_a_file_that_changed_meanwhile_is_not_loaded(panel, folder, rows, listener):
    choose(panel, DAST.code)
    look_at(panel, written(folder))
    written(folder, change=("Words of DS1?", "Others?"))
    panel.looked_over.load.click()

    assert rows(LoadedWording) == []
    assert "not as it was when you looked at it" in listener.heard[-1]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_is_well_made_in_both_languages_and_at_every_size(
    make_room, administrator, show, theme, folder, language, scale
):
    theme.choose(LIGHT, scale)
    screen = show(AdminScreen(make_room(administrator, language)))
    choose(screen.questionnaires, DAST.code)
    is_well_made(screen)
    look_at(screen.questionnaires, written(folder))
    is_well_made(screen)
