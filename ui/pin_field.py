"""A field for a PIN, and figures to touch: unseen as it is typed, kept in no draft."""

from typing import Any

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from triage_app.domain.pins import MOST
from ui.fields import width_of
from ui.mnemonics import NOT_LETTERED
from ui.parts import button
from ui.room import Room
from ui.theme import UNIT, Theme

KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "back")
ACROSS = 3


class PinField(QLineEdit):
    """One line of figures, none of which can be read."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFont(theme.look.font())
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
        self.setInputMethodHints(hints)
        figures = QRegularExpression(rf"[0-9]{{0,{MOST}}}")
        self.setValidator(QRegularExpressionValidator(figures, self))
        self.setFixedWidth(width_of(theme.look, MOST + 2))
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        """Return what was typed."""
        return self.text()

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Empty it, whatever is given: a PIN is never shown back."""
        self.clear() if not value else self.setText(str(value))

    def raw(self) -> str:
        """Return nothing: no draft keeps a PIN."""
        return ""


class PinPad(QWidget):
    """Figures to touch or to click on, for a field that keeps the keyboard meanwhile."""

    def __init__(self, room: Room, field: PinField) -> None:
        super().__init__()
        self._field = field
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(UNIT)
        # At large text there is room beside the field for narrow ones only.
        kind = "narrow_key" if room.theme.look.large else "key"
        for number, key in enumerate(KEYS):
            if not key:
                continue
            icon = "arrow-left" if key == "back" else ""
            made = button(room.theme, key, kind, icon)
            made.setText("" if icon else key)
            made.setAccessibleName(room.texts("pins.rub_out") if icon else key)
            made.setToolTip(room.texts("pins.rub_out") if icon else "")
            made.setProperty(NOT_LETTERED, True)
            made.setProperty("key", key)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(self._press)
            grid.addWidget(made, number // ACROSS, number % ACROSS)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _press(self) -> None:
        key = self.sender().property("key")
        self._field.setFocus()
        if key == "back":
            self._field.backspace()
        else:
            self._field.insert(key)
