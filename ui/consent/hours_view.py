"""The picture of the hours after release: the days they run through, what is taken, what is free.

The free times are walked by the arrows, and where one stops is the slot that is chosen. What is
drawn is said as well: the name holds the slot chosen, the description the whole picture.
"""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from triage_app.domain.booking import LONDON, Span
from ui.consent.hours import HoursPicture, slot_words
from ui.room import Room
from ui.theme import SMALL, UNIT, Canvas, Colours, Tone

FLAGS, DAYS, TRACK, FOOT = 62, 44, 52, 26  # heights: flags, names of days, the hours, the legend
LEGEND = (
    ("window", Tone.ACCENT),
    ("night", Tone.MUTED),
    ("taken", Tone.WARN),
    ("free", Tone.GOOD),
    ("chosen", Tone.ACCENT),
)
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
DAYS_ON = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class HoursView(QWidget):
    """Draws the hours as wide as they really pass; arrows choose among what is free."""

    picked = Signal(object)  # the moment at which the slot begins

    def __init__(self, room: Room, shown: HoursPicture, *, walked: bool = True) -> None:
        super().__init__()
        self._room, self._shown, self._walked = room, shown, walked
        self._slot: Span | None = None
        self._clash = False
        focus = Qt.FocusPolicy.StrongFocus if walked else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(focus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._height())
        self._say()

    # ── What is shown ──

    def show_hours(self, shown: HoursPicture) -> None:
        """Show the hours as they stand now."""
        self._shown = shown
        self._say()
        self.update()

    def show_slot(self, slot: Span | None, *, clash: bool = False) -> None:
        """Show the slot that is chosen, and whether it runs into anything."""
        self._slot, self._clash = slot, clash
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: as wide as there is room."""
        return QSize(self._room.theme.look.px(560), self._height())

    # ── What is done ──

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows go from one free time to another."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self._step(STEPS[key])
        elif key in DAYS_ON:
            self._step_a_day(DAYS_ON[key])
        elif key in ENDS and self._shown.free:
            self._pick(self._shown.free[ENDS[key]])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a press chooses the free time that is nearest."""
        event.accept()
        places = _Places(self._track(), self._shown.span)
        nearest = self._shown.nearest(places.moment(event.position().x()))
        if nearest is not None:
            self._pick(nearest)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the press has done it all."""
        event.accept()

    def _step(self, by: int) -> None:
        free, chosen = self._shown.free, self._chosen()
        if chosen is None:
            following = free[:1] if by > 0 else free[-1:]
        elif by > 0:
            following = tuple(one for one in free if one > chosen)[:1]
        else:
            following = tuple(one for one in free if one < chosen)[-1:]
        for one in following:
            self._pick(one)

    def _step_a_day(self, by: int) -> None:
        """Go to the nearest day with a free time, and there to the hour that is nearest."""
        chosen = self._chosen()
        if chosen is None:
            self._step(by)
            return
        here = chosen.astimezone(LONDON)
        others = [one for one in self._shown.free if (_day(one) - here.date()).days * by > 0]
        if others:
            near = (min if by > 0 else max)(_day(one) for one in others)
            of_day = [one for one in others if _day(one) == near]
            at = here.time()
            self._pick(min(of_day, key=lambda one: _apart(one.astimezone(LONDON).time(), at)))

    def _pick(self, moment: datetime) -> None:
        self.picked.emit(moment)

    def _chosen(self) -> datetime | None:
        return self._slot.starts if self._slot else None

    # ── What is said ──

    def _say(self) -> None:
        texts, slot = self._room.texts, self._slot
        chosen = (
            texts("hours.chosen", slot=slot_words(texts, slot))
            if slot
            else texts("hours.nothing_chosen")
        )
        self.setAccessibleName(f"{texts('hours.picture')}. {chosen}")
        keys = f". {texts('hours.keys')}" if self._walked else ""
        self.setAccessibleDescription(f"{self._shown.said}{keys}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # ── How it is drawn ──

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw the picture."""
        painter = QPainter(self)
        canvas = Canvas(painter, self._room.theme.look)
        box = QRectF(self.rect())
        canvas.fill(box, canvas.look.colours.page)
        places = _Places(self._track(), self._shown.span)
        self._days(canvas, places)
        self._hours(canvas, places)
        self._flags(canvas, places)
        self._names(canvas, places)
        self._legend(canvas)
        painter.end()

    def _height(self) -> int:
        return self._room.theme.look.px(FLAGS + DAYS + TRACK + FOOT) + UNIT * 2

    def _track(self) -> QRectF:
        px = self._room.theme.look.px
        return QRectF(UNIT, UNIT + px(FLAGS + DAYS), self.width() - UNIT * 2, px(TRACK))

    def _days(self, canvas: Canvas, places: "_Places") -> None:
        """Part the days, and shade those on which nobody works."""
        px, track = canvas.look.px, places.track
        for one in self._shown.days:
            box = places.box(one.span, track.top() - px(DAYS), px(DAYS) + track.height())
            if one.is_off:
                canvas.fill(box, canvas.look.colours.well)
            canvas.upright(box.left(), box)

    def _names(self, canvas: Canvas, places: "_Places") -> None:
        """Name each day over its hours, and say what kind of day it is, over any line there."""
        px, top = canvas.look.px, places.track.top() - canvas.look.px(DAYS)
        for one in self._shown.days:
            box = places.box(one.span, top, px(22)).adjusted(4, 0, -4, 0)
            fits = (it for it in one.names if canvas.width(it, SMALL, bold=True) <= box.width())
            ground = canvas.look.colours.well if one.is_off else canvas.look.colours.page
            name = next(fits, "")
            for said, bold in ((name, True), (one.note, False)):
                width = min(canvas.width(said, SMALL, bold=bold), box.width())
                if said:
                    canvas.fill(QRectF(box.left(), box.top() + 2, width, px(18)), ground)
                    tone = Tone.INK if bold else Tone.MUTED
                    canvas.text(box, said, SMALL, tone, bold=bold)
                box.translate(0, px(20))

    def _hours(self, canvas: Canvas, places: "_Places") -> None:
        """Nights, the hours for the meeting, what is taken, what is free, what is chosen."""
        shown, track, colours = self._shown, places.track, canvas.look.colours
        px = canvas.look.px
        window = places.box(shown.window, track.top(), track.height())
        canvas.fill(window, colours.chosen)
        for night in shown.nights:
            canvas.hatch(places.box(night, track.top(), track.height()), Tone.MUTED)
        canvas.line(window.topLeft(), window.topRight(), canvas.look.pen(Tone.ACCENT, 3))
        canvas.line(track.bottomLeft(), track.bottomRight())
        for day in shown.days:
            if day.open is not None:
                line = places.box(day.open, track.bottom() - 2, 2)
                canvas.fill(line, colours.edge)
        for moment in shown.free:
            x = places.x(moment)
            canvas.fill(QRectF(x - 2, track.bottom() - px(14), 4, px(9)), colours.good, 2)
        for block in shown.taken:
            box = places.box(block.span, track.top() + px(8), px(26))
            canvas.fill(box, colours.warn_tint)
            canvas.hatch(box, Tone.WARN)
            _frame(canvas, box, Tone.WARN)
        if self._slot is not None and self._slot.overlaps(shown.span):
            box = places.box(self._slot, track.top() + px(4), track.height() - px(8))
            box.setWidth(max(box.width(), px(8)))
            canvas.fill(box, colours.bad if self._clash else colours.accent, 3)

    def _flags(self, canvas: Canvas, places: "_Places") -> None:
        """The release, the first and the last moment, and a change of the clocks, in words."""
        px, top, poles = canvas.look.px, float(UNIT), []
        marks = sorted((*self._shown.marks, *self._shown.changes), key=lambda one: one.at)
        ends: list[float] = []
        for mark in marks:
            x, width = places.x(mark.at), canvas.width(mark.words, SMALL, bold=True)
            left = min(x + 5, places.track.right() - width)
            if left < x:
                left = max(x - width - 5, places.track.left())
            storey = next((n for n, end in enumerate(ends) if end + UNIT < left), len(ends))
            ends[storey : storey + 1] = [left + width]
            line = QRectF(left, top + px(20) * min(storey, 2), width, px(20))
            canvas.text(line, mark.words, SMALL, mark.tone, bold=True)
            poles.append((x, line.top(), mark.tone))
        for x, upper, tone in poles:
            pen = canvas.look.pen(tone, 2, dashed=tone is Tone.WARN)
            canvas.line(QPointF(x, upper), QPointF(x, places.track.bottom()), pen)

    def _legend(self, canvas: Canvas) -> None:
        """Say what each mark means."""
        px, texts, colours = canvas.look.px, self._room.texts, canvas.look.colours
        spot = QRectF(UNIT, self.height() - px(22) - 2, px(14), px(14))
        for name, tone in LEGEND:
            if not self._stands(name):
                continue
            sample = QRectF(spot.left(), spot.top() + px(2), px(14), px(12))
            _sample(canvas, name, sample, colours)
            said = texts(f"hours.legend_{name}")
            width = canvas.width(said, SMALL)
            if spot.left() + width + px(22) > self.width():
                return
            words = QRectF(sample.right() + 5, spot.top() - px(2), width, px(20))
            canvas.text(words, said, SMALL, Tone.MUTED if tone is not Tone.BAD else tone)
            spot.translate(sample.width() + width + UNIT * 2.5, 0)

    def _stands(self, name: str) -> bool:
        """Say whether the picture has what a word of the legend explains."""
        there = {"taken": self._shown.taken, "free": self._shown.free, "chosen": self._slot}
        return bool(there.get(name, True))


