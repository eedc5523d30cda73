"""The first meeting: the hours it should lie in, and what is booked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.services.bookings import Booked, FirstMeeting
from ui.consent.booking import BookingForm
from ui.drafts import DraftKeeper
from ui.parts import Notice, button, clear, heading, line_of, words
from ui.room import Room
from ui.theme import UNIT, Tone


class MeetingPart(QWidget):
    """Shows the meeting that is booked, or the form that books or moves it."""

    booked = Signal()

    def __init__(self, room: Room, case_id: int, meeting: FirstMeeting, *, open_to: bool) -> None:
        super().__init__()
        self._room, self._case_id, self._meeting = room, case_id, meeting
        self._open_to = open_to  # whether a meeting may be booked or moved as the case stands
        self.form: BookingForm | None = None
        self.keeper: DraftKeeper | None = None
        self._build()
        if open_to and meeting.current is None:
            self._show_form(None)
        else:
            self._show_meetings()

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.keeper is not None:
            self.keeper.keep_now()

    def settled(self) -> None:
        """Forget the draft: the meeting is booked."""
        if self.keeper is not None:
            self.keeper.settled()

    def open_form(self) -> None:
        """Open the form that moves the meeting."""
        if self._meeting.current is not None and self.form is None:
            self._show_form(self._meeting.current)
            self.go_to("")

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field, or on the first."""
        if self.form is not None:
            self.form.go_to(field if field in self.form.rows else "starts")
        elif self.mover is not None:
            self.mover.setFocus()

    def _build(self) -> None:
        theme, texts = self._room.theme, self._room.texts
        self.mover: QPushButton | None = None
        self._column = QVBoxLayout()
        self._column.setSpacing(UNIT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(heading(theme, texts("bookings.heading_booked")))
        for said, tone in _window_in_words(self._room, self._meeting) if self._open_to else ():
            layout.addWidget(words(theme, said, tone=tone, bold=tone is not Tone.INK))
        layout.addLayout(self._column)

    def _show_meetings(self) -> None:
        clear(self._column)
        for one in self._meeting.booked:
            for said, bold in _meeting_in_words(self._room, one):
                self._column.addWidget(words(self._room.theme, said, bold=bold))
        current = self._meeting.current
        if current is None or not self._open_to:
            return
        if current.moved_from:
            told = Notice(self._room.theme, "phone", self._room.texts("bookings.tell_them"))
            self._column.addWidget(told)
        self.mover = button(self._room.theme, self._room.texts("bookings.heading_move"), "", "pen")
        self.mover.clicked.connect(self.open_form)
        holder = QWidget()
        holder.setLayout(line_of(self.mover))
        self._column.addWidget(holder)

    def _show_form(self, moving: Booked | None) -> None:
        clear(self._column)
        self.mover = None
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
    if one.outside_reason:
        lines.append((texts("bookings.booked_outside", reason=one.outside_reason), False))
    if one.moved_from:
        moved = texts("bookings.booked_moved", moment=one.moved_from, reason=one.moved_reason)
        lines.append((moved, False))
    return lines
