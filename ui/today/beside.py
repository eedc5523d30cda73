"""What stands beside today's list: the day's meetings, and how long there is to charge."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem, QVBoxLayout

from ui.parts import heading, words
from ui.room import Place, Room
from ui.rows import ROW, Index, RowDelegate, RowModel
from ui.theme import BODY, CALLING, HEAD, SMALL, UNIT, Canvas, Tone
from ui.today.rows import Beside

WIDTH, MOST = 320, 6


class BesideDelegate(RowDelegate):
    """Paints a figure at the left, and two lines beside it."""

    def __init__(self, room: Room, view: QListView, *, large_figure: bool) -> None:
        super().__init__(room.theme, view)
        self._size = HEAD if large_figure else BODY

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Qt: two lines."""
        return QSize(0, self.theme.look.px(39) + 12)

    def draw(self, canvas: Canvas, box: QRectF, row: Beside) -> None:
        """Draw the row; a meeting that is over is muted."""
        px, tone = canvas.look.px, row.standing.tone
        calls = tone in CALLING
        figure = QRectF(box.left() + UNIT, box.top() + 6, px(40), px(39))
        lines = QRectF(box.left() + px(56), box.top() + 6, 0, px(20))
        lines.setRight(box.right() - UNIT)
        ink = Tone.MUTED if row.past else Tone.INK
        large = self._size == HEAD
        if not large:
            figure.setHeight(px(20))
        align = Qt.AlignmentFlag.AlignRight if large else Qt.AlignmentFlag.AlignLeft
        shade = tone if calls else ink
        canvas.text(figure, row.figure, self._size, shade, bold=not row.past, align=align)
        canvas.text(lines, row.who, tone=ink)
        under = lines.translated(0, px(19))
        if calls:
            canvas.standing(under, row.standing, SMALL)
        else:
            canvas.text(under, row.note, SMALL, Tone.MUTED)


class BesideList(QListView):
    """A short list; Enter or a press opens the case."""

    went = Signal(Place)

    def __init__(self, room: Room, name: str, *, large_figure: bool) -> None:
        super().__init__()
        self._px = room.theme.look.px
        self.setProperty("place", "side")
        self.setAccessibleName(name)
        self.setItemDelegate(BesideDelegate(room, self, large_figure=large_figure))
        self.clicked.connect(self._open)

    def show_rows(self, rows: Sequence[Beside]) -> None:
        """Show these rows, as many at once as there is room for."""
        self.setModel(RowModel(rows, self))
        self.setVisible(bool(rows))
        shown = min(len(rows), MOST)
        self.setFixedHeight(int((self._px(39) + UNIT * 1.5) * shown) + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            row: Beside = index.data(ROW)
            self.went.emit(row.place)


class BesidePanel(QFrame):
    """Appointments today, and days left to charge."""

    went = Signal(Place)

    def __init__(self, room: Room) -> None:
        super().__init__()
        texts, theme = room.texts, room.theme
        self.setProperty("place", "beside")
        self.setFixedWidth(theme.look.px(WIDTH))
        self.meetings = BesideList(room, texts("today.meetings"), large_figure=False)
        self.times = BesideList(room, texts("today.times"), large_figure=True)
        self._none = words(theme, texts("today.no_meetings"), tone=Tone.MUTED)
        self._no_limit = words(theme, texts("today.no_times"), tone=Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT * 2, UNIT * 2, UNIT * 2, UNIT * 2)
        column.setSpacing(UNIT)
        for code, rows, nothing in (
            ("today.meetings", self.meetings, self._none),
            ("today.times", self.times, self._no_limit),
        ):
            title = heading(theme, texts(code))
            title.setContentsMargins(UNIT, 0, 0, 0)
            nothing.setContentsMargins(UNIT, 0, 0, 0)
            column.addWidget(title)
            column.addWidget(nothing)
            column.addWidget(rows)
            column.addSpacing(UNIT * 2)
            rows.went.connect(self.went)
        column.addStretch(1)

    def show_rows(self, meetings: Sequence[Beside], times: Sequence[Beside]) -> None:
        """Show the day's meetings and the time left in each case."""
        self.meetings.show_rows(meetings)
        self.times.show_rows(times)
        self._none.setVisible(not meetings)
        self._no_limit.setVisible(not times)
