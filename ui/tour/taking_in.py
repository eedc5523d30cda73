"""A custody log taken in by keys: its columns named, its bad rows seen, those who wait listed."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from triage_app.practice import custody
from ui.shell import Shell
from ui.tour.hands import Hands

Said = Callable[[str], str]


class TakingIn:
    """The steps from the file to the list."""

    def __init__(self, hands: Hands, said: Said) -> None:
        self._hands, self._said = hands, said

    def look_at_file(self, shell: Shell) -> None:
        """Type the path of an invented log, and have it looked at."""
        desk = shell.room.desk
        custody.write_file(desk.config, desk.now())
        self._hands.section(self._said("shell.custody_log"))
        self._hands.do(self._said("custody_log.import"))
        self._hands.fill(self._said("custody_log.file"), str(custody.practice_file(desk.config)))
        self._hands.do(self._said("custody_log.look"))

    def preview(self, shell: Shell) -> None:
        """Have every row read, and wait until they are shown."""
        self._hands.do(self._said("custody_log.preview"))
        self._hands.wait(lambda: self._is_there("custody_log.rows", shell), "the rows of the log")

    def take_in(self, shell: Shell) -> None:
        """Take in the good rows, and wait for the list."""
        self._hands.do(self._said("custody_log.import_good"))
        self._hands.wait(lambda: self._is_there("custody_log.table", shell), "those who wait")
        custody.practice_file(shell.room.desk.config).unlink()

    def _is_there(self, name: str, shell: Shell) -> bool:
        wanted = self._said(name)
        shown = shell.findChildren(QWidget)
        return any(one.accessibleName() == wanted and one.isVisible() for one in shown)
