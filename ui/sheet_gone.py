"""Where a sheet went, said once it has gone; and its password: once, until it is put away."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts import Notice, button, clear, column_of, heading, words
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.theme import UNIT

Where = Callable[[QWidget, str, str, str], Path | None]


class SheetGone(QWidget):
    """Asks where a sheet goes and says that it went; nothing of it is kept."""

    forgotten = Signal()  # the password was told, and is put away

    def __init__(self, room: Room, where: Where) -> None:
        super().__init__()
        self._room, self._where = room, where
        self.password: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)

    def ask_where(self, name: str) -> Path | None:
        """Ask where the file goes; it is named by nothing that tells of anybody."""
        texts = self._room.texts
        title, kinds = texts("partner_referral.save_to"), texts("partner_referral.file_type")
        return self._where(self, title, f"{name}.pdf", kinds)

    def tell(self, password: str, recipient: str, path: Path | None) -> None:
        """Say where the sheet is: in a file, with its password where it has one, or to print."""
        code = "to_print" if path is None else "saved"
        self.say(self._room.texts(f"partner_referral.{code}", path=path, recipient=recipient))
        if path is not None and password:
            self._show_password(password, recipient)

    def say(self, line: str) -> None:
        """Say one thing, in the place of whatever was said before."""
        clear(self._column)
        self._put(words(self._room.theme, line, bold=True))

    def forget(self) -> None:
        """Put everything away."""
        clear(self._column)
        self.password = None
        self.forgotten.emit()

    def _show_password(self, password: str, recipient: str) -> None:
        theme, texts = self._room.theme, self._room.texts
        done = button(theme, texts("partner_referral.password_done"))
        done.clicked.connect(self.forget)
        shown = heading(theme, texts("partner_referral.password", password=password))
        told = texts("partner_referral.password_told", recipient=recipient)
        self.password = QWidget()
        self.password.setLayout(column_of(shown, Notice(theme, "phone", told, done)))
        self._put(self.password)
        done.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self.password)

    def _put(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()  # at once: the keyboard may be wanted on it
