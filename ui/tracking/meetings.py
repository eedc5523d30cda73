"""The meetings of a contract as a list: arrows walk it, a figure records who came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem

from triage_app.domain.compliance import Attendance
from triage_app.domain.watched import day_of
from triage_app.services.tracking_view import MeetingSeen, TrackingView
from triage_app.texts import Texts
from ui.parts import spoken
from ui.rows import Index, RowDelegate, RowModel
from ui.theme import CALLING, SMALL, UNIT, Canvas, Standing, Theme, Tone
from ui.tracking.stands import MEETINGS

NARROW = 640
KEYS = {Qt.Key.Key_1 + number: mark for number, mark in enumerate(Attendance)}


@dataclass(frozen=True)
class MeetingRow:
    """A meeting: when and where, of which condition, and what became of it."""

    meeting: MeetingSeen
    when: str
    what: str
    standing: Standing
    more: str = ""  # by when its evidence is awaited
    can_be_chosen: ClassVar[bool] = True

    def spoken(self) -> str:
        """The row as a sentence."""
        return spoken((f"{self.when}, {self.what}. {self.standing.word}", self.more))


def rows_of(texts: Texts, view: TrackingView, now: datetime) -> tuple[MeetingRow, ...]:
    """Return the meetings, what has still to be recorded first, then the latest first."""
    titles = {one.position: one.title[texts.language] for one in view.conditions}
    rows = [_row(texts, one, titles, now) for one in view.meetings]
    open_first = [one for one in rows if one.meeting.is_open]
    settled = [one for one in rows if not one.meeting.is_open]
    return (*open_first, *reversed(settled))


def _row(texts: Texts, one: MeetingSeen, titles: dict[int, str], now: datetime) -> MeetingRow:
    day = texts.short_date(day_of(one.starts), day_of(now))
    title = titles.get(one.position or 0, texts("tracking.review_meeting"))
    if one.position:
        title = f"{one.position}. {title}"
    by = one.evidence_by
    more = texts("tracking.evidence_until", day=by) if by else ""
    when = f"{day} {texts.time(one.starts)}"
    return MeetingRow(one, when, title, _stands(texts, one, now), more)


def _stands(texts: Texts, one: MeetingSeen, now: datetime) -> Standing:
    if one.booked.called_off is not None:
        return Standing("not-met", texts("bookings.is_called_off"), Tone.MUTED)
    if one.attendance is not None:
        icon, tone, _ = MEETINGS[one.attendance]
        return Standing(icon, texts(f"compliance.attendance_{one.attendance}"), tone)
    if one.starts <= now:
        return Standing("due", texts("compliance.attendance_blank"), Tone.WARN)
    return Standing("planned", texts("compliance.attendance_booked"), Tone.ACCENT)


class MeetingDelegate(RowDelegate):
    """Paints a meeting: when, of what and where, what became of it."""

    room: int | None = None  # how wide the rows are, once they have been laid out

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Qt: two lines, three where there is little room."""
        return QSize(0, self.height())

    def height(self) -> int:
        """Return the height of a row."""
        px = self.theme.look.px
        return px(62 if self._narrow() else 42) + UNIT

    def draw(self, canvas: Canvas, box: QRectF, row: MeetingRow) -> None:
        """Draw the row."""
        px = canvas.look.px
        inner = box.adjusted(UNIT, UNIT - 2, -UNIT, 0)
        share = 1.0 if self._narrow() else 0.62
        under = _under(row)
        top = inner.top() + (0 if under or self._narrow() else px(9))
        line = QRectF(inner.left(), top, inner.width() * share - UNIT, px(20))
        calls = row.standing.tone in CALLING
        canvas.text(line, f"{row.when}  {row.what}", bold=calls)
        line.translate(0, px(19))
        canvas.text(line, under, SMALL, Tone.MUTED)
        left = inner.left() if self._narrow() else inner.left() + inner.width() * share
        top = inner.top() + (px(39) if self._narrow() else px(8))
        canvas.standing(QRectF(left, top, inner.right() - left, px(22)), row.standing, SMALL)

    def _narrow(self) -> bool:
        if self.room is None:
            return self.theme.look.large
        return self.room < self.theme.look.px(NARROW)


def _under(row: MeetingRow) -> str:
    return ". ".join(part for part in (row.meeting.place, row.meeting.note, row.more) if part)


class MeetingList(QListView):
    """The meetings, as high as they are."""

    opened = Signal(int)  # the number of the meeting
    marked = Signal(int, str)  # the number of the meeting, and the mark a figure stands for

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._rows: tuple[MeetingRow, ...] = ()
        self._delegate = MeetingDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._open)

    def show_rows(self, rows: Sequence[MeetingRow]) -> None:
        """Show the meetings, the one that was chosen still chosen."""
        kept = self.number()
        self._rows = tuple(rows)
        old, selection = self.model(), self.selectionModel()
        self.setModel(RowModel(self._rows, self))
        for gone in (selection, old):
            if gone is not None:
                gone.deleteLater()
        self.walk_to(kept if kept is not None else 0)
        self._fit()

    def number(self) -> int | None:
        """Return the number of the meeting chosen."""
        index = self.currentIndex()
        return self._rows[index.row()].meeting.id if index.isValid() else None

    def walk_to(self, number: int) -> None:
        """Choose a meeting; the first where there is none of that number."""
        places = [row.meeting.id for row in self._rows]
        if places:
            place = places.index(number) if number in places else 0
            self.setCurrentIndex(self.model().index(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a figure records who came, Enter opens the meeting."""
        number, mark = self.number(), KEYS.get(event.key())
        if number is not None and mark is not None:
            self.marked.emit(number, mark)
        elif number is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(number)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may need another height."""
        super().resizeEvent(event)
        self._delegate.room = self.viewport().width()
        self._fit()

    def _fit(self) -> None:
        whole = self._delegate.height() * len(self._rows) + 2
        if self.height() != whole:
            self.setFixedHeight(whole)

    def _open(self, _index: Index) -> None:
        if (number := self.number()) is not None:
            self.opened.emit(number)
