"""The only place that speaks to the user unasked; codes become words here."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from triage_app.domain.problems import Invalid, Problem, Refused, Stale
from triage_app.texts import Texts


class Voice(Protocol):
    """Whatever can put a message before the user."""

    def tell(self, message: str) -> None:
        """Show something the user should know, until they have read it."""

    def hush(self) -> None:
        """Take away what was told: it is no longer true, or no longer matters."""

    def ask(self, question: str, do: str, leave: str) -> bool:
        """Ask before what cannot be undone; both answers say what they do."""


class Answering(Protocol):
    """A form, as far as what went wrong concerns it."""

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields and list what must be put right."""

    def show_theirs(self, theirs: Mapping[str, object], by: str) -> None:
        """Put another's version beside what was typed here."""

    def clear_problems(self) -> None:
        """Take the marks away."""


class Feedback:
    """Tells the user, in words, what the application answered in codes."""

    def __init__(self, voice: Voice, texts: Texts) -> None:
        self._voice, self._texts = voice, texts

    def tell(self, code: str, /, **values: object) -> None:
        """Put a code into words and show it."""
        self._voice.tell(self._texts(code, **values))

    def hush(self) -> None:
        """Take away what was told: the user has gone on."""
        self._voice.hush()

    def ask(self, code: str, /, **values: object) -> bool:
        """Ask once before what cannot be undone.

        The button that does it is worded by the code with `_do` behind it, where there is one.
        """
        do = f"{code}_do" if self._texts.has(f"{code}_do") else "common.go_ahead"
        question = self._texts(code, **values)
        return self._voice.ask(question, self._texts(do), self._texts("common.go_back"))

    @contextmanager
    def answering(self, form: Answering | None = None, *, unasked: bool = False) -> Iterator[None]:
        """Show what is expected to go wrong instead of letting it pass for a fault.

        What the program does unasked, a moment later, takes nothing away that was told since.
        """
        if form is not None:
            form.clear_problems()
        if not unasked:
            self._voice.hush()
        try:
            yield
        except Stale as stale:
            self.tell(stale.code, **stale.values)
            if form is not None:
                form.show_theirs(stale.theirs, str(stale.values["by"]))
        except Refused as refusal:
            self.tell(refusal.code, **refusal.values)
        except Invalid as invalid:
            self._put_right(invalid.problems, form)

    def _put_right(self, problems: Sequence[Problem], form: Answering | None) -> None:
        if form is not None:
            form.show_problems(problems)
            return
        told = [self._texts(problem.code, **problem.values) for problem in problems]
        self._voice.tell("\n".join(told))


def ask_in_a_dialog(parent: QWidget, question: str, do: str, leave: str) -> bool:
    """Ask in a dialog whose buttons say what they do; leaving it alone is the safe answer."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    doing = box.addButton(do, QMessageBox.ButtonRole.AcceptRole)
    leaving = box.addButton(leave, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leaving)
    box.setEscapeButton(leaving)
    box.exec()
    parent.activateWindow()  # not every desktop gives the keyboard back by itself
    return box.clickedButton() is doing
