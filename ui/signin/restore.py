"""Putting a backup back, before anybody has signed in."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from triage_app.domain.problems import Invalid, Problem
from triage_app.services import safekeeping
from triage_app.services.safekeeping import Restored
from ui.forms import Form
from ui.parts import Notice, button
from ui.signin.page import Page
from ui.signin.porch import Porch


class RestorePage(Page):
    """Asks which backup, and who signs for it."""

    restored = Signal()

    def __init__(self, porch: Porch) -> None:
        super().__init__(porch, "restore.title", "restore.lead")
        self._build()
        self._connect()

    def go_to_first(self) -> None:
        """Put the keyboard on the file."""
        self.form.go_to("file")

    def _build(self) -> None:
        self.form = Form(self.porch.room(), "restore")
        self.file = self.form.line("file", 56)
        self.choose = button(self.porch.theme, self.porch.texts("restore.choose_file"))
        self.form.add(self.choose)
        if not self.porch.config.practice:
            self.form.line("username", 30)
            self.password(self.form, "password")
        self.form.buttons("restore.do", [("common.back", self.left.emit)])
        self.column.addWidget(self.form)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.form.submitted.connect(self._restore)

    def _choose(self) -> None:
        title = self.porch.texts("restore.choose_file")
        chosen, _ = QFileDialog.getOpenFileName(self, title, self.file.value())
        if chosen:
            self.file.set_value(chosen)

    def _restore(self) -> None:
        with self.answering(self.form):
            values = self.form.values()
            if not values["file"]:
                raise Invalid(Problem("file", "restore.file_missing"))
            done = safekeeping.restore(
                self.porch.config,
                Path(values["file"]).expanduser().absolute(),
                values.get("username", ""),
                values.get("password", ""),
                self.porch.clock,
            )
            self._say(done)

    def _say(self, done: Restored) -> None:
        texts = self.porch.texts
        told = [texts("restore.done", made=texts.moment(done.made_at))]
        if done.disposed_again:
            told.append(texts("safekeeping.disposed_again", n=done.disposed_again))
        if done.aside:
            told.append(texts("restore.kept_aside", file=done.aside.file, day=done.aside.until))
        go_on = button(self.porch.theme, texts("signin.code_go_on"), "primary")
        go_on.clicked.connect(self.restored)
        self.form.hide()
        self.column.addWidget(Notice(self.porch.theme, "good", "\n".join(told)))
        self.column.addWidget(go_on)
        go_on.setFocus()
