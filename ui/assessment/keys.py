"""The keys that work now, at the foot of the assessment."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import MIDDLE, SMALL, UNIT, Canvas, Theme, Tone

Key = tuple[str, str]  # what is pressed, and what it does


class Keys(QWidget):
    """Names each key and what it does; wraps where there is little room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._keys: tuple[Key, ...] = ()
        self._rooms: dict[tuple[float, str], float] = {}  # how wide each is drawn, by text size
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_keys(self, keys: Sequence[Key], said: str) -> None:
        """Show other keys; what a screen reader says of them comes with them."""
        if self._keys == tuple(keys):
            return
        self._keys = tuple(keys)
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Qt: 40 for each row."""
        rows = 1 + max((row for row, _, _ in self._places(width)), default=0)
        return self._theme.look.px(40) * rows

    def sizeHint(self) -> QSize:
        """Qt: as high as it must be."""
        width = self.width() or self._theme.look.px(600)
        return QSize(0, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Qt: as narrow as need be."""
        return QSize(0, self._theme.look.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw them."""
        painter = QPainter(self)
        canvas, px = Canvas(painter, self._theme.look), self._theme.look.px
        for row, left, (key, does) in self._places(self.width()):
            box = QRectF(left, row * px(40) + px(8), self._cap(key), px(24))
            painter.setPen(QPen(QColor(canvas.look.colours.edge), 1))
            painter.setBrush(QColor(canvas.look.colours.page))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            canvas.text(box, key, SMALL, bold=True, align=MIDDLE)
            beside = QRectF(box.right() + 6, box.top(), self._room(does) + 2, box.height())
            canvas.text(beside, does, SMALL, Tone.MUTED)
        painter.end()

    def _places(self, width: int) -> Iterator[tuple[int, float, Key]]:
        row, left = 0, 0.0
        for key in self._keys:
            needed = self._cap(key[0]) + 6 + self._room(key[1])
            if left and left + needed > width:
                row, left = row + 1, 0.0
            yield row, left, key
            left += needed + UNIT * 2

    def _cap(self, key: str) -> float:
        return max(self._width(key, bold=True) + UNIT * 2, self._theme.look.px(24))

    def _room(self, does: str) -> float:
        return self._width(does) + 1

    def _width(self, words: str, *, bold: bool = False) -> float:
        """Measure words once: the same few keys are laid out and drawn at every move."""
        look = self._theme.look
        known = (look.scale * (-1 if bold else 1), words)
        if known not in self._rooms:
            font = look.font(SMALL, bold=bold)
            self._rooms[known] = QFontMetricsF(font).horizontalAdvance(words)
        return self._rooms[known]
