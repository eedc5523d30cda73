"""How an answer card looks: its key, its words and a note, its tick and its ring."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton

from ui.assessment.layout import wrapped_height
from ui.focus import RINGS_ITSELF
from ui.theme import MIDDLE, SMALL, UNIT, Canvas, Theme, Tone

RING = 4  # the ring stands this far outside what is seen of a card
INSET = 12
NO_KEY = -1  # of an answer that no figure stands for


@dataclass(frozen=True, slots=True)
class Choice:
    """What one card offers: the key that chooses it, its code, its words and a note."""

    key: int
    code: str
    words: str
    note: str = ""


class CardFace:
    """Draws one card, and says how much room it needs."""

    def __init__(self, theme: Theme) -> None:
        self._theme, self._choice = theme, Choice(0, "", "")
        self._measured: dict[tuple[float, float], tuple[float, float]] = {}

    def show_choice(self, card: QAbstractButton, choice: Choice) -> None:
        """Show an answer: its words and note are the card's name."""
        if choice == self._choice:
            return
        self._choice = choice
        self._measured.clear()
        said = ", ".join(part for part in (choice.words, choice.note) if part)
        card.setAccessibleName(said)
        card.updateGeometry()
        card.update()

    def dress(self, card: QAbstractButton) -> None:
        """Make a button a card: under the mouse, as high as its width asks for."""
        card.setProperty(RINGS_ITSELF, True)
        card.setMouseTracking(True)
        policy = card.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        policy.setHeightForWidth(True)
        card.setSizePolicy(policy)

    def height_for(self, width: int) -> int:
        """48 seen of it with a note, 40 without, more where the words wrap."""
        words, notes = self._heights(width)
        look = self._theme.look
        seen = look.px(48) if self._choice.note else look.px(40)
        return round(max(words + notes + UNIT, seen)) + 2 * RING

    def size(self) -> QSize:
        """What it would like to be."""
        width = self._theme.look.px(320)
        return QSize(width, self.height_for(width))

    def least(self) -> QSize:
        """What it can be at the least."""
        return QSize(self._theme.look.px(160), self._theme.look.px(40) + 2 * RING)

    def paint(self, card: QAbstractButton) -> None:
        """Draw it as it stands."""
        painter = QPainter(card)
        canvas = Canvas(painter, self._theme.look)
        box = QRectF(card.rect()).adjusted(RING, RING, -RING, -RING)
        self._ground(canvas, box, card)
        self._key(canvas, box)
        self._words(canvas, box, chosen=card.isChecked())
        if card.isChecked():
            side = canvas.look.px(20)
            spot = QRectF(box.right() - side - INSET, box.center().y() - side / 2, side, side)
            canvas.icon("check", spot, Tone.ACCENT, canvas.look.colours.chosen)
        painter.end()

    def _ground(self, canvas: Canvas, box: QRectF, card: QAbstractButton) -> None:
        colours, painter = canvas.look.colours, canvas.painter
        ground = colours.well if card.underMouse() else colours.page
        edge, width = colours.edge, 1
        if card.isChecked():
            ground, edge, width = colours.chosen, colours.accent, 2
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(edge), width))
        painter.drawRoundedRect(_inset(box, width / 2), 4, 4)
        if card.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(_inset(QRectF(card.rect()), 1), 7, 7)

    def _key(self, canvas: Canvas, box: QRectF) -> None:
        if self._choice.key == NO_KEY:
            return
        side, colours = canvas.look.px(28), canvas.look.colours
        key = QRectF(box.left() + INSET, box.center().y() - side / 2, side, side)
        canvas.painter.setBrush(QColor(colours.page))
        canvas.painter.setPen(QPen(QColor(colours.edge), 1))
        canvas.painter.drawRoundedRect(_inset(key, 0.5), 4, 4)
        canvas.text(key, str(self._choice.key), SMALL, bold=True, align=MIDDLE)

    def _words(self, canvas: Canvas, box: QRectF, *, chosen: bool) -> None:
        width = round(box.width()) + 2 * RING
        words, notes = self._heights(width)
        left = box.left() + INSET + canvas.look.px(28) + INSET
        line = QRectF(left, box.center().y() - (words + notes) / 2, self._room(width), words)
        flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip
        painter = canvas.painter
        painter.setFont(canvas.look.font(bold=chosen))
        painter.setPen(canvas.look.pen(Tone.INK))
        painter.drawText(line, flags, self._choice.words)
        if self._choice.note:
            line = QRectF(left, line.bottom(), line.width(), notes)
            painter.setFont(canvas.look.font(SMALL))
            painter.setPen(canvas.look.pen(Tone.INK if chosen else Tone.MUTED))
            painter.drawText(line, flags, self._choice.note)

    def _heights(self, width: int) -> tuple[float, float]:
        """Measure words and note once for each width: a layout asks again and again."""
        look, room = self._theme.look, self._room(width)
        known = (look.scale, room)
        if known not in self._measured:
            # As if bold, so that choosing a card moves nothing.
            words = wrapped_height(look.font(bold=True), self._choice.words, room)
            notes = wrapped_height(look.font(SMALL), self._choice.note, room)
            self._measured[known] = words, notes
        return self._measured[known]

    def _room(self, width: int) -> float:
        look = self._theme.look
        return width - 2 * RING - 4 * INSET - look.px(28) - look.px(20)


def _inset(box: QRectF, by: float) -> QRectF:
    return box.adjusted(by, by, -by, -by)
