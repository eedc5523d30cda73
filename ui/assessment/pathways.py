"""The pathways at the left: where one is, and how far each has come. No score is shown."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from triage_app.domain.instrument import Section
from triage_app.domain.sitting import (
    FINISH,
    RANKING,
    RISK,
    Progress,
    entry,
    pathway_of,
    progress,
    view_of,
)
from triage_app.services.assessment_record import AssessmentView
from ui.assessment.run import Run
from ui.parts import spoken
from ui.rows import ROW, Index, RowDelegate, RowModel
from ui.theme import SMALL, UNIT, Canvas, Tone

LATER = ((RISK, "scales"), (RANKING, "swap"), (FINISH, "good"))


@dataclass(frozen=True)
class PathwayRow:
    """One pathway, or one of the pages after them; and the place it leads to."""

    place: str
    pathway: str
    icon: str
    name: str
    note: str = ""
    progress: Progress | None = None
    done: bool = False
    marked: str = ""  # how many of its questions are to be come back to, in words
    can_be_chosen: ClassVar[bool] = True

    def spoken(self) -> str:
        """The row as a sentence."""
        return spoken((self.name, self.note, self.marked))


class Pathways(QListView):
    """The list of pathways; Enter or a click goes to one."""

    chosen = Signal(str)

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run, self._shown = run, list[PathwayRow]()
        self._listed: AssessmentView | None = None
        self.setProperty("place", "side")
        self.setAccessibleName(run.room.texts("assessment.pathways"))
        self.setItemDelegate(PathwayDelegate(run.room.theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._go)
        self.clicked.connect(self._go)

    def refresh(self) -> None:
        """Show how far each pathway has come, and which one is here."""
        view = self._run.view
        if view is not self._listed:  # going from place to place changes no row
            self._listed, rows = view, self._rows()
            if rows != self._shown:
                self._shown = rows
                self.setModel(RowModel(rows, self))
        here = pathway_of(view.instrument, self._run.place) or self._run.place
        number = next(number for number, row in enumerate(self._shown) if row.pathway == here)
        index = self.model().index(number, 0)
        if index != self.currentIndex():
            choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, choose)
            self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: what is chosen stays in sight, whole."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def whole_height(self) -> int:
        """Return how high all the rows are together."""
        count = self.model().rowCount() if self.model() else 0
        return sum(self.sizeHintForRow(number) for number in range(count)) + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: letters and figures are not for looking up a row here: they answer."""
        goes = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (event.text().strip() or event.key() == Qt.Key.Key_Backspace) and not goes:
            event.ignore()
            return
        super().keyPressEvent(event)
        event.setAccepted(goes or event.isAccepted())  # Enter went to a pathway: it is not next

    def _rows(self) -> list[PathwayRow]:
        sections = self._run.view.instrument.sections
        return [*map(self._row, sections), *(self._later(*one) for one in LATER)]

    def _later(self, place: str, icon: str) -> PathwayRow:
        """Return the row of a page after the pathways: whether the risk is judged, what is left."""
        texts, gaps = self._run.room.texts, self._run.view.gaps
        judged = place == RISK and not any(one.field.startswith(f"{RISK}.") for one in gaps)
        left = texts("assessment.left", n=len(gaps)) if place == FINISH and gaps else ""
        return PathwayRow(
            place=place,
            pathway=place,
            icon=icon,
            name=texts(f"assessment.{place}"),
            note=texts("assessment.done") if judged else left,
            done=judged,
        )

    def _row(self, section: Section) -> PathwayRow:
        view, texts = self._run.view, self._run.room.texts
        so_far = progress(section, view.answers)
        to_judge = any(one.field.startswith(f"{view_of(section.pathway)}.") for one in view.gaps)
        marked = sum(one in section.questions for one in view.to_come_back)
        note = texts("assessment.progress", answered=so_far.answered, asked=so_far.asked)
        if so_far.done:
            note = texts("assessment.to_judge" if to_judge else "assessment.done")
        return PathwayRow(
            place=view_of(section.pathway) if so_far.done and to_judge else self._entry(section),
            pathway=section.pathway,
            icon=section.icon,
            name=self._run.show(section.brief),
            note=note,
            progress=so_far,
            done=so_far.done and not to_judge,
            marked=texts("assessment.to_come_back", n=marked) if marked else "",
        )

    def _entry(self, section: Section) -> str:
        return entry(section, self._run.view.answers)

    def _go(self, index: QModelIndex) -> None:
        row: PathwayRow = index.data(ROW)
        self.chosen.emit(row.place)


