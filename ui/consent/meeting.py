"""The first meeting: the hours it should lie in, and what is booked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.domain.workflow import State
from triage_app.services.bookings import Booked, FirstMeeting
from ui.consent.attended import AttendedForm
from ui.consent.booking import BookingForm
from ui.drafts import DraftKeeper
from ui.parts import Notice, button, heading, line_of, words
from ui.room import Room
from ui.theme import UNIT, Tone

BOOKING = (State.CONSENTED, State.ASSESSING)
MARKING = (*BOOKING, State.ASSESSED)


class MeetingPart(QWidget):
    """Shows the meeting that is booked, or the form that books or moves it, and asks who came."""

    booked = Signal()
    marked = Signal()

    def __init__(self, room: Room, case_id: int, meeting: FirstMeeting) -> None:
        super().__init__()
        self._room, self._case_id, self._meeting = room, case_id, meeting
        self.form: BookingForm | None = None
        self.keeper: DraftKeeper | None = None
        self.who_came: AttendedForm | None = None
        self._build()
        self._show_meetings()
        if meeting.is_wanting and meeting.state is State.CONSENTED:
            self._open(None)

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.keeper is not None:
            self.keeper.keep_now()

    def settled(self) -> None:
        """Forget the draft: the meeting is booked."""
        if self.keeper is not None:
            self.keeper.settled()

    def open_form(self) -> None:
        """Open the form that moves the meeting, or books one where there is none."""
        if self.form is None:
            self._open(self._meeting.current)
            self.go_to("")

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field, or on the first thing to do."""
        if self.form is not None:
            self.form.go_to(field if field in self.form.rows else "starts")
        elif self.who_came is not None:
            self.who_came.go_to("attendance")
        elif self.opener is not None:
            self.opener.setFocus()

    def _build(self) -> None:
        theme, texts = self._room.theme, self._room.texts
        self.opener: QPushButton | None = None
        self._column = QVBoxLayout()
        self._column.setSpacing(UNIT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(heading(theme, texts("bookings.heading_booked")))
        for said, tone in _window_in_words(self._room, self._meeting) if self._may_book else ():
            layout.addWidget(words(theme, said, tone=tone, bold=tone is not Tone.INK))
        layout.addLayout(self._column)

    @property
    def _may_book(self) -> bool:
        return self._meeting.state in BOOKING

    def _show_meetings(self) -> None:
        for one in self._meeting.booked:
            for said, bold in _meeting_in_words(self._room, one):
                self._column.addWidget(words(self._room.theme, said, bold=bold))
        current = self._meeting.current
        if current is not None and self._meeting.state in MARKING:
            self._ask_about(current)
        if self._may_book:
            self._offer_form(current)

    def _ask_about(self, current: Booked) -> None:
        """Ask who came once its time has come; until then, who was told of a new time."""
        room = self._room
        if current.starts <= room.desk.now():
            self.who_came = AttendedForm(room, (current.id, current.version))
            self.who_came.submitted.connect(self.marked)
            self._column.addWidget(self.who_came)
        elif current.moved_from:
            self._column.addWidget(Notice(room.theme, "phone", room.texts("bookings.tell_them")))

    def _offer_form(self, current: Booked | None) -> None:
        texts = self._room.texts
        said = texts("bookings.heading_move" if current else "bookings.heading_book")
        self.opener = button(self._room.theme, said, "", "pen" if current else "plus")
        self.opener.clicked.connect(self.open_form)
        holder = QWidget()
        holder.setLayout(line_of(self.opener))
        self._column.addWidget(holder)

    def _open(self, moving: Booked | None) -> None:
        if self.opener is not None:
            self.opener.hide()
        if self.who_came is not None:
            self.who_came.hide()
        self.form = BookingForm(self._room, self._meeting, moving)
        self.form.submitted.connect(self.booked)
        about = f"{self._case_id}-{moving.id}" if moving else str(self._case_id)
        self.keeper = DraftKeeper(self._room, self.form, "bookings", about)
        self._column.addWidget(self.form)


def _window_in_words(room: Room, meeting: FirstMeeting) -> list[tuple[str, Tone]]:
    texts, window, now = room.texts, meeting.window, room.desk.now()
    if window is None:
        return [(texts("bookings.window_not_known"), Tone.WARN)]
    least, most = meeting.hours
    said = [
        (
            texts(
                "bookings.window", least=least, most=most, opens=window.opens, closes=window.closes
            ),
            Tone.INK,
        )
    ]
    if meeting.current is None and window.holds(now):
        said.append((texts("bookings.window_open", closes=window.closes), Tone.WARN))
    if meeting.current is None and now > window.closes:
        said.append((texts("bookings.window_over"), Tone.BAD))
    return said


def _meeting_in_words(room: Room, one: Booked) -> list[tuple[str, bool]]:
    texts = room.texts
    when = texts("bookings.booked_for", moment=one.starts, minutes=one.minutes)
    lines = [
        (f"{when[0].upper()}{when[1:]}", True),  # a Welsh date begins with a small letter
        (texts("bookings.booked_at", place=one.place), False),
    ]
    if one.attendance:
        lines.append((texts(f"compliance.attendance_{one.attendance}"), True))
    if one.outside_reason:
        lines.append((texts("bookings.booked_outside", reason=one.outside_reason), False))
    if one.moved_from:
        moved = texts("bookings.booked_moved", moment=one.moved_from, reason=one.moved_reason)
        lines.append((moved, False))
    return lines
