"""Coming in to practise: one chooses whom to be."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from triage_app.services import signin
from triage_app.services.desk import Actor, Desk
from ui.parts import button
from ui.signin.page import Page
from ui.signin.porch import Porch


class PracticePage(Page):
    """A button for each practised user."""

    opened = Signal(object, object)

    def __init__(self, porch: Porch, desk: Desk) -> None:
        super().__init__(porch, "signin.practise_title", "signin.practise_lead")
        self._desk = desk
        self._build(signin.practised_users(desk))

    def go_to_first(self) -> None:
        """Put the keyboard on the first of them."""
        self._buttons[0].setFocus()

    def _build(self, users: Sequence[Actor]) -> None:
        texts = self.porch.texts
        self._buttons = []
        for one in users:
            role = texts(f"role.{one.role}")
            said = texts("signin.practised_user", name=one.name, role=role)
            be = button(self.porch.theme, said)
            be.setProperty("username", one.username)
            be.clicked.connect(self._be)
            self._buttons.append(be)
            self.column.addWidget(be)

    def _be(self) -> None:
        actor = signin.practise_as(self._desk, self.sender().property("username"))
        self.opened.emit(self._desk, actor)
