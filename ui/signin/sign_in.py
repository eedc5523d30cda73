"""The sign-in: a name, a password, and how long to wait after too many wrong ones."""

from PySide6.QtCore import QTimer, Signal

from triage_app.services import signin
from ui.forms import Form
from ui.parts import words
from ui.signin.page import Page
from ui.signin.porch import Porch
from ui.theme import Tone

SECOND = 1000


class SignInPage(Page):
    """Asks who is there."""

    opened = Signal(object, object)  # the desk, and who sits at it
    recovery_asked = Signal()
    restore_asked = Signal()

    def __init__(self, porch: Porch, username: str = "") -> None:
        super().__init__(porch, "signin.title")
        self._build()
        self._connect()
        self.username.set_value(username)

    def go_to_first(self) -> None:
        """Put the keyboard on what is still to be typed."""
        self.form.go_to("password" if self.username.value() else "username")

    def _build(self) -> None:
        self.form = Form(self.porch.room(), "signin")
        self.username = self.form.line("username", 30)
        self.secret = self.password(self.form, "password")
        self.waiting = words(self.porch.theme, "", tone=Tone.WARN, bold=True)
        self.waiting.hide()
        self.form.add(self.waiting)
        self.main = self.form.buttons(
            "signin.do_sign_in",
            [
                ("signin.lost_password", self.recovery_asked.emit),
                ("signin.put_backup_back", self.restore_asked.emit),
            ],
        )
        self.column.addWidget(self.form)
        self._seconds = QTimer(self)
        self._seconds.setInterval(SECOND)

    def _connect(self) -> None:
        self.form.submitted.connect(self._sign_in)
        self.username.returnPressed.connect(self.secret.setFocus)
        self.secret.line.returnPressed.connect(self._sign_in)
        self._seconds.timeout.connect(self._count_down)
        self.username.editingFinished.connect(self._count_down)

    def _sign_in(self) -> None:
        if not self.main.isEnabled():
            return
        with self.answering(self.form):
            values = self.form.values()
            self.secret.set_value("")
            name, password = values["username"], values["password"]
            desk, actor = signin.sign_in(self.porch.config, name, password, self.porch.clock)
            self.opened.emit(desk, actor)
            return
        self.go_to_first()
        self._count_down()

    def _count_down(self) -> None:
        """Say how long to wait yet; the button comes back by itself."""
        left = signin.waiting(self.porch.config, self.username.value())
        self.waiting.setText(self.porch.texts("signin.wait", n=left) if left else "")
        self.waiting.setVisible(left > 0)
        self.main.setEnabled(left == 0)
        if left and not self._seconds.isActive():
            self._seconds.start()
        elif not left:
            self._seconds.stop()
