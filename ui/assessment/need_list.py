"""The needs as a list to be put in order; what is painted of each is what made it so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import QItemSelectionModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from triage_app.domain.needs import MOST_CRITICAL
from ui.assessment.layout import wrapped_height
from ui.assessment.run import Run
from ui.assessment.said import why
from ui.parts import spoken
from ui.rows import ROW, Index, RowDelegate, RowModel
from ui.theme import HEAD, SMALL, UNIT, Canvas, Tone

NUMBER = 28  # the column of numbers
RIGHT = Qt.AlignmentFlag.AlignRight
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class NeedRow:
    """One need in its place, and what made it so."""

    number: int
    pathway: str
    name: str
    standing: str
    because: str
    can_be_chosen: ClassVar[bool] = True

    @property
    def is_critical(self) -> bool:
        """Whether it is among those a contract must answer."""
        return self.number <= MOST_CRITICAL

    def spoken(self) -> str:
        """The row as a sentence."""
        return spoken((f"{self.number}. {self.name}", self.standing, self.because))


class NeedList(QListView):
    """The needs; Ctrl with an arrow moves one, an arrow alone goes from one to the next."""

    changed = Signal()

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run, self._order = run, list(run.view.needs.ranking)
        self.setItemDelegate(NeedDelegate(run.room.theme, self))
        for policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._draw(0)

    def value(self) -> list[str]:
        """Return the pathways in the order shown."""
        return list(self._order)

    def set_value(self, value: Any) -> None:  # noqa: ANN401 - as every field of a form
        """Show an order; what is a need now and not in it follows, what is none is left out."""
        needs = self._run.view.needs.ranking
        kept = [one for one in value or () if one in needs]
        self._order = [*kept, *(one for one in needs if one not in kept)]
        self._draw(self.currentIndex().row())

    def words(self, value: Sequence[str]) -> str:
        """Say an order, for who is shown another's."""
        return ", ".join(self._name(one) for one in value)

    def shift(self, step: int) -> None:
        """Move the need that is chosen up or down."""
        here = self.currentIndex().row()
        there = here + step
        if 0 <= here < len(self._order) and 0 <= there < len(self._order):
            self._order.insert(there, self._order.pop(here))
            self._draw(there)
            self.changed.emit()

    def fit(self) -> None:
        """Be as high as all the rows: the page scrolls, not the list."""
        count = self.model().rowCount()
        self.setFixedHeight(sum(self.sizeHintForRow(number) for number in range(count)) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width wraps the words otherwise."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: letters and figures look nothing up here; Enter is the page's."""
        step = STEPS.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.shift(step)
        elif event.text().strip() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Backspace):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _draw(self, current: int) -> None:
        rows = [self._row(number, one) for number, one in enumerate(self._order, 1)]
        self.setModel(RowModel(rows, self))
        index = self.model().index(max(current, 0), 0)
        choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, choose)
        self.fit()

    def _row(self, number: int, pathway: str) -> NeedRow:
        view, texts = self._run.view, self._run.room.texts
        critical = number <= MOST_CRITICAL
        code = "assessment.critical" if critical else "assessment.not_critical"
        return NeedRow(
            number=number,
            pathway=pathway,
            name=self._name(pathway),
            standing=texts(code, number=number),
            because=" · ".join(why(texts, view, view.needs.of(pathway))),
        )

    def _name(self, pathway: str) -> str:
        return self._run.show(self._run.view.instrument.section(pathway).name)


class NeedDelegate(RowDelegate):
    """Paints a need: its number, its name and whether it is critical, and what made it so."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Qt: as high as the reasons need."""
        row: NeedRow = index.data(ROW)
        return QSize(0, round(self.theme.look.px(20) + self._height(row) + UNIT * 2 + 2))

    def draw(self, canvas: Canvas, box: QRectF, row: NeedRow) -> None:
        """Draw one row."""
        px = canvas.look.px
        inner = box.adjusted(UNIT * 2, UNIT, -UNIT * 2, -UNIT)
        number = QRectF(inner.left(), inner.top(), px(NUMBER), px(20))
        canvas.text(number, str(row.number), HEAD, bold=row.is_critical)
        line = QRectF(inner.left() + px(NUMBER), inner.top(), inner.width() - px(NUMBER), px(20))
        room = canvas.width(row.standing, SMALL, bold=row.is_critical) + UNIT * 2
        canvas.text(line.adjusted(0, 0, -room, 0), row.name, bold=True)
        tone = Tone.ACCENT if row.is_critical else Tone.MUTED
        canvas.text(line, row.standing, SMALL, tone, bold=row.is_critical, align=RIGHT)
        reasons = QRectF(line.left(), line.bottom() + 2, line.width(), self._height(row))
        canvas.painter.setFont(canvas.look.font(SMALL))
        canvas.painter.setPen(canvas.look.pen(Tone.MUTED))
        flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip
        canvas.painter.drawText(reasons, flags, row.because)

    def _height(self, row: NeedRow) -> float:
        room = self.view.viewport().width() - UNIT * 4 - self.theme.look.px(NUMBER)
        return wrapped_height(self.theme.look.font(SMALL), row.because, room)
