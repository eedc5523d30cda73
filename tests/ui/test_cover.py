import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget

from triage_app.domain.problems import Refused
from triage_app.services import signin
from ui.cover import Cover, Idle
from ui.practice_badge import PracticeBadge


class Monotonic:
    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def window(show):
    window = QWidget()
    window.setWindowTitle("Rowan Pebble")
    window.line = QLineEdit("half a senten")
    layout = QVBoxLayout(window)
    layout.addWidget(window.line)
    window.pressed = []
    QShortcut(QKeySequence("Ctrl+K"), window).activated.connect(lambda: window.pressed.append("K"))
    show(window)
    window.line.setFocus()
    return window


@pytest.fixture(autouse=True)
def answers(monkeypatch):
    """The one right answer; argon2 has its own tests."""

    def confirm(_desk, _actor, given):
        if given != "three herons wading":
            raise Refused("signin.wrong_password")

    monkeypatch.setattr(signin, "confirm", confirm)


@pytest.fixture
def cover(room, window):
    return Cover(room, window)


def type_in(words):
    QTest.keyClicks(QApplication.focusWidget(), words)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def visible_text(window):
    return [one.text() for one in window.findChildren(QLineEdit) if one.isVisible()]


def test_covered_nothing_of_the_case_is_to_be_seen(cover, window):
    cover.cover()
    assert visible_text(window) == [""]
    assert window.windowTitle() == "Custody Triage"
    assert cover.geometry() == window.rect()


@pytest.mark.parametrize("tour", [True, False])
def test_it_says_so_where_everybody_is_invented(make_room, desk, window, tour):
    marked = dataclasses.replace(desk, config=dataclasses.replace(desk.config, tour=tour))
    room = dataclasses.replace(make_room(), desk=marked)
    cover = Cover(room, window)
    cover.cover()
    assert bool(cover.findChildren(PracticeBadge)) is tour


def test_the_password_brings_it_back_as_it_was(cover, window, qtbot):
    cover.cover()
    with qtbot.waitSignal(cover.uncovered):
        type_in("three herons wading")
    assert visible_text(window) == ["half a senten"]
    assert window.windowTitle() == "Rowan Pebble"
    assert QApplication.focusWidget() is window.line


def test_another_word_does_not(cover, window):
    cover.cover()
    type_in("something else")
    assert cover.isVisible()
    assert not window.line.isVisible()


def test_no_key_reaches_what_lies_under_it(cover, window):
    cover.cover()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    for _ in range(8):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert cover.isAncestorOf(QApplication.focusWidget())
    assert window.pressed == []
    assert cover.isVisible()


def test_the_keys_work_again_afterwards(cover, window):
    cover.cover()
    type_in("three herons wading")
    QTest.keyClick(window.line, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.pressed == ["K"]


def test_a_dialog_over_the_window_goes_too(cover, window, qtbot):
    dialog = QDialog(window)
    qtbot.addWidget(dialog)
    dialog.show()
    cover.cover()
    assert not dialog.isVisible()


def test_whoever_comes_next_can_sign_out(cover, qtbot):
    cover.cover()
    with qtbot.waitSignal(cover.signed_out):
        cover._out.click()


def test_it_grows_with_the_window(cover, window):
    cover.cover()
    window.resize(900, 700)
    assert cover.geometry() == window.rect()


@pytest.fixture
def idle(qapp):
    monotonic = Monotonic()
    idle = Idle(qapp, 5, monotonic)
    idle.monotonic, idle.times = monotonic, []
    idle.passed.connect(lambda: idle.times.append(monotonic.seconds))
    yield idle
    qapp.removeEventFilter(idle)
    idle._look.stop()
    idle.deleteLater()


def test_five_minutes_without_a_sign_of_life_are_noticed_once(idle):
    idle.monotonic.seconds += 299
    idle.look()
    assert idle.times == []
    idle.monotonic.seconds += 1
    idle.look()
    idle.look()
    assert idle.times == [400]


def test_a_key_is_a_sign_of_life(idle, window):
    idle.monotonic.seconds += 200
    QTest.keyClick(window.line, Qt.Key.Key_A)
    idle.monotonic.seconds += 200
    idle.look()
    assert idle.times == []


def test_time_that_passed_in_a_machines_sleep_counts_at_the_first_key(idle, window):
    idle.monotonic.seconds += 4000
    QTest.keyClick(window.line, Qt.Key.Key_A)
    assert idle.times == [4100]
