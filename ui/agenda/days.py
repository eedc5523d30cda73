"""A day of the agenda as a heading that is painted: its name, and its hours as a strip.

What is taken and what is free of somebody's day stands in the strip, and in words under it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import ClassVar, Final

from PySide6.QtCore import QPointF, QRectF, Qt

from triage_app.domain.booking import LONDON, Span
from triage_app.domain.lateness import Lateness
from triage_app.services.agenda import AgendaDay, Load
from triage_app.services.attention import BANDS
from triage_app.texts import Texts
from ui.parts import spoken
from ui.theme import MIDDLE, SMALL, UNIT, Canvas, Look, Tone

USUAL: Final = (8, 18)  # o'clock: what a strip shows at least
BAR, LINE = 14, 22  # heights
WORDS: Final = 0.44  # of the width, where the strips stand beside their words
NOW: Final = (Lateness.OVERDUE, Lateness.TODAY)
COMING: Final = (Lateness.SOON, Lateness.LATER)
RESTING: Final = (Lateness.WAITING, Lateness.PUT_OFF)
NARROW: Final = 720  # under this width they stand below them


@dataclass(frozen=True)
class Strip:
    """One assessor's day: what is taken, what of it clashes, and the free time in words."""

    name: str
    open: Span | None
    taken: tuple[tuple[Span, bool], ...]
    free: str


@dataclass(frozen=True)
class DayHeading:
    """A day, how many meetings it has, what kind of day it is, and its strips."""

    words: str
    count: int
    note: str
    scale: Span  # the hours that the strips show
    hours: tuple[tuple[datetime, str], ...]
    strips: tuple[Strip, ...]
    due: str  # how much there is to do that day
    can_be_chosen: ClassVar[bool] = False

    def spoken(self) -> str:
        """The heading for a screen reader."""
        said = [f"{self.words}, {self.count}", self.note, self.due]
        said += [f"{one.name}: {one.free}" if one.name else one.free for one in self.strips]
        return spoken(said)


def heading_of(texts: Texts, day: AgendaDay) -> DayHeading:
    """Put a day into words and stretches."""
    name, scale = texts.date(day.day), _scale(day)
    several = len(day.loads) > 1
    return DayHeading(
        words=f"{name[0].upper()}{name[1:]}",
        count=len(day.rows),
        note=_kind(texts, day),
        due=" · ".join(_due(texts, day)),
        scale=scale,
        hours=tuple(_hours(texts, scale)),
        strips=tuple(_strip(texts, day, one, named=several) for one in day.loads),
    )


def height_of(look: Look, row: DayHeading, width: float) -> int:
    """Return how high a heading is in a width."""
    lines = 1 + bool(row.due) + len(row.strips) * (2 if _is_narrow(look, width) else 1)
    return look.px(LINE) * (lines + (_is_narrow(look, width) and bool(row.strips)))


def paint(canvas: Canvas, box: QRectF, row: DayHeading) -> None:
    """Draw the day's name, for each assessor the free time, as words and strip, and what is due."""
    px, narrow = canvas.look.px, _is_narrow(canvas.look, box.width())
    line = QRectF(box.left(), box.top(), box.width(), px(LINE))
    canvas.text(line, row.words, bold=True)
    said = " · ".join(part for part in (str(row.count), row.note) if part)
    beside = line.adjusted(canvas.width(row.words, bold=True) + UNIT, 0, 0, 0)
    canvas.text(beside, said, SMALL, Tone.MUTED)
    if row.due:
        foot = QRectF(line)
        foot.moveBottom(box.top() + height_of(canvas.look, row, box.width()))
        canvas.text(foot, row.due, SMALL)
    if not row.strips:
        return
    left = box.left() + (0 if narrow else WORDS * box.width())
    bar = QRectF(left, line.top(), box.right() - left, px(BAR))
    if not narrow:
        _paint_hours(canvas, bar, row)
    for number, one in enumerate(row.strips):
        line.translate(0, px(LINE))
        words = QRectF(line)
        if narrow and not number:  # the hours stand right over the first strip
            line.translate(0, px(LINE))
            bar.moveTop(line.top())
            _paint_hours(canvas, bar, row)
        if narrow:
            line.translate(0, px(LINE))
        else:
            words.setRight(left - UNIT * 2)
        bar.moveTop(line.top() + (px(LINE) - px(BAR)) / 2)
        canvas.text(words, f"{one.name}. {one.free}" if one.name else one.free, SMALL, Tone.MUTED)
        _paint_strip(canvas, bar, row, one)