class PathwayDelegate(RowDelegate):
    """Paints a pathway: its icon and name, then done, or how far and a bar."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Qt: 47 for a pathway, 32 for a page after them."""
        row: PathwayRow = index.data(ROW)
        return QSize(0, self.theme.look.px(47 if row.progress else 32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: a box stands round the pathway that is here, and lines round none."""
        canvas, state = Canvas(painter, self.theme.look), option.state
        box = QRectF(option.rect).adjusted(UNIT, 1, -UNIT, -1)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            colours = canvas.look.colours
            held = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(QColor(colours.accent if held else colours.line), 1 + held))
            painter.setBrush(QColor(colours.page))
            painter.drawRoundedRect(box, 6, 6)
        self.draw(canvas, QRectF(option.rect), index.data(ROW))
        painter.restore()

    def draw(self, canvas: Canvas, box: QRectF, row: PathwayRow) -> None:
        """Draw one row."""
        px, here = canvas.look.px, self._is_here(row)
        inner = box.adjusted(UNIT * 3, px(4), -UNIT * 2, -px(4))
        high = px(20)
        top = inner.top() if row.progress else inner.center().y() - high / 2
        tone = Tone.ACCENT if here else Tone.MUTED
        ground = canvas.look.colours.page if here else canvas.look.colours.well
        canvas.icon(row.icon, QRectF(inner.left(), top, px(20), px(20)), tone, ground)
        left = inner.left() + px(20) + UNIT
        name = QRectF(left, top, inner.right() - left, high)
        if row.marked:
            spot = QRectF(name.right() - px(16), top + px(2), px(16), px(16))
            canvas.icon("bell", spot, Tone.WARN, ground)
            name.setRight(spot.left() - 6)
        canvas.text(name, row.name, bold=here)
        if row.progress:
            line = QRectF(left, top + high, inner.right() - left, high)
            self._draw_progress(canvas, line, row, ground)
        elif row.done:
            room = canvas.width(row.note, SMALL) + px(16) + 6
            self._draw_mark(canvas, name.adjusted(name.width() - room, 0, 0, 0), row, ground)
        else:
            canvas.text(name, row.note, SMALL, Tone.MUTED, align=Qt.AlignmentFlag.AlignRight)

    def _draw_progress(self, canvas: Canvas, line: QRectF, row: PathwayRow, ground: str) -> None:
        px = canvas.look.px
        line.setHeight(px(18))
        if row.progress is None:
            return
        if row.progress.done:
            self._draw_mark(canvas, line, row, ground)
            return
        canvas.text(line, row.note, SMALL, Tone.MUTED)
        if row.progress.answered:
            left = line.left() + canvas.width(row.note, SMALL) + UNIT
            bar = QRectF(left, line.center().y() - 3.5, line.right() - left, 7)
            _draw_bar(canvas, bar, row.progress.answered / row.progress.asked)

    def _draw_mark(self, canvas: Canvas, line: QRectF, row: PathwayRow, ground: str) -> None:
        """Done, or something of the assessor's left: an icon and a word."""
        px = canvas.look.px
        tone, icon = (Tone.GOOD, "good") if row.done else (Tone.INK, "pen")
        spot = QRectF(line.left(), line.center().y() - px(8), px(16), px(16))
        canvas.icon(icon, spot, tone, ground)
        canvas.text(line.adjusted(px(16) + 6, 0, 0, 0), row.note, SMALL, tone)

    def _is_here(self, row: PathwayRow) -> bool:
        index = self.view.currentIndex()
        return index.isValid() and index.data(ROW) == row


def _draw_bar(canvas: Canvas, bar: QRectF, share: float) -> None:
    colours, painter = canvas.look.colours, canvas.painter
    painter.setPen(QPen(QColor(colours.edge), 1))
    painter.setBrush(QColor(colours.page))
    painter.drawRoundedRect(bar, 3.5, 3.5)
    filled = QRectF(bar)
    filled.setWidth(bar.width() * share)
    canvas.fill(filled, colours.accent, 3.5)
