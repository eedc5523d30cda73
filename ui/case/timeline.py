"""What was done to a case, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem, QVBoxLayout

from triage_app.domain.timeline import kind_of
from triage_app.services.casefile import TimelineEntry
from triage_app.services.desk import LONDON
from ui.case.finder import Finder
from ui.parts import heading, words
from ui.room import Room
from ui.rows import Index, RowDelegate, model_of
from ui.theme import SMALL, UNIT, Canvas, Tone

AT_MOST_BELOW = 8  # rows in view where the timeline stands below the step


@dataclass(frozen=True)
class TimelineRow:
    """One thing done: what, when and by whom."""

    what: str
    when: str
    by: str
    can_be_chosen: ClassVar[bool] = True

    def spoken(self) -> str:
        """The row as a sentence."""
        return f"{self.when}. {self.what}. {self.by}"


class TimelineDelegate(RowDelegate):
    """Paints what was done over when and by whom."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Qt: two lines."""
        return QSize(0, self.theme.look.px(39) + UNIT)

    def draw(self, canvas: Canvas, box: QRectF, row: TimelineRow) -> None:
        """Draw the two lines."""
        px = canvas.look.px
        line = QRectF(box.left() + UNIT, box.top() + 4, box.width() - UNIT * 2, px(20))
        canvas.text(line, row.what)
        canvas.text(line.translated(0, px(19)), f"{row.when} · {row.by}", SMALL, Tone.MUTED)


class Timeline(QFrame):
    """Stands beside the step; below it at large text."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._entries: tuple[TimelineEntry, ...] = ()
        self._today = room.desk.today()
        large = room.theme.look.large
        self.setProperty("place", "below" if large else "beside")
        self.list = QListView()
        self.list.setProperty("place", "side")
        self.list.setItemDelegate(TimelineDelegate(room.theme, self.list))
        self.list.setAccessibleName(room.texts("casefile.timeline"))
        self.finder = Finder(room)
        self.finder.changed.connect(self._show)
        self.empty = words(room.theme, room.texts("casefile.timeline_empty"), tone=Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT * 2, UNIT * 2, UNIT * 2, UNIT)
        column.setSpacing(UNIT)
        title = heading(room.theme, room.texts("casefile.timeline"))
        title.setContentsMargins(UNIT, 0, 0, 0)
        column.addWidget(title)
        column.addWidget(self.finder)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        if large:
            column.addStretch(1)

    def show_entries(self, entries: Sequence[TimelineEntry], today: date) -> None:
        """Show what was done, or what of it is looked for."""
        self._entries, self._today = tuple(entries), today
        self.finder.offer(entries)
        self._show()

    def _show(self) -> None:
        sought, today = self.finder.sought(), self._today
        every = [(entry, self._row(entry, today)) for entry in self._entries]
        rows = [row for it, row in every if sought.fits(kind_of(it.code), it.by, row.what)]
        self.finder.tell(len(rows), len(every))
        self.list.setModel(model_of(rows, self.list))
        self.empty.setVisible(not self._entries)
        self.list.setVisible(bool(rows))
        if self._room.theme.look.large:
            height = self._room.theme.look.px(39) + UNIT
            self.list.setFixedHeight(height * min(len(rows), AT_MOST_BELOW) + 2)

    def _row(self, entry: TimelineEntry, today: date) -> TimelineRow:
        texts = self._room.texts
        code = entry.code if texts.has(entry.code) else "casefile.did_something"
        day = entry.at.astimezone(LONDON).date()
        when = texts.time(entry.at) if day == today else texts.short_date(day, today)
        return TimelineRow(texts(code), when, entry.by)