class _Places:
    """Where a moment falls: hours are equally wide, also on the day the clocks change."""

    def __init__(self, track: QRectF, span: Span) -> None:
        self.track, self._span = track, span
        self._all = (span.ends - span.starts).total_seconds()

    def x(self, moment: datetime) -> float:
        """Return where a moment falls; one outside stands at the edge."""
        near = min(max(moment, self._span.starts), self._span.ends)
        share = (near - self._span.starts).total_seconds() / self._all
        return self.track.left() + share * self.track.width()

    def box(self, span: Span, top: float, height: float) -> QRectF:
        """Return the box of a stretch of time."""
        left = self.x(span.starts)
        return QRectF(left, top, self.x(span.ends) - left, height)

    def moment(self, x: float) -> datetime:
        """Return the moment that falls on a place."""
        share = (x - self.track.left()) / self.track.width()
        return self._span.starts + timedelta(seconds=share * self._all)


def _sample(canvas: Canvas, name: str, box: QRectF, colours: Colours) -> None:
    fills = {"window": "chosen", "night": "page", "taken": "warn_tint", "chosen": "accent"}
    if name == "free":
        middle = QRectF(box.center().x() - 2, box.top() + 1, 4, box.height() - 2)
        canvas.fill(middle, canvas.look.colours.good, 2)
        return
    canvas.fill(box, getattr(colours, fills[name]))
    if name in ("night", "taken"):
        canvas.hatch(box, Tone.MUTED if name == "night" else Tone.WARN)
    if name == "window":
        canvas.line(box.topLeft(), box.topRight(), canvas.look.pen(Tone.ACCENT, 3))
    elif name != "chosen":
        _frame(canvas, box, Tone.WARN if name == "taken" else Tone.MUTED)


def _frame(canvas: Canvas, box: QRectF, tone: Tone) -> None:
    canvas.painter.setPen(canvas.look.pen(tone))
    canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
    canvas.painter.drawRect(box)


def _apart(one: time, other: time) -> int:
    """Return how many minutes apart two times of day are."""
    return abs((one.hour - other.hour) * 60 + one.minute - other.minute)


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
