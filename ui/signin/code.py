"""The recovery code, large, once: it is written on paper before one goes on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from triage_app.domain.problems import Invalid, Problem
from triage_app.services.first_start import RecoveryCode
from ui.forms import Form
from ui.parts import column_of, words
from ui.printing import printers, send
from ui.signin.page import Page
from ui.signin.porch import Porch
from ui.theme import TITLE, UNIT

GROUPS_A_LINE = 3


class CodePage(Page):
    """Shows the code until somebody says that it is on paper."""

    kept = Signal()

    def __init__(self, porch: Porch, code: RecoveryCode) -> None:
        super().__init__(porch, "signin.code_title", "signin.code_lead")
        self.code = code
        self._build()
        self.form.submitted.connect(self._go_on)

    def go_to_first(self) -> None:
        """Put the keyboard on what must be done before going on."""
        self.form.go_to("code_kept")

    def _build(self) -> None:
        theme = self.porch.theme
        groups = self.code.letters.split("-")
        lines = [
            "  ".join(groups[at : at + GROUPS_A_LINE])
            for at in range(0, len(groups), GROUPS_A_LINE)
        ]
        self.shown = words(theme, "\n".join(lines), TITLE, bold=True)
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.shown.setAccessibleName(" ".join(self.code.letters))
        frame = QFrame()
        frame.setProperty("place", "panel")
        frame.setLayout(column_of(self.shown, margin=UNIT * 3))
        self.column.addWidget(frame)
        self.form = Form(self.porch.room(), "signin")
        self._printers = printers()
        if len(self._printers) > 1:
            self.form.pick("printer", [(name, name) for name in self._printers])
            self.form.fill({"printer": self._printers[0]})
        self.form.tick("code_kept")
        self.form.buttons("signin.code_go_on", [("signin.code_print", self._print)])
        self.column.addWidget(self.form)

    def _print(self) -> None:
        """Send the sheet to the printer; it is made anew each time, and kept nowhere."""
        with self.answering(self.form):
            if not self._printers:
                raise Invalid(Problem("", "signin.no_printer"))
            printer = self.form.values().get("printer") or self._printers[0]
            title = self.porch.texts("common.product")
            send(self.code.sheet(self.porch.texts.language), printer, title)

    def _go_on(self) -> None:
        with self.answering(self.form):
            if not self.form.values()["code_kept"]:
                raise Invalid(Problem("code_kept", "signin.code_not_kept"))
            self.kept.emit()
