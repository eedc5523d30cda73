"""Several boxes to tick that answer one question."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.fields import TickField
from ui.theme import Theme

Key = TypeVar("Key", int, str)


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
            box = TickField(theme, text)
            box.setAccessibleName(text)
            box.changed.connect(self.changed)
            self._boxes[number] = box
            column.addWidget(box)
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
