"""Several boxes to tick that answer one question."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.fields import TickField
from ui.theme import Theme


class Ticks(QWidget):
    """Boxes by number; its value is the numbers ticked."""

    changed = Signal()

    def __init__(self, theme: Theme, choices: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self._boxes: dict[int, TickField] = {}
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

    def value(self) -> list[int]:
        """Return the numbers ticked."""
        return [number for number, box in self._boxes.items() if box.value()]

    def set_value(self, value: Sequence[int] | None) -> None:
        """Tick these and no others."""
        for number, box in self._boxes.items():
            box.set_value(number in (value or ()))
