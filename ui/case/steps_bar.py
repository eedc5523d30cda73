"""The steps of a case: what is done, what is now, and what waits for what."""

from functools import partial
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from triage_app.domain.journey import Progress, Stage, StepCode
from ui.mnemonics import NOT_LETTERED
from ui.room import Room
from ui.theme import BODY, SMALL, UNIT, Canvas, Tone

HEIGHT, HEIGHT_LARGE = 52, 30
WALKING = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter)
ICONS = {
    Progress.DONE: ("good", Tone.GOOD),
    Progress.NOW: ("now", Tone.ACCENT),
    Progress.READY: ("planned", Tone.MUTED),
    Progress.LOCKED: ("lock", Tone.MUTED),
    Progress.NOT_NEEDED: ("excused", Tone.MUTED),
}


class StepCell(QAbstractButton):
    """One step: its icon, its name, and how it stands."""

    def __init__(self, room: Room, number: int, stage: Stage) -> None:
        super().__init__()
        self._room, self.stage = room, stage
        self._name, self._note = room.texts(stage.name), room.texts(stage.note)
        self.setCheckable(True)
        self.setProperty(NOT_LETTERED, True)
        self.setAccessibleName(f"{self._name}: {self._note}")
        self.setToolTip(f"{self._name}: {self._note} (Alt+{number})")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        across = QSizePolicy.Policy.Fixed if room.theme.look.large else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows and Enter are the bar's to answer."""
        if event.key() in WALKING:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Qt: two lines; at large text one, on which only the open step has its name."""
        look = self._room.theme.look
        if not look.large:
            return QSize(look.px(48), look.px(HEIGHT))
        name = look.measured(BODY, bold=True)[1].horizontalAdvance(self._name) + UNIT * 2
        return QSize(look.px(22) + UNIT + ceil(name) * self.isChecked(), look.px(HEIGHT_LARGE))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw the step; a bar stands under the one that is open."""
        painter = QPainter(self)
        look = self._room.theme.look
        canvas, box, px = Canvas(painter, look), QRectF(self.rect()), look.px
        icon, tone = ICONS[self.stage.progress]
        if self.underMouse():
            canvas.fill(box, look.colours.well)
        top = 6 if not look.large else (box.height() - 3 - px(20)) / 2
        canvas.icon(icon, QRectF(2, top, px(20), px(20)), tone)
        words = box.adjusted(px(20) + UNIT + 2, top, -4, 0)
        words.setHeight(px(20))
        now = self.stage.progress is Progress.NOW
        ink = Tone.INK if self.stage.can_be_opened else Tone.MUTED
        if not look.large or self.isChecked():
            canvas.text(words, self._name, tone=ink, bold=now or self.isChecked())
        if not look.large:
            canvas.text(words.translated(0, px(20)), self._note, SMALL, Tone.MUTED)
        if self.isChecked():
            bar = QRectF(0, box.bottom() - 3, box.width() - UNIT * 2, 3)
            canvas.fill(bar, look.colours.accent)
        painter.end()


class StepsBar(QWidget):
    """Walked by arrows or Alt+1 to 7; a locked step says why it is locked."""

    chosen = Signal(str)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.cells: list[StepCell] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setAccessibleName(room.texts("casefile.steps"))

    def show_stages(self, stages: tuple[Stage, ...], here: StepCode) -> None:
        """Show the steps as they stand, and which of them is open."""
        if [cell.stage for cell in self.cells] != list(stages):
            self._make(stages)
        for cell in self.cells:
            mine = cell.stage.step is here
            cell.setChecked(mine)
            tab = Qt.FocusPolicy.StrongFocus if mine else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(tab)
            cell.updateGeometry()

    def answer_keys(self, page: QWidget) -> None:
        """Open the steps by Alt and their numbers, wherever the keyboard is on a page."""
        for number in range(1, len(StepCode) + 1):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), page)
            keys.activated.connect(partial(self.press, number))

    def press(self, number: int) -> None:
        """Open a step by its number, if the case has so many."""
        if number <= len(self.cells):
            self.cells[number - 1].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows walk the steps, Enter opens the one held."""
        held = [number for number, cell in enumerate(self.cells) if cell.hasFocus()]
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if held and step:
            self.cells[(held[0] + step) % len(self.cells)].setFocus()
        elif held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.cells[held[0]].click()
        else:
            super().keyPressEvent(event)

    def _make(self, stages: tuple[Stage, ...]) -> None:
        held = [number for number, cell in enumerate(self.cells) if cell.hasFocus()]
        for cell in self.cells:
            self._row.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self.cells = [
            StepCell(self._room, number, stage) for number, stage in enumerate(stages, start=1)
        ]
        for cell in self.cells:
            self._row.addWidget(cell)
            cell.clicked.connect(self._choose)
        for number in held:
            self.cells[number].setFocus()

    def _choose(self) -> None:
        cell = self.sender()
        if not isinstance(cell, StepCell):
            return
        if cell.stage.can_be_opened:
            self.chosen.emit(cell.stage.step.value)
            return
        cell.setChecked(False)
        texts, stage = self._room.texts, cell.stage
        why, step = texts(stage.note), texts(stage.name)
        self._room.feedback.tell("casefile.locked", step=step, why=why)
