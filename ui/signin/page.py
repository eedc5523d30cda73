"""What every page before the sign-in looks like: a title, a lead, one column, one thing to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.problems import Invalid, Problem, Refused
from ui.forms import Form
from ui.parts import heading, words
from ui.password_field import PasswordField
from ui.signin.porch import Porch
from ui.theme import TITLE, UNIT, Tone

WIDEST = 640


class Page(QWidget):
    """One page of the entrance."""

    left = Signal()  # back to the sign-in

    def __init__(self, porch: Porch, title: str, lead: str = "", **values: object) -> None:
        super().__init__()
        self.porch = porch
        whole = QVBoxLayout(self)
        whole.setContentsMargins(UNIT * 4, UNIT * 4, UNIT * 4, UNIT * 4)
        self.column = QVBoxLayout()
        self.column.setSpacing(UNIT * 2)
        whole.addLayout(self.column)
        whole.addStretch(1)
        self.setMaximumWidth(porch.theme.look.px(WIDEST) + UNIT * 8)
        self.column.addWidget(heading(porch.theme, porch.texts(title, **values), TITLE))
        if lead:
            self.column.addWidget(words(porch.theme, porch.texts(lead, **values), tone=Tone.MUTED))

    def go_to_first(self) -> None:
        """Put the keyboard where one begins."""

    def password(self, form: Form, name: str) -> PasswordField:
        """Add a field for a password."""
        shown = self.porch.texts("signin.show_password")
        return form.custom(name, PasswordField(self.porch.theme, shown))

    @contextmanager
    def answering(self, form: Form) -> Iterator[None]:
        """Show what goes wrong in the form itself: there is nothing else on the page."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            with self.porch.feedback.answering(form), _beside_the_fields():
                yield
        finally:
            QGuiApplication.restoreOverrideCursor()


@contextmanager
def _beside_the_fields() -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        raise Invalid(Problem("", refused.code, refused.values)) from refused


def twice_the_same(first: str, second: str, field: str) -> None:
    """Refuse a new password that was not typed the same twice."""
    if first != second:
        raise Invalid(Problem(field, "first_start.not_the_same"))
