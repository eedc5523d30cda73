"""What can be done with the rows: give some to another, or take the list away as a file."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy

from triage_app.services.caseload import KINDS, Load
from ui.forms import Form
from ui.parts import column_of, holding
from ui.room import Room
from ui.theme import UNIT

LEAST = 100  # pixels: a field and its words


class _Panel(QScrollArea):
    """A form that opens on the page, over nothing; where there is little room, it scrolls."""

    left = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form
        holder = holding(column_of(form, margin=UNIT * 2))
        for one in (self, holder):
            one.setProperty("place", "panel")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizeAdjustPolicy(QScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(form.room.theme.look.px(LEAST))
        self.setWidget(holder)
        self.hide()

    def open(self) -> None:
        """Show it, with the keyboard in its first field."""
        self.form.clear_problems()
        self.show()
        self.form.go_to("")

    def _leave(self) -> None:
        self.hide()
        self.left.emit()


class GivePanel(_Panel):
    """Who takes the cases chosen, and why."""

    def __init__(self, room: Room) -> None:
        form = Form(room, "caseload")
        self._taker = form.pick("taker", [])
        form.area("reason", 2)
        form.buttons("caseload.give_now", [("common.go_back", self._leave)])
        super().__init__(form)

    def offer(self, loads: Sequence[Load]) -> None:
        """Offer whoever may take them."""
        self._taker.offer([(load.member_id, load.name) for load in loads if load.takes])
        self.form.fill({"taker": None, "reason": ""})


class ExportPanel(_Panel):
    """Whom the file is for, and which kind it is."""

    def __init__(self, room: Room) -> None:
        form = Form(room, "caseload")
        form.line("recipient", 40)
        kinds = [(one, room.texts(f"caseload.format_{one}")) for one in reversed(KINDS)]
        form.radio("format", kinds, across=True)
        form.fill({"format": kinds[0][0]})
        form.buttons("caseload.choose_file", [("common.go_back", self._leave)])
        super().__init__(form)
