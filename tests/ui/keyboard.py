"""Keys, sent to whatever has the keyboard: as an assessor works."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication


def held():
    """Return what has the keyboard."""
    return QApplication.focusWidget()


def press(*keys):
    """Press keys, or write words."""
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(held(), key)
        else:
            QTest.keyClick(held(), key)
        QApplication.processEvents()


def save():
    """Press Ctrl+S."""
    QTest.keyClick(held(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def wipe():
    """Choose everything in the field, to write over it."""
    QTest.keyClick(held(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def tab_to(wanted, most=60):
    """Go on by Tab until something wanted has the keyboard."""
    for _ in range(most):
        if wanted(held()):
            return held()
        QTest.keyClick(held(), Qt.Key.Key_Tab)
        QApplication.processEvents()
    raise AssertionError("not reached by Tab")


def named(words):
    """Say what a button is wanted by."""
    return lambda widget: isinstance(widget, QAbstractButton) and words in widget.text()
