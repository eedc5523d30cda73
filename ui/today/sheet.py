"""The morning sheet on the screen: whose cases, a look at it, and the printer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission, may
from triage_app.services import morning_sheet
from ui import printing
from ui.forms import Form
from ui.paper_preview import PaperPreview
from ui.parts import heading, words
from ui.room import Room
from ui.theme import UNIT

HEIGHT = 60  # at the least: it takes all that is left
EVERYBODY = 0


class SheetPanel(QFrame):
    """In the place of the list while it is open: the sheet as it will come out."""

    closed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room, self._pdf = room, b""
        self._sees_everyones = may(room.actor.role, Permission.SEE_EVERYONES_CASES)
        self._build()
        self.hide()

    def open(self) -> None:
        """Make the sheet as things stand now, and show it: one's own cases at first."""
        if self._sees_everyones:
            self._offer()
        self._make()
        self.show()
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        room = self._room
        self.setProperty("place", "panel")
        self.preview = PaperPreview(room)
        self.preview.setMinimumHeight(room.theme.look.px(HEIGHT))
        self._told = words(room.theme, "")
        self.form = Form(room, "morning_sheet")
        self.whose = self.form.pick("whose", [])
        self.whose.changed.connect(self._again)
        self.form.reveal("whose", self._sees_everyones)
        self.printer = self.form.pick("printer", [])
        self.form.buttons("morning_sheet.print", [("morning_sheet.close", self._close)])
        self.form.submitted.connect(self._print)
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT * 2, UNIT * 2, UNIT * 2, UNIT * 2)
        column.setSpacing(UNIT)
        column.addWidget(heading(room.theme, room.texts("morning_sheet.title")))
        column.addWidget(self.preview, 1)
        column.addWidget(self.form)
        column.addWidget(self._told)
        self._say("")

    def _say(self, said: str) -> None:
        """Say what became of the sheet; the line takes no room while there is nothing to say."""
        self._told.setText(said)
        self._told.setVisible(bool(said))

    def _offer(self) -> None:
        """Offer whose cases there are; whoever has none of their own sees everybody's."""
        room = self._room
        with room.feedback.answering(self.form):
            held = morning_sheet.whose(room.desk, room.actor)
            everybody = (str(EVERYBODY), room.texts("morning_sheet.everybody"))
            self.whose.offer([everybody, *((str(one), name) for one, name in held)])
            for one in (str(room.actor.id), str(EVERYBODY)):
                if self.whose.value() is None:
                    self.whose.set_value(one)

    def _again(self) -> None:
        if self.isVisible():
            self._make()

    def _make(self) -> None:
        room = self._room
        with room.feedback.answering(self.form):
            chosen = self.whose.value()
            wanted = int(chosen) if chosen and int(chosen) != EVERYBODY else None
            made = morning_sheet.sheet(room.desk, room.actor, room.texts.language, wanted)
            self._pdf = made.pdf
            self._say("")
            self.preview.show_paper(made.pdf, room.texts("morning_sheet.title"))
            names = printing.printers()
            self.printer.offer([(name, name) for name in names])
            if names and self.printer.value() is None:
                self.printer.set_value(names[0])
            self.form.reveal("printer", bool(names))

    def _print(self) -> None:
        room = self._room
        with room.feedback.answering(self.form):
            printer = self.form.values().get("printer")
            if not printer:
                raise Refused("paperwork.no_printer")
            printing.send(self._pdf, printer, room.texts("morning_sheet.title"))
            self._say(room.texts("morning_sheet.sent", printer=printer))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
