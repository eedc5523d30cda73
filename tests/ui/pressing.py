"""Finds a button by its words, and presses it by the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton


def button(widget, words):
    """The button with these words that can be seen."""
    found = [
        one
        for one in widget.findChildren(QPushButton)
        if one.text().replace("&", "").strip() == words and one.isVisibleTo(widget)
    ]
    assert len(found) == 1, words
    return found[0]


def press(qtbot, widget, words):
    """Press a button by the keyboard."""
    button(widget, words).setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
