"""What was done to a case, the newest first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem, QVBoxLayout, QWidget

from triage_app.domain.roles import Permission, may
from triage_app.domain.timeline import Sought
from triage_app.services.casefile import TimelineEntry
from triage_app.services.timeline_paper import day_of, fitting, said_of
from triage_app.texts import Texts
from ui.case.finder import Finder
from ui.case.timeline_paper import PaperMaker
from ui.parts import button, heading, line_of, words
from ui.room import Room
from ui.rows import Index, RowDelegate, RowModel
from ui.scrolling import scrolled
from ui.theme import SMALL, UNIT, Canvas, Tone

AT_MOST_BELOW = 8  # rows in view where the timeline stands below the step
Reading = Callable[[], Sequence[TimelineEntry]]
AT_LEAST = 4  # beside it, whatever is open above them


@dataclass(frozen=True)
class TimelineRow:
    """One thing done: what, when and by whom; put into words once it comes into view."""

    entry: TimelineEntry
    texts: Texts
    today: date
    can_be_chosen: ClassVar[bool] = True

    @property
    def what(self) -> str:
        """What was done."""
        return said_of(self.texts, self.entry)

    @property
    def when(self) -> str:
        """The time today; the day before."""
        day = day_of(self.entry)
        if day == self.today:
            return self.texts.time(self.entry.at)
        return self.texts.short_date(day, self.today)

    @property
    def by(self) -> str:
        """Who did it."""
        return self.entry.by

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
    """Stands beside the step, or in its place; at large text below it.

    It is made, and what it shows is read, before it is first seen: in many steps it never is.
    """

    printed = Signal(int)  # a paper was made of it: its number

    def __init__(self, room: Room, *, below: bool = False) -> None:
        super().__init__()
        self._room, self._below = room, below
        self._entries: tuple[TimelineEntry, ...] = ()
        self._today = room.desk.today()
        self._case_id: int | None = None
        self._read: Reading | None = None  # how its entries are read; none once they are
        self._is_made = False
        self.setProperty("place", "below" if below else "beside")
        self.hide()  # until it is wanted: what is made in sight is laid out a moment late

    def _make(self) -> None:
        room = self._room
        self.list = QListView()
        self.list.setProperty("place", "side")
        self.list.setUniformItemSizes(True)  # or each of hundreds is asked how high it is
        self.list.setLayoutMode(QListView.LayoutMode.Batched)  # what is in view comes first
        self.list.setItemDelegate(TimelineDelegate(room.theme, self.list))
        self.list.setAccessibleName(room.texts("casefile.timeline"))
        self.finder = Finder(room)
        self.finder.changed.connect(self._show)
        self.paper = PaperMaker(room, self._wanted)
        self.paper.made.connect(self.printed)
        self.printer = button(
            room.theme, room.texts("timeline.paper"), "quiet", "print", checkable=True
        )
        self.printer.toggled.connect(self.paper.show_if)
        self.empty = words(room.theme, room.texts("casefile.timeline_empty"), tone=Tone.MUTED)
        self._build()
        self._is_made = True

    def _build(self) -> None:
        """Not below, it scrolls as a whole where the fields take the room of the list."""
        room = self._room
        inner = QWidget()
        inner.setProperty("place", "side")
        column = QVBoxLayout(inner)
        column.setContentsMargins(UNIT * 2, UNIT * 2, UNIT, UNIT)
        column.setSpacing(UNIT)
        title = heading(room.theme, room.texts("casefile.timeline"))
        title.setContentsMargins(UNIT, 0, 0, 0)
        column.addWidget(title)
        column.addLayout(line_of(self.finder.opener, self.printer))
        column.addWidget(self.finder)
        column.addWidget(self.paper)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        if self._below:
            column.addStretch(1)
            whole.addWidget(inner)
            return
        self.list.setMinimumHeight((room.theme.look.px(39) + UNIT) * AT_LEAST)
        whole.addWidget(scrolled(inner, "side"))

    def show_entries(self, case_id: int, read: Reading, today: date) -> None:
        """Show what was done to a case, or what of it is looked for; hidden, once it is seen."""
        self._case_id, self._read, self._today = case_id, read, today
        if not self.isHidden():
            self._fill()

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's own
        """Qt: before it is seen, what it shows is read."""
        if visible:
            self._fill()
        super().setVisible(visible)

    def _fill(self) -> None:
        if self._read is None:
            return
        if not self._is_made:
            self._make()
        self._entries, self._read = tuple(self._read()), None
        self.paper.case_id = self._case_id
        self.finder.offer(self._entries)
        may_print = may(self._room.actor.role, Permission.MAKE_PAPERS)
        self.printer.setVisible(bool(self._entries) and may_print)
        self._show()

    def take_keyboard(self) -> None:
        """Have the keyboard on the newest entry; where none is found, on what is looked for."""
        if self.list.isHidden():
            self.finder.opener.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        held = self.list.currentIndex()
        self.list.setCurrentIndex(held if held.isValid() else self.list.model().index(0, 0))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wanted(self) -> Sought | None:
        """Return what the paper is to show; none where a day cannot be read."""
        sought = self.finder.sought()
        return None if self.finder.in_trouble() else sought

    def _show(self) -> None:
        sought, every = self.finder.sought(), self._entries
        texts, found = self._room.texts, every
        if sought != Sought():
            found = tuple(entry for entry, _ in fitting(every, sought, texts))
        rows = [TimelineRow(entry, texts, self._today) for entry in found]
        self.finder.tell(len(rows), len(every))
        self.list.setModel(RowModel(rows, self.list))
        self.empty.setVisible(not self._entries)
        self.list.setVisible(bool(rows))
        if self._below:
            height = self._room.theme.look.px(39) + UNIT
            self.list.setFixedHeight(height * min(len(rows), AT_MOST_BELOW) + 2)
