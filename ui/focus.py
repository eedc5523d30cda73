"""Where the keyboard is, shown the same way everywhere."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from shiboken6 import isValid

from ui.theme import Theme, Tone

RINGS_ITSELF = "rings_itself"  # a property of a widget that paints its own ring


class FocusRing(QWidget):
    """One ring around whatever has the keyboard; painted rows and cards draw their own."""

    def __init__(self, theme: Theme, window: QWidget, application: QApplication) -> None:
        super().__init__(window)
        self._theme, self._held = theme, window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        application.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Qt: stay with what is held when it, or anything around it, moves."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw the ring."""
        painter, width = QPainter(self), self._theme.look.px(2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.look.pen(Tone.ACCENT, 2))
        inside = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(inside, 7, 7)
        painter.end()

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.setVisible(now is not None and self._wants_one(now))
        if now is None or not self.isVisible():
            return
        self._held = now
        each: QWidget | None = now
        while each is not None:
            each.installEventFilter(self)
            each = each.parentWidget()
        self._place()

    def _wants_one(self, held: QWidget) -> bool:
        rings_itself = isinstance(held, QAbstractItemView) or bool(held.property(RINGS_ITSELF))
        return held.window() is self.window() and not rings_itself

    def _place(self) -> None:
        if self.isVisible() and isValid(self._held):
            corner = self._held.mapTo(self.window(), QPoint())
            self.setGeometry(QRect(corner, self._held.size()).adjusted(-4, -4, 4, 4))
            self.raise_()
