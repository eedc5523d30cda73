"""Rows that are painted: the ground every list shares, and attention rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.parts import breakable, tip
from ui.theme import BODY, CALLING, SMALL, UNIT, Canvas, Look, Standing, Theme, Tone

ROW = Qt.ItemDataRole.UserRole
TALLEST = 10_000.0
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Row(Protocol):
    """What a painted list can hold."""

    can_be_chosen: ClassVar[bool]

    def spoken(self) -> str:
        """The row as a sentence, for a screen reader."""


class RowModel(QAbstractListModel):
    """Frozen rows as they are: none is made into an item before it is in view."""

    def __init__(self, rows: Sequence[Row], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = tuple(rows)
        self._count = len(self._rows)  # asked for of every row that is laid out

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many rows."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Qt: the row itself, to be painted; as a sentence, heard or told where the mouse rests."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row.spoken())
        return row.spoken() if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: arrows pass over a heading."""
        if not index.isValid() or not self._rows[index.row()].can_be_chosen:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowDelegate(QStyledItemDelegate):
    """Ground, hairline and ring of a painted row; what is on it is a subclass's to draw."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self.theme, self.view = theme, view
        view.setMouseTracking(True)  # or no row is ever under the mouse
        view.setWordWrap(True)  # or heights are not asked again when the width changes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw a row."""
        canvas, box, row = Canvas(painter, self.theme.look), QRectF(option.rect), index.data(ROW)
        flag, state = QStyle.StateFlag, option.state
        painter.save()
        chosen = bool(state & flag.State_Selected)
        held = chosen and bool(state & flag.State_HasFocus)
        if chosen:
            canvas.fill(box, canvas.look.colours.chosen, 4 if held else 0)
        elif state & flag.State_MouseOver and row.can_be_chosen:
            canvas.fill(box, canvas.look.colours.well)
        if chosen and not held:
            canvas.fill(QRectF(box.left(), box.top(), 3, box.height()), canvas.look.colours.accent)
        foot = QPointF(0, 0.5)
        canvas.line(box.bottomLeft() - foot, box.bottomRight() - foot)
        self.draw(canvas, box, row)
        if held:
            painter.setPen(canvas.look.pen(Tone.ACCENT, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()

    def draw(self, canvas: Canvas, box: QRectF, row: Any) -> None:  # noqa: ANN401
        """Draw what the row says."""
        raise NotImplementedError


# ── The attention list: what, who, by when, why ──────────────────────────────────────────────


@dataclass(frozen=True)
class Heading:
    """A group's name and how many rows it has."""

    words: str
    count: int
    can_be_chosen: ClassVar[bool] = False

    def spoken(self) -> str:
        """The heading for a screen reader."""
        return f"{self.words}, {self.count}"


@dataclass(frozen=True)
class Attention:
    """Something that needs doing; the standing says how late."""

    what: str
    why: str
    who: str
    case: str
    when: str
    standing: Standing
    can_be_chosen: ClassVar[bool] = True

    def spoken(self) -> str:
        """The row as a sentence."""
        return f"{self.standing.word}: {self.what}, {self.who}, {self.when}. {self.why}"


class AttentionDelegate(RowDelegate):
    """Paints the attention list; where there is little room the columns stack, and words wrap.

    Stacked, who and when have their lesser words beside them where those fit, and else below.
    """

    WIDE = ((0.0, 0.46, 0), (0.46, 0.3, 0), (0.76, 0.24, 0))  # start, share, storey
    STACKED = ((0.0, 1.0, 0), (0.0, 0.5, 1), (0.5, 0.5, 1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Qt: a heading is one line, a row two, or four when stacked."""
        px = self.theme.look.px
        if isinstance(index.data(ROW), Heading):
            return QSize(0, px(20) + UNIT * (2 if index.row() else 1))
        row, storey = index.data(ROW), px(38)
        if self._stacked():
            storey += px(20) if self._lies_beside(row) else px(38)
        return QSize(0, storey + self._more(row) + UNIT * 2)

    def draw(self, canvas: Canvas, box: QRectF, row: Heading | Attention) -> None:
        """Draw a heading, or a row as three pairs of lines."""
        inner, px = box.adjusted(UNIT * 2, UNIT, -UNIT * 2, 0), canvas.look.px
        if isinstance(row, Heading):
            words = QRectF(inner.left(), box.bottom() - px(24), inner.width(), px(20))
            canvas.text(words, row.words, SMALL, bold=True)
            words.translate(canvas.width(row.words, SMALL, bold=True) + UNIT, 0)
            canvas.text(words, str(row.count), SMALL, Tone.MUTED)
            return
        icon, tone = QRectF(inner.left(), inner.top(), px(20), px(20)), row.standing.tone
        canvas.icon(row.standing.icon, icon, tone)
        inner.adjust(px(20) + UNIT * 1.5, 0, 0, 0)
        pairs = (row.what, row.why), (row.who, row.case), (row.when, row.standing.word)
        wraps, beside = self._wraps(row), self._stacked() and self._lies_beside(row)
        for (upper, lower), (start, share, storey) in zip(pairs, self._places(), strict=True):
            left, top = inner.left() + start * inner.width(), inner.top()
            top += (px(38) + sum(wraps)) * storey
            line = QRectF(left, top, share * inner.width() - UNIT * 2, px(20))
            first, second = wraps if upper is row.what else (0, 0)
            if upper is row.who and (first := self._who_wraps(row)):
                canvas.two_lines(line.adjusted(0, 0, 0, first), breakable(upper))
            else:
                canvas.wrapped(line.adjusted(0, 0, 0, first), upper, bold=upper is row.what)
            shade = tone if lower is row.standing.word else Tone.MUTED
            if storey and beside:
                line.setLeft(line.left() + canvas.width(upper) + UNIT * 2)
            else:
                line.translate(0, px(19) + first)
            line.setHeight(px(20) + second)
            canvas.wrapped(line, lower, SMALL, shade, bold=shade in CALLING)

    def _places(self) -> tuple[tuple[float, float, int], ...]:
        return self.STACKED if self._stacked() else self.WIDE

    def _more(self, row: Attention) -> int:
        """Return how much higher a row is than with a line for each."""
        what, who = sum(self._wraps(row)), self._who_wraps(row)
        return what + who if self._stacked() else max(what, who)

    def _wraps(self, row: Attention) -> tuple[int, int]:
        """Return how much higher what is to be done, and why, are than a line each."""
        look, room = self.theme.look, self._room_of(0)
        return (
            look.px(20) * (_lines(look, BODY, row.what, room, bold=True) - 1),
            look.px(18) * (_lines(look, SMALL, row.why, room) - 1),
        )

    def _who_wraps(self, row: Attention) -> int:
        """Return how much higher a name is than a line; a third it is not given."""
        look = self.theme.look
        wide = look.measured(BODY, bold=False)[1].horizontalAdvance(row.who)
        return look.px(20) * (wide > self._room_of(1) + 1)

    def _lies_beside(self, row: Attention) -> bool:
        """Say whether who and when leave room on their line for the case and for how late it is."""
        look = self.theme.look
        pairs = (row.who, row.case, False), (row.when, row.standing.word, True)
        return all(
            look.measured(BODY, bold=False)[1].horizontalAdvance(upper)
            + look.measured(SMALL, bold=bold)[1].horizontalAdvance(lower)
            + UNIT * 2
            + 2
            <= self._room_of(place)
            for place, (upper, lower, bold) in enumerate(pairs, start=1)
        )

    def _room_of(self, place: int) -> float:
        """Return how wide the words of a pair may be."""
        inner = self.view.viewport().width() - UNIT * 5.5 - self.theme.look.px(20)
        return self._places()[place][1] * inner - UNIT * 2

    def _stacked(self) -> bool:
        return self.view.viewport().width() < self.theme.look.px(640)


def _lines(look: Look, size: int, words: str, room: float, *, bold: bool = False) -> int:
    """Return over how many lines words run in so much room."""
    metrics = look.measured(size, bold=bold)[1]
    if metrics.horizontalAdvance(words) <= room + 1:
        return 1
    box = QRectF(0, 0, room, TALLEST)
    height = metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, words).height()
    return max(round(height / metrics.lineSpacing()), 1)
