"""The parts of a running assessment in their places: three columns, or one at large text."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.assessment.beside import Beside
from ui.assessment.card_face import RING
from ui.assessment.keys import Keys
from ui.assessment.layout import scrolling
from ui.assessment.pages import title_of
from ui.assessment.pathways import Pathways
from ui.assessment.run import Run
from ui.fields import TickField
from ui.parts import button, heading, line_of, words
from ui.reading_order import tab_on
from ui.theme import SMALL, UNIT, Tone

MARGIN = UNIT * 3


class RunningFrame(QWidget):
    """Pathways, the place one is at, what stands beside it, the ways on, and the keys.

    Made within its step: what moves into another widget as a whole is styled as a whole again.
    """

    def __init__(self, run: Run, parent: QWidget) -> None:
        super().__init__(parent)
        self._run, self._texts, self._theme = run, run.room.texts, run.room.theme
        run.setParent(self)
        self._build()

    def hasHeightForWidth(self) -> bool:
        """Qt: no, its parts scroll; it is as high as there is room, with the keys at the foot."""
        return False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own name
        """Qt: Tab follows the eye: what a page shows later would come last."""
        return tab_on(self.window(), forwards=next)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: what stands beside the question is looked up after it."""
        super().paintEvent(event)
        self._beside.question_is_painted()

    def _build(self) -> None:
        theme, texts = self._theme, self._texts
        self._where = words(theme, "", tone=Tone.MUTED)
        self._other = button(theme, "", "quiet")
        self._hand = button(theme, texts("assessment.hand_over"), "quiet", "handover")
        self._middle = QVBoxLayout()
        self._left = words(theme, "", SMALL, Tone.MUTED)
        self._by_section = TickField(theme, texts("assessment.by_section"))
        self._pathways, self._beside = Pathways(self._run), Beside(self._run)
        self._aside: QWidget = self._beside  # what is hidden where nothing stands beside
        self._back = button(theme, texts("assessment.back"))
        self._note = button(theme, texts("assessment.add_note"), "quiet")
        self._later = button(theme, texts("assessment.come_back"), "quiet")
        self._next = button(theme, texts("assessment.next"), "primary")
        self._give_up = button(theme, texts("change.give_up"), "quiet")
        self._keys = Keys(theme)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if theme.look.large:
            self._stack(outer)
        else:
            self._spread(outer)

    def _spread(self, outer: QVBoxLayout) -> None:
        """Three columns, and the keys at the foot."""
        px = self._theme.look.px
        centre = QFrame()
        centre.setProperty("place", "page")
        middle = QVBoxLayout(centre)
        middle.setContentsMargins(0, 0, 0, UNIT)
        middle.setSpacing(4)
        above = self._ways_above(self._where)
        above.setContentsMargins(MARGIN + RING, UNIT, MARGIN + RING, 0)
        middle.addLayout(above)
        self._area = scrolling(self._place_column(), "page")
        middle.addWidget(self._area, 1)
        buttons = line_of(self._back, self._note, self._later, None, self._next)
        buttons.setContentsMargins(MARGIN + RING, 0, MARGIN + RING, 0)
        middle.addLayout(buttons)
        self._aside = scrolling(self._beside, "well")
        self._aside.setFixedWidth(px(280))
        pathways = self._pathways_frame()
        pathways.setFixedWidth(px(272))
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(pathways)
        columns.addWidget(centre, 1)
        columns.addWidget(self._aside)
        outer.addLayout(columns, 1)
        outer.addWidget(self._foot())

    def _stack(self, outer: QVBoxLayout) -> None:
        """One column at large text: the question first, then what stands beside it."""
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._place_column())
        beside, buttons = line_of(self._note, self._later), line_of(self._back, self._next)
        beside.setContentsMargins(MARGIN + RING, 0, MARGIN, 0)
        buttons.setContentsMargins(MARGIN + RING, 0, MARGIN, UNIT * 2)
        layout.addLayout(beside)
        layout.addLayout(buttons)
        layout.addWidget(self._foot())
        layout.addWidget(self._aside)
        layout.addWidget(self._pathways_frame())
        self._area = scrolling(column, "page")
        outer.addWidget(self._above())
        outer.addWidget(self._area, 1)

    def _above(self) -> QWidget:
        """What stays in sight however far the column is scrolled: where one is, what is left."""
        holder = QWidget()
        holder.setProperty("place", "page")
        column = QVBoxLayout(holder)
        column.setContentsMargins(MARGIN + RING, 4, MARGIN, 4)
        column.setSpacing(0)
        column.addWidget(self._where)
        column.addWidget(self._left)
        return holder

    def _place_column(self) -> QWidget:
        holder = QWidget()
        holder.setProperty("place", "page")
        column = QVBoxLayout(holder)
        column.setContentsMargins(MARGIN, UNIT // 2, MARGIN, UNIT)
        column.setSpacing(4)
        if self._theme.look.large:
            above = self._ways_above()
            above.setContentsMargins(RING, 0, RING, 0)
            column.addLayout(above)
        column.addLayout(self._middle, 1)
        return holder

    def _ways_above(self, where: QWidget | None = None) -> QHBoxLayout:
        """Return what can be done with a question; where one is beside it, however it scrolls."""
        above = QHBoxLayout()
        if where is None:
            above.addStretch(1)
        else:
            above.addWidget(where, 1)
        above.addWidget(self._hand)
        above.addWidget(self._other)
        return above

    def _pathways_frame(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("place", "well")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, UNIT * 2, 0, UNIT)
        column.setSpacing(4)
        title = heading(self._theme, title_of(self._run))
        # At large text the pathways lie below: how much is left then stands above them.
        for label in (title,) if self._theme.look.large else (title, self._left):
            label.setContentsMargins(MARGIN, 0, UNIT, 0)
            column.addWidget(label)
        if self._run.view.corrects:
            way_out = line_of(self._give_up)
            way_out.setContentsMargins(MARGIN - UNIT, 0, UNIT, 0)
            column.addLayout(way_out)
        liking = line_of(self._by_section)
        liking.setContentsMargins(MARGIN, 4, UNIT, 0)
        column.addLayout(liking)
        column.addWidget(self._pathways, 1)
        return frame

    def _foot(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("place", "below")
        column = QVBoxLayout(frame)
        column.setContentsMargins(MARGIN, 0, MARGIN, 0)
        column.addWidget(self._keys)
        return frame
