"""Saves meetings for another calendar: for whom is asked, then where the file goes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from triage_app.domain.problems import Invalid, Problem
from triage_app.services import calendar_files
from triage_app.services.calendar_files import Days, Wanted
from ui.forms import Form
from ui.paper_sheet import ask_where
from ui.parts import words
from ui.room import Room

Save = Callable[[Wanted], object]
Where = Callable[[QWidget, str, str, str], Path | None]


class CalendarForm(Form):
    """Asks whom the file is for; the log keeps it."""

    title = "calendar"

    closed = Signal()
    saved = Signal()

    def __init__(self, room: Room, save: Save, name: str, where: Where = ask_where) -> None:
        super().__init__(room, "calendar_file")
        self._save_to, self._name, self.where = save, name, where
        self.cancel = self.closed.emit
        self.heading("save")
        self.note("what")
        self.line("recipient", 40)
        self.buttons("calendar_file.save", (("common.go_back", self.closed.emit),))
        self.said = words(room.theme, "")
        self.said.hide()
        self.add(self.said)
        self.submitted.connect(self._save)

    @classmethod
    def of_meeting(cls, room: Room, meeting_id: int) -> "CalendarForm":
        """Return the form that saves one meeting."""

        def save(wanted: Wanted) -> None:
            calendar_files.save_meeting(room.desk, room.actor, meeting_id, wanted)

        return cls(room, save, "meeting.ics")

    @classmethod
    def of_agenda(cls, room: Room, days: Days) -> "CalendarForm":
        """Return the form that saves the meetings of some days."""

        def save(wanted: Wanted) -> int:
            return calendar_files.save_agenda(room.desk, room.actor, days, wanted)

        return cls(room, save, f"agenda-{days.first.isoformat()}.ics")

    def _save(self) -> None:
        """Ask where the file goes, once it is said for whom it is."""
        room, texts = self.room, self.room.texts
        with room.feedback.answering(self):
            recipient = self.values()["recipient"]
            if not recipient:
                raise Invalid(Problem("recipient", "paperwork.say_for_whom"))
            kinds = texts("calendar_file.file_type")
            to = self.where(self, texts("calendar_file.save_as"), self._name, kinds)
            if to is None:
                return
            self._save_to(Wanted(to, recipient, texts.language))
            self.said.setText(texts("calendar_file.saved", path=to))
            self.said.show()
            self.saved.emit()
