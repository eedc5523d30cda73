"""Why no referral follows: asked once for everybody chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from triage_app.domain.custody_log import Aside
from ui.forms import Form
from ui.parts import column_of
from ui.room import Room
from ui.theme import UNIT


class AsidePanel(QFrame):
    """A form that opens on the page, over nothing."""

    left = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.setProperty("place", "panel")
        self.form = Form(room, "custody_log")
        reasons = [(str(one), room.texts(f"custody_log.aside_{one}")) for one in Aside]
        self.form.pick("reason", reasons)
        self.form.area("note", 2)
        self.form.buttons("custody_log.set_aside", [("common.go_back", self._leave)])
        self.setLayout(column_of(self.form, margin=UNIT * 2))
        self.hide()

    def open(self) -> None:
        """Show it empty, with the keyboard in its first field."""
        self.form.clear_problems()
        self.form.fill({"reason": None, "note": ""})
        self.show()
        self.form.go_to("reason")

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
