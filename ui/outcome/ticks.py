"""Several boxes to tick that answer one question."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.fields import TickField
from ui.parts import line_of
from ui.theme import Theme

Key = TypeVar("Key", int, str)


class _Beside(QLabel):
    """The words of a box, which wrap as a box's own cannot; pressing them ticks it."""

    def __init__(self, theme: Theme, text: str, box: TickField) -> None:
        super().__init__(text)
        self._box = box
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.look.font())
        self.setWordWrap(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: as if the box were pressed; not by another button, nor let go of elsewhere."""
        here = self.rect().contains(event.position().toPoint())
        if not here or event.button() is not Qt.MouseButton.LeftButton:
            return
        self._box.setFocus(Qt.FocusReason.MouseFocusReason)
        self._box.click()


class Ticks(QWidget, Generic[Key]):
    """Boxes by number or key; its value is what is ticked."""

    changed = Signal()

    def __init__(self, theme: Theme, choices: Sequence[tuple[Key, str]]) -> None:
        super().__init__()
        self._boxes: dict[Key, TickField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for number, text in choices:
            box = TickField(theme, "")
            box.setAccessibleName(text)
            box.changed.connect(self.changed)
            self._boxes[number] = box
            line = line_of(box, _Beside(theme, text, box))
            line.setStretch(1, 1)
            line.setStretch(2, 0)
            line.setAlignment(box, Qt.AlignmentFlag.AlignTop)
            column.addLayout(line)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> list[Key]:
        """Return what is ticked."""
        return [number for number, box in self._boxes.items() if box.value()]

    def set_value(self, value: Sequence[Key] | None) -> None:
        """Tick these and no others."""
        for number, box in self._boxes.items():
            box.set_value(number in (value or ()))
