"""The first meeting: the hours it should lie in, what is booked, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.domain.attempts import WAY_OUT
from triage_app.domain.booking import Span
from triage_app.domain.compliance import Attendance
from triage_app.domain.window_days import days_of
from triage_app.domain.workflow import State
from triage_app.services import bookings
from triage_app.services.bookings import FirstMeeting
from triage_app.services.meetings import Booked
from ui.calendar_form import CalendarForm
from ui.consent import told
from ui.consent.attended import AttendedForm, TryForm
from ui.consent.booking import BookingForm
from ui.consent.hours import picture
from ui.consent.hours_view import HoursView
from ui.drafts import DraftKeeper
from ui.flow import Flow
from ui.forms import Form
from ui.parts import Notice, button, heading, words
from ui.reminder_form import ReminderForm
from ui.room import Room
from ui.safe_contact import SafeContactNotice
from ui.scrolling import bring_into_view
from ui.slot_form import CallingOffForm
from ui.theme import UNIT, Tone

BOOKING = (State.CONSENTED, State.ASSESSING)
MARKING = (*BOOKING, State.ASSESSED)


class MeetingPart(QWidget):
    """Shows the meeting that is booked, or the form that books or moves it, and asks who came."""

    booked = Signal()
    marked = Signal(AttendedForm)  # of the meeting that was, or whose evidence was waited for
    called_off = Signal()
    tried = Signal()
    leave_wanted = Signal(str)  # the way out that is proposed
    reminded = Signal(int)  # the number of the letter

    def __init__(self, room: Room, case_id: int, meeting: FirstMeeting) -> None:
        super().__init__()
        self._room, self._case_id, self._meeting = room, case_id, meeting
        self.form: BookingForm | None = None
        self.other: Form | None = None  # that calls it off, records a try, or saves it
        self.keeper: DraftKeeper | None = None
        self.who_came: AttendedForm | None = None
        self.awaited: AttendedForm | None = None  # of a meeting whose evidence is to come
        self.hours: HoursView | None = None
        self.buttons: dict[str, QPushButton] = {}
        self._build()
        self._show_meetings()
        if meeting.is_wanting and meeting.state is State.CONSENTED:
            self._open(None)

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.keeper is not None:
            self.keeper.keep_now()

    def settled(self) -> None:
        """Forget the draft: what was typed is saved."""
        if self.keeper is not None:
            self.keeper.settled()

    def open_form(self) -> None:
        """Open the form that moves the meeting, or books one where there is none."""
        if self.form is None:
            self._open(self._meeting.current)
            self.go_to("")

    @property
    def opener(self) -> QPushButton | None:
        """The button that opens the form."""
        return self.buttons.get("form")

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field, or on the first thing to do."""
        first = self.opener or next(iter(self.buttons.values()), None)
        if field == "evidence" and self.awaited is not None:
            self.awaited.go_to("attendance")
        elif field == "reminder" and "reminder" in self.buttons:
            self.buttons["reminder"].setFocus()
        elif self.other is not None:
            self.other.go_to("")
        elif self.form is not None:
            self.form.go_to(field if field in self.form.rows else "")
        elif self.who_came is not None:
            self.who_came.go_to("attendance")
        elif first is not None:
            first.setFocus()

    # ── What is shown ──

    def _build(self) -> None:
        theme, texts = self._room.theme, self._room.texts
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)
        self._column.addWidget(heading(theme, texts("bookings.heading_booked")))
        for said, tone in told.window_in_words(self._room, self._meeting) if self._may_book else ():
            self._column.addWidget(words(theme, said, tone=tone, bold=tone is not Tone.INK))
        if self._may_book:
            said = told.support_in_words(self._room, self._meeting.support)
            if said:
                self._column.addWidget(Notice(theme, "adult", said))
            # Whoever books, moves, reminds or tries again is about to call or write.
            self._column.addWidget(SafeContactNotice(self._room, self._case_id))

    @property
    def _may_book(self) -> bool:
        return self._meeting.state in BOOKING

    def _show_meetings(self) -> None:
        room, meeting, current = self._room, self._meeting, self._meeting.current
        if current is not None and self._may_book:
            self._draw_hours(current)
        for one in meeting.booked:
            self._column.addWidget(told.booked_part(room, one))
            if one.attendance is Attendance.WAITING_FOR_EVIDENCE and meeting.state in MARKING:
                self._ask_for_evidence(one)
        if meeting.attempts.made and self._may_book:
            self._show_attempts()
        if current is not None and meeting.state in MARKING:
            self._ask_about(current)
        self._offer(current)

    def _draw_hours(self, current: Booked) -> None:
        """Draw the hours with the meeting in them: to be looked at, not worked in."""
        room, meeting = self._room, self._meeting
        if meeting.window is None or meeting.released is None:
            return
        drawn = days_of(meeting.released, meeting.window, meeting.times, current.starts)
        span = Span(drawn.span.starts, drawn.span.ends)
        taken = bookings.diary(room.desk, room.actor, self._case_id, span, current.id)
        shown = picture(room.texts, drawn, taken, (), room.desk.now())
        self.hours = HoursView(room, shown, walked=False)
        clash = any(one.span.overlaps(current.span) for one in taken)
        self.hours.show_slot(current.span, clash=clash)
        self._column.addWidget(self.hours)

    def _show_attempts(self) -> None:
        room, made = self._room, self._meeting.attempts
        self._column.addWidget(told.attempts_part(room, made))
        if made.limit_is_reached and self._meeting.is_wanting:
            propose = button(room.theme, room.texts("attempts.propose"))
            propose.clicked.connect(self._propose_leaving)
            self.buttons["leave"] = propose
            said = room.texts("attempts.limit_reached")
            self._column.addWidget(Notice(room.theme, "note", said, propose))

    def _ask_for_evidence(self, one: Booked) -> None:
        """Ask under a meeting what became of it, now that the evidence came, or did not."""
        self.awaited = self._ask_who_came(one)

    def _ask_about(self, current: Booked) -> None:
        """Ask who came once its time has come; until then, who was told of a new time."""
        room = self._room
        if current.starts <= room.desk.now():
            self.who_came = self._ask_who_came(current)
        elif current.moves:
            self._column.addWidget(Notice(room.theme, "phone", room.texts("bookings.tell_them")))

    def _ask_who_came(self, one: Booked) -> AttendedForm:
        form = AttendedForm(self._room, (one.id, one.version))
        form.submitted.connect(lambda: self.marked.emit(form))
        self._column.addWidget(form)
        return form

    # ── What can be done ──

    def _offer(self, current: Booked | None) -> None:
        """Offer what can be done now, each a button."""
        wanted: list[tuple[str, str, str, Callable[[], None]]] = []
        if self._may_book:
            code = "bookings.heading_move" if current else "bookings.heading_book"
            wanted.append(("form", code, "pen" if current else "plus", self.open_form))
            if current is not None:
                wanted.append(("off", "bookings.heading_call_off", "bad", self._open_calling_off))
            wanted.append(("try", "attempts.try_again", "phone", self._open_try))
        if current is not None and self._may_book:
            if current.starts > self._room.desk.now():
                wanted.append(("reminder", "reminder.make", "paper", self._open_reminder))
            wanted.append(("calendar", "calendar_file.open", "agenda", self._open_calendar))
        if not wanted:
            return
        holder, flow = QWidget(), Flow()
        for name, code, icon, act in wanted:
            one = button(self._room.theme, self._room.texts(code), "", icon)
            one.clicked.connect(lambda _=False, act=act: act())
            self.buttons[name] = one
            flow.addWidget(one)
        holder.setLayout(flow)
        self._column.addWidget(holder)

    def _open(self, moving: Booked | None) -> None:
        for shown in (self.opener, self.who_came, self.hours):
            if shown is not None:
                shown.hide()
        self.form = BookingForm(self._room, self._case_id, self._meeting, moving)
        self.form.submitted.connect(self.booked)
        about = f"{self._case_id}-{moving.id}" if moving else str(self._case_id)
        self.keeper = DraftKeeper(self._room, self.form, "bookings", about)
        self._column.addWidget(self.form)

    def _open_calling_off(self) -> None:
        if self._meeting.current is not None:
            form = CallingOffForm(self._room, self._meeting.current)
            form.cancel = self._close_other
            form.submitted.connect(self.called_off)
            self._open_other(form, f"off-{self._meeting.current.id}")

    def _open_try(self) -> None:
        form = TryForm(self._room)
        form.cancel = self._close_other
        form.submitted.connect(self.tried)
        self._open_other(form, f"try-{self._case_id}")

    def _open_calendar(self) -> None:
        if self._meeting.current is not None:
            form = CalendarForm.of_meeting(self._room, self._meeting.current.id)
            form.closed.connect(self._close_other)
            self._open_other(form)

    def _open_other(self, form: Form, about: str = "") -> None:
        self._close_other()
        self.leave()
        self.other = form
        if about:
            self.keeper = DraftKeeper(self._room, form, "bookings.other", about)
        self._column.addWidget(form)
        form.show()
        form.go_to("")
        bring_into_view(form)

    def _close_other(self) -> None:
        if self.other is None:
            return
        self.leave()
        self.other.hide()
        self._column.removeWidget(self.other)
        self.other.deleteLater()
        self.other, self.keeper = None, None
        self.go_to("")

    def _propose_leaving(self) -> None:
        self.leave_wanted.emit(WAY_OUT)

    def _open_reminder(self) -> None:
        if self._meeting.current is not None:
            form = ReminderForm(self._room, self._meeting.current.id)
            form.cancel = self._close_other
            form.made.connect(self.reminded)
            self._open_other(form)
