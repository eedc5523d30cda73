"""What is asked of every screen: names for what takes the keyboard, letters once, nothing cut."""

import re

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QWidget

from ui.mnemonics import MARK


def nameless(widget):
    """Return what in a widget takes the keyboard and has no name for a screen reader."""
    QAccessible.setActive(True)
    try:
        found = list(_focusable(QAccessible.queryAccessibleInterface(widget)))
    finally:
        QAccessible.setActive(False)
    return [kind for kind, name in found if not name]


def _focusable(interface):
    widget = interface.object()
    if isinstance(widget, QWidget) and widget.isVisible() and _takes_keyboard(widget):
        yield type(widget), interface.text(QAccessible.Text.Name)
    for index in range(interface.childCount()):
        if child := interface.child(index):
            yield from _focusable(child)


def _takes_keyboard(widget):
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def letters(widget):
    """Return the letters that press something in view with Alt."""
    buttons = (one for one in widget.findChildren(QAbstractButton) if one.isVisible())
    found = ((one.text(), MARK.search(one.text())) for one in buttons)
    return [text[match.end()].casefold() for text, match in found if match]


def letters_twice(widget):
    """Return the letters that stand on more than one thing in view."""
    all_letters = letters(widget)
    return sorted({one for one in all_letters if all_letters.count(one) > 1})


def primaries(widget):
    """Return the primary buttons in view: one screen has one."""
    buttons = (one for one in widget.findChildren(QAbstractButton) if one.isVisible())
    return [one.text() for one in buttons if one.property("kind") == "primary"]


def cut(widget):
    """Return the labels and buttons in view that have less room than their words need."""
    return [one.text() for one in _worded(widget) if _is_cut(one)]


def _worded(widget):
    for kind in (QLabel, QAbstractButton):
        for one in widget.findChildren(kind):
            if one.isVisible() and one.text() and not one.property("elides"):
                yield one


def _is_cut(one):
    if isinstance(one, QLabel):
        return _label_is_cut(one)
    return one.width() + 1 < one.sizeHint().width() and not one.property("paints_itself")


def _label_is_cut(label):
    room, metrics = label.contentsRect(), QFontMetrics(label.font())
    if label.wordWrap():
        flags = int(Qt.TextFlag.TextWordWrap)
        needed = metrics.boundingRect(QRect(0, 0, room.width(), 10_000), flags, label.text())
        longest = max(
            map(metrics.horizontalAdvance, re.split(r"[\s\u200b]+", label.text())), default=0
        )
        return needed.height() > room.height() + 2 or longest > room.width() + 2
    return metrics.horizontalAdvance(label.text()) > room.width() + 2


def sideways(widget):
    """Return the names of the areas in view that must be scrolled sideways to be read."""
    areas = (one for one in widget.findChildren(QAbstractScrollArea) if one.isVisible())
    return [type(one).__name__ for one in areas if one.horizontalScrollBar().maximum() > 0]


def problems(form):
    """Return what is said to be wrong, by field."""
    return {name: row.problem.text for name, row in form.rows.items() if row.problem.text}


def is_well_made(widget):
    """Assert what is asked of every screen."""
    QApplication.processEvents()
    assert nameless(widget) == []
    assert letters_twice(widget) == []
    assert cut(widget) == []


class Strays(QObject):
    """Sees what is shown for a moment as a window of its own, because it has no place yet."""

    def __init__(self, *windows):
        super().__init__()
        self._windows, self.seen = windows, []

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's word
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow() and watched not in self._windows:
            self.seen.append(type(watched).__name__)
        return False
