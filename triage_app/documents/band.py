"""The contract's picture on paper: its months as a band, its meetings above, its days below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, Shape, String
from reportlab.lib.colors import black, white
from reportlab.pdfbase.pdfmetrics import stringWidth

from triage_app.documents.faces import HEAVY, REGULAR, STRONG, printable
from triage_app.documents.visits import Standing

THICK: Final = 1.6  # the band's height, in sizes of its letters
STEP: Final = 1.45  # from one level of labels to the next
LEGEND_COLUMNS: Final = 5  # at most: fewer where the words are long
RADIUS: Final = 0.62  # of an appointment's disc, in sizes
REACH: Final = 0.68  # with the line round it
TIP: Final = 5.0  # half the width of the mark over today
HEAD: Final = 10.0  # the room above the band that the mark needs
HATCH: Final = 6.0
SIGN_ROOM: Final = 28.0  # the sign before a standing's words, and air after them


@dataclass(frozen=True, slots=True)
class Flag:
    """A day to show below the band, with its words."""

    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment above the band, with its condition's number; white where it was missed."""

    day: date
    number: str
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One condition's standing, in a shape and a word."""

    number: str
    standing: Standing
    words: str


@dataclass(frozen=True, slots=True)
class Band:
    """What the picture shows; the charging days only where the reader works with them."""

    months: Sequence[tuple[date, str]]  # each month's first day and label, then the last day
    flags: Sequence[Flag]
    visits: Sequence[Visit] = ()
    today: date | None = None
    limits: Sequence[Flag] = ()  # the safe last day, then the last day to charge
    rows: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return self.left + share * (self.right - self.left)


@dataclass(slots=True)
class _Sketch:
    """A drawing being made: where its band lies, and in which size."""

    drawing: Drawing
    axis: _Axis
    base: float
    size: float

    @property
    def top(self) -> float:
        return self.base + self.size * THICK

    def add(self, *shapes: Shape) -> None:
        for shape in shapes:
            self.drawing.add(shape)

    def line(self, start: tuple[float, float], end: tuple[float, float], width: float) -> None:
        self.add(Line(*start, *end, strokeColor=black, strokeWidth=width))

    def text(self, x: float, y: float, words: str, font: str = STRONG) -> None:
        self.add(String(x, y, words, fontName=font, fontSize=self.size, fillColor=black))


def draw_band(band: Band, width: float, size: float = 10.5) -> Drawing:
    """Return the picture, as wide as asked and as high as its labels need."""
    flags = sorted((*band.flags, *band.limits), key=lambda one: one.day)
    visits = sorted(band.visits, key=lambda one: one.day)
    days = [one.day for one in flags] + [one.day for one in visits]
    days += [day for day, _ in band.months]
    axis = _Axis(min(days), max(days), 1, width - 2.5)
    spans = [_span(axis, one, width, size) for one in flags]
    under = levels(spans)
    reach = size * REACH
    discs = [min(max(axis.at(one.day), reach), width - reach) for one in visits]
    above = levels((x - reach, x + reach) for x in discs)
    base = _legend_height(band, width, size) + (max(under) + 1) * size * STEP + 7
    air = (max(above, default=-1) + 1) * size * STEP + (6 if above else 1)
    air = max(air, HEAD) if band.today else air
    sketch = _Sketch(Drawing(width, ceil(base + size * THICK + air)), axis, base, size)
    _draw_limits(sketch, band)
    _draw_months(sketch, band)
    _draw_visits(sketch, visits, above, discs)
    _draw_flags(sketch, flags, under, spans)
    _draw_legend(sketch, band.rows, width)
    return sketch.drawing


def levels(spans: Iterable[tuple[float, float]], space: float = 4) -> list[int]:
    """Return for each span, from left to right, the first level on which it touches no other."""
    ends: list[float] = []
    chosen = []
    for start, end in spans:
        level = next((n for n, used in enumerate(ends) if start >= used + space), len(ends))
        ends[level : level + 1] = [end]
        chosen.append(level)
    return chosen


def _span(axis: _Axis, flag: Flag, width: float, size: float) -> tuple[float, float]:
    wide = _wide(flag.words, STRONG, size) + 2
    start = min(max(0, axis.at(flag.day) - wide / 2), width - wide)
    return start, start + wide


def _wide(words: str, font: str, size: float) -> float:
    return float(stringWidth(printable(words), font, size))


def _legend_columns(rows: Sequence[Row], width: float, size: float) -> int:
    widest = max((_wide(_standing(row), STRONG, size) for row in rows), default=0)
    return max(1, min(LEGEND_COLUMNS, int(width / (widest + SIGN_ROOM))))


