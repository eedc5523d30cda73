"""What stands in the place of a step: the timeline and the papers, and the way back from them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.services.verbs_consent import asked
from tests.services.verbs_tracking import running
from tests.ui import walks
from triage_app.services import casefile
from ui.room import Place
from ui.shell import Shell
from ui.theme import LIGHT, Look


@pytest.fixture
def open_case(make_room, show, theme):
    """Return a function that shows a case at a step in its frame, at a text size."""

    def open_case(case_id, step="", *, scale=1.0, language="en"):
        theme.wear(Look(LIGHT, scale))
        shell = show(Shell(make_room(language=language)))
        shell.go(Place("today"))
        shell.go(Place("case", case_id, step))
        QApplication.processEvents()
        return shell

    return open_case


def held():
    return QApplication.focusWidget()


@pytest.mark.parametrize(("scale", "language"), [(1.0, "en"), (2.0, "cy")])
def test_the_timeline_is_reached_from_every_step_at_every_text_size(
    open_case, desk, assessor, supervisor, scale, language
):
    case_id = running(desk, assessor, supervisor)
    shell = open_case(case_id, scale=scale, language=language)
    page = shell.page
    for stage in casefile.head(desk, assessor, case_id).stages:
        page.open(stage.step.value)
        page.bar.past.click()
        assert held().accessibleName() == shell.room.texts("casefile.timeline")
        assert held().isVisible()
        assert held().model().rowCount() > 3
        assert held().height() > held().sizeHintForRow(0) * 2
        assert page.past.isVisible() == (scale == 2.0 or page.timeline.isHidden())
        walks.is_well_made(page)
        assert walks.sideways(page.places) == []


def test_escape_goes_back_from_the_timeline_to_where_the_keyboard_was(
    open_case, desk, assessor, supervisor, qtbot
):
    shell = open_case(running(desk, assessor, supervisor), "tracking")
    before = held()
    assert shell.page.area.isAncestorOf(before)
    shell.page.bar.past.click()
    assert not shell.page.area.isVisible()
    qtbot.keyClick(held(), Qt.Key.Key_Escape)
    assert held() is before
    assert shell.page.area.isVisible()
    qtbot.keyClick(held(), Qt.Key.Key_Escape)
    assert shell.here.screen == "today"


def test_safety_at_large_text_makes_way_for_the_papers_and_comes_back_over_them(
    open_case, desk, assessor
):
    page = open_case(asked(desk, assessor), scale=2.0).page
    page.bar.safety.click()
    assert (page.safety.isVisible(), page.places.isVisible()) == (True, False)
    page.bar.records.click()
    assert (page.safety.isVisible(), page.records.isVisible()) == (False, True)
    page.bar.safety.click()
    assert (page.safety.isVisible(), page.records.isVisible()) == (True, False)
    page.bar.safety.click()
    assert (page.safety.isVisible(), page.records.isVisible()) == (False, True)
