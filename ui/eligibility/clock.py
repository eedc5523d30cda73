"""The time to charge, drawn against the contract's end, and said offence by offence."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from triage_app.domain.charge_clock import OffenceLimit
from triage_app.services.eligibility import Advice
from triage_app.services.offence_titles import title_of
from triage_app.texts import Texts
from ui.band import Picture, Places, paint_axis
from ui.band_days import Days, picture
from ui.room import Room
from ui.theme import UNIT, Canvas, Theme


class ClockPicture(QWidget):
    """The days that rule: today, the safe last day, the last day to charge, the contract's end."""

    def __init__(self, theme: Theme, shown: Picture) -> None:
        super().__init__()
        self._theme, self._shown = theme, shown
        height = theme.look.px(20) * len(shown.flags) + theme.look.px(48)
        self.setFixedHeight(height + UNIT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(shown.spoken())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw the axis over the whole width."""
        painter = QPainter(self)
        canvas = Canvas(painter, self._theme.look)
        box = QRectF(0, 0, self.width(), self.height() - UNIT)
        places = Places(box, self._shown, canvas.look, box.height())
        places.lane = box.adjusted(UNIT, 0, -UNIT, 0)
        paint_axis(canvas, places, self._shown)
        painter.end()


def clock_picture(room: Room, advice: Advice) -> ClockPicture | None:
    """Return the picture; there is none where there is no limit."""
    clock, fit = advice.clock, advice.fit
    if clock.last_day is None:
        return None
    days = Days(clock.day, fit.signed, fit.ends, clock.safe_day, clock.last_day)
    shown = picture(room.texts, days, room.texts("eligibility.picture"), "")
    return ClockPicture(room.theme, shown)


def limit_lines(room: Room, advice: Advice) -> list[str]:
    """Say of each offence what limits the charge, and why."""
    lines = [_line(room, limit) for limit in advice.clock.limits]
    day, last = advice.clock.last_working_day, advice.clock.last_day
    if day and day != last:
        lines.append(room.texts("eligibility.working_day", day=day))
    if any(limit.base_missing for limit in advice.clock.limits):
        lines.append(room.texts("eligibility.base_missing"))
    return lines


def _line(room: Room, limit: OffenceLimit) -> str:
    texts: Texts = room.texts
    titles = title_of(room.desk, limit.offence.code, limit.offence.title)
    name = titles[texts.language] or limit.offence.code
    reason = texts(f"offence.limit_{limit.reason}")
    if limit.last_day:
        return texts("eligibility.limit_line", offence=name, last_day=limit.last_day, reason=reason)
    code = "eligibility.limit_line_none" if limit.known else "eligibility.limit_line_unknown"
    return texts(code, offence=name, reason=reason)
