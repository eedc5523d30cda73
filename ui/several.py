"""Several of a few values: a box to tick for each, all of them in view."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.flow import Flow
from ui.theme import UNIT, Theme


class SeveralField(QWidget):
    """Any number of values, in the order they are offered."""

    changed = Signal()

    def __init__(self, theme: Theme, label: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._shown = dict(choices)
        self.boxes: dict[str, QCheckBox] = {}
        for value, words in choices:
            box = QCheckBox(words)
            box.setFont(theme.look.font())
            box.setAccessibleName(f"{label}: {words}")
            box.toggled.connect(self.changed)
            self.boxes[value] = box
        self.setLayout(Flow(*self.boxes.values(), spacing=UNIT * 2))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> tuple[str, ...]:
        """Return the values ticked."""
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:  # noqa: ANN401 - as every field
        """Tick these values and no others."""
        for one, box in self.boxes.items():
            box.setChecked(one in (value or ()))

    def raw(self) -> list[str]:
        """Return what is ticked, to be kept."""
        return list(self.value())

    def set_raw(self, raw: Any) -> None:  # noqa: ANN401
        """Tick what was ticked."""
        self.set_value(raw)

    def words(self, value: Any) -> str:  # noqa: ANN401
        """Return how some values are shown."""
        return ", ".join(self._shown[one] for one in value or () if one in self._shown)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard goes to the first box."""
        super().focusInEvent(event)
        next(iter(self.boxes.values())).setFocus()
