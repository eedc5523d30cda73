"""How many cases each member of staff has: a tile each, which filters when it is pressed."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from triage_app.services.caseload import FULL_LOAD, Load
from ui.mnemonics import NOT_LETTERED
from ui.parts import spoken
from ui.room import Room
from ui.theme import SMALL, UNIT, Canvas, Standing, Tone

HEIGHT, WIDEST, AT_MOST = 72, 220, 6
WHOLE = FULL_LOAD * 1.2  # the bar's length, in cases


class LoadTile(QAbstractButton):
    """Name and number, a bar with a tick at the most one should hold, and what is overdue."""

    def __init__(self, room: Room, load: Load) -> None:
        super().__init__()
        self._room, self.load = room, load
        self._standing = _standing_of(room, load)
        texts = room.texts
        self.setCheckable(True)
        self.setProperty(NOT_LETTERED, True)
        said = texts("caseload.load", n=load.cases, name=load.name)
        self.setAccessibleName(spoken((said, self._standing.word)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(room.theme.look.px(WIDEST))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Qt: three lines."""
        px = self._room.theme.look.px
        return QSize(px(150), px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw the tile."""
        painter = QPainter(self)
        look = self._room.theme.look
        canvas, px, colours = Canvas(painter, look), look.px, look.colours
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(look.pen(Tone.ACCENT, 2 if self.isChecked() else 1))
        if not self.isChecked():
            pen = painter.pen()
            pen.setColor(colours.edge)
            painter.setPen(pen)
        ground = colours.chosen if self.isChecked() else colours.page
        painter.setBrush(colours.well if self.underMouse() and not self.isChecked() else ground)
        painter.drawRoundedRect(frame, 4, 4)
        inner = frame.adjusted(12, 8, -12, -8)
        line = QRectF(inner.left(), inner.top(), inner.width(), px(20))
        over = self.load.over > 0
        number = str(self.load.cases)
        tone = Tone.WARN if over else Tone.INK
        canvas.text(line, number, tone=tone, bold=True, align=Qt.AlignmentFlag.AlignRight)
        canvas.text(line.adjusted(0, 0, -px(32), 0), self.load.name, bold=True)
        self._bar(canvas, QRectF(inner.left(), line.bottom() + 3, inner.width(), px(7)))
        under = QRectF(inner.left(), inner.bottom() - px(17), inner.width(), px(18))
        canvas.standing(under, self._standing, SMALL)
        painter.end()

    def _bar(self, canvas: Canvas, track: QRectF) -> None:
        colours, load = canvas.look.colours, self.load
        shape = QPainterPath()
        shape.addRoundedRect(track, track.height() / 2, track.height() / 2)
        painter = canvas.painter
        painter.save()
        painter.setClipPath(shape)
        canvas.fill(track, colours.well)
        most = track.left() + track.width() * FULL_LOAD / WHOLE
        end = track.left() + track.width() * min(load.cases / WHOLE, 1)
        used = QRectF(track)
        used.setRight(min(end, most))
        canvas.fill(used, colours.accent)
        if end > most:
            canvas.fill(QRectF(most, track.top(), end - most, track.height()), colours.warn)
        painter.restore()
        pen = canvas.look.pen(Tone.INK)
        pen.setColor(colours.edge)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        tick = QRectF(0, track.top() - 3, 0, track.height() + 6)
        canvas.upright(most, tick, canvas.look.pen(Tone.INK, 2))


class LoadTiles(QWidget):
    """The tiles side by side; pressing one shows only its cases, pressing it again all."""

    chosen = Signal(object)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.tiles: list[LoadTile] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(UNIT)

    def show_loads(self, loads: tuple[Load, ...], chosen: int | None) -> None:
        """Show them in their order."""
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.tiles = [LoadTile(self._room, load) for load in loads[:AT_MOST]]
        for tile in self.tiles:
            tile.setChecked(tile.load.member_id == chosen)
            tile.clicked.connect(self._press)
            self._row.addWidget(tile, 100)
        self._row.addStretch(1)

    def _press(self) -> None:
        pressed = self.sender()
        for tile in self.tiles:
            if tile is not pressed:
                tile.setChecked(False)
        if isinstance(pressed, LoadTile):
            self.chosen.emit(pressed.load.member_id if pressed.isChecked() else None)


def _standing_of(room: Room, load: Load) -> Standing:
    texts, parts = room.texts, []
    if load.overdue:
        parts.append(texts("caseload.overdue", n=load.overdue))
    if load.over:
        parts.append(texts("caseload.over", n=load.over, most=FULL_LOAD))
    if not load.takes:
        parts.append(texts("caseload.takes_none"))
    elif not parts:
        return Standing("good", texts("caseload.none_overdue"), Tone.GOOD)
    icon, tone = ("bad", Tone.BAD) if load.overdue else ("warn", Tone.WARN)
    return Standing(icon, ", ".join(parts), tone)
