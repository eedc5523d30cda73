"""The order in which Tab goes through a window: as the page is read, whenever its parts were made.

Qt's own order is that of creation; a page that shows another part when something was answered
would then be left and come back to from the far end.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from ui.scrolling import bring_into_view

WHOLE = (QAbstractItemView, QAbstractButton, QComboBox)  # their insides are their own affair


def in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """Yield whatever Tab may stop at, from the top of a widget to its foot."""
    if widget.isHidden() or not widget.isEnabled():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, WHOLE):
        return
    for part in _parts(widget):
        yield from in_reading_order(part)


def next_to(window: QWidget, held: QWidget | None, *, forwards: bool) -> QWidget | None:
    """Return where Tab goes from what has the keyboard; round again from the end."""
    stops = list(in_reading_order(window))
    if not stops:
        return None
    at = next((place for place, one in enumerate(stops) if one is held), None)
    if at is None:
        return stops[0 if forwards else -1]
    return stops[(at + (1 if forwards else -1)) % len(stops)]


def tab_on(window: QWidget, *, forwards: bool) -> bool:
    """Put the keyboard where Tab goes from here; say whether there is such a place.

    Qt asks this too when what has the keyboard is hidden. Then nobody pressed a key, and the page
    is not scrolled.
    """
    held = QApplication.focusWidget()
    found = next_to(window, held, forwards=forwards)
    if found is None:
        return False
    reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
    found.setFocus(reason)
    if held is None or held.isVisible():
        bring_into_view(found)
    return True


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """Yield what lies in a widget: laid out as read, and then whatever no layout holds."""
    if isinstance(widget, QMainWindow):
        yield from _one(widget.centralWidget())
    elif isinstance(widget, QScrollArea):
        yield from _one(widget.widget())
    elif isinstance(widget, QStackedWidget):
        yield from _one(widget.currentWidget())
    else:
        laid = list(_laid_out(widget.layout()))
        yield from laid
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        children = widget.findChildren(QWidget, options=direct)
        yield from (one for one in children if not one.isWindow() and one not in laid)


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    for place in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(place) if layout is not None else None
        if item is not None:
            yield from _one(item.widget())
            yield from _laid_out(item.layout())


def _one(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is not None:
        yield widget
