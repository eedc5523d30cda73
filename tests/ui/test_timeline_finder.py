"""The timeline of a case, looked through by kind, by person and by words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.services.verbs_tracking import running
from tests.ui.keyboard import press
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.timeline import Told
from triage_app.services import casefile
from ui.case.timeline import Timeline
from ui.rows import ROW
from ui.theme import LIGHT, Look


@pytest.fixture
def open_timeline(desk, assessor, supervisor, make_room, show):
    case_id = running(desk, assessor, supervisor)

    def open_timeline(**room):
        timeline = show(Timeline(make_room(**room)), 300, 700)
        entries = casefile.timeline(desk, assessor, case_id)
        timeline.show_entries(entries, desk.today())
        return timeline

    return open_timeline


def told(timeline):
    model = timeline.list.model()
    return [model.index(row, 0).data(ROW).what for row in range(model.rowCount())]


def test_words_leave_what_has_them_by_keys_alone(open_timeline):
    timeline = open_timeline()
    whole = len(told(timeline))
    timeline.finder.opener.setFocus()

    press(Qt.Key.Key_Space, "contract")

    found = told(timeline)
    assert found
    assert all("contract" in one.casefold() for one in found)
    assert timeline.finder.left.text() == f"Shown: {len(found)} of {whole}"


def test_a_kind_leaves_its_own_and_shut_everything_is_there_again(open_timeline):
    timeline = open_timeline()
    whole = told(timeline)
    timeline.finder.opener.click()

    timeline.finder.kind.set_value(Told.CONTRACT)
    assert 0 < len(told(timeline)) < len(whole)
    timeline.finder.opener.click()

    assert told(timeline) == whole


def test_a_person_leaves_what_they_did(open_timeline, assessor, supervisor):
    timeline = open_timeline()
    timeline.finder.opener.click()

    timeline.finder.by.set_value(assessor.name)

    model = timeline.list.model()
    assert {model.index(row, 0).data(ROW).by for row in range(model.rowCount())} == {assessor.name}
    assert supervisor.name not in told(timeline)


def test_what_fits_nothing_says_so_in_figures(open_timeline):
    timeline = open_timeline()
    timeline.finder.opener.click()

    timeline.finder.words.setText("<b>unicorn</b>")

    assert told(timeline) == []
    assert timeline.finder.left.text().startswith("Shown: 0 of")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("text", [100, 200])
def test_the_finder_is_well_made(open_timeline, theme, language, text):
    theme.wear(Look(LIGHT, text / 100))
    timeline = open_timeline(language=language)
    timeline.resize(300 if text == 100 else 600, 900)
    timeline.finder.opener.click()
    QApplication.processEvents()

    is_well_made(timeline)
    assert sideways(timeline) == []
    theme.wear(Look(LIGHT))
