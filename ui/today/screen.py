"""Today: who needs what by when, overdue first; each row opens the very field."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from triage_app.domain.lateness import Lateness
from triage_app.domain.roles import Permission, may
from triage_app.services.agenda import agenda
from triage_app.services.attention import BANDS, Morning, morning
from ui.flow import Flow
from ui.parts import Empty, button, column_of, heading, holding, line_of, words
from ui.room import Place, Room
from ui.rows import ROW, AttentionDelegate, Index, Row, RowModel
from ui.schemeless import SchemelessPart
from ui.scrolling import scrolled, show_part
from ui.step import Screen
from ui.theme import TITLE, UNIT, Tone
from ui.today.beside import BesidePanel
from ui.today.putting_off import PuttingOffPanel
from ui.today.rows import Beside, Task, as_tasks, grouped, meeting_of, task_of, time_of
from ui.today.sheet import SheetPanel
from ui.today.told import ToldPart

ALWAYS = (Lateness.OVERDUE, Lateness.TODAY, Lateness.SOON, Lateness.WAITING)


class TaskList(QListView):
    """What needs doing; arrows walk it, Enter or a press opens the very field."""

    went = Signal(Place)
    asked = Signal()  # what else can be done with the row that is chosen

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.asked)
        self.setItemDelegate(AttentionDelegate(room.theme, self))
        self.setAccessibleName(room.texts("today.list"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._whole = room.theme.look.large  # then the page scrolls, with what stands above it
        if self._whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)

    def show_rows(self, rows: list[Row]) -> None:
        """Show these rows, the first of them chosen."""
        self.setModel(RowModel(rows, self))
        first = next((n for n, row in enumerate(rows) if row.can_be_chosen), -1)
        if first >= 0:
            self.setCurrentIndex(self.model().index(first, 0))
        self._grow()

    def chosen(self) -> Task | None:
        """Return the thing to do that is chosen, if it is one."""
        row = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        return row if isinstance(row, Task) and row.row is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def currentChanged(self, now: Index, before: Index) -> None:
        """Qt: where the page scrolls, the row that is walked to is brought into view."""
        super().currentChanged(now, before)
        if self._whole and self.hasFocus():
            show_part(self, self.visualRect(now))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: narrower rows are higher."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        """Be as high as the rows are, where the page scrolls."""
        if self._whole and self.model() is not None:
            heights = (self.sizeHintForRow(n) for n in range(self.model().rowCount()))
            self.setFixedHeight(sum(heights) + self.frameWidth() * 2)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, Task):
            self.went.emit(row.place)


class TodayScreen(Screen):
    """The attention engine's list, the day's meetings, and how long there is to charge."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._band: Lateness | None = None
        self._page: QWidget = self  # what scrolls at large text
        self._aside: list[QWidget] = []  # what gave way to the morning sheet
        self._any = False  # whether anything to do is listed
        self._tasks: list[tuple[Lateness, Task]] = []
        self._meetings: list[Beside] = []
        self._times: list[Beside] = []
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the list as it stands now."""
        room, now = self.room, self.room.desk.now()
        with room.feedback.answering():
            self.told.refresh()
            found = morning(room.desk, room.actor)
            everyones = may(room.actor.role, Permission.SEE_EVERYONES_CASES)
            booked = agenda(room.desk, room.actor, room.desk.today(), 1)
            self._tasks = [
                (
                    row.due.lateness,
                    task_of(room.texts, row, now, viewer=room.actor.id, everyones=everyones),
                )
                for row in found.rows
            ]
            self._meetings = [
                meeting_of(room.texts, row, now) for row in booked if not row.is_called_off
            ]
            self._times = [time_of(room.texts, left, now) for left in found.times]
            self._count(found)
            self.schemeless.name(found.schemeless)
            self.beside.show_rows(self._meetings, self._times)
            self._show()

    def go_to(self, field: str) -> None:  # noqa: ARG002 - there is one thing here
        """Put the keyboard on the list, or on a new referral where nothing waits."""
        (self.list if self.list.isVisibleTo(self) else self.new).setFocus()

    def _build(self) -> None:
        room, theme, texts = self.room, self.room.theme, self.room.texts
        self.setProperty("place", "page")
        self.new = button(theme, texts("today.new_referral"), "primary", "plus")
        if not may(room.actor.role, Permission.REFER):
            self.new.hide()
        self.list, self.beside = TaskList(room), BesidePanel(room)
        self.put_off = button(theme, texts("putting_off.open"), icon="wait")
        self.putting_off = PuttingOffPanel(room)
        self.sheet_button = button(theme, texts("morning_sheet.open"), icon="print")
        self.sheet = SheetPanel(room)
        self.told, self.schemeless = ToldPart(room), SchemelessPart(room)
        if theme.look.large:
            self.beside.hide()
        nothing, here = texts("today.nothing"), texts("today.nothing_here")
        self.empty = Empty(theme, "today", nothing, texts("today.nothing_how"))
        self.empty_here = Empty(theme, "filter", here, texts("today.nothing_here_how"))
        column = QVBoxLayout()
        column.setContentsMargins(UNIT, UNIT * 2, UNIT * 2, 0)
        column.setSpacing(UNIT)
        self._head = self._title()
        self._bands = self._tabs()
        self._fill(column)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column, 1)
        whole.addWidget(self.beside)
        # Only once they lie in the page: shown alone they would flash up as windows of their own.
        self.new.setVisible(may(room.actor.role, Permission.REFER))
        self.beside.setVisible(not theme.look.large)

    def _fill(self, column: QVBoxLayout) -> None:
        """Put the parts in their column; at large text what is above the list scrolls with it."""
        above = (self._head, self.told, self.schemeless, self._bands, self.empty, self.empty_here)
        self._rest = QWidget()
        if self.room.theme.look.large:
            inner = column_of(*above, self.list, self._rest)
            inner.addStretch(1)
            self._page = scrolled(holding(inner))
            column.addWidget(self._page, 1)
            column.addWidget(self.sheet, 1)
            column.addWidget(self.putting_off)
            return
        for part in above:
            column.addWidget(part)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.list, 1)
        column.addWidget(self.putting_off)
        column.addLayout(line_of(self.put_off))
        column.addWidget(self._rest, 1)

    def _title(self) -> QWidget:
        room = self.room
        title = heading(room.theme, room.texts("shell.today"), TITLE)
        today, large = room.desk.today(), room.theme.look.large  # where there is less room
        date = room.texts.short_date(today, today) if large else room.texts.date(today)
        day = words(room.theme, date[0].upper() + date[1:], tone=Tone.MUTED)
        day.setContentsMargins(0, 0, 0, 5)
        row = line_of(title, day, None, self.sheet_button, self.new, spacing=12)
        row.setAlignment(day, Qt.AlignmentFlag.AlignBottom)
        for label in (title, day):
            label.setWordWrap(False)
        row.setContentsMargins(UNIT * 2, 0, UNIT, 0)
        holder = QWidget()
        holder.setLayout(row)
        return holder

    def _tabs(self) -> QWidget:
        self._group = QButtonGroup(self)
        self.tabs: dict[Lateness | None, QPushButton] = {}
        for band in (None, *Lateness):
            tab = button(self.room.theme, "", "tab", checkable=True)
            tab.setProperty("band", -1 if band is None else band.value)
            self._group.addButton(tab)
            self.tabs[band] = tab
        self.tabs[None].setChecked(True)
        line = Flow(*self.tabs.values(), spacing=0)
        if self.room.theme.look.large:
            line.addWidget(self.put_off)
        holder = QWidget()
        holder.setLayout(line)
        holder.setContentsMargins(4, 0, 0, 0)
        return holder

    def _connect(self) -> None:
        self.new.clicked.connect(self._begin)
        self.told.was_read.connect(self._was_read)
        self.list.went.connect(self.went)
        self.list.asked.connect(self._ask_to_put_off)
        self.put_off.clicked.connect(self._ask_to_put_off)
        self.putting_off.done.connect(self._settled)
        self.putting_off.closed.connect(self._back_to_list)
        self.sheet_button.clicked.connect(self.print_paper)
        self.sheet.closed.connect(self._sheet_away)
        self.beside.went.connect(self.went)
        self._group.buttonClicked.connect(self._choose)

    def _count(self, found: Morning) -> None:
        """Say on each tab how much is under it; what comes later is named only when it is there."""
        texts = self.room.texts
        self.tabs[None].setText(f"{texts('today.all')}  {len(found.rows)}")
        for band in Lateness:
            number = found.counts[band]
            self.tabs[band].setText(f"{texts(BANDS[band])}  {number}")
            self.tabs[band].setVisible(band in ALWAYS or number > 0)

    def _show(self) -> None:
        texts = self.room.texts
        wanted = [pair for pair in self._tasks if self._band is None or pair[0] is self._band]
        rows = grouped(texts, wanted)
        if self.room.theme.look.large and self._band is None:
            rows += as_tasks(texts("today.meetings"), self._meetings)
            rows += as_tasks(texts("today.times"), self._times)
        self._put_sheet_away()
        self._any = bool(wanted)
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._offer_to_put_off()
        self._rest.setVisible(not rows)
        self.empty.setVisible(not rows and not self._tasks)
        self.empty_here.setVisible(not rows and bool(self._tasks))

    def _choose(self, tab: QPushButton) -> None:
        number = tab.property("band")
        self._band = None if number < 0 else Lateness(number)
        self._show()

    def _ask_to_put_off(self) -> None:
        task = self.list.chosen()
        if task is not None and task.row is not None and self.put_off.isEnabled():
            self.putting_off.open(task.row)
            self._offer_to_put_off()

    def _offer_to_put_off(self) -> None:
        """Show the button where there is something to put off, and not under its own form."""
        asked = self.putting_off.isVisibleTo(self)
        can = self._any and may(self.room.actor.role, Permission.TRACK)
        self.put_off.setVisible(can and not asked)

    def _settled(self) -> None:
        self.refresh()
        self.changed.emit()
        self._back_to_list()

    def _back_to_list(self) -> None:
        self._offer_to_put_off()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_paper(self) -> None:
        """Show the morning sheet in the place of the list, to be printed."""
        if not may(self.room.actor.role, Permission.MAKE_PAPERS):
            super().print_paper()
            return
        self.putting_off.close_it()
        for part in (self.list, self._rest, self.empty, self.empty_here, self.put_off):
            part.hide()
        self._aside = [part for part in self._beside_sheet() if part.isVisibleTo(self)]
        for part in self._aside:
            part.hide()
        self.sheet.open()

    def _beside_sheet(self) -> Iterator[QWidget]:
        """What is of no use while the sheet is open: at large text it needs all the room."""
        yield from (self.new, self.sheet_button, self._bands, self.told, self.schemeless)
        if self.room.theme.look.large:
            yield self._page

    def _put_sheet_away(self) -> None:
        """Bring back what gave way to the sheet."""
        self.sheet.hide()
        for part in self._aside:
            part.show()
        self._aside = []

    def _sheet_away(self) -> None:
        self._show()
        self.go_to("")

    def leave(self) -> None:
        """Keep what was being typed."""
        self.putting_off.leave()

    def _was_read(self) -> None:
        self.told.refresh()
        self.go_to("")

    def _begin(self) -> None:
        self.went.emit(Place("referrals", field="new"))
