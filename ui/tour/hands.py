"""Hands on the keyboard: every key goes to whatever has the focus, as it would from a person."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QRadioButton, QWidget

from ui.rail import RailItem

NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PATIENCE = 20.0  # seconds: a key derivation and a first paper lie well within it
FARTHEST = 250  # tabs: no screen has so many places

ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left)
FEW = 60  # arrows: no list is longer


class LostError(Exception):
    """The keyboard could not get somewhere: nobody else could either."""


class Hands:
    """Two hands on the keyboard of a window."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.visited: list[str] = []

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key on whatever has the focus."""
        for _ in range(times):
            QTest.keyClick(self.focus(), key, modifier)
            QApplication.processEvents()

    def write(self, words: str) -> None:
        """Type words into whatever has the focus."""
        for letter in words:
            if letter.isascii():
                QTest.keyClicks(self.focus(), letter)
            else:  # Qt's test keys know ASCII only; a keyboard sends the letter as text
                for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                    QApplication.sendEvent(self.focus(), QKeyEvent(kind, 0, NONE, letter))
        QApplication.processEvents()

    def overwrite(self, words: str) -> None:
        """Type words in the place of what a field holds."""
        self.press(Qt.Key.Key_A, CTRL)
        if words:
            self.write(words)
        else:
            self.press(Qt.Key.Key_Delete)

    def to(self, name: str, *, back: bool = False) -> QWidget:
        """Press Tab until something of this accessible name has the focus, and return it."""
        seen: list[str] = []
        for _ in range(FARTHEST):
            found = self.focus()
            seen.append(accessible_name(found))
            if seen[-1] == name:
                self.visited.append(name)
                return found
            self.press(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, SHIFT if back else NONE)
        message = f"no way by Tab to {name!r}; passed {list(dict.fromkeys(seen))}"
        raise LostError(message)

    def fill(self, name: str, words: str) -> None:
        """Go to a field and write in it."""
        self.to(name)
        self.overwrite(words)

    def choose(self, label: str, option: str) -> None:
        """Go to a row of answers, and with the arrows to one of them."""
        self._to_first(f"{label}: ")
        self._arrow_until(lambda: self.at() == f"{label}: {option}", option)
        found = self.focus()
        if isinstance(found, QRadioButton) and not found.isChecked():
            self.press(Qt.Key.Key_Space)

    def pick(self, label: str, words: str) -> None:
        """Go to a list of choices, and with the arrows to one of them."""
        found = self.to(label)
        if not isinstance(found, QComboBox):
            message = f"{label!r} offers no choices"
            raise LostError(message)
        self._arrow_until(lambda: found.currentText() == words, words)

    def tick(self, label: str, option: str = "") -> None:
        """Go to a box, one of several where an option is named, and tick it."""
        self.to(f"{label}: {option}" if option else label)
        self.press(Qt.Key.Key_Space)

    def section(self, name: str) -> None:
        """Go to the rail, with the arrows to a section whatever waits in it, and into it."""
        for _ in range(FARTHEST):
            if isinstance(self.focus(), RailItem):
                break
            self.press(Qt.Key.Key_Tab)
        self._arrow_until(lambda: self.at().startswith(name), name)
        self.press(Qt.Key.Key_Space)

    def do(self, name: str) -> None:
        """Go to a button, and press it."""
        self.to(name)
        self.press(Qt.Key.Key_Space)

    def _to_first(self, beginning: str) -> None:
        """Press Tab until something whose name begins so has the focus."""
        for _ in range(FARTHEST):
            if self.at().startswith(beginning):
                return
            self.press(Qt.Key.Key_Tab)
        message = f"no way by Tab to {beginning!r}"
        raise LostError(message)

    def _arrow_until(self, there: Callable[[], bool], what: str) -> None:
        """Press an arrow until it is so; where one leads nowhere further, try the next."""
        for arrow in ARROWS:
            for _ in range(FEW):
                if there():
                    return
                before = self.state()
                self.press(arrow)
                if self.state() == before:
                    break
        message = f"{what!r} is not among the answers"
        raise LostError(message)

    def state(self) -> tuple[int, str]:
        """Return what an arrow can change: where the keyboard is, and what a list shows."""
        found = self.focus()
        shown = found.currentText() if isinstance(found, QComboBox) else ""
        return id(found), shown

    def click(self, widget: QWidget) -> None:
        """Press the mouse on a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def answer_when_asked(self, answer: str) -> None:
        """Press the button of this name in the dialog that is about to open."""
        watch = QTimer(self.window)
        watch.setInterval(10)

        def look() -> None:
            if QApplication.activeModalWidget() is not None:
                watch.stop()
                watch.deleteLater()
                self.do(answer)

        watch.timeout.connect(look)
        watch.start()

    def wait(self, until: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        """Let the program work until something is so; give up with what was waited for."""
        end = time.monotonic() + patience
        while not until():
            QApplication.processEvents()
            if time.monotonic() > end:
                message = f"waited in vain for {what}"
                raise LostError(message)

    def at(self) -> str:
        """Return the name of what has the focus."""
        return accessible_name(self.focus())

    def focus(self) -> QWidget:
        """Return what has the focus; it is a fault of the screen if nothing does."""
        QApplication.processEvents()
        found = QApplication.focusWidget()
        if found is None:
            message = f"nothing has the keyboard; last at {self.visited[-3:]}"
            raise LostError(message)
        return found


def accessible_name(widget: QWidget) -> str:
    """Return what a screen reader calls a widget."""
    if widget.accessibleName():  # Qt calls a closed list by its value where a label is a relation
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""
