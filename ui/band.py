"""The contract's picture: its months as a band, its conditions as lanes.

The days that rule are flags in a staircase. It is a list, so that keys and screen readers can
walk it; what it shows is frozen: dates, words and standings, for drafting and tracking alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from PySide6.QtCore import QItemSelectionModel, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem

from ui.rows import ROW, Index, RowDelegate, RowModel
from ui.theme import (
    BODY,
    CALLING,
    HEAD,
    MIDDLE,
    SMALL,
    UNIT,
    Canvas,
    Look,
    Standing,
    Theme,
    Tone,
)

NARROW = 880  # under this width the days stand below the words


@dataclass(frozen=True)
class Lane:
    """One condition over the months: how it stands, its meetings, its length of time."""

    number: int
    title: str
    detail: str
    standing: Standing
    marks: tuple[tuple[date, Standing], ...] = ()
    span: tuple[date, date] | None = None
    firm: bool = True
    can_be_chosen: ClassVar[bool] = True

    def spoken(self) -> str:
        """The lane as a sentence."""
        return f"{self.number}, {self.title}. {self.detail}. {self.standing.word}"


@dataclass(frozen=True)
class Flag:
    """A day that rules the contract."""

    day: date
    words: str
    tone: Tone

    def pen(self, look: Look) -> QPen:
        """Weight and dashes tell the days apart where there is no colour."""
        return look.pen(self.tone, 3 if self.tone is Tone.BAD else 2, dashed=self.tone is Tone.WARN)


@dataclass(frozen=True)
class Zone:
    """A stretch of days, with its words, longest first."""

    start: date
    end: date
    words: tuple[str, ...]
    tone: Tone
    fill: str


@dataclass(frozen=True)
class Picture:
    """What stands above the lanes: the first row of the band."""

    title: str
    note: str
    legend: tuple[Standing, ...]
    days: tuple[date, date]
    today: Flag
    flags: tuple[Flag, ...]
    zones: tuple[Zone, ...]
    months: tuple[tuple[date, str], ...]
    can_be_chosen: ClassVar[bool] = False

    def spoken(self) -> str:
        """The days that rule, as a sentence."""
        return ". ".join((self.title, self.note, *(flag.words for flag in self.flags)))

    def seen(self, zone: Zone) -> Zone:
        """The part of a zone under no later one: a term may run past its safe day."""
        after = [each.start for each in self.zones[self.zones.index(zone) + 1 :]]
        return replace(zone, end=max(zone.start, min([zone.end, *after])))

    def month_boxes(self, places: "Places") -> list[tuple[str, float, float]]:
        """Each month's name, where it starts and where the next one does."""
        names = [name for _day, name in self.months]
        starts = [places.x(day) for day, _name in self.months]
        return list(zip(names, starts, [*starts[1:], places.lane.right()], strict=True))


class TermPicture(Picture):
    """A picture whose days may still be changed: its row can be chosen as a lane can."""

    can_be_chosen: ClassVar[bool] = True


class Places:
    """Where the parts of a row stand, and where each day falls; the lane goes below if narrow."""

    def __init__(self, box: QRectF, picture: Picture, look: Look, lane_height: float) -> None:
        narrow = is_narrow(box.width(), look)
        words = box.width() - look.px(176) if narrow else look.px(320)
        self.label = QRectF(box.left(), box.top(), words, look.px(48))
        self.standing = self.label.translated(self.label.width() + UNIT, 0)
        self.standing.setWidth(look.px(160))
        left = box.left() + UNIT if narrow else self.standing.right() + UNIT
        top = box.bottom() - lane_height
        self.lane = QRectF(left, top, box.right() - UNIT - left, lane_height)
        self._first, self._count = picture.days[0], (picture.days[1] - picture.days[0]).days + 1

    def x(self, day: date) -> float:
        """The middle of a day; a day outside the picture stands at its edge."""
        near = min(max((day - self._first).days, 0), self._count - 1)
        return self.lane.left() + (near + 0.5) * self.lane.width() / self._count

    def zone(self, zone: Zone, top: float, height: float) -> QRectF:
        """The box of a zone."""
        return QRectF(self.x(zone.start), top, self.x(zone.end) - self.x(zone.start), height)


def is_narrow(width: float, look: Look) -> bool:
    """Whether words and days must share a row's height instead of its width."""
    return width < look.px(NARROW)


