"""A page that can be scrolled where it is longer than the screen, and otherwise fills it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def scrolled(page: QWidget, place: str = "page") -> QScrollArea:
    """Return a page in an area of its own, on the ground that is named; it takes no keyboard."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    for widget in (area, page):
        widget.setProperty("place", place)
    area.setWidget(page)
    return area
