"""A page that can be scrolled where it is longer than the screen, and otherwise fills it."""

from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ui.form_parts import FormRow

BELOW = 2.5  # lines that are shown below a field: what it is saved by lies there
ABOVE = 8


class ScrolledArea(QScrollArea):
    """Keeps what has the keyboard in sight when there is less room: a notice came in above.

    What lies in another area within this one stays as that has it.
    """

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the room changes."""
        held = QApplication.focusWidget()
        seen = held is not None and self.isAncestorOf(held) and not held.visibleRegion().isEmpty()
        super().resizeEvent(event)
        if held is not None and seen and event.size().height() < event.oldSize().height():
            QTimer.singleShot(0, held, partial(self._keep, held))

    def _keep(self, held: QWidget) -> None:
        """Keep a widget in sight, if it is still here."""
        page = self.widget()
        if page is not None and page.isAncestorOf(held):
            _scroll(self, page, held)


def scrolled(page: QWidget, place: str = "page", *, follows: bool = True) -> QScrollArea:
    """Return a page in an area of its own, on the ground that is named; it takes no keyboard."""
    area = ScrolledArea() if follows else QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    for widget in (area, page):
        widget.setProperty("place", place)
    area.setWidget(page)
    return area


def bring_into_view(*widgets: QWidget) -> None:
    """Scroll whatever they lie in until each can be seen, the last one surely."""
    for widget in widgets:
        scroll_to(widget)
        QTimer.singleShot(0, widget, partial(scroll_to, widget))


def scroll_to(widget: QWidget) -> None:
    """Scroll whatever a widget lies in until it is seen: a field with its label and what follows.

    Qt itself would be content with the cursor of a field.
    """
    area = widget.parentWidget()
    while area is not None:
        content = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and content is not None:
            _scroll(area, content, widget)
        area = area.parentWidget()


def show_part(widget: QWidget, part: QRect) -> None:
    """Scroll whatever a widget lies in until a part of it can be seen."""
    area = widget.parentWidget()
    while area is not None:
        content = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and content is not None:
            _show(area, part.translated(widget.mapTo(content, QPoint())))
        area = area.parentWidget()


def _scroll(area: QScrollArea, content: QWidget, widget: QWidget) -> None:
    """Show as much of what belongs to a widget as there is room for."""
    room, below = area.viewport().height(), int(widget.fontMetrics().height() * BELOW)
    row = _row_of(widget)
    for part, foot in ((row, below), (row, ABOVE), (widget, ABOVE)):
        wanted = QRect(part.mapTo(content, QPoint()), part.size()).adjusted(0, -ABOVE, 0, foot)
        if wanted.height() <= room:
            _show(area, wanted)
            return
    area.ensureWidgetVisible(widget, 0, ABOVE)


def _show(area: QScrollArea, part: QRect) -> None:
    middle = part.center()
    area.ensureVisible(middle.x(), middle.y(), 0, part.height() // 2 + 1)


def _row_of(widget: QWidget) -> QWidget:
    """Return the row of a form that a widget is the field of, or the widget itself."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        if isinstance(above, FormRow):
            return above
        above = above.parentWidget()
    return widget