class BandDelegate(RowDelegate):
    """Paints the contract: the days that rule it, then a lane for each condition."""

    def __init__(self, theme: Theme, view: QListView, picture: Picture) -> None:
        super().__init__(theme, view)
        self._picture = picture

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Qt: words and days side by side, or one above the other."""
        return QSize(0, self.height_of(index.data(ROW)))

    def height_of(self, row: Picture | Lane) -> int:
        """Return how high a row is, in the width the view has."""
        lane, px = self._lane_height(row), self.theme.look.px
        if not self._narrow():
            return lane
        return lane + px(84 if isinstance(row, Picture) else 48)

    def draw(self, canvas: Canvas, box: QRectF, row: Picture | Lane) -> None:
        """Draw the axis or a lane."""
        places = Places(box, self._picture, canvas.look, self._lane_height(row))
        if isinstance(row, Picture):
            self._corner(canvas, places, row)
            paint_axis(canvas, places, row)
            return
        self._words(canvas, places, row)
        paint_days(canvas, places, self._picture)
        paint_lane(canvas, places, row)

    def _lane_height(self, row: Picture | Lane) -> int:
        """The axis has a storey for each flag, and two for zones and months."""
        px = self.theme.look.px
        if isinstance(row, Picture):
            return px(20) * max(len(row.flags), 0 if self._narrow() else 2) + px(48)
        return px(32 if self._narrow() else 48)

    def _narrow(self) -> bool:
        return is_narrow(self.view.viewport().width(), self.theme.look)

    @staticmethod
    def _corner(canvas: Canvas, places: Places, picture: Picture) -> None:
        px, line = canvas.look.px, QRectF(places.label)
        line.setLeft(line.left() + UNIT)
        line.setRight(places.standing.right())
        line.setHeight(px(26))
        canvas.text(line, picture.title, HEAD, bold=True)
        line.translate(0, px(26))
        canvas.text(line, picture.note, BODY, Tone.MUTED)
        spot = QRectF(line.left(), line.bottom() + px(8), 0, px(20))
        for kind in picture.legend:
            spot.setWidth(px(16) + 6 + canvas.width(kind.word, SMALL))
            canvas.standing(spot, kind, SMALL)
            spot.translate(spot.width() + UNIT * 2, 0)

    @staticmethod
    def _words(canvas: Canvas, places: Places, lane: Lane) -> None:
        px, top = canvas.look.px, places.label.center().y() - canvas.look.px(19)
        number = QRectF(places.label.left() + UNIT, top, px(20), px(20))
        canvas.text(number, str(lane.number), tone=Tone.MUTED, bold=True)
        words = QRectF(number.right() + 4, top, places.label.right() - number.right(), px(20))
        canvas.text(words, lane.title, bold=True)
        canvas.text(words.translated(0, px(19)), lane.detail, SMALL, Tone.MUTED)
        canvas.standing(places.standing, lane.standing)


def paint_axis(canvas: Canvas, places: Places, picture: Picture) -> None:
    """Flags as a staircase, the latest highest, so that no two can meet; then zones and months."""
    px, box, poles = canvas.look.px, places.lane, []
    for step, flag in enumerate(sorted(picture.flags, key=lambda each: each.day, reverse=True)):
        x, top = places.x(flag.day), box.top() + step * px(20)
        width = canvas.width(flag.words, SMALL, bold=True)
        left = x - width - 6 if x - width - 6 >= box.left() else x + 6
        canvas.text(QRectF(left, top, width, px(20)), flag.words, SMALL, flag.tone, bold=True)
        poles.append((x, top + 2, flag))
    for zone in picture.zones:
        whole, seen = (
            places.zone(part, box.bottom() - px(48), px(24)) for part in (zone, picture.seen(zone))
        )
        paint_zone(canvas, whole, zone, seen)
    for x, top, flag in poles:
        canvas.line(QPointF(x, top), QPointF(x, box.bottom()), flag.pen(canvas.look))
    paint_months(canvas, places, picture)


def paint_zone(canvas: Canvas, box: QRectF, zone: Zone, seen: QRectF) -> None:
    """A stretch of days, named where it is seen.

    Hatched where someone must act, so that paper tells without colour.
    """
    ground = getattr(canvas.look.colours, zone.fill)
    canvas.fill(box, ground)
    if zone.tone in CALLING:
        canvas.hatch(box, zone.tone)
    elif zone.tone is Tone.ACCENT:  # it must be seen where its row is chosen, in the same colour
        canvas.line(box.topLeft(), box.topRight(), canvas.look.pen(zone.tone))
    for words in zone.words:
        width = canvas.width(words, SMALL, bold=True)
        if width + UNIT * 2 <= seen.width():
            patch = QRectF(0, 0, width + UNIT, seen.height() - 4)
            patch.moveCenter(seen.center())
            canvas.fill(patch, ground)
            canvas.text(patch, words, SMALL, zone.tone, bold=True, align=MIDDLE)
            return


def paint_months(canvas: Canvas, places: Places, picture: Picture) -> None:
    """The months, and today as a tag among them; a month without room stays silent."""
    row = QRectF(places.lane)
    row.setTop(row.bottom() - canvas.look.px(24))
    words = picture.today.words
    tag = QRectF(0, 0, canvas.width(words, SMALL, bold=True) + UNIT * 2, row.height() - 4)
    tag.moveCenter(QPointF(places.x(picture.today.day), row.center().y()))
    tag.moveLeft(min(max(tag.left(), row.left()), row.right() - tag.width()))
    taken = [(places.x(flag.day) - 4, places.x(flag.day) + 5) for flag in picture.flags]
    taken.append((tag.left() - 4, tag.right() + 6))
    for name, start, end in picture.month_boxes(places):
        canvas.upright(start, row)
        left, width = start + 5, canvas.width(name, SMALL)
        for near, far in sorted(taken):
            left = far if near < left + width and left < far else left
        if left + width + UNIT <= end:
            canvas.text(QRectF(left, row.top(), width, row.height()), name, SMALL, Tone.MUTED)
    canvas.fill(tag, canvas.look.colours.accent, 3)
    canvas.text(tag, words, SMALL, Tone.PAPER, bold=True, align=MIDDLE)


def paint_days(canvas: Canvas, places: Places, picture: Picture) -> None:
    """The zones that call, the months and the days that rule, as they pass through a lane."""
    for zone in picture.zones:
        if zone.tone in CALLING:
            area = places.zone(zone, places.lane.top(), places.lane.height())
            canvas.fill(area, getattr(canvas.look.colours, zone.fill))
            canvas.hatch(area, zone.tone)
    for day, _name in picture.months:
        canvas.upright(places.x(day), places.lane)
    for flag in (picture.today, *picture.flags):
        canvas.upright(places.x(flag.day), places.lane, flag.pen(canvas.look))


def paint_lane(canvas: Canvas, places: Places, lane: Lane) -> None:
    """A condition's length of time, dotted while it is not certain, and its appointments."""
    y, side = places.lane.center().y(), canvas.look.px(18)
    if lane.span:
        pen = canvas.look.pen(Tone.MUTED, 3)
        pen.setStyle(Qt.PenStyle.SolidLine if lane.firm else Qt.PenStyle.DotLine)
        start, end = (QPointF(places.x(day), y) for day in lane.span)
        canvas.line(start, end, pen)
    for day, standing in lane.marks:
        spot = QRectF(places.x(day) - side / 2, y - side / 2, side, side)
        canvas.fill(spot, canvas.look.colours.page, side / 2)
        canvas.icon(standing.icon, spot, standing.tone)


