"""Names the cases that no rule can speak of, so that nobody takes silence for rest."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts import words
from ui.room import Room
from ui.theme import Tone


class SchemelessPart(QWidget):
    """A line above the list, while there is such a case."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room, self.line = room, words(room.theme, "", tone=Tone.WARN, bold=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        self.hide()

    def name(self, numbers: tuple[str, ...]) -> None:
        """Name these cases."""
        self.line.setText(self._room.texts("today.schemeless", numbers=", ".join(numbers)))
        self.setVisible(bool(numbers))
