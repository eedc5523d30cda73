"""The time to charge, drawn against the contract's end, and said offence by offence."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from triage_app.domain.charge_clock import OffenceLimit
from triage_app.services.eligibility import Advice
from triage_app.services.offence_titles import title_of
from triage_app.services.said import Said
from ui.band import Picture, Places, paint_axis
from ui.band_days import Days, picture
from ui.parts import button, line_of, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Canvas, Theme, Tone


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


class ClockPart(QFrame):
    """Under the term's row: the picture, each offence's limit with its source, what is missing."""

    asked = Signal(object)  # the limit of an offence of which something is not known

    def __init__(self, room: Room, lines: Sequence[Said]) -> None:
        super().__init__()
        self._room = room
        self.fill: list[QPushButton] = []
        self.setProperty("place", "rule_row")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, UNIT, 0, UNIT)
        self._column.setSpacing(2)
        for line in lines:
            self._column.addWidget(words(room.theme, line.text(room.texts), SMALL, Tone.MUTED))

    def draw(self, drawn: QWidget | None) -> None:
        """Put a picture above the lines, where there is one."""
        if drawn is not None:
            self._column.insertWidget(0, drawn)

    def ask_for(self, limits: Sequence[OffenceLimit]) -> None:
        """Say of each offence what a later or surer last day hangs on, with a button to say it."""
        for limit in limits:
            code = _missing(limit)
            if code:
                self._add_missing(limit, code)

    def _add_missing(self, limit: OffenceLimit, code: str) -> None:
        room = self._room
        said = room.texts(code, offence=_name(room, limit))
        fill = button(room.theme, room.texts("eligibility.fill_in"))
        fill.setAccessibleName(f"{fill.text()}: {said}")
        fill.clicked.connect(partial(self.asked.emit, limit))
        self.fill.append(fill)
        line = line_of(words(room.theme, said, SMALL, Tone.WARN), fill)
        line.setStretch(0, 1)
        line.setStretch(2, 0)
        self._column.addLayout(line)


def _missing(limit: OffenceLimit) -> str:
    if limit.abuse_missing:
        return "eligibility.abuse_missing"
    if limit.category_missing:
        return "eligibility.category_missing"
    return "eligibility.base_missing" if limit.base_missing else ""


def _name(room: Room, limit: OffenceLimit) -> str:
    titles = title_of(room.desk, limit.offence.code, limit.offence.title)
    return titles[room.texts.language] or limit.offence.code
