"""The step on the screen, and keys sent to whatever has the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.services.verbs_assessment import (
    begun,
)
from ui.assessment.step import AssessmentStep

BELOW_THE_HEAD = (1166, 554)
KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Back": Qt.Key.Key_Backspace,
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Right": Qt.Key.Key_Right,
    "Space": Qt.Key.Key_Space,
    "Esc": Qt.Key.Key_Escape,
}


@pytest.fixture
def press(qtbot):
    """Return a function that sends keys, by name or as text, to whatever has the keyboard."""

    def press(*keys, modifier=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            held = QApplication.focusWidget()
            assert held is not None, f"nothing has the keyboard for {key}"
            if key in KEYS:
                qtbot.keyClick(held, KEYS[key], modifier)
            else:
                qtbot.keyClicks(held, key)
            QApplication.processEvents()

    return press


@pytest.fixture
def open_step(make_room, show):
    """Return a function that opens the step of a case, as the page of a case does."""

    def open_step(case_id, size=BELOW_THE_HEAD, **who):
        return show(AssessmentStep(make_room(**who), case_id), *size)

    return open_step


@pytest.fixture
def running(desk, assessor, open_step):
    """Return an assessment just begun, on the screen."""
    return open_step(begun(desk, assessor).case_id)
