"""The timeline of a case, looked through by kind, by person and by words."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from tests.services.verbs_tracking import running
from tests.ui.keyboard import press
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.timeline import Told
from triage_app.services import casefile
from triage_app.storage.models import Paper
from ui.case.timeline import Timeline
from ui.rows import ROW
from ui.theme import LIGHT, Look


@pytest.fixture
def open_timeline(desk, assessor, supervisor, make_room, show):
    case_id = running(desk, assessor, supervisor)

    def open_timeline(**room):
        timeline = show(Timeline(make_room(**room)), 300, 700)
        entries = casefile.timeline(desk, assessor, case_id)
        timeline.show_entries(case_id, lambda: entries, desk.today())
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


def test_days_leave_what_was_done_on_them(open_timeline, desk):
    timeline = open_timeline()
    whole = told(timeline)
    timeline.finder.opener.click()

    timeline.finder.since.set_value(desk.today() + dt.timedelta(days=1))
    assert told(timeline) == []
    timeline.finder.since.set_value(desk.today())

    assert told(timeline) == whole


def test_a_day_that_cannot_be_read_says_so_under_it_and_no_paper_is_made(open_timeline, rows):
    timeline = open_timeline()
    whole = told(timeline)
    timeline.finder.opener.click()
    timeline.finder.until.setText("31/2/2026")
    trouble = timeline.finder.troubles[timeline.finder.until]
    assert "no such day" in trouble.text()
    assert told(timeline) == whole

    timeline.printer.click()
    timeline.paper.maker.click()

    assert "TIMELINE" not in {one.kind for one in rows(Paper)}
    assert timeline.focusWidget() is timeline.finder.until


def test_it_is_made_a_paper_by_keys_alone_and_says_while_it_is_made(open_timeline, qtbot, rows):
    timeline = open_timeline()
    timeline.finder.opener.click()
    timeline.finder.kind.set_value(Told.CONTRACT)
    timeline.printer.setFocus()
    press(Qt.Key.Key_Space)

    with qtbot.waitSignal(timeline.printed) as printed:
        timeline.paper.maker.setFocus()
        press(Qt.Key.Key_Space)
        assert not timeline.paper.waits.isHidden()

    paper = rows(Paper)[-1]
    assert (printed.args, paper.kind, paper.language) == ([paper.id], "TIMELINE", "en")
    assert timeline.paper.waits.isHidden()
    assert timeline.paper.maker.isEnabled()


def test_whoever_leaves_the_case_while_it_is_made_finds_it_on_file(open_timeline, qtbot, rows):
    timeline = open_timeline()
    room, name = timeline._room, f"timeline_paper.{timeline.paper.case_id}"
    timeline.printer.click()
    timeline.paper.maker.click()
    delete(timeline.paper)  # as it goes with the page of its case

    qtbot.waitUntil(lambda: not room.tasks.under_way(name))
    QApplication.processEvents()  # whoever followed it would hear of its end now

    assert rows(Paper)[-1].kind == "TIMELINE"


def test_whoever_makes_no_papers_is_not_offered_one(open_timeline, auditor):
    timeline = open_timeline(actor=auditor)
    assert timeline.printer.isHidden()
    assert not timeline.finder.opener.isHidden()


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("text", [100, 200])
def test_the_finder_is_well_made(open_timeline, theme, language, text):
    theme.wear(Look(LIGHT, text / 100))
    timeline = open_timeline(language=language)
    timeline.resize(300 if text == 100 else 600, 800 if text == 100 else 1900)
    timeline.finder.opener.click()
    timeline.printer.click()
    timeline.finder.since.setText("nobody knows")
    QApplication.processEvents()

    is_well_made(timeline)
    assert sideways(timeline) == []
    theme.wear(Look(LIGHT))
