"""Coming in to practise: one chooses whom to be, or another scheme to practise."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from triage_app.practice.cast import schemes
from triage_app.services import signin
from triage_app.services.desk import Actor, Desk
from ui.parts import button, words
from ui.signin.page import Page
from ui.signin.porch import Porch
from ui.theme import Tone


class PracticePage(Page):
    """A button for each practised user, and one for each other scheme that can be practised."""

    opened = Signal(object, object)
    scheme_asked = Signal(str)  # a practice caseload is of one scheme: another is opened

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
        self._offer_others()

    def _offer_others(self) -> None:
        """Say which scheme this is, and offer the others."""
        texts, theme = self.porch.texts, self.porch.theme
        named = schemes(self.porch.config, self._desk.schemes)
        here = named.pop(self.porch.config.scheme)[texts.language]
        lead = texts("signin.practised_scheme", scheme=here)
        self.column.addWidget(words(theme, lead, tone=Tone.MUTED))
        for code, name in named.items():
            go = button(theme, texts("signin.practise_scheme", scheme=name[texts.language]), "link")
            go.setProperty("scheme", code)
            go.clicked.connect(self._ask_scheme)
            self.column.addWidget(go)

    def _ask_scheme(self) -> None:
        self.scheme_asked.emit(self.sender().property("scheme"))

    def _be(self) -> None:
        actor = signin.practise_as(self._desk, self.sender().property("username"))
        self.opened.emit(self._desk, actor)
