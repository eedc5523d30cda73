"""A day's meetings as a list that is painted: when, with whom, what for, and how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from triage_app.services.agenda import AgendaRow, Clash
from triage_app.texts import Texts
from ui.agenda import days
from ui.agenda.days import DayHeading
from ui.parts import breakable
from ui.rows import ROW, Index, RowDelegate, RowModel
from ui.theme import BODY, SMALL, UNIT, Canvas, Standing, Theme, Tone

STEPS = {"assessment": "consent", "condition": "tracking", "review": "tracking"}


@dataclass(frozen=True)
class Meeting:
    """One meeting, in words."""

    case_id: int
    step: str
    time: str
    who: str
    case: str
    what: str
    where: str
    standing: Standing
    runs_into: str = ""
    can_be_chosen: ClassVar[bool] = True

    def spoken(self) -> str:
        """The row as a sentence."""
        parts = (self.time, self.who, self.case, self.what, self.where, self.standing.word,
                 self.runs_into)  # fmt: skip
        return ", ".join(part for part in parts if part)


def meeting_of(texts: Texts, row: AgendaRow, now: datetime, *, everyones: bool) -> Meeting:
    """Put a meeting into words."""
    return Meeting(
        case_id=row.case_id,
        step=STEPS[row.kind],
        time=texts("agenda.from_to", starts=texts.time(row.starts), ends=texts.time(row.span.ends)),
        who=row.name,
        case=" · ".join((row.number, row.assessor) if everyones else (row.number,)),
        what=texts(f"agenda.kind_{row.kind}"),
        where=row.place,
        standing=_standing(texts, row, now),
        runs_into=" ".join(_clash_words(texts, one) for one in row.clashes),
    )


def _clash_words(texts: Texts, one: Clash) -> str:
    """Say what a meeting runs into, and with whom."""
    return texts(
        "agenda.runs_into_own" if one.same_person else "agenda.runs_into",
        starts=texts.time(one.span.starts),
        ends=texts.time(one.span.ends),
        name=one.name,
        number=one.number,
        assessor=one.assessor,
    )


def _standing(texts: Texts, row: AgendaRow, now: datetime) -> Standing:
    if row.is_called_off:
        return Standing("not-met", texts("agenda.called_off"), Tone.MUTED)
    if row.attendance is not None:
        return Standing("check", texts("agenda.recorded"), Tone.MUTED)
    if row.span.ends < now:
        return Standing("due", texts("agenda.not_said"), Tone.WARN)
    if row.clashes:
        return Standing("warn", texts("agenda.overlaps"), Tone.WARN)
    if row.is_moved:
        return Standing("swap", texts("agenda.moved"), Tone.INK)
    return Standing("planned", texts("agenda.to_come"), Tone.INK)


class MeetingDelegate(RowDelegate):
    """Paints a meeting: the time, then two lines of words, then how it stands."""

    WIDE = ((0.0, 0.32), (0.34, 0.42), (0.78, 0.22))  # start and share of what the time leaves

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Qt: a heading is one line, a meeting two; three where there is little room."""
        px = self.theme.look.px
        row = index.data(ROW)
        if isinstance(row, DayHeading):
            inner = self.view.viewport().width() - UNIT * 4
            return QSize(0, days.height_of(self.theme.look, row, inner) + UNIT * 2)
        lines = (5 if self._narrow() else 2) + bool(row.runs_into) + self._who_wraps(row)
        return QSize(0, px(19) * lines + UNIT * 2)

    def draw(self, canvas: Canvas, box: QRectF, row: DayHeading | Meeting) -> None:
        """Draw a heading, or a meeting."""
        inner, px = box.adjusted(UNIT * 2, UNIT, -UNIT * 2, 0), canvas.look.px
        if isinstance(row, DayHeading):
            days.paint(canvas, inner, row)
            return
        if row.runs_into:
            line = QRectF(inner.left(), box.bottom() - UNIT - px(19), inner.width(), px(20))
            canvas.text(line, row.runs_into, SMALL, Tone.WARN, bold=True)
        if self._narrow():
            self._draw_stacked(canvas, inner, row)
        else:
            self._draw_across(canvas, inner, row)

    def _draw_across(self, canvas: Canvas, inner: QRectF, row: Meeting) -> None:
        px = canvas.look.px
        time = QRectF(inner.left(), inner.top(), px(120), px(20))
        canvas.text(time, row.time, bold=True)
        inner = inner.adjusted(px(120), 0, 0, 0)
        pairs = ((row.who, row.case), (row.what, row.where))
        for (upper, lower), (start, share) in zip(pairs, self.WIDE, strict=False):
            left = inner.left() + start * inner.width()
            line = QRectF(left, inner.top(), share * inner.width(), px(20))
            if upper is row.who:
                self._draw_who(canvas, line, row)
            else:
                canvas.text(line, upper)
            line.translate(0, px(19))
            canvas.text(line, lower, SMALL, Tone.MUTED)
        start, share = self.WIDE[-1]
        left = inner.left() + start * inner.width()
        canvas.standing(QRectF(left, inner.top(), share * inner.width(), px(20)), row.standing)

    def _draw_stacked(self, canvas: Canvas, inner: QRectF, row: Meeting) -> None:
        px = canvas.look.px
        line = QRectF(inner.left(), inner.top(), inner.width(), px(20))
        canvas.text(line, row.time, bold=True)
        half = QRectF(inner.center().x(), line.top(), inner.width() / 2, px(20))
        canvas.standing(half, row.standing)
        for said, size, tone in (
            (row.who, BODY, Tone.INK),
            (row.case, SMALL, Tone.MUTED),
            (row.what, BODY, Tone.INK),
            (row.where, SMALL, Tone.MUTED),
        ):
            line.translate(0, px(19))
            if said is row.who:
                self._draw_who(canvas, line, row)
            else:
                canvas.text(line, said, size, tone)

    def _draw_who(self, canvas: Canvas, line: QRectF, row: Meeting) -> None:
        """Write a name over one line or two, and move the line to the last of them."""
        if not self._who_wraps(row):
            canvas.text(line, row.who, bold=True)
            return
        canvas.two_lines(line.adjusted(0, 0, 0, canvas.look.px(19)), breakable(row.who), bold=True)
        line.translate(0, canvas.look.px(19))

    def _who_wraps(self, row: Meeting) -> bool:
        """Whether a name is longer than its line; a third it is not given."""
        look, inner = self.theme.look, self.view.viewport().width() - UNIT * 4
        room = inner if self._narrow() else (inner - look.px(120)) * self.WIDE[0][1]
        return look.measured(BODY, bold=True)[1].horizontalAdvance(row.who) > room + 1

    def _narrow(self) -> bool:
        return self.view.viewport().width() < self.theme.look.px(720)


