"""Boxes beside their words: pressing the words ticks, as pressing the box does."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from ui.outcome.ticks import Ticks


@pytest.fixture
def words(make_room, show):
    """Two boxes, and the words of the second."""
    ticks = show(Ticks(make_room().theme, [(1, "First"), (2, "Second")]), 400, 200)
    return ticks, ticks.findChildren(QLabel)[1]


def test_pressing_the_words_ticks_their_box_and_again_takes_it_back(words, qtbot):
    ticks, second = words
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert ticks.value() == [2]
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert ticks.value() == []


def test_neither_another_button_nor_one_let_go_of_elsewhere_ticks_anything(words, qtbot):
    ticks, second = words
    qtbot.mouseClick(second, Qt.MouseButton.RightButton)
    qtbot.mousePress(second, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(second, Qt.MouseButton.LeftButton, pos=QPoint(-20, -20))
    assert ticks.value() == []
