"""How far work beside the window has come, and the button that cancels it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.parts import button, column_of, line_of, words
from ui.room import Room

WIDTH = 480
WHOLE = 100


class Progress(QWidget):
    """A bar under what is being done; hidden while nothing is."""

    cancelled = Signal()

    def __init__(self, room: Room, cancel: str) -> None:
        super().__init__()
        theme = room.theme
        self._texts = room.texts
        self.what = words(theme, "")
        self.bar = QProgressBar()
        self.bar.setRange(0, WHOLE)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(theme.look.px(WIDTH), theme.look.px(12))
        self.far = words(theme, "")
        self.far.setWordWrap(False)
        self.cancel = button(theme, room.texts(cancel))
        self.cancel.clicked.connect(self.cancelled)
        column = column_of(self.what)
        column.addLayout(line_of(self.bar, self.far))
        column.addLayout(line_of(self.cancel))
        self.setLayout(column)
        self.hide()

    def show_share(self, what: str, share: float) -> None:
        """Show how much is done, of 1; the keyboard goes to the button when it first appears."""
        done = round(share * WHOLE)
        self.what.setText(what)
        self.bar.setValue(done)
        self.far.setText(self._texts("imports.share", share=done))
        self.bar.setAccessibleName(what)
        self.bar.setAccessibleDescription(self.far.text())
        if self.isHidden():
            self.show()
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
