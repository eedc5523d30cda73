"""What is recorded while a contract runs: a small form for each thing, one open at a time."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from triage_app.domain.compliance import Attendance, Basis
from triage_app.domain.tracked import Contact, Given, How, Marked, NewOffence, puts_right
from triage_app.services.tracking import GIVING
from triage_app.services.tracking_view import MeetingSeen
from ui.large_print import LargePrint
from ui.parts import words
from ui.record_form import RecordForm
from ui.room import Room
from ui.slot_form import history
from ui.theme import SMALL, Tone
from ui.tracking.parts import marks_told

REASONED = frozenset(
    {
        Attendance.MISSED_ACCEPTABLE,
        Attendance.MISSED_UNACCEPTABLE,
        Attendance.SERVICE_FAULT,
        Attendance.WAITING_FOR_EVIDENCE,
    }
)


class MarkForm(RecordForm):
    """What became of one meeting; the reason is asked for where there may be one."""

    title, save = "mark", "tracking.save_mark"
    move_wanted = Signal()
    calling_off_wanted = Signal()
    letter_wanted = Signal()
    calendar_wanted = Signal()

    def __init__(self, room: Room, meeting: MeetingSeen, chosen: Attendance | None = None) -> None:
        self.meeting = meeting
        super().__init__(room)
        self.version = meeting.version
        held = {"mark_reason": meeting.note, "evidence_by": meeting.evidence_by}
        self.fill({"attendance": chosen or meeting.attendance, **held})
        self._ask_reason()

    def more(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Return what can be done with a meeting of which nobody has said who came."""
        if not self.meeting.is_open:
            return ()
        to_come = self.meeting.starts > self.room.desk.now()
        letter = (("reminder.make", self.letter_wanted.emit),) if to_come else ()
        return (
            ("bookings.heading_move", self.move_wanted.emit),
            ("bookings.heading_call_off", self.calling_off_wanted.emit),
            *letter,
            ("calendar_file.open", self.calendar_wanted.emit),
        )

    def ask(self) -> None:
        """Ask who came, and why not; every slot it had before is told."""
        self.note("mark_when", moment=self.meeting.starts)
        told = (*marks_told(self.room.texts, self.meeting),
                *history(self.room.texts, self.meeting.booked))  # fmt: skip
        for line in told:
            self.add(words(self.room.theme, line, SMALL, Tone.MUTED))
        said = self.room.texts
        marks = [
            (one, f"{number} {said(f'compliance.attendance_{one}')}")
            for number, one in enumerate(Attendance, 1)
        ]
        self.radio("attendance", marks).changed.connect(self._ask_reason)
        self.area("mark_reason", 2)
        self.day("evidence_by")
        self.area("why_changed", 2)

    def given(self) -> Marked:
        """Return what was filled in."""
        values = self.values()
        return Marked(
            attendance=values["attendance"],
            note=values["mark_reason"],
            evidence_by=values["evidence_by"],
            why=values["why_changed"],
        )

    def _ask_reason(self) -> None:
        """Ask for a reason, a day or both; why it is changed, where something stands there."""
        chosen = self.rows["attendance"].control.value()  # type: ignore[attr-defined]
        self.reveal("mark_reason", chosen in REASONED)
        self.reveal("evidence_by", chosen == Attendance.WAITING_FOR_EVIDENCE)
        self.reveal("why_changed", bool(chosen) and puts_right(chosen, self.meeting.attendance))


class ContactForm(RecordForm):
    """A try at reaching the person."""

    title, save = "contact", "tracking.save_contact"

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.fill({"at": room.desk.now()})

    def ask(self) -> None:
        """Ask when, how, and whether they were reached."""
        said = self.room.texts
        self.radio("how", [(one, said(f"tracking.how_{one}")) for one in How], across=True)
        answers = [(True, said("tracking.reached_yes")), (False, said("tracking.reached_no"))]
        self.radio("reached", answers, across=True)
        self.moment("at")
        self.area("note", 2)

    def given(self) -> Contact:
        """Return what was filled in."""
        values = self.values()
        return Contact(values["at"], values["how"], values["reached"], values["note"])


class OffenceForm(RecordForm):
    """A new offence: the day it was committed, and on what basis it is said."""

    title, save = "offence", "tracking.save_offence"

    def ask(self) -> None:
        """Ask the day and the basis."""
        self.day("offence_day")
        said = self.room.texts
        self.radio("basis", [(one, said(f"compliance.basis_{one}")) for one in Basis], across=True)
        self.area("note", 2)

    def given(self) -> NewOffence:
        """Return what was filled in."""
        values = self.values()
        return NewOffence(values["basis"], values["offence_day"], values["note"])


class RestorativeForm(RecordForm):
    """The victim wants restorative justice, and the person was asked on a day."""

    title, save = "restorative", "tracking.save_restorative"

    def ask(self) -> None:
        """Ask the day."""
        self.day("asked_on")


class LetterForm(RecordForm):
    """The letter the ladder asks for: what the assessor adds, and by when to answer."""

    title, save = "letter", "tracking.make_letter"

    def __init__(self, room: Room, edition: str) -> None:
        super().__init__(room)
        self.large.choose(edition)

    def ask(self) -> None:
        """Ask what is to be added, and how large it is printed."""
        self.area("reason", 3)
        self.day("answer_by")
        self.large = LargePrint(self.room)  # as the person needs it, until somebody says other
        self.add(self.large)


class GivingForm(RecordForm):
    """How and when a letter was given."""

    title, save = "given", "tracking.save_given"

    def __init__(self, room: Room, letter_id: int) -> None:
        super().__init__(room)
        self.letter_id = letter_id
        self.fill({"given_on": room.desk.today(), "given_by": room.actor.name})

    def ask(self) -> None:
        """Ask how and when, by whom, and why it was safe to post."""
        said = self.room.texts
        ways = (How.IN_PERSON, How.LETTER, How.VISIT)
        self.radio("given_how", [(one, said(f"tracking.how_{one}")) for one in ways], across=True)
        self.day("given_on")
        self.line("given_by", 30)
        self.area("given_note", 2)

    def given(self) -> Given:
        """Return what was filled in."""
        values = self.values()
        return Given(*(values[name] for name in GIVING))


class ReviewForm(RecordForm):
    """A supervisor's review of the misses: the contract goes on, and why."""

    title, save = "review", "tracking.save_review"

    def ask(self) -> None:
        """Ask why."""
        self.area("review", 3)
