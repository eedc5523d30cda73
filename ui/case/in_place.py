"""What can stand in the place of a step: all the papers of a case, or all that was done to it."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.case.records import RecordsPanel
from ui.case.timeline import Reading, Timeline
from ui.parts import button, line_of
from ui.room import Room
from ui.theme import UNIT


class TimelinePanel(QWidget):
    """The timeline in the place of the step, wherever there is no room for it beside."""

    closed = Signal()
    printed = Signal(int)  # a paper was made of it: its number

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._shown: tuple[int, Reading, date] | None = None
        self.timeline: Timeline | None = None  # made when it is first opened

    def show_entries(self, case_id: int, read: Reading, today: date) -> None:
        """Take how it is read what was done to a case; show it if that is looked at."""
        self._shown = case_id, read, today
        if self.timeline is not None and self.isVisible():
            self.timeline.show_entries(*self._shown)

    def take_keyboard(self) -> None:
        """Show what was done, with the keyboard on the newest of it."""
        if self.timeline is None:
            self.timeline = self._made()
        if self._shown is not None:
            self.timeline.show_entries(*self._shown)
        for part in (self.back, self.timeline):
            part.show()  # at once, or nothing in it can take the keyboard yet
        self.timeline.take_keyboard()

    def _made(self) -> Timeline:
        room = self._room
        self.setProperty("place", "page")
        self.back = button(room.theme, room.texts("casefile.records_back"), "quiet", "arrow-left")
        self.back.clicked.connect(self.closed)
        timeline = Timeline(room, below=False)
        timeline.setProperty("place", "page")
        timeline.printed.connect(self.printed)
        lead = line_of(self.back)
        lead.setContentsMargins(UNIT * 2, UNIT, UNIT * 2, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(lead)
        column.addWidget(timeline, 1)
        return timeline


class StepPlaces(QStackedWidget):
    """Shows the step, or what was opened in its place; Esc goes back from that to the step."""

    came = Signal()  # something is shown now
    left = Signal()  # the step is, again

    def __init__(self, room: Room, case_id: int, step: QWidget, timeline: Timeline) -> None:
        super().__init__()
        self._step, self._timeline, self._large = step, timeline, room.theme.look.large
        self.fills = False  # whether the step leaves no room beside it
        self.records, self.past = RecordsPanel(room, case_id), TimelinePanel(room)
        for one in (step, self.records, self.past):
            self.addWidget(one)
        for closed in (self.records.closed, self.past.closed):
            closed.connect(self._go_back)

    def show_step(self) -> None:
        """Show the step."""
        self._show(0)

    def open_records(self) -> None:
        """Show all papers; the step stays as it is, and the timeline stands beside them."""
        self._show(1)
        if not self._large:
            self._timeline.show()
        self.records.open()

    def toggle_records(self) -> None:
        """Show all papers, or the step again."""
        if self.records.isVisible():
            self._go_back()
        else:
            self.open_records()

    def toggle_past(self) -> None:
        """Go to the timeline where it stands beside; else show it, or the step again."""
        if self.past.isVisible():
            self._go_back()
        elif self._timeline.isVisible() and not self._large:
            self._timeline.take_keyboard()
        else:
            self._show(2)
            self.past.take_keyboard()

    def event(self, event: QEvent) -> bool:
        """Qt: Esc is answered here before it would go back to another screen."""
        if event.type() == QEvent.Type.ShortcutOverride and self._leaves(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc goes back to the step."""
        if self._leaves(event):
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _leaves(self, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        return is_escape and self.currentIndex() > 0

    def _show(self, place: int) -> None:
        self.setCurrentIndex(place)
        self.show()
        self.came.emit()

    def _go_back(self) -> None:
        """Show the step as it was left, with the keyboard where it was."""
        self._show(0)
        self._timeline.setVisible(not self.fills)
        held = self._step.focusWidget()
        if held is not None and held.isVisible():
            held.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()
