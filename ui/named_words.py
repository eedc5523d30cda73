"""A warning beside words that leave the office, where they hold a name that is to be kept apart.

It says so without naming anybody: the participant may be sitting beside the screen.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from triage_app.services import victims_named
from ui.forms import Form


class NamedWords(QObject):
    """Looks at some fields of a form as they are typed in; it blocks nothing."""

    def __init__(self, form: Form, case_id: int, *names: str) -> None:
        super().__init__(form)
        self._form, self._case_id, self._names = form, case_id, names
        self._told: set[str] = set()
        self._leaves = _always

    def follow(self, leaves: Callable[[], bool] | None = None) -> None:
        """Warn at each change of the form, while what is typed is to leave the office."""
        self._leaves = leaves or _always
        self._form.changed.connect(self._look)
        self._look()

    def said(self, name: str) -> str:
        """Return what is to be said of a field: nothing, or that a name in it is to be checked."""
        row, room = self._form.rows[name], self._form.room
        control: Any = row.control
        text = "" if row.isHidden() else str(control.value() or "")
        again = name in self._told
        if not victims_named.named_in(room.desk, room.actor, self._case_id, text, again=again):
            self._told.discard(name)
            return ""
        self._told.add(name)
        return room.texts("victims.name_in_words")

    def _look(self) -> None:
        for name in self._names:
            self._form.rows[name].warn(self.said(name) if self._leaves() else "")


def _always() -> bool:
    return True
