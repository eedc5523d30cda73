"""Tables of frozen rows: described by their columns, sorted by their headings, remembered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QHideEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from ui.parts import tip
from ui.preferences import Preferences
from ui.theme import BODY, CALLING, LARGE, LEFT, SMALL, UNIT, Canvas, Standing, Theme, Tone

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Row = TypeVar("Row")
CELL = Qt.ItemDataRole.UserRole
ROW_HEIGHT, HEADING_HEIGHT = 36, 32
RIGHT = Qt.AlignmentFlag.AlignRight
NOTHING = (None, "")
CHOSEN, UNDER_MOUSE = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver
ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A heading, and how to show and to sort a row under it. An empty cell is empty."""

    code: str  # what its width is remembered by
    heading: str
    show: Callable[[Row], str]
    key: Callable[[Row], Any] | None = None  # what to sort by; what is shown, where none is given
    width: int = 120
    right: bool = False
    bold: bool = False
    tone: Tone = Tone.INK
    standing: Callable[[Row], Standing | None] | None = None
    flag: Callable[[Row], str] | None = None  # an icon at the cell's end, where there is one
    essential: bool = True  # whether it stays when the text is large


class TableModel(QAbstractTableModel, Generic[Row]):
    """Shows rows that never change in place; a hundred thousand are as quick as ten."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[Row] = []
        self.sorted_by: tuple[int, Qt.SortOrder] = (-1, ASCENDING)

    def replace(self, rows: Sequence[Row]) -> None:
        """Show these rows instead, in the order last asked for."""
        self.beginResetModel()
        self._rows = list(rows)
        self._arrange()
        self.endResetModel()

    def row(self, index: Index) -> Row:
        """Return the row an index stands for."""
        return self._rows[index.row()]

    def rows(self) -> list[Row]:
        """Return every row, in the order shown."""
        return list(self._rows)

    def sort(self, column: int, order: Qt.SortOrder = ASCENDING) -> None:
        """Qt: put the rows in the order of a column; what has no value goes last either way."""
        self.layoutAboutToBeChanged.emit()
        self.sorted_by = (column, order)
        held = [(index, self._rows[index.row()]) for index in self.persistentIndexList()]
        self._arrange()
        if held:
            places = {id(row): number for number, row in enumerate(self._rows)}
            for index, row in held:
                now = self.index(places[id(row)], index.column())
                self.changePersistentIndex(index, now)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Qt: how many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Qt: what a cell shows; a standing is shown by its word."""
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        if role == CELL:
            return column.standing(row) if column.standing else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int((RIGHT if column.right else LEFT) | Qt.AlignmentFlag.AlignVCenter)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return self._shown(column, row)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Qt: what a heading shows."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self.columns[section].heading

    @staticmethod
    def _shown(column: Column[Row], row: Row) -> str:
        standing = column.standing(row) if column.standing else None
        return standing.word if standing else column.show(row)

    def _arrange(self) -> None:
        number, order = self.sorted_by
        if number < 0:
            return
        column = self.columns[number]
        key = column.key or column.show
        rows = self._rows
        keys: list[Any] = [key(row) for row in rows]  # once a row: a standing is dear to work out
        said = [place for place, value in enumerate(keys) if value not in NOTHING]
        unsaid = [place for place, value in enumerate(keys) if value in NOTHING]
        said.sort(key=keys.__getitem__, reverse=order == DESCENDING)
        self._rows = [rows[place] for place in (*said, *unsaid)]


