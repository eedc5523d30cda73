"""Things side by side while there is room, and on the next line where there is none."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.theme import UNIT


class Flow(QLayout):
    """Fills one line after another from the left; one thing may keep the right end of the first."""

    def __init__(self, *widgets: QWidget, spacing: int = UNIT) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self._corner: QWidget | None = None
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def keep_corner(self, widget: QWidget) -> None:
        """Put one of the things at the right end of the first line, whatever else there is."""
        self._corner = widget

    def addItem(self, item: QLayoutItem) -> None:
        """Qt: one thing more."""
        self._items.append(item)

    def count(self) -> int:
        """Qt: how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt: one of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Qt: one of them, out of here."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Qt: it takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Qt: the narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: how high it is at a width."""
        return self._place(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:
        """Qt: the room there is."""
        super().setGeometry(rect)
        self._place(rect, really=True)

    def sizeHint(self) -> QSize:
        """Qt: everything on one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(len(shown) - 1, 0)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """Qt: the widest of them on a line of its own."""
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        width = max((size.width() for size in sizes), default=0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Share the things out over as many lines as a width asks for."""
        lines: list[list[QLayoutItem]] = []
        left, first = 0, width - self._corner_size().width()
        for item in self._items:
            if item.isEmpty() or self._is_corner(item):
                continue
            taken = item.sizeHint().width()
            if not lines or left + taken > (first if len(lines) == 1 else width):
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += taken + self._gap
        return lines

    def _is_corner(self, item: QLayoutItem) -> bool:
        return self._corner is not None and item.widget() is self._corner

    def _corner_size(self) -> QSize:
        """Return what the thing in the corner takes, the gap before it included."""
        found = [one for one in self._items if self._is_corner(one) and not one.isEmpty()]
        return found[0].sizeHint() + QSize(self._gap, 0) if found else QSize(0, 0)

    def _place(self, rect: QRect, *, really: bool) -> int:
        """Lay everything out, or only count how high that would be; a line shares its middle."""
        top, corner = rect.top(), self._corner_size()
        lines = self._lines(rect.width()) or ([[]] if corner.height() else [])
        for number, line in enumerate(lines):
            left = rect.left()
            height = max((item.sizeHint().height() for item in line), default=0)
            height = max(height, corner.height() if number == 0 else 0)
            for item in line:
                size = item.sizeHint()
                if really:
                    down = (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(left, top + down), size))
                left += size.width() + self._gap
            top += height + self._gap
        if really and self._corner is not None and corner.height():
            width = corner.width() - self._gap
            place = QPoint(max(rect.right() + 1 - width, rect.left()), rect.top())
            self._corner.setGeometry(QRect(place, QSize(width, corner.height())))
        return max(top - self._gap - rect.top(), 0)
