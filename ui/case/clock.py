"""Days left to charge, drawn the same everywhere: a number, a bar, and the reason in words."""

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from triage_app.services.casefile import ClockView
from triage_app.texts import Texts
from ui.parts import spoken
from ui.room import Room
from ui.theme import BODY, HEAD, SMALL, TITLE, UNIT, Canvas, Tone

WIDTH, HEIGHT, BAR = 312, 62, 8
LINE = 18  # of the foot: in Welsh what to do about the day may want a second one
ON_A_LINE = 28  # its height at large text, where it has no bar


def tone_of(clock: ClockView) -> Tone:
    """Return how the time left stands: at ease, tight, or to be acted on now."""
    if clock.late:
        return Tone.BAD
    return Tone.WARN if clock.tight or not clock.known else Tone.INK


def icon_of(clock: ClockView) -> str:
    """Return the icon that says so without colour; none where nothing calls."""
    if not clock.known and clock.days_left is None:
        return "unknown"
    return {Tone.BAD: "bad", Tone.WARN: "warn"}.get(tone_of(clock), "")


def headline(clock: ClockView, texts: Texts) -> tuple[str, str]:
    """Return the number, where there is one, and the words beside it."""
    if clock.days_left is None:
        return "", texts("casefile.no_limit" if clock.known else "casefile.clock_not_known")
    days = abs(clock.days_left)
    late = clock.days_left < 0
    return str(days), texts("casefile.days_late" if late else "casefile.days_left", n=days)


def footnote(clock: ClockView, texts: Texts) -> str:
    """Return the last day and what to do about it."""
    if clock.last_day is None or clock.days_left is None:
        return "" if clock.known else texts("casefile.clock_not_known_why")
    day = texts.short_date(clock.last_day)
    if clock.days_left < 0:
        return texts("casefile.last_day_passed", day=day)
    if clock.late:
        return texts("casefile.last_day_tell", day=day)
    return texts("casefile.last_day_no_fit" if clock.tight else "casefile.last_day", day=day)


class ClockPicture(QWidget):
    """The time left to charge, in the same place on every step of a case."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._clock: ClockView | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_clock(self, clock: ClockView | None) -> None:
        """Show the time left; nothing where nobody waits for it."""
        self._clock = clock
        self.setVisible(clock is not None)
        if clock is not None:
            texts = self._room.texts
            said = " ".join(headline(clock, texts)).strip()
            self.setAccessibleName(spoken((said, footnote(clock, texts))))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: as wide as the bar; at large text, where it has none, as its words."""
        look = self._room.theme.look
        if look.large:
            return QSize(self._words_width(), look.px(ON_A_LINE))
        return QSize(look.px(WIDTH), look.px(HEIGHT + LINE * (self._foot_lines() - 1)))

    def _words_width(self) -> int:
        """Return how wide number, icon and words are on one line."""
        if self._clock is None:
            return 0
        look, (number, said) = self._room.theme.look, headline(self._clock, self._room.texts)
        figure = look.measured(HEAD, bold=True)[1].horizontalAdvance(number) + UNIT + 1
        icon = look.px(20) + UNIT if icon_of(self._clock) else 0
        width = look.measured(BODY, bold=True)[1].horizontalAdvance(said) + 2
        return ceil(icon + (figure if number else 0) + width)

    def _foot_lines(self) -> int:
        """Return over how many lines the last day and what to do about it are written."""
        look = self._room.theme.look
        said = footnote(self._clock, self._room.texts) if self._clock is not None else ""
        width = QFontMetricsF(look.font(SMALL)).horizontalAdvance(said)
        return 2 if width > look.px(WIDTH) else 1

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw number, bar and reason."""
        if self._clock is None:
            return
        painter = QPainter(self)
        canvas = Canvas(painter, self._room.theme.look)
        px = canvas.look.px
        self._headline(canvas, self._clock)
        if not canvas.look.large:
            self._bar(canvas, self._clock)
            foot = QRectF(0, px(44), self.width(), px(LINE * self._foot_lines()))
            canvas.wrapped(foot, footnote(self._clock, self._room.texts), SMALL, Tone.MUTED)
        painter.end()

    def _headline(self, canvas: Canvas, clock: ClockView) -> None:
        """Draw icon, number and words."""
        px, tone = canvas.look.px, tone_of(clock)
        number, said = headline(clock, self._room.texts)
        size, down = (HEAD, 4) if canvas.look.large else (TITLE, 7)
        left = 0.0
        if icon := icon_of(clock):
            canvas.icon(icon, QRectF(0, px(down + 1), px(20), px(20)), tone)
            left = px(20) + UNIT
        if number:
            width = canvas.width(number, size, bold=True)
            canvas.text(QRectF(left, 0, width, px(down * 2 + 20)), number, size, tone, bold=True)
            left += width + UNIT
        room = QRectF(left, px(down), self.width() - left, px(24))
        canvas.text(room, said, BODY, tone, bold=True)

    def _bar(self, canvas: Canvas, clock: ClockView) -> None:
        """The time used, the days to act in hatched, the safe day as a tick."""
        if clock.last_day is None or clock.start is None or clock.safe_day is None:
            return
        px, colours, tone = canvas.look.px, canvas.look.colours, tone_of(clock)
        track = QRectF(0.5, px(34) + 0.5, self.width() - 1, px(BAR))
        days = max((clock.last_day - clock.start).days, 1)
        safe = track.left() + track.width() * min(max(1 - clock.buffer / days, 0), 1)
        shape = QPainterPath()
        shape.addRoundedRect(track, track.height() / 2, track.height() / 2)
        painter = canvas.painter
        painter.save()
        painter.setClipPath(shape)
        canvas.fill(track, colours.well)
        zone = QRectF(safe, track.top(), track.right() - safe, track.height())
        canvas.fill(zone, colours.warn_tint)
        canvas.hatch(zone, Tone.WARN)
        painter.setClipPath(shape)
        used = QRectF(track.left(), track.top(), track.width() * clock.used, track.height())
        canvas.fill(used, getattr(colours, Tone.MUTED if tone is Tone.INK else tone))
        painter.restore()
        pen = canvas.look.pen(Tone.INK)
        pen.setColor(colours.edge)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        tick = QRectF(0, track.top() - 3, 0, track.height() + 6)
        canvas.upright(safe, tick, canvas.look.pen(Tone.WARN, 2))
