"""Consent as a step of a case: the sheet, the answer, the assessment booked, or a way out."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.wording import Wording
from triage_app.domain.workflow import State
from triage_app.services import bookings, consent, tracking, ways_out
from triage_app.services.consent import ConsentView
from ui.consent.agreed import AgreedPart
from ui.consent.answer import AnswerForm
from ui.consent.asking import AskingPart
from ui.consent.attended import AttendedForm, TryForm
from ui.consent.leaving import LeavingForm
from ui.consent.meeting import BOOKING, MeetingPart
from ui.consent.sheet import SHEET, SheetPart
from ui.consent.summary import answered_part, earlier_part, put_right_parts
from ui.not_taken_on import NotTakenOn
from ui.paper_panel import PaperPanel
from ui.parts import Empty, button, clear, holding, line_of
from ui.room import Place, Room
from ui.scan_panel import ScanPanel
from ui.slot_form import CallingOffForm
from ui.step import Step
from ui.theme import UNIT

WAY_OUT = "way_out"
REMINDER = "REMINDER"  # the kind of paper it is filed as
NOTICE = "CONSENT_WITHDRAWN"  # to a service that may no longer be told
LEFT = (State.NOT_TAKEN_ON, State.CLOSED)


class ConsentStep(Step):
    """One thing to do at a time, in the order it is done beside the person."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room, case_id)
        self.asking: AskingPart | None = None
        self.agreed: AgreedPart | None = None
        self.meeting: MeetingPart | None = None
        self.leaving: LeavingForm | None = None
        self.left: NotTakenOn | None = None
        self.papers: PaperPanel | None = None  # once the answer is recorded
        self._reasons: tuple[tuple[str, Wording], ...] = ()
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Show what there is to do now; what was being typed is kept first."""
        self.leave()
        room = self.room
        with room.feedback.answering():
            self._show(consent.view(room.desk, room.actor, self.case_id))

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field, or on the first thing to do."""
        support = self.agreed.support if self.agreed is not None else None
        if support is not None and support.go_to(field):
            return
        if field == WAY_OUT and self._reasons:
            self._open_leaving()
        elif self.asking is not None:
            self.asking.go_to(field)
        elif self.meeting is not None:
            self.meeting.go_to(field)
        elif self.left is not None:
            self.left.go_to(field)

    def print_paper(self) -> None:
        """Show the paper to print; the sheet is made if it has not been yet."""
        if self.left is not None:
            self.left.print_paper()
        elif self.asking is not None:
            self.asking.print_paper()
        elif self.papers is not None:
            self.papers.open_newest()
        else:
            super().print_paper()

    def leave(self) -> None:
        """Keep what was being typed."""
        for part in (self.asking, self.meeting, self.agreed, self.left):
            if part is not None:
                part.leave()

    @property
    def form(self) -> AnswerForm | None:
        """What asks for the answer, while it is asked."""
        return self.asking.form if self.asking else None

    @property
    def sheet(self) -> SheetPart | None:
        """What the scheme is explained from, while it is asked."""
        return self.asking.sheet if self.asking else None

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT * 3)
        self._column = QVBoxLayout()
        self._column.setSpacing(UNIT * 3)
        layout.addLayout(self._column)
        layout.addStretch(1)

    def _show(self, view: ConsentView) -> None:
        clear(self._column)
        self.asking = self.agreed = self.meeting = self.leaving = self.left = self.papers = None
        self._view, self._reasons = view, ()
        if view.state is State.REFERRED:
            self._column.addWidget(self._locked())
            return
        self._show_said(view)
        if view.state is State.ELIGIBLE or view.asks_again:
            self._show_asking(view)
        if view.answered and view.answered.given and view.state is not State.ELIGIBLE:
            self._show_meeting(view)
            self._show_agreed(view)
        if view.answered and self.asking is None:
            self.papers = PaperPanel(self.room, self.case_id, kinds=(SHEET, REMINDER, NOTICE))
            if self.agreed is not None:
                self.agreed.changed.connect(self.papers.refresh)  # a notice may have been made
            self._column.addWidget(self.papers)
        self.scans = ScanPanel(self.room, self.case_id)
        self.scans.changed.connect(self.changed)
        self._column.addWidget(self.scans)
        if view.state in LEFT:
            self._show_left()
        self._offer_leaving()

    def _locked(self) -> QWidget:
        texts = self.room.texts
        return Empty(self.room.theme, "lock", texts("step.locked_consent"), texts("consent.locked"))

    def _show_said(self, view: ConsentView) -> None:
        """Show what was answered, now and before, and whatever was put right."""
        parts = [*put_right_parts(self.room, self.case_id)]
        if view.answered:
            parts.append(answered_part(self.room, view.answered))
        if view.earlier:
            parts.append(earlier_part(self.room, view))
        for part in parts:
            self._column.addWidget(part)

    def _show_asking(self, view: ConsentView) -> None:
        self.asking = AskingPart(self.room, self.case_id, view)
        self.asking.made.connect(self._sheet_made)
        self.asking.answered.connect(self._done)
        self._column.addWidget(self.asking)

    def _show_agreed(self, view: ConsentView) -> None:
        self.agreed = AgreedPart(self.room, self.case_id, view)
        self.agreed.changed.connect(self.changed)
        self.agreed.withdrawn.connect(self._withdrawn)
        self._column.addWidget(self.agreed)

    def _show_meeting(self, view: ConsentView) -> None:
        room = self.room
        first = bookings.first_meeting(room.desk, room.actor, self.case_id)
        if first.booked or view.state in BOOKING:
            self.meeting = MeetingPart(room, self.case_id, first)
            self.meeting.booked.connect(self._book)
            self.meeting.marked.connect(self._mark)
            self.meeting.called_off.connect(self._call_off)
            self.meeting.tried.connect(self._record_try)
            self.meeting.leave_wanted.connect(self._open_leaving)
            self.meeting.reminded.connect(self._show_reminder)
            self._column.addWidget(self.meeting)

    def _show_left(self) -> None:
        self.left = NotTakenOn(self.room, self.case_id)
        self.left.changed.connect(self.changed)
        self._column.addWidget(self.left)

    def _offer_leaving(self) -> None:
        room = self.room
        self._reasons = ways_out.reasons(room.desk, room.actor, self.case_id)
        if not self._reasons:
            return
        self.open_leaving = button(room.theme, room.texts("ways_out.open"), "quiet")
        self.open_leaving.clicked.connect(self._open_leaving)
        self._column.addWidget(holding(line_of(self.open_leaving)))

    def _sheet_made(self, paper_id: int) -> None:
        self.refresh()
        self.changed.emit()
        if self.sheet is not None and self.sheet.papers is not None:
            self.sheet.papers.open(paper_id)

    def _withdrawn(self, paper_id: int | None) -> None:
        """Go on where the officer is told: here, or in the outcome of a contract that ended."""
        self._done()
        if paper_id is not None:
            self.went.emit(Place("case", self.case_id, "outcome", "paper"))

    def _book(self) -> None:
        room, meeting = self.room, self.meeting
        if meeting is None or meeting.form is None:
            return
        form = meeting.form
        with room.feedback.answering(form):
            slot, moving = form.slot(), form.moving
            if moving is None:
                bookings.book(room.desk, room.actor, self.case_id, slot)
            else:
                seen = (moving.id, form.version or moving.version)
                bookings.move(room.desk, room.actor, seen, slot, form.change())
            meeting.settled()
            self._done()
            return
        form.look_again()  # somebody may have booked something into the slot meanwhile

    def _mark(self, form: AttendedForm) -> None:
        room = self.room
        with room.feedback.answering(form):
            tracking.mark(room.desk, room.actor, form.seen, form.mark())
            self._done()

    def _call_off(self) -> None:
        room, meeting = self.room, self.meeting
        form = meeting.other if meeting else None
        if meeting is None or not isinstance(form, CallingOffForm) or form.moving is None:
            return
        with room.feedback.answering(form):
            seen = (form.moving.id, form.version or form.moving.version)
            bookings.call_off(room.desk, room.actor, seen, form.change())
            meeting.settled()
            self._done()

    def _record_try(self) -> None:
        room, meeting = self.room, self.meeting
        form = meeting.other if meeting else None
        if meeting is None or not isinstance(form, TryForm):
            return
        with room.feedback.answering(form):
            tracking.add_contact(room.desk, room.actor, self.case_id, form.contact())
            meeting.settled()
            self._done()

    def _show_reminder(self, paper_id: int) -> None:
        """Show the letter that was made, to be printed."""
        self.refresh()
        self.changed.emit()
        if self.papers is not None:
            self.papers.open(paper_id)

    def _open_leaving(self, reason: str | None = None) -> None:
        """Open the form that ends the case here; what is proposed is filled in, never taken."""
        if self.leaving is not None:
            return
        self.open_leaving.hide()
        self.leaving = LeavingForm(self.room, self._reasons)
        self.leaving.submitted.connect(self._take_way_out)
        self.leaving.thought_better.connect(self.refresh)
        self._column.addWidget(self.leaving)
        if isinstance(reason, str) and reason:
            self.leaving.fill({"way_out": reason})
        self.leaving.go_to("note" if isinstance(reason, str) and reason else "way_out")

    def _take_way_out(self) -> None:
        room, form = self.room, self.leaving
        if form is None:
            return
        with room.feedback.answering(form):
            given = form.values()
            if room.feedback.ask("ways_out.ask_take"):
                taken = (given["way_out"], given["note"])
                ways_out.take(room.desk, room.actor, self.case_id, *taken)
                self._done()

    def _done(self) -> None:
        """Show what comes next, with the keyboard on it."""
        self.asking = self.meeting = None
        self.refresh()
        self.changed.emit()
        self.go_to("")
