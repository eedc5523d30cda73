"""A step of a case's journey, or a screen of the rail: what the shell may ask of either."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from triage_app.services.watch import Sighted
from ui.room import Place, Room


class Screen(QWidget):
    """One screen at a time; it announces where its user wants to go, and the shell goes there."""

    went = Signal(Place)
    changed = Signal()  # a case, by this screen

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room

    def refresh(self) -> None:
        """Show things as they stand now."""

    def begin_day(self) -> None:
        """Show what another day makes of it; what does not count days stays as it is."""

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field; on the first thing to do where none is named."""

    def arrive(self, place: Place) -> None:
        """Be what is shown at a place: where the keyboard begins."""
        self.go_to(place.field)

    def shown(self) -> str:
        """Return which of its places is open, where it has several."""
        return ""

    def print_paper(self) -> None:
        """Print the paper that belongs here; most screens have none."""
        self.room.feedback.tell("shell.no_paper_here")

    def leave(self) -> None:
        """Keep what was being typed: the screen is about to go."""


class Step(Screen):
    """One step of one case; it says when it has changed the case, and the page draws anew."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room)
        self.case_id = case_id


class WatchedStep(Step):
    """A step that shows what the engine sees of a case: opened with it, of the head's reading."""

    def __init__(self, room: Room, case_id: int, sighted: Sighted | None = None) -> None:
        super().__init__(room, case_id)
        self._sighted = sighted

    def just_read(self) -> Sighted | None:
        """Return what was read to open the case, once: whoever looks again reads again."""
        sighted, self._sighted = self._sighted, None
        return sighted