class AgendaList(QListView):
    """Meetings, gone through by the arrows; Enter opens the case."""

    opened = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(MeetingDelegate(theme, self))
        self.setUniformItemSizes(False)
        self.clicked.connect(self._open)

    def show_rows(self, rows: Sequence[DayHeading | Meeting]) -> None:
        """Show these, with the first meeting chosen."""
        self.setModel(RowModel(rows, self))
        first = next((n for n, row in enumerate(rows) if row.can_be_chosen), None)
        if first is not None:
            self.setCurrentIndex(self.model().index(first, 0))
            self.scrollToTop()  # the name of its day stands above it

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: rows have other heights; the row at the top stays there, and what is held in view."""
        top, held = self.indexAt(QPoint(0, 0)), self.currentIndex()
        walked = self.hasFocus() and self._above(held.row())
        super().resizeEvent(event)
        self.executeDelayedItemsLayout()
        self._to_top(top)
        if walked:
            self.scrollTo(held)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: it has scrolled to what is chosen; the name of its day stands above the first."""
        super().showEvent(event)
        if not self._above(self.currentIndex().row()):
            self.scrollToTop()

    def _to_top(self, index: QModelIndex) -> None:
        if index.row() > 0:
            self.scrollTo(index, QListView.ScrollHint.PositionAtTop)
        else:
            self.scrollToTop()

    def _above(self, number: int) -> bool:
        """Whether there is a meeting above a row."""
        rows = (self.model().index(one, 0).data(ROW) for one in range(number))
        return any(row.can_be_chosen for row in rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens what is chosen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, Meeting):
            self.opened.emit(row)