class BandView(QListView):
    """The picture and its lanes, as high as they are; arrows walk them, Enter opens one."""

    opened = Signal(int)  # the number of a lane; 0 is the picture's own row
    walked = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._told = theme, False  # told: it was asked to go there
        self._numbers: tuple[int, ...] = ()
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._open)

    def show_contract(self, picture: Picture, lanes: Sequence[Lane]) -> None:
        """Show a picture with its lanes; the lane that was walked to stays so."""
        kept = self.number()
        self._numbers = (0, *(lane.number for lane in lanes))
        old, selection = self.model(), self.selectionModel()
        self.setModel(RowModel((picture, *lanes), self))
        for gone in (selection, old):
            if gone is not None:
                gone.deleteLater()
        self.setItemDelegate(BandDelegate(self._theme, self, picture))
        self.selectionModel().currentChanged.connect(self._walk)
        if kept is not None:
            self.walk_to(kept)
        self._fit()

    def number(self) -> int | None:
        """Return the number of the lane that is chosen; 0 is the picture's own row."""
        row = self.currentIndex().row()
        return self._numbers[row] if row >= 0 else None

    def walk_to(self, number: int) -> None:
        """Choose a lane, and announce nothing: who asks knows."""
        if number not in self._numbers:
            return
        index = self.model().index(self._numbers.index(number), 0)
        flags = QItemSelectionModel.SelectionFlag
        self._told = True
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
        self._told = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens the lane that is chosen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.number() is not None:
            self.opened.emit(self.number())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may put the days below the words."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Qt: as high as everything it shows."""
        return QSize(super().sizeHint().width(), self._height())

    def _height(self) -> int:
        delegate = self.itemDelegate()
        if self.model() is None or not isinstance(delegate, BandDelegate):
            return 0
        rows = (self.model().index(row, 0).data(ROW) for row in range(self.model().rowCount()))
        return sum(delegate.height_of(row) for row in rows)

    def _fit(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())

    def _open(self, _index: Index) -> None:
        number = self.number()
        if number is not None:
            self.opened.emit(number)

    def _walk(self, *_indexes: Index) -> None:
        number = self.number()
        if number is not None and not self._told:
            self.walked.emit(number)
