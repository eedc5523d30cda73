"""Makes the letter that reminds of a meeting; whether one is safe is said before it is made."""

from PySide6.QtCore import Signal

from triage_app.services import reminders
from triage_app.services.reminders import Reminder
from ui.forms import Form
from ui.large_print import LargePrint
from ui.parts import Notice
from ui.room import Room

LANGUAGES = ("en", "cy", "both")
ONE_LINE = 60  # letters of an address on an answer


class ReminderForm(Form):
    """Asks in which language and how the letter reaches them; then it is shown to be printed."""

    title = "remind"

    made = Signal(int)  # the number of the paper

    def __init__(self, room: Room, meeting_id: int) -> None:
        super().__init__(room, "reminder")
        self._meeting_id = meeting_id
        seen = reminders.reminder(room.desk, room.actor, meeting_id)
        self._build(seen)
        self.submitted.connect(self._make)

    def _build(self, seen: Reminder) -> None:
        room, texts = self.room, self.room.texts
        self.heading("make")
        self.note("which", moment=seen.starts)
        if seen.paper_id is not None:
            self.note("made_already")
        if warned := _warning(room, seen):
            self.add(Notice(room.theme, "warn", warned))
        languages = [(one, texts(f"paperwork.language_{one}")) for one in LANGUAGES]
        self.large = LargePrint(room, self.radio("edition", languages, across=True))
        self.add(self.large)
        address = ", ".join(seen.address)
        shown = address if len(address) <= ONE_LINE else f"{address[:ONE_LINE]}…"
        ways = [(False, texts("reminder.by_post_no"))]
        if seen.address:
            ways.append((True, texts("reminder.by_post_yes", address=shown)))
        self.radio("by_post", ways)
        self.fill({"by_post": seen.is_safe_by_post})
        self.large.choose(seen.edition)
        self.cancel = _nothing
        self.buttons("reminder.print", (("common.go_back", self._go_back),))

    def _make(self) -> None:
        room = self.room
        with room.feedback.answering(self):
            values = self.values()
            edition, by_post = self.large.edition, values["by_post"]
            paper = reminders.issue(
                room.desk, room.actor, self._meeting_id, edition, by_post=by_post
            )
            self.made.emit(paper)

    def _go_back(self) -> None:
        self.cancel()


def _warning(room: Room, seen: Reminder) -> str:
    """Say why a letter may not be safe where they live."""
    if seen.message_may_be_left is False:
        return room.texts("reminder.not_safe")
    return room.texts("reminder.not_asked") if seen.message_may_be_left is None else ""


def _nothing() -> None:
    """Do nothing: the form stands by itself."""
