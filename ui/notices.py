"""What the user should know, said in a bar on the page until it is read or no longer true."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.texts import Texts
from ui.feedback import ask_in_a_dialog
from ui.parts import Notice, button
from ui.theme import UNIT, Theme


class NoticeBar(QWidget):
    """A voice that speaks on the page: it interrupts nobody and covers nothing."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__()
        self.heard = button(theme, texts("common.dismiss"), "quiet")
        self.heard.clicked.connect(self.hide)
        self.notice = Notice(theme, "warn", "", self.heard)
        self._just_told = QTimer(self)  # runs until what is going on now is over
        self._just_told.setSingleShot(True)
        self._just_told.setInterval(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT * 3, UNIT, UNIT * 3, 0)
        column.addWidget(self.notice)
        self.hide()

    def tell(self, message: str) -> None:
        """Show something the user should know, until they have read it."""
        self.notice.label.setText(message)
        self.notice.setAccessibleName(message)
        self._just_told.start()
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self.notice, QAccessible.Event.Alert))

    def hush(self) -> None:
        """Take it away, unless it was told this moment: what is drawn anew after it leaves it."""
        if not self._just_told.isActive():
            self.hide()

    def ask(self, question: str, do: str, leave: str) -> bool:
        """Ask before what cannot be undone."""
        return ask_in_a_dialog(self.window(), question, do, leave)


class Speaker:
    """A voice that outlives the page it speaks on: a new page is another bar."""

    def __init__(self) -> None:
        self.bar: NoticeBar | None = None
        self._waiting = ""

    def speak_on(self, bar: NoticeBar) -> None:
        """Speak on this page from now on; what nobody could show yet is shown here."""
        self.bar = bar
        if self._waiting:
            bar.tell(self._waiting)
            self._waiting = ""

    def tell(self, message: str) -> None:
        """Show it on the page there is, or on the next one."""
        if self.bar is None:
            self._waiting = message
        else:
            self.bar.tell(message)

    def hush(self) -> None:
        """Take away what was told."""
        if self.bar is not None:
            self.bar.hush()

    def ask(self, question: str, do: str, leave: str) -> bool:
        """Ask on the page there is; with none, nothing is done."""
        return self.bar is not None and self.bar.ask(question, do, leave)
