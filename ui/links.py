"""A link that wraps: a sentence that leads somewhere, however narrow the place it stands in."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import Theme, Tone

FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
LEAST = 160


class Link(QAbstractButton):
    """A button drawn as underlined words; Enter and Space press it."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        font = theme.look.font()
        font.setUnderline(True)
        self.setFont(font)
        self.setText(text)
        self.setAccessibleName(text)
        self.setProperty("paints_itself", True)
        self.setProperty("not_lettered", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Qt: on one line, if there is room."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Qt: narrower, the words go on below."""
        width = min(self.sizeHint().width(), self._theme.look.px(LEAST))
        return QSize(width, QFontMetrics(self.font()).height())

    def hasHeightForWidth(self) -> bool:
        """Qt: less width makes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: how high the words are in a width."""
        box = QRect(0, 0, max(width, 1), 10_000)
        return QFontMetrics(self.font()).boundingRect(box, FLAGS, self.text()).height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter follows a link, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw the words."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._theme.look.pen(Tone.ACCENT))
        painter.drawText(self.rect(), FLAGS, self.text())
        painter.end()
