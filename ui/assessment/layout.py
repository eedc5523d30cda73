"""How the parts of an assessment scroll, and how high their words are when they wrap."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.scrolling import scrolled

TALLEST = 100_000.0


def scrolling(widget: QWidget, place: str) -> QScrollArea:
    """Return an area that scrolls a widget up and down, never sideways, on a ground of its own."""
    # What an answer calls for comes into view above it, and stays when a flag makes the head grow.
    area = scrolled(widget, place, follows=False)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def wrapped_height(font: QFont, words: str, room: float) -> float:
    """Return how high words are in so much room; nothing takes none."""
    if not words:
        return 0.0
    box = QRectF(0, 0, room, TALLEST)
    return QFontMetricsF(font).boundingRect(box, Qt.TextFlag.TextWordWrap, words).height()