def _legend_height(band: Band, width: float, size: float) -> float:
    return size * 2.1 * -(-len(band.rows) // _legend_columns(band.rows, width, size))


def _standing(row: Row) -> str:
    return printable(f"{row.number}: {row.words}")


def _draw_months(sketch: _Sketch, band: Band) -> None:
    """Draw each month with its label where there is room for it, and the time that has gone."""
    axis, base, thick = sketch.axis, sketch.base, sketch.size * THICK
    for (first, label), (after, _) in zip(band.months, band.months[1:], strict=False):
        left, wide = axis.at(first), axis.at(after) - axis.at(first)
        sketch.add(_box((left, base), wide, thick, 1.25))
        label_wide = _wide(label, REGULAR, sketch.size)
        if label_wide + 4 < wide:
            low = base + thick / 2 - sketch.size * 0.3
            sketch.text(left + (wide - label_wide) / 2, low, label, REGULAR)
    if band.today:
        x = axis.at(band.today)
        sketch.line((axis.at(band.months[0][0]), base + 1.5), (x, base + 1.5), 3)
        mid = min(max(x, TIP), sketch.drawing.width - TIP)  # it never stands out at either end
        head = sketch.top + HEAD - 1
        tip = [mid - TIP, head, mid + TIP, head, x, sketch.top + 1]
        sketch.add(Polygon(tip, fillColor=black, strokeColor=None))


def _draw_limits(sketch: _Sketch, band: Band) -> None:
    """Draw what lies past the end: open to the safe day, hatched to the last day to charge."""
    if not band.limits:
        return
    last = sketch.axis.at(band.limits[-1].day)
    end = sketch.axis.at(band.months[-1][0])
    safe = max(end, sketch.axis.at(band.limits[0].day))
    base, top = sketch.base, sketch.top
    if last > end:
        sketch.add(_box((end, base), last - end, top - base, 0.75))
        sketch.line((safe, base), (safe, top), 0.75)
    while safe < last:
        run = min(top - base, last - safe)
        sketch.line((safe, base), (safe + run, base + run), 0.75)
        safe += HATCH
    sketch.line((last, base - 4), (last, top + 4), 4)


def _draw_visits(
    sketch: _Sketch, visits: Sequence[Visit], above: Sequence[int], discs: Sequence[float]
) -> None:
    """Draw each appointment: a black disc, or a white one where it was missed.

    On the first and the last day the disc stands inside the picture, and its line on the day.
    """
    radius = sketch.size * RADIUS
    for visit, level, x in zip(visits, above, discs, strict=True):
        day = sketch.axis.at(visit.day)
        y = sketch.top + radius + 4 + level * sketch.size * STEP
        disc, ink = (white, black) if visit.missed else (black, white)
        sketch.line((day, sketch.top), (day, y - radius), 0.75)
        sketch.add(Circle(x, y, radius, fillColor=disc, strokeColor=black, strokeWidth=1.25))
        number = String(x, y - radius * 0.5, visit.number, fontName=HEAVY, fillColor=ink)
        number.fontSize, number.textAnchor = radius * 1.5, "middle"
        sketch.add(number)


def _draw_flags(
    sketch: _Sketch,
    flags: Sequence[Flag],
    under: Sequence[int],
    spans: Sequence[tuple[float, float]],
) -> None:
    """Draw each day's words, and a line down to them that runs through nobody else's."""
    high, step = sketch.size + 1.5, sketch.size * STEP
    for flag, deep, (start, _) in zip(flags, under, spans, strict=True):
        x, top = sketch.axis.at(flag.day), sketch.base - 4
        sketch.line((x, sketch.base), (x, top), 0.75)
        for level in range(deep):
            here = (span for span, lies in zip(spans, under, strict=True) if lies == level)
            if not any(left - 1 < x < right + 1 for left, right in here):
                sketch.line((x, top - level * step), (x, top - (level + 1) * step), 0.75)
        sketch.text(start + 1, top - deep * step - high + sketch.size * 0.2, printable(flag.words))


def _draw_legend(sketch: _Sketch, rows: Sequence[Row], width: float) -> None:
    step, columns = sketch.size * 2.1, _legend_columns(rows, width, sketch.size)
    lines = -(-len(rows) // columns)
    for index, row in enumerate(rows):
        line, column = divmod(index, columns)
        x, y = column * width / columns + 8.5, step * (lines - 1 - line) + 8
        sketch.add(*sign(row.standing, x, y))
        sketch.text(x + 12, y - sketch.size * 0.34, _standing(row))


def sign(standing: Standing, x: float, y: float) -> list[Shape]:
    """Return the shape that says how a condition stands, without any colour."""
    if standing is Standing.MISSED:
        corners = [x - 7, y - 6, x + 7, y - 6, x, y + 7]
        return [
            Polygon(corners, fillColor=black, strokeColor=black),
            Line(x, y - 0.5, x, y + 3, strokeColor=white, strokeWidth=1.75),
            Circle(x, y - 3.2, 1, fillColor=white, strokeColor=None),
        ]
    if standing is Standing.KEPT:
        down, up = (x - 3, y, x - 0.8, y - 2.6), (x - 0.8, y - 2.6, x + 3.4, y + 2.8)
        return [
            Circle(x, y, 6.5, fillColor=black, strokeColor=black, strokeWidth=1.25),
            Line(*down, strokeColor=white, strokeWidth=1.75, strokeLineCap=1),
            Line(*up, strokeColor=white, strokeWidth=1.75, strokeLineCap=1),
        ]
    ring: list[Shape] = [Circle(x, y, 6.5, fillColor=None, strokeColor=black, strokeWidth=1.25)]
    if standing is Standing.DOING:
        ring.append(Circle(x, y, 2.6, fillColor=black, strokeColor=None))
    return ring


def _box(corner: tuple[float, float], width: float, height: float, line: float) -> Rect:
    """Return a white box; a line of no width is none."""
    box = Rect(*corner, width, height)
    box.fillColor, box.strokeColor, box.strokeWidth = white, black if line else None, line
    return box
