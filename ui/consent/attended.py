"""Who came to the first meeting."""

from triage_app.domain.compliance import Attendance
from triage_app.domain.tracked import Marked
from ui.forms import Form
from ui.room import Room


class AttendedForm(Form):
    """Asks what became of the meeting, once its time has come."""

    def __init__(self, room: Room, seen: tuple[int, int]) -> None:
        super().__init__(room, "tracking")
        self.seen = seen  # the meeting's number and version
        self.heading("mark")
        marks = [(str(one), room.texts(f"compliance.attendance_{one}")) for one in Attendance]
        self.radio("attendance", marks)
        self.area("mark_reason", 2)
        self.buttons("tracking.save_mark")

    def mark(self) -> Marked:
        """Return what was filled in."""
        values = self.values()
        given = values["attendance"]
        return Marked(Attendance(given) if given else None, values["mark_reason"])
