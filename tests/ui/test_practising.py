"""The way in to practice: whom one may be, and another scheme to practise with."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui import walks
from triage_app.config import RESOURCES, Config
from triage_app.domain.wording import Language
from triage_app.practice.caseload import prepare_practice
from triage_app.services import signin
from ui.crash import CrashHook
from ui.window import PRACTICE, Window

WILTSHIRE = "wiltshire-deferred"


@pytest.fixture
def window(qapp, theme, clock, tmp_path, show):
    """The window at its way in, over a practice caseload of one person referred."""
    resources = tmp_path / "resources"
    shutil.copytree(RESOURCES, resources)
    for file in (resources / "practice").rglob("people.toml"):
        people = file.read_text(encoding="utf-8").split("[[people]]")
        file.write_text("[[people]]" + next(one for one in people if '"referred"' in one))
    config = Config(tmp_path / "elsewhere", practice=True, resources=resources)
    prepare_practice(config, clock)
    window = show(Window(qapp, config, clock, CrashHook(config.data, clock), theme))
    yield window
    window.close()


def offered(window):
    found = window.entrance.page.findChildren(QPushButton)
    return {one.property("scheme"): one for one in found if one.property("scheme") is not None}


def practised(window):
    return window.entrance.porch.config.scheme


def test_another_scheme_is_practised_with_and_the_first_come_back_to(window, qtbot):
    assert {code: one.text().replace("&", "") for code, one in offered(window).items()} == {
        "durham-checkpoint": "Practise with another: Durham Checkpoint",
        WILTSHIRE: "Practise with another: Wiltshire deferred caution",
    }
    offered(window)[WILTSHIRE].setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "being made" in window.entrance.told.notice.label.text()
    qtbot.waitUntil(lambda: practised(window) == WILTSHIRE, timeout=60_000)

    assert walks.letters_twice(window) == []
    assert window.entrance.page.isAncestorOf(QApplication.focusWidget())
    window.entrance.page._buttons[0].click()
    assert window.shell.room.desk.suite == "swindon"

    window.sign_out()
    offered(window)[""].click()
    qtbot.waitUntil(lambda: practised(window) == "", timeout=60_000)
    window.entrance.page._buttons[0].click()
    assert window.shell.room.desk.suite == "haverfordwest"


def test_whoever_came_in_meanwhile_stays_where_they_are(window, qtbot):
    offered(window)[WILTSHIRE].click()
    window.entrance.page._buttons[0].click()
    qtbot.waitUntil(lambda: not window.tasks.under_way(PRACTICE), timeout=60_000)
    QApplication.processEvents()

    assert window.shell.room.desk.suite == "haverfordwest"
    assert signin.practised_users(window.shell.room.desk)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_way_in_is_well_made(window, language, scale):
    window.entrance.let_go()
    window.preferences.language = Language(language)
    window.preferences.scale = scale
    window.show_entrance()
    QApplication.processEvents()
    walks.is_well_made(window.entrance)
