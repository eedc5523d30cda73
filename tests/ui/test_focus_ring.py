"""The ring round what has the keyboard: all of it to be seen, and nothing beyond its page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from ui.focus import FocusRing
from ui.theme import LIGHT, Look

HIGH = 90


@pytest.fixture
def window(qapp, theme, show):
    """A page that scrolls, its foot far from the window's, and a ring for whatever is held."""
    window = QWidget()
    window.resize(400, 400)
    window.area = QScrollArea(window)
    window.area.setGeometry(20, 20, 300, 200)
    page = QWidget()
    column = QVBoxLayout(page)
    window.lines = [QWidget() for _ in range(8)]
    for line in window.lines:
        line.setFixedHeight(HIGH)
        line.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(line)
    window.area.setWidget(page)
    window.area.setWidgetResizable(True)
    window.ring = FocusRing(theme, window, qapp)
    show(window)
    yield window
    theme.wear(Look(LIGHT))


def hold(window, number, scrolled):
    window.lines[number].setFocus()
    window.area.verticalScrollBar().setValue(scrolled)
    QApplication.processEvents()
    return window.ring.mask().boundingRect().translated(window.ring.pos())


def page_of(window):
    viewport = window.area.viewport()
    return viewport.rect().translated(viewport.mapTo(window, viewport.rect().topLeft()))


def test_it_stands_all_round_what_is_in_view(window):
    seen = hold(window, 0, 0)
    line = window.lines[0]
    assert seen.height() == line.height() + 8
    assert seen.width() == line.width() + 8


def test_it_is_cut_where_the_page_cuts_what_is_held(window):
    seen = hold(window, 2, 0)
    assert window.lines[2].geometry().bottom() >= page_of(window).height()
    assert seen.bottom() == page_of(window).bottom()
    seen = hold(window, 2, 240)
    assert seen.top() == page_of(window).top()


def test_ground_is_left_round_what_is_held_at_any_text_size(window, theme):
    theme.wear(Look(LIGHT, 2.0))
    line, ring = window.lines[0], hold(window, 0, 0)
    assert ring.height() == line.height() + 2 * (2 + theme.look.px(2))
