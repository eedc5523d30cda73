"""The badge that says on every screen that nobody here is real."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import SMALL, UNIT, Canvas, Theme, Tone


class PracticeBadge(QWidget):
    """Says on every screen that nobody here is real."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme, self._text = theme, text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Qt: the words with some hatching on either side."""
        look = self._theme.look
        width = QLabel(self._text).fontMetrics().horizontalAdvance(self._text)
        return QSize(width + look.px(40), look.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw the badge."""
        painter = QPainter(self)
        look = self._theme.look
        canvas, box = Canvas(painter, look), QRectF(self.rect())
        canvas.fill(box, look.colours.warn_tint)
        canvas.hatch(box, Tone.WARN)
        width = canvas.width(self._text, SMALL, bold=True) + UNIT
        patch = QRectF(0, 0, width, box.height())
        patch.moveCenter(box.center())
        canvas.fill(patch, look.colours.warn_tint)
        middle = Qt.AlignmentFlag.AlignHCenter
        canvas.text(patch, self._text, SMALL, Tone.WARN, bold=True, align=middle)
        painter.end()
