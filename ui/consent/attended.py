"""Who came to the first meeting, and tries at reaching somebody who did not."""

from triage_app.domain.compliance import Attendance
from triage_app.domain.tracked import Contact, How, Marked
from ui.forms import Form
from ui.room import Room


class AttendedForm(Form):
    """Asks what became of the meeting, once its time has come."""

    def __init__(self, room: Room, seen: tuple[int, int]) -> None:
        super().__init__(room, "tracking")
        self.seen = seen  # the meeting's number and version
        self.heading("mark")
        marks = [(str(one), room.texts(f"compliance.attendance_{one}")) for one in Attendance]
        self.radio("attendance", marks).changed.connect(self._ask_when)
        self.area("mark_reason", 2)
        self.day("evidence_by")
        self._ask_when()
        self.buttons("tracking.save_mark")

    def mark(self) -> Marked:
        """Return what was filled in."""
        values = self.values()
        given = values["attendance"]
        by = values["evidence_by"]
        return Marked(Attendance(given) if given else None, values["mark_reason"], by)

    def _ask_when(self) -> None:
        control = self.rows["attendance"].control
        waits = control.value() == Attendance.WAITING_FOR_EVIDENCE  # type: ignore[attr-defined]
        self.reveal("evidence_by", waits)


class TryForm(Form):
    """Asks when and how somebody was tried, and whether they were reached."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "tracking")
        said = room.texts
        self.heading("contact")
        self.radio("how", [(one, said(f"tracking.how_{one}")) for one in How], across=True)
        answers = [(True, said("tracking.reached_yes")), (False, said("tracking.reached_no"))]
        self.radio("reached", answers, across=True)
        self.moment("at")
        self.area("note", 2)
        self.fill({"at": room.desk.now()})
        self.cancel = _nothing
        self.buttons("tracking.save_contact", (("common.go_back", self._go_back),))

    def contact(self) -> Contact:
        """Return what was filled in."""
        values = self.values()
        return Contact(values["at"], values["how"], values["reached"], values["note"])

    def _go_back(self) -> None:
        self.cancel()


def _nothing() -> None:
    """Do nothing: the form stands by itself."""
