"""Shows a paper on the screen, page by page: the very bytes that are on file and go to print."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.focus import RINGS_ITSELF
from ui.printing import FiledPaper
from ui.room import Room
from ui.theme import UNIT, Theme

WIDEST = 900  # pixels: wider than this a page is no easier to read
A4 = 297 / 210


class PaperPreview(QScrollArea):
    """One page at a time; PgUp and PgDn go through it, Home and End to its first and last."""

    turned = Signal(int)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.page = 0
        self._name = ""
        self._leaf = _Leaf(room.theme)
        self.setWidget(self._leaf)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(RINGS_ITSELF, True)
        self.setAccessibleName(room.texts("paperwork.papers"))

    @property
    def pages(self) -> int:
        """How many pages the paper has."""
        return self._leaf.paper.pages if self._leaf.paper else 0

    def show_paper(self, pdf: bytes, name: str) -> None:
        """Show a paper's first page; the name is what a screen reader calls it."""
        self._name = name
        if self._leaf.paper is not None:
            self._leaf.paper.deleteLater()
        self._leaf.paper = FiledPaper(pdf, self)
        self.turn_to(1)

    def turn_to(self, page: int) -> None:
        """Show a page; past either end it stays where it is."""
        if not 1 <= page <= self.pages:
            return
        self.page = page
        self._leaf.show_page(page)
        self.verticalScrollBar().setValue(0)
        self._say()
        self.turned.emit(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key went down."""
        bar, key = self.verticalScrollBar(), event.key()
        if key == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.turn_to(self.page + 1)
        elif key == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.turn_to(self.page - 1)
        elif key == Qt.Key.Key_Home:
            self.turn_to(1)
        elif key == Qt.Key.Key_End:
            self.turn_to(self.pages)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the page is as wide as there is room."""
        super().resizeEvent(event)
        self._leaf.set_width(min(self.viewport().width() - 2 * UNIT, WIDEST))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard is here."""
        super().focusInEvent(event)
        self._leaf.ring(on=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self._leaf.ring(on=False)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: colours may have changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._leaf.update()

    def _say(self) -> None:
        said = {"paper": self._name, "page": self.page, "pages": self.pages}
        self.setAccessibleName(self.room.texts("paperwork.page_of", **said))
        if self._leaf.paper is not None:
            self.setAccessibleDescription(self._leaf.paper.words(self.page))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))


class _Leaf(QWidget):
    """One sheet of paper, drawn as sharp as the screen is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.paper: FiledPaper | None = None
        self._page = 1
        self._image = QImage()
        self._ringed = False

    def show_page(self, page: int) -> None:
        """Show a page."""
        self._page = page
        self._image = QImage()
        self.update()

    def set_width(self, width: int) -> None:
        """Be as wide as there is room, and as high as a sheet of that width."""
        if width > 0:
            self._image = QImage()
            self.setFixedSize(width, round(width * A4))

    def ring(self, *, on: bool) -> None:
        """Show that the keyboard is on the paper, or no longer is."""
        self._ringed = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw the sheet: always white, as paper is, in whatever colours the screen wears."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.paper is not None:
            painter.drawImage(QRectF(self.rect()), self._drawn())
        colours = self._theme.look.colours
        painter.setPen(QColor(colours.accent if self._ringed else colours.edge))
        for inset in range(3 if self._ringed else 1):
            painter.drawRect(self.rect().adjusted(inset, inset, -1 - inset, -1 - inset))
        painter.end()

    def _drawn(self) -> QImage:
        """Render the page once for its size; scrolling draws it again."""
        if self._image.isNull() and self.paper is not None:
            density = self.devicePixelRatioF()
            size = QSize(round(self.width() * density), round(self.height() * density))
            self._image = self.paper.document.render(self._page - 1, size)
        return self._image
