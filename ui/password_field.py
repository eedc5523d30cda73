"""A field for a password: unseen unless asked, pasted into at will, kept in no draft."""

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from triage_app.domain.storable import storable
from ui.fields import width_of
from ui.theme import Theme

FEWEST = 16  # characters in sight where there is little room
LONGEST = 1000  # as many characters as the rules allow, and one more to be told of


class PasswordField(QWidget):
    """One line and a box that shows what is typed in it: a long phrase is typed wrong unseen."""

    changed = Signal()

    def __init__(self, theme: Theme, show_words: str, characters: int = 40) -> None:
        super().__init__()
        self.line, self.shown = QLineEdit(), QCheckBox(show_words)
        self._wanted = width_of(theme.look, characters)
        for one in (self.line, self.shown):
            one.setFont(theme.look.font())
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.line.setMaxLength(LONGEST + 1)
        self.line.setMaximumWidth(self._wanted)
        self.line.setMinimumWidth(min(self._wanted, width_of(theme.look, FEWEST)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line)
        layout.addWidget(self.shown)
        self.line.textChanged.connect(self.changed)
        self.shown.toggled.connect(self._show)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt: as wide as a long phrase, where there is the room."""
        return super().sizeHint().expandedTo(QSize(self._wanted, 0))

    def value(self) -> str:
        """Return what was typed, every space of it."""
        return storable(self.line.text())

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Empty it, whatever is given: a password is never shown back."""
        self.line.clear() if not value else self.line.setText(str(value))

    def raw(self) -> str:
        """Return nothing: no draft keeps a password."""
        return ""

    def setAccessibleName(self, name: str) -> None:
        """Qt: name the line and the box beside it."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.shown.setAccessibleName(f"{name}: {self.shown.text()}")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard goes to the line."""
        super().focusInEvent(event)
        self.line.setFocus()

    def setFocus(self, *reason: Any) -> None:  # noqa: ANN401
        """Qt: likewise."""
        self.line.setFocus(*reason)

    def _show(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
