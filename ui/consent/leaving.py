"""Going no further with a case that has no contract yet."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from triage_app.domain.wording import Wording
from ui.forms import Form
from ui.room import Room


class LeavingForm(Form):
    """Asks for the scheme's reason, and for what happened."""

    thought_better = Signal()

    def __init__(self, room: Room, reasons: Sequence[tuple[str, Wording]]) -> None:
        super().__init__(room, "ways_out")
        self.heading("take")
        self.note("take_help")
        self.pick("way_out", [(code, name[room.texts.language]) for code, name in reasons])
        self.area("note", 3)
        self.buttons("ways_out.take", [("ways_out.keep", self.thought_better.emit)])
