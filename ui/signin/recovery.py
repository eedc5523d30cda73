"""Getting back in by the printed code."""

from PySide6.QtCore import Signal

from triage_app.services import signin
from triage_app.services.signin import Recovery
from ui.forms import Form
from ui.signin.page import Page, twice_the_same
from ui.signin.porch import Porch


class RecoveryPage(Page):
    """Sets a new password; the next code is shown afterwards."""

    made = Signal(object)

    def __init__(self, porch: Porch) -> None:
        super().__init__(porch, "recovery.title", "recovery.lead")
        self._build()
        self.form.submitted.connect(self._recover)

    def go_to_first(self) -> None:
        """Put the keyboard on the user name."""
        self.form.go_to("username")

    def _build(self) -> None:
        self.form = Form(self.porch.room(), "recovery")
        self.form.line("username", 30)
        self.form.line("code", 34)
        self.password(self.form, "password")
        self.password(self.form, "password_again")
        self.form.buttons("recovery.set", [("common.back", self.left.emit)])
        self.column.addWidget(self.form)

    def _recover(self) -> None:
        with self.answering(self.form):
            values = self.form.values()
            twice_the_same(values["password"], values["password_again"], "password_again")
            lost = Recovery(values["username"], values["code"], values["password"])
            self.made.emit(signin.recover(self.porch.config, lost, self.porch.clock))
