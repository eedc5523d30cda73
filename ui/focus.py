"""Where the keyboard is, shown the same way everywhere."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from ui.theme import Theme, Tone

RINGS_ITSELF = "rings_itself"  # a property of a widget that paints its own ring
RINGS_PARENT = "rings_parent"  # of one that is the inside of a field
BETWEEN, THICK = 2, 2  # pixels of ground left round what is held, and of the ring


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
        painter, width = QPainter(self), self._theme.look.px(THICK)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.look.pen(Tone.ACCENT, THICK))
        inside = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(inside, 7, 7)
        painter.end()

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.setVisible(now is not None and self._wants_one(now))
        if now is None or not self.isVisible():
            return
        self._held = (now.parentWidget() or now) if now.property(RINGS_PARENT) else now
        each: QWidget | None = now
        while each is not None:
            each.installEventFilter(self)
            each = each.parentWidget()
        self._place()

    def _wants_one(self, held: QWidget) -> bool:
        rings_itself = isinstance(held, QAbstractItemView) or bool(held.property(RINGS_ITSELF))
        return held.window() is self.window() and not rings_itself

    def _place(self) -> None:
        if not self.isVisible() or not isValid(self._held):
            return
        held = self._in_window(self._held)
        ring = _grown(held, self._outside)
        seen = ring & self._in_view(held)
        if seen.isEmpty():
            self.setGeometry(NOWHERE)
            return
        self.setGeometry(ring)
        self.setMask(seen.translated(-ring.topLeft()))
        self.raise_()

    @property
    def _outside(self) -> int:
        """How far the ring reaches: the ground between stays as it is when text grows."""
        return BETWEEN + self._theme.look.px(THICK)

    def _in_window(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self.window(), QPoint()), widget.size())

    def _in_view(self, held: QRect) -> QRect:
        """Return what can be seen of the places the held widget is scrolled in.

        Beside what lies wholly in view the ring may reach past an edge; what an edge cuts has its
        ring cut there too.
        """
        view, each = self.window().rect(), self._held.parentWidget()
        while each is not None and each is not self.window():
            if isinstance(each.parentWidget(), QAbstractScrollArea):
                view &= _opened(self._in_window(each), held, self._outside)
            each = each.parentWidget()
        return view


NOWHERE = QRect(-9, -9, 1, 1)


def _grown(rect: QRect, by: int) -> QRect:
    return rect.adjusted(-by, -by, by, by)


def _opened(seen: QRect, held: QRect, by: int) -> QRect:
    """Return what is seen, grown on each side on which nothing held lies beyond it."""
    return seen.adjusted(
        -by if held.left() >= seen.left() else 0,
        -by if held.top() >= seen.top() else 0,
        by if held.right() <= seen.right() else 0,
        by if held.bottom() <= seen.bottom() else 0,
    )
