"""Asking for consent: the sheet to explain the scheme from, and the form for what was said."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from triage_app.services import consent
from triage_app.services.consent import ConsentView
from ui.consent.answer import AnswerForm
from ui.consent.sheet import SheetPart
from ui.drafts import DraftKeeper
from ui.parts import column_of
from ui.room import Room
from ui.theme import UNIT


class AskingPart(QWidget):
    """Says when the sheet was made, and when the answer is recorded."""

    made = Signal(int)
    answered = Signal()

    def __init__(self, room: Room, case_id: int, view: ConsentView) -> None:
        super().__init__()
        self._room, self._case_id, self._view = room, case_id, view
        self.sheet = SheetPart(room, case_id, view)
        self.form = AnswerForm(room, view)
        self.keeper = DraftKeeper(room, self.form, "consent", case_id)
        self.sheet.wanted.connect(self.print_sheet)
        self.form.submitted.connect(self._record)
        self.setLayout(column_of(self.sheet, self.form, spacing=UNIT * 3))

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field; on the sheet while there is none."""
        if self._view.sheet.paper_id is not None:
            row = self.form.rows.get(field)
            self.form.go_to(field if row is not None and not row.isHidden() else "explained")
        else:
            self.sheet.print.setFocus()

    def print_paper(self) -> None:
        """Show the sheet to print; it is made if it has not been yet."""
        if self.sheet.papers is not None:
            self.sheet.papers.open_newest()
        else:
            self.print_sheet()

    def leave(self) -> None:
        """Keep what was being typed."""
        self.keeper.keep_now()

    def print_sheet(self) -> None:
        """Make the sheet in the language chosen."""
        room = self._room
        with room.feedback.answering(self.form):
            edition = self.sheet.edition
            self.made.emit(consent.issue_sheet(room.desk, room.actor, self._case_id, edition))

    def _record(self) -> None:
        room = self._room
        with room.feedback.answering(self.form):
            consent.record(room.desk, room.actor, self._case_id, self.form.answer())
            self.keeper.settled()
            self.answered.emit()