class Heading(QHeaderView):
    """Headings that sort: the one sorted by is in ink, its arrow beside the word."""

    def __init__(self, theme: Theme, model: TableModel[Any]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme, self._model = theme, model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(theme.look.px(HEADING_HEIGHT))
        self.setMinimumSectionSize(theme.look.px(48))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Qt: draw one heading."""
        canvas, column = Canvas(painter, self._theme.look), self._model.columns[section]
        box, colours = QRectF(rect), self._theme.look.colours
        number, order = self._model.sorted_by
        sorted_here = number == section
        canvas.fill(box, colours.page)
        inner = box.adjusted(UNIT, 0, -UNIT, 0)
        side = self._theme.look.px(16)
        width = min(canvas.width(column.heading, SMALL, bold=True), inner.width())
        tone, align = (Tone.INK if sorted_here else Tone.MUTED), RIGHT if column.right else LEFT
        canvas.text(inner, column.heading, SMALL, tone, bold=True, align=align)
        if sorted_here:
            left = inner.right() - width - side - 4 if column.right else inner.left() + width + 4
            arrow = QRectF(left, box.center().y() - side / 2, side, side)
            canvas.icon("chevron-up" if order == ASCENDING else "chevron-down", arrow)
        pen = canvas.look.pen(Tone.INK)
        pen.setColor(colours.edge)
        canvas.line(box.bottomLeft() - _HALF, box.bottomRight() - _HALF, pen)


_HALF = QRectF(0, 0.5, 0, 0).topLeft()


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: its words, its standing, the row's ground, bar and ring."""

    def __init__(self, theme: Theme, table: QTableView, model: TableModel[Any]) -> None:
        super().__init__(table)
        self._theme, self._table, self._model = theme, table, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Qt: every row is one line."""
        return QSize(0, self._theme.look.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw a cell."""
        canvas, box = Canvas(painter, self._theme.look), QRectF(option.rect)
        colours, state = canvas.look.colours, option.state
        painter.save()
        chosen = bool(state & CHOSEN)
        if chosen:
            canvas.fill(box, colours.chosen)
        elif state & UNDER_MOUSE:
            canvas.fill(box, colours.well)
        canvas.line(box.bottomLeft() - _HALF, box.bottomRight() - _HALF)
        self._words(canvas, box.adjusted(UNIT, 0, -UNIT, 0), index, chosen=chosen)
        held = self._table.hasFocus() and self._table.currentIndex().row() == index.row()
        if chosen and not held and self._is_first(index):
            canvas.fill(QRectF(box.left(), box.top(), 3, box.height()), colours.accent)
        if held:
            self._ring(canvas, box, index)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Qt: the mouse rests on a cell; words that have too little room are told in full."""
        cut = (
            event.type() == QEvent.Type.ToolTip
            and index.isValid()
            and self.without_room(option, index)
        )
        if not cut:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), tip(cut), view)
        return True

    def without_room(self, option: QStyleOptionViewItem, index: Index) -> str:
        """Return the words of a cell that has not the room for them."""
        column, row = self._model.columns[index.column()], self._model.row(index)
        standing, px = column.standing(row) if column.standing else None, self._theme.look.px
        shown = standing.word if standing is not None else column.show(row)
        bold = column.bold or (standing is not None and standing.tone in CALLING)
        icon = px(20) if standing is not None and standing.icon else 0
        icon += px(16) if column.flag and column.flag(row) else 0
        room = option.rect.width() - UNIT * 2 - (icon + UNIT if icon else 0)
        wanted = self._theme.look.measured(BODY, bold=bold)[1].horizontalAdvance(shown)
        return shown if wanted > room + 1 else ""

    def _words(self, canvas: Canvas, box: QRectF, index: Index, *, chosen: bool) -> None:
        column, row = self._model.columns[index.column()], self._model.row(index)
        standing = column.standing(row) if column.standing else None
        if standing is not None and standing.icon:
            canvas.standing(box, standing)
            return
        if column.flag and (icon := column.flag(row)):
            side = canvas.look.px(16)
            spot = QRectF(box.right() - side, box.center().y() - side / 2, side, side)
            ground = canvas.look.colours.chosen if chosen else ""
            canvas.icon(icon, spot, Tone.BAD, ground)
            box = box.adjusted(0, 0, -side - UNIT, 0)
        tone = standing.tone if standing else column.tone
        bold = column.bold or (standing is not None and tone in CALLING)
        shown = standing.word if standing is not None else column.show(row)
        canvas.text(box, shown, tone=tone, bold=bold, align=RIGHT if column.right else LEFT)

    def _is_first(self, index: Index) -> bool:
        return self._table.horizontalHeader().visualIndex(index.column()) == 0

    def _ring(self, canvas: Canvas, box: QRectF, index: Index) -> None:
        """The row's ring, drawn cell by cell: its two ends only where the row ends."""
        pen, last = canvas.look.pen(Tone.ACCENT, 2), self._model.columnCount() - 1
        top, foot = QPoint(0, 1), QPoint(0, -1)
        canvas.line(box.topLeft() + top, box.topRight() + top, pen)
        canvas.line(box.bottomLeft() + foot, box.bottomRight() + foot, pen)
        place = self._table.horizontalHeader().visualIndex(index.column())
        if place == 0:
            canvas.upright(box.left() + 1, box, pen)
        if place == last:
            canvas.upright(box.right() - 1, box, pen)


class Table(QTableView):
    """A table one walks by arrows; Enter opens the row, and its columns keep their widths."""

    opened = Signal(object)

    def __init__(
        self, theme: Theme, model: TableModel[Any], code: str, preferences: Preferences
    ) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self._code, self._preferences = code, preferences
        self._scale = theme.look.scale  # of its own time: the look changes before it goes
        self._build()
        self.activated.connect(self._open)
        self.horizontalHeader().sectionClicked.connect(self._sort)

    def chosen(self) -> list[Any]:
        """Return the rows chosen, in the order shown."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._model.row(self._model.index(number, 0)) for number in numbers]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens on every platform; the rest is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: the table is being left."""
        super().hideEvent(event)
        if self._scale < LARGE:
            self._remember()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: large text makes columns wide; they share the room there is, and none is off it."""
        super().resizeEvent(event)
        if self._scale >= LARGE:
            self._share_out()

    def _share_out(self) -> None:
        px, columns = self._theme.look.px, list(enumerate(self._model.columns))
        shown = {n: px(column.width) for n, column in columns if not self.isColumnHidden(n)}
        share = min(1.0, self.viewport().width() / max(sum(shown.values()), 1))
        for number, width in shown.items():
            self.setColumnWidth(number, int(width * share))

    def _build(self) -> None:
        theme, kept = self._theme, self._preferences.columns(self._code)
        self.setModel(self._model)
        self.setHorizontalHeader(Heading(theme, self._model))
        self.setItemDelegate(CellDelegate(theme, self, self._model))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.look.px(ROW_HEIGHT))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for number, column in enumerate(self._model.columns):
            width = kept.get(column.code, column.width)
            self.setColumnWidth(number, theme.look.px(width))
            self.setColumnHidden(number, theme.look.large and not column.essential)
        self.horizontalHeader().setStretchLastSection(True)

    def _sort(self, section: int) -> None:
        number, order = self._model.sorted_by
        again = number == section and order == ASCENDING
        self._model.sort(section, DESCENDING if again else ASCENDING)
        self.horizontalHeader().viewport().update()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.row(index))

    def _remember(self) -> None:
        """Keep what each column was dragged to; the last takes what is left."""
        columns = list(enumerate(self._model.columns))[:-1]
        shown = [(n, column) for n, column in columns if not self.isColumnHidden(n)]
        widths = self._preferences.columns(self._code)
        widths |= {column.code: round(self.columnWidth(n) / self._scale) for n, column in shown}
        self._preferences.keep_columns(self._code, widths)
