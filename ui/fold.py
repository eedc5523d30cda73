"""A part of a form that stays shut until somebody opens it: what is rare costs one stop by Tab."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts import button
from ui.theme import UNIT, Theme, Tone


class Fold(QWidget):
    """A button that names what lies under it, and shows it or puts it away."""

    opened = Signal()

    def __init__(self, theme: Theme, title: str, states: tuple[str, str]) -> None:
        super().__init__()
        self._theme, self._shut, self._open = theme, *states
        self.head = button(theme, title, "quiet", "chevron-right")
        self.head.clicked.connect(self._turn)
        self._body = QWidget()
        self.column = QVBoxLayout(self._body)
        self.column.setContentsMargins(UNIT * 2, 0, 0, UNIT)
        self.column.setSpacing(UNIT * 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._body)
        self._show(shown=False)

    @property
    def is_open(self) -> bool:
        """Whether what lies under it is shown."""
        return not self._body.isHidden()

    def open(self) -> None:
        """Show what lies under it."""
        self._show(shown=True)

    def _turn(self) -> None:
        self._show(shown=not self.is_open)
        if self.is_open:
            self.opened.emit()

    def _show(self, *, shown: bool) -> None:
        self._body.setVisible(shown)
        name = "chevron-down" if shown else "chevron-right"
        self.head.setIcon(self._theme.icon(name, Tone.ACCENT))
        self.head.setAccessibleDescription(self._open if shown else self._shut)
