"""A verdict row: one rule, how it stands, what was found, what can be done."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.parts import button, words
from ui.theme import SMALL, UNIT, Canvas, Standing, Theme, Tone

RULE, ACTION, LEAST_STANDING = 256, 152, 104


@dataclass(frozen=True)
class Verdict:
    """What a row says, and whether it calls for somebody."""

    rule: str  # its code
    standing: Standing
    title: str
    found: str
    action: str = ""
    notes: tuple[str, ...] = ()  # that it only prompts, who answered, its source
    asks: bool = False  # questions stand where the finding would
    calls: bool = False  # it waits for somebody


class VerdictRow(QFrame):
    """One rule of the scheme as it stands; at large text the finding goes below its title."""

    asked = Signal(str)

    def __init__(self, theme: Theme, verdict: Verdict, column: int) -> None:
        super().__init__()
        self._theme, self._verdict, self._column = theme, verdict, column
        self.calls, look = verdict.calls, theme.look
        layout = QHBoxLayout(self)
        layout.setContentsMargins(column + UNIT * 2, UNIT, 0, UNIT)
        layout.setSpacing(UNIT * 2)
        layout.addLayout(self._said(), 1)
        kind = "" if self.calls else "quiet"
        self.action = button(theme, verdict.action, kind) if verdict.action else None
        if self.action is not None:
            self.action.setMinimumWidth(look.px(ACTION))
            self.action.setAccessibleName(f"{verdict.action}: {verdict.title}")
            self.action.clicked.connect(self._ask)
            layout.addWidget(self.action)
        said = f"{verdict.title}: {verdict.standing.word}. {verdict.found}"
        self.setAccessibleName(" ".join((said, *verdict.notes)))

    def hold(self, widget: QWidget) -> None:
        """Put a question to be answered where the finding stands, or under it."""
        self._found.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the standing goes in the margin; the sheet draws the line below."""
        super().paintEvent(event)
        painter = QPainter(self)
        box = QRectF(0, 0, self._column, self.height())
        Canvas(painter, self._theme.look).standing(box, self._verdict.standing)
        painter.end()

    def _said(self) -> QBoxLayout:
        theme, verdict = self._theme, self._verdict
        title = words(theme, verdict.title, bold=self.calls)
        found = words(theme, verdict.found, tone=Tone.INK if self.calls else Tone.MUTED)
        way, large = QBoxLayout.Direction, theme.look.large
        said = QBoxLayout(way.TopToBottom if large else way.LeftToRight)
        said.setSpacing(0 if large else UNIT * 2)
        self._found = QVBoxLayout()
        self._found.setSpacing(4)
        if verdict.asks:  # the questions say it
            found.hide()
        self._found.addWidget(found)
        for note in verdict.notes:
            self._found.addWidget(words(theme, note, SMALL, Tone.MUTED))
        said.addWidget(title, 0, Qt.AlignmentFlag.AlignTop if verdict.asks else Qt.AlignmentFlag(0))
        said.addLayout(self._found, 1)
        if not large:
            title.setFixedWidth(theme.look.px(RULE))
        return said

    def _ask(self) -> None:
        self.asked.emit(self._verdict.rule)


def column_for(theme: Theme, standings: Iterable[str]) -> int:
    """Return how wide the column of standings must be for the longest of its words."""
    look = theme.look
    metrics = QFontMetricsF(look.font(bold=True))
    widest = max(metrics.horizontalAdvance(word) for word in standings)
    return max(look.px(LEAST_STANDING), round(widest) + look.px(20) + UNIT * 2)
