"""What lies over a whole window: everything beneath is hidden and its keys are put to sleep."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.services import signin
from ui.forms import Form
from ui.room import Room


def is_their_own(room: Room, form: Form, given: str) -> bool:
    """Say whether a password is that of whoever is signed in; if not, say so beside its field."""
    with room.feedback.answering(form):
        try:
            signin.confirm(room.desk, room.actor, given)
        except Refused as refused:
            raise Invalid(Problem("password", refused.code, refused.values)) from refused
        return True
    return False


LIES_OVER = "lies_over"  # a property of whatever does


def take_away(window: QWidget) -> None:
    """Take away whatever lies over a window, as its user goes: who comes next has nothing of it."""
    for one in window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if one.property(LIES_OVER):
            one.hide()
            one.deleteLater()
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)


class Beneath:
    """What lies under a widget in its window: hidden from eyes, keys and screen readers alike."""

    def __init__(self, window: QWidget, over: QWidget) -> None:
        self._window, self._over = window, over
        over.setProperty(LIES_OVER, True)
        self._hidden: list[QWidget] = []
        self._asleep: list[QShortcut] = []

    def hide(self) -> None:
        """Hide what is to be seen, and put every key but the cover's own to sleep."""
        self._hidden = [
            one
            for one in self._window.children()
            if isinstance(one, QWidget) and one is not self._over and one.isVisible()
        ]
        ours = self._over.findChildren(QShortcut)
        self._asleep = [
            key
            for key in self._window.findChildren(QShortcut)
            if key.isEnabled() and key not in ours
        ]
        for key in self._asleep:
            key.setEnabled(False)
        for one in self._hidden:
            one.hide()

    def show(self) -> None:
        """Bring back what was hidden, and wake its keys."""
        hidden, asleep = self._hidden, self._asleep
        self._hidden, self._asleep = [], []
        for one in hidden:
            one.show()
        for key in asleep:
            key.setEnabled(True)
