"""What has the keyboard is seen: a field with its label, and with what it is saved by."""

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.forms import Form
from ui.reading_order import tab_on
from ui.scrolling import scrolled
from ui.theme import LIGHT, Look


@pytest.fixture(params=[1.0, 2.0], ids=["100", "200"])
def form(request, make_room, show, theme):
    """A form that is longer than its window."""
    theme.wear(Look(LIGHT, request.param))
    form = Form(make_room(), "common")
    for name in ("save", "change", "open", "add", "close", "print"):
        form.line(name)
    form.area("back", 3)
    form.main = form.buttons("common.save")
    page = QWidget()
    QVBoxLayout(page).addWidget(form)
    form.area = show(scrolled(page), 1286, int(200 * request.param))
    return form


def whole(widget):
    QApplication.processEvents()
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_a_field_that_tab_comes_to_is_seen_with_its_label_and_what_saves_it(form):
    form.rows["print"].control.setFocus()
    tab_on(form.window(), forwards=True)
    assert QApplication.focusWidget() is form.rows["back"].control
    assert whole(form.rows["back"])
    assert whole(form.main)
    for _ in range(6):
        tab_on(form.window(), forwards=False)
        held = QApplication.focusWidget()
        assert whole(next(row for row in form.rows.values() if row.control is held))


def test_a_notice_that_takes_room_above_hides_nothing_that_has_the_keyboard(form):
    form.go_to("print")
    QApplication.processEvents()
    form.area.resize(1286, form.area.height() - form.rows["print"].height())
    QApplication.processEvents()
    assert whole(form.rows["print"].control)


def test_what_was_brought_into_view_in_an_area_within_stays_there(make_room, show):
    form = Form(make_room(), "common")
    for name in ("save", "change", "open", "add", "close"):
        form.line(name)
    within = QWidget()
    QVBoxLayout(within).addWidget(form)
    inner = scrolled(within, follows=False)
    page = QWidget()
    QVBoxLayout(page).addWidget(inner)
    outer = show(scrolled(page), 800, 240)
    form.rows["add"].control.setFocus()
    QApplication.processEvents()
    bar = inner.verticalScrollBar()
    bar.setValue(form.rows["open"].y())  # as what an answer calls for is, above that answer
    QApplication.processEvents()
    stood = bar.value()
    outer.resize(800, 180)
    QApplication.processEvents()
    assert bar.value() == stood