def _is_narrow(look: Look, width: float) -> bool:
    return width < look.px(NARROW)


def _paint_hours(canvas: Canvas, bar: QRectF, row: DayHeading) -> None:
    px = canvas.look.px
    for moment, words in row.hours:
        spot = QRectF(_x(bar, row.scale, moment) - px(24), bar.top(), px(48), px(LINE))
        spot.moveLeft(min(max(spot.left(), bar.left()), bar.right() - spot.width()))
        canvas.text(spot, words, SMALL, Tone.MUTED, align=MIDDLE)


def _paint_strip(canvas: Canvas, bar: QRectF, row: DayHeading, one: Strip) -> None:
    """Draw what is open as a box, what is taken as blocks in it; through a clash runs a line."""
    colours = canvas.look.colours
    canvas.fill(bar, colours.well)
    if one.open is not None:
        box = _box(bar, row.scale, one.open)
        canvas.fill(box, colours.page)
        canvas.painter.setPen(canvas.look.pen(Tone.MUTED))
        canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
        canvas.painter.drawRect(box)
    for span, clashes in one.taken:
        block = _box(bar, row.scale, span)
        canvas.fill(block, colours.bad if clashes else colours.accent, 2)
        if clashes:  # so that it tells without its colour as well
            middle, pen = QPointF(0, block.height() / 2), canvas.look.pen(Tone.PAPER, 2)
            canvas.line(block.topLeft() + middle, block.topRight() + middle, pen)


def _x(bar: QRectF, scale: Span, moment: datetime) -> float:
    near = min(max(moment, scale.starts), scale.ends)
    share = (near - scale.starts) / (scale.ends - scale.starts)
    return bar.left() + share * bar.width()


def _box(bar: QRectF, scale: Span, span: Span) -> QRectF:
    left = _x(bar, scale, span.starts)
    return QRectF(left, bar.top(), max(_x(bar, scale, span.ends) - left, 2), bar.height())


def _strip(texts: Texts, day: AgendaDay, load: Load, *, named: bool) -> Strip:
    return Strip(
        load.assessor if named else "", day.open, load.taken, _free(texts, day.open, load.free)
    )


def _free(texts: Texts, opens: Span | None, free: Sequence[Span]) -> str:
    if opens is None:
        return texts("agenda.nobody_there")
    if not free:
        return texts("agenda.nothing_free")
    stretches = [
        texts("agenda.from_to", starts=texts.time(one.starts), ends=texts.time(one.ends))
        for one in free
    ]
    return texts("agenda.free", hours=", ".join(stretches))


def _kind(texts: Texts, day: AgendaDay) -> str:
    if day.holiday:
        return texts(f"hours.holiday_{day.holiday}")
    return texts("hours.weekend") if day.is_weekend else ""


def _due(texts: Texts, day: AgendaDay) -> Iterator[str]:
    """Say how much there is to do on a day, under the headings of Today."""
    coming = sum(day.due.get(band, 0) for band in COMING)
    counted = [(texts(BANDS[band]), day.due.get(band, 0)) for band in (*NOW, *RESTING)]
    counted.insert(len(NOW), (texts("agenda.to_do"), coming))
    for band, number in counted:
        if number:
            yield texts("agenda.counted", band=band, n=number)


def _scale(day: AgendaDay) -> Span:
    """Return the hours of a strip: the usual ones, and as much more as its meetings need."""
    first, last = (datetime.combine(day.day, time(hour), LONDON) for hour in USUAL)
    spans = [span for load in day.loads for span, _ in load.taken]
    opens = [day.open] if day.open else []
    starts = min([first, *(one.starts for one in (*spans, *opens))])
    ends = max([last, *(one.ends for one in (*spans, *opens))])
    return Span(starts, ends)


def _hours(texts: Texts, scale: Span) -> list[tuple[datetime, str]]:
    """Return every second full hour that a strip shows."""
    local = scale.starts.astimezone(LONDON)
    moment = local.replace(minute=0)
    found = []
    while moment <= scale.ends:
        if moment >= scale.starts and moment.astimezone(LONDON).hour % 2 == 0:
            found.append((moment, texts.time(moment)))
        moment = moment + timedelta(hours=1)
    return found
