"""A verdict row: one rule, how it stands, what was found, what can be done."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout

from ui.parts import button, words
from ui.theme import CALLING, UNIT, Canvas, Standing, Theme, Tone

RULE, ACTION, LEAST_STANDING = 256, 152, 104


@dataclass(frozen=True)
class Verdict:
    """What a row says; an action on what is not settled yet makes it call."""

    rule: str  # its code
    standing: Standing
    title: str
    found: str
    action: str = ""

    @property
    def calls(self) -> bool:
        """Whether it waits for somebody."""
        return bool(self.action) and self.standing.tone in CALLING


class VerdictRow(QFrame):
    """One rule of the scheme as it stands; at large text the finding goes below its title."""

    asked = Signal(str)

    def __init__(self, theme: Theme, verdict: Verdict, column: int) -> None:
        super().__init__()
        self._theme, self._verdict, self._column = theme, verdict, column
        self.calls, look = verdict.calls, theme.look
        title = words(theme, verdict.title, bold=self.calls)
        found = words(theme, verdict.found, tone=Tone.INK if self.calls else Tone.MUTED)
        way = QBoxLayout.Direction
        said = QBoxLayout(way.TopToBottom if look.large else way.LeftToRight)
        said.setSpacing(0 if look.large else UNIT * 2)
        said.addWidget(title)
        said.addWidget(found, 1)
        if not look.large:
            title.setFixedWidth(look.px(RULE))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(column + UNIT * 2, UNIT, 0, UNIT)
        layout.setSpacing(UNIT * 2)
        layout.addLayout(said, 1)
        kind = "" if self.calls else "quiet"
        self.action = button(theme, verdict.action, kind) if verdict.action else None
        if self.action is not None:
            self.action.setMinimumWidth(look.px(ACTION))
            self.action.setAccessibleName(f"{verdict.action}: {verdict.title}")
            self.action.clicked.connect(self._ask)
            layout.addWidget(self.action)
        self.setAccessibleName(f"{verdict.title}: {verdict.standing.word}. {verdict.found}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the standing goes in the margin; the sheet draws the line below."""
        super().paintEvent(event)
        painter = QPainter(self)
        box = QRectF(0, 0, self._column, self.height())
        Canvas(painter, self._theme.look).standing(box, self._verdict.standing)
        painter.end()

    def _ask(self) -> None:
        self.asked.emit(self._verdict.rule)


def column_for(theme: Theme, standings: Iterable[str]) -> int:
    """Return how wide the column of standings must be for the longest of its words."""
    look = theme.look
    metrics = QFontMetricsF(look.font(bold=True))
    widest = max(metrics.horizontalAdvance(word) for word in standings)
    return max(look.px(LEAST_STANDING), round(widest) + look.px(20) + UNIT * 2)
