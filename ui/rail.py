"""The sections of the program down the left side; what a role may not use is not there."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout

from ui.mnemonics import MARK
from ui.room import Room
from ui.theme import BODY, SMALL, UNIT, Canvas, Theme, Tone

WIDE, NARROW, HEIGHT, INSET = 200, 40, 40, 8
LOW = 28  # of an icon alone, at large text: every section fits a small screen
BAR = QSize(3, 20)
WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Section:
    """A section: the code of its screen, and its icon."""

    code: str
    icon: str


class RailItem(QAbstractButton):
    """One section: icon, word, and how many things wait in it."""

    def __init__(self, theme: Theme, section: Section, words: str) -> None:
        super().__init__()
        self._theme, self.section, self.count = theme, section, 0
        self.setText(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("paints_itself", True)
        self.setAccessibleName(words)
        if theme.look.large:
            self.setToolTip(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows and Enter are the rail's to answer."""
        if event.key() in WALKING:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Qt: a line of the rail; only its icon at large text."""
        px = self._theme.look.px
        large = self._theme.look.large
        return QSize(px(NARROW if large else WIDE - INSET * 2), px(LOW if large else HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw the section; where one is, it lies on the page's ground."""
        painter = QPainter(self)
        look = self._theme.look
        canvas, box, px = Canvas(painter, look), QRectF(self.rect()), look.px
        here = self.isChecked()
        ground = look.colours.page if here else look.colours.chrome
        if not here and self.underMouse():
            ground = look.colours.well
        canvas.fill(box.adjusted(0, 2, 0, -2), ground, 6)
        if here:
            bar = QRectF(0, 0, BAR.width(), px(BAR.height()))
            bar.moveTop(box.center().y() - bar.height() / 2)
            canvas.fill(bar, look.colours.accent)
        side = px(20)
        left = (box.width() - side) / 2 if look.large else 12
        spot = QRectF(left, box.center().y() - side / 2, side, side)
        canvas.icon(self.section.icon, spot, Tone.ACCENT if here else Tone.INK, ground)
        if look.large:
            self._dot(canvas, spot)
        else:
            self._words(canvas, box, bold=here)
        painter.end()

    def room_for_words(self) -> QRectF:
        """Return where its words are written: between its icon and how many things wait."""
        look = self._theme.look
        shown = QRectF(self.rect()).adjusted(look.px(44), 0, -UNIT, 0)
        if self.count:
            wide = look.measured(SMALL, bold=True)[1].horizontalAdvance(str(self.count))
            shown.adjust(0, 0, -wide - UNIT / 2, 0)
        return shown

    def _words(self, canvas: Canvas, box: QRectF, *, bold: bool) -> None:
        if self.count:
            align = Qt.AlignmentFlag.AlignRight
            end = box.adjusted(0, 0, -UNIT, 0)
            canvas.text(end, str(self.count), SMALL, bold=True, align=align)
        shown = self.room_for_words()
        canvas.text(shown, MARK.sub("", self.text()), BODY, bold=bold)
        self._underline(canvas, shown, bold=bold)

    def _underline(self, canvas: Canvas, box: QRectF, *, bold: bool) -> None:
        """The letter that goes here with Alt, underlined as on every button."""
        if (found := MARK.search(self.text())) is None:
            return
        before, letter = self.text()[: found.start()], self.text()[found.end()]
        left = box.left() + (canvas.width(before, bold=bold) - 1 if before else 0)
        right = left + canvas.width(letter, bold=bold) - 1
        y = box.center().y() + canvas.look.px(9)
        pen = canvas.look.pen(Tone.INK)
        canvas.line(QRectF(left, y, 0, 0).topLeft(), QRectF(right, y, 0, 0).topLeft(), pen)

    def _dot(self, canvas: Canvas, spot: QRectF) -> None:
        if self.count:
            side = canvas.look.px(8)
            box = QRectF(spot.right() - side / 2, spot.top(), side, side)
            canvas.fill(box, canvas.look.colours.accent, side / 2)


class Rail(QFrame):
    """Walked by arrows, opened by Enter or by its letter; Tab passes it in one step."""

    chosen = Signal(str)

    def __init__(self, room: Room, sections: tuple[Section, ...]) -> None:
        super().__init__()
        self._texts = room.texts
        self.setProperty("place", "chrome")
        self.setAccessibleName(room.texts("shell.sections"))
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET, INSET, INSET, INSET)
        column.setSpacing(0)
        self.items = [
            RailItem(room.theme, section, room.texts(f"shell.{section.code}"))
            for section in sections
        ]
        for item in self.items:
            column.addWidget(item)
            item.clicked.connect(self._choose)
        column.addStretch(1)
        px, large = room.theme.look.px, room.theme.look.large
        self.setFixedWidth(px(NARROW) if large else px(WIDE))
        self.mark("")

    def mark(self, code: str) -> None:
        """Show which section one is in; Tab stops only there."""
        codes = [item.section.code for item in self.items]
        stop = codes.index(code) if code in codes else 0
        for number, item in enumerate(self.items):
            item.setChecked(item.section.code == code)
            tab = Qt.FocusPolicy.StrongFocus if number == stop else Qt.FocusPolicy.ClickFocus
            item.setFocusPolicy(tab)

    def take_keyboard(self, code: str) -> None:
        """Have the keyboard at a section; at the first where that is none of them."""
        held = [item for item in self.items if item.section.code == code] or self.items
        held[0].setFocus()

    def count(self, code: str, number: int) -> None:
        """Show how many things wait in a section."""
        for item in self.items:
            if item.section.code == code:
                item.count = number
                name = self._texts(f"shell.{code}")
                said = self._texts("shell.section_with_count", section=name, n=number)
                item.setAccessibleName(said if number else name)
                item.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows walk the sections, Enter opens the one held."""
        held = [number for number, item in enumerate(self.items) if item.hasFocus()]
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if held and step:
            self.items[(held[0] + step) % len(self.items)].setFocus()
        elif held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.items[held[0]].click()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            self.chosen.emit(item.section.code)
