"""The order of the needs: by the rule, or as a person puts them, with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QItemSelectionModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QVBoxLayout, QWidget

from triage_app.domain.needs import MOST_CRITICAL
from triage_app.domain.problems import Problem
from ui.assessment.card_face import RING
from ui.assessment.run import Run
from ui.assessment.said import why
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import Empty, button, line_of, spoken, words
from ui.rows import ROW, Index, RowDelegate, model_of
from ui.theme import HEAD, SMALL, TITLE, UNIT, Canvas, Tone

TALLEST = 100_000.0


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


class RankingPage(QWidget):
    """A list to put in order; another order than the rule's wants a reason."""

    done = Signal()

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run, self._order = run, list(run.view.needs.ranking)
        self._theme, self._texts = run.room.theme, run.room.texts
        self._build()
        self._connect()
        self._show(0)

    def refresh(self) -> None:
        """Show what another saved: the needs, or their order, may be others now."""
        if set(self._order) != set(self._run.view.needs.ranking):
            self._order = list(self._run.view.needs.ranking)
        self._show(self._list.currentIndex().row())

    @property
    def is_empty(self) -> bool:
        """Whether no need was found."""
        return not self._order

    def take_focus(self, field: str = "") -> None:
        """Put the keyboard on the list, or on the reason."""
        if field:
            self._form.go_to("ranking_reason")
        else:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Keep the order and its reason; say whether nothing stands in the way of going on."""
        needs = self._run.view.needs
        reason = self._form.values()["ranking_reason"]
        if (tuple(self._order), reason) == (needs.ranking, needs.reason):
            return True
        kept = self._run.rank(self, self._order, reason)
        if kept:
            self._keeper.settled()
            self._form.fill({"ranking_reason": self._run.view.needs.reason})
        return kept

    def put_by(self) -> None:
        """Keep the reason as it is being typed."""
        self._keeper.keep_now()

    # ── What the one voice asks of a form ──

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the reason."""
        self._form.show_problems(problems)

    def show_theirs(self, theirs: Mapping[str, object], by: str) -> None:
        """Show the order another has kept; the reason typed here stays."""
        self._form.show_theirs(theirs, by)
        self._order = list(self._run.view.needs.ranking)

    def clear_problems(self) -> None:
        """Take the marks away."""
        self._form.clear_problems()

    def _build(self) -> None:
        texts, theme = self._texts, self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, 0, RING, 0)
        column.setSpacing(UNIT * 2)
        column.addWidget(words(theme, texts("assessment.ranking"), TITLE, bold=True))
        column.addWidget(words(theme, texts("assessment.ranking_note"), tone=Tone.MUTED))
        self._list = NeedList(self._run)
        self._list.setItemDelegate(NeedDelegate(theme, self._list))
        column.addWidget(self._list)
        self._empty = Empty(
            theme, "swap", texts("assessment.no_needs"), texts("assessment.no_needs_how")
        )
        column.addWidget(self._empty)
        self._up = button(theme, texts("assessment.move_up"), icon="chevron-up")
        self._down = button(theme, texts("assessment.move_down"), icon="chevron-down")
        self._rule = button(theme, texts("assessment.by_rule"), "quiet")
        self._moves = QWidget()
        self._moves.setLayout(line_of(self._up, self._down, self._rule))
        column.addWidget(self._moves)
        self._form = Form(self._run.room, "needs")
        self._form.area("ranking_reason", 2)
        self._form.fill({"ranking_reason": self._run.view.needs.reason})
        self._keeper = DraftKeeper(
            self._run.room, self._form, "assessment.ranking", self._run.view.case_id
        )
        column.addWidget(self._form)
        column.addStretch(1)

    def _connect(self) -> None:
        self._list.moved.connect(self._move)
        self._up.clicked.connect(self._move_up)
        self._down.clicked.connect(self._move_down)
        self._rule.clicked.connect(self._put_back)
        self._form.submitted.connect(self.done)

    def _show(self, current: int) -> None:
        rows = [self._row(number, one) for number, one in enumerate(self._order, 1)]
        self._list.setModel(model_of(rows, self._list))
        for widget in (self._list, self._moves, self._form):
            widget.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        index = self._list.model().index(max(current, 0), 0)
        choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._list.selectionModel().setCurrentIndex(index, choose)
        self._list.fit()

    def _row(self, number: int, pathway: str) -> NeedRow:
        view, texts = self._run.view, self._texts
        critical = number <= MOST_CRITICAL
        code = "assessment.critical" if critical else "assessment.not_critical"
        return NeedRow(
            number=number,
            pathway=pathway,
            name=self._run.show(view.instrument.section(pathway).name),
            standing=texts(code, number=number),
            because=" · ".join(why(texts, view, view.needs.of(pathway))),
        )

    def _move_up(self) -> None:
        self._move(-1)

    def _move_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        here = self._list.currentIndex().row()
        there = here + step
        if 0 <= here < len(self._order) and 0 <= there < len(self._order):
            self._order.insert(there, self._order.pop(here))
            self._show(there)

    def _put_back(self) -> None:
        self._order = list(self._run.view.needs.by_rule)
        self._form.fill({"ranking_reason": ""})
        self._show(0)


class NeedList(QListView):
    """The needs; Ctrl with an arrow moves one, an arrow alone goes from one to the next."""

    moved = Signal(int)

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.setAccessibleName(run.room.texts("assessment.ranking"))
        for policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> None:
        """Be as high as all the rows: the page scrolls, not the list."""
        count = self.model().rowCount() if self.model() else 0
        self.setFixedHeight(sum(self.sizeHintForRow(number) for number in range(count)) + 2)

    def resizeEvent(self, event: object) -> None:
        """Qt: another width wraps the words otherwise."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: letters and figures look nothing up here."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(step)
            return
        if event.text().strip() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)


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
        number = QRectF(inner.left(), inner.top(), px(28), px(20))
        canvas.text(number, str(row.number), HEAD, bold=row.is_critical)
        line = QRectF(inner.left() + px(28), inner.top(), inner.width() - px(28), px(20))
        canvas.text(line, row.name, bold=True)
        tone = Tone.ACCENT if row.is_critical else Tone.MUTED
        canvas.text(line, row.standing, SMALL, tone, bold=row.is_critical, align=RIGHT)
        reasons = QRectF(line.left(), line.bottom() + 2, line.width(), self._height(row))
        canvas.painter.setFont(canvas.look.font(SMALL))
        canvas.painter.setPen(canvas.look.pen(Tone.MUTED))
        flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip
        canvas.painter.drawText(reasons, flags, row.because)

    def _height(self, row: NeedRow) -> float:
        room = self.view.viewport().width() - UNIT * 4 - self.theme.look.px(28)
        metrics = QFontMetricsF(self.theme.look.font(SMALL))
        box = QRectF(0, 0, room, TALLEST)
        return metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, row.because).height()


RIGHT = Qt.AlignmentFlag.AlignRight
