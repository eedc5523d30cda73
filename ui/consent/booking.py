"""Where and when the assessment is: booked inside the hours after release, or moved."""

from datetime import datetime, timedelta

from triage_app.domain.availability import Times
from triage_app.domain.booking import LONDON, Outside, Slot, Span, is_inside
from triage_app.domain.entry import Unreadable
from triage_app.domain.free_times import free_starts
from triage_app.domain.window_days import FARTHEST, days_of
from triage_app.services.availability import in_words
from triage_app.services.bookings import FirstMeeting
from triage_app.services.meetings import Booked
from ui.consent.hours import HoursPicture, picture
from ui.consent.hours_view import HoursView
from ui.parts import words
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.slot_form import SlotForm
from ui.theme import SMALL, Tone


class BookingForm(SlotForm):
    """A slot for the first meeting; why outside the hours is asked only where it is outside."""

    def __init__(
        self, room: Room, case_id: int, meeting: FirstMeeting, moving: Booked | None = None
    ) -> None:
        super().__init__(room, case_id, meeting.places)
        self._meeting, self._window, self.moving = meeting, meeting.window, moving
        self.hours: HoursView | None = None
        self._build()
        self._connect()
        if moving is not None:
            self.show_booked(moving)
        self._look()

    def restore(self, raw: dict[str, object]) -> None:  # type: ignore[override]
        """Show every field as it stood."""
        super().restore(raw)
        self._look()

    def go_to(self, name: str) -> None:
        """Put the keyboard on a field; on the free times where none is named and there are any."""
        if name in ("", "hours") and self.hours is not None and self._free:
            self.hours.setFocus()
            bring_into_view(self.hours)
        else:
            super().go_to(name or "starts")

    def oddities(self) -> list[str]:
        """Return what is odd about the time: that it is outside the hours, or no hour at all."""
        said = super().oddities()
        if self._is_outside() and self._window:
            said.append(self.room.texts("bookings.outside_told"))
        span = self.span()
        if span is not None and (times := self._not_theirs(span)):
            when = in_words(self.room.texts, times)
            said.append(self.room.texts("bookings.cannot_come", when=when))
        return said

    def _build(self) -> None:
        texts = self.room.texts
        self._free: tuple[datetime, ...] = ()
        self.heading("move" if self.moving else "book")
        self.ask_time(self.moving.minutes if self.moving else self._meeting.times.minutes)
        if self._window is not None and self._meeting.released is not None:
            self.look_up(self._diary_span())
            self.hours = HoursView(self.room, self._picture())
            self.column.insertWidget(self.column.indexOf(self.rows["starts"]), self.hours)
            said = texts("hours.keys") if self._free else texts("hours.no_free")
            tone = Tone.MUTED if self._free else Tone.WARN
            line = words(self.room.theme, said, SMALL, tone)
            self.column.insertWidget(self.column.indexOf(self.rows["starts"]), line)
        self.pick("outside", [(one, texts(f"bookings.outside_{one}")) for one in Outside])
        self.area("outside_reason", 2)
        self.ask_place()
        if self.moving:
            self.ask_change("asked_by", "moved_reason")
        self.main = self.buttons("bookings.move" if self.moving else "bookings.book")

    def _connect(self) -> None:
        self.starts.changed.connect(self._look)
        self.starts.day.editingFinished.connect(self._look_further)
        self.starts.time.editingFinished.connect(self._look_further)
        self.rows["minutes"].control.changed.connect(self._look_at_length)  # type: ignore[attr-defined]
        if self.hours is not None:
            self.hours.picked.connect(self._pick)

    # ── The hours ──

    def _diary_span(self) -> Span:
        meeting = self._meeting
        if meeting.window is None or meeting.released is None:
            raise ValueError("without a release there are no hours")
        now = self.room.desk.now()
        return Span(min(meeting.released, now), max(meeting.window.closes, now) + FARTHEST)

    def _picture(self) -> HoursPicture:
        meeting, now = self._meeting, self.room.desk.now()
        window, released = meeting.window, meeting.released
        if window is None or released is None:
            raise ValueError("without a release there are no hours")
        span = self.span()
        minutes = int((span.ends - span.starts) / timedelta(minutes=1)) if span else self._minutes()
        length = timedelta(minutes=minutes)
        self._free = tuple(
            one
            for one in free_starts(window, meeting.times, minutes, self.found, now)
            if not self._not_theirs(Span(one, one + length))
        )
        drawn = days_of(released, window, meeting.times, span.starts if span else None)
        return picture(self.room.texts, drawn, self.found, self._free, now)

    def _not_theirs(self, span: Span) -> Times:
        """Return the times at which they said they cannot come, as far as a slot runs into them."""
        minutes = int((span.ends - span.starts) / timedelta(minutes=1))
        availability = self._meeting.support.availability
        return availability.clash(span.starts.astimezone(LONDON), minutes)

    def _minutes(self) -> int:
        try:
            typed = self.rows["minutes"].control.value()  # type: ignore[attr-defined]
        except Unreadable:
            typed = None
        return int(typed or self._meeting.times.minutes)

    def _pick(self, moment: datetime) -> None:
        self.starts.set_value(moment)
        self._look()

    # ── What is told at once ──

    def _is_outside(self) -> bool:
        try:
            starts = self.starts.value()
        except Unreadable:
            return False
        return starts is not None and not is_inside(Slot(starts, None, ""), self._window)

    def _look(self) -> None:
        """Ask for a reason as soon as the time that was typed lies outside the hours."""
        outside = self._is_outside()
        self.reveal("outside", outside)
        self.reveal("outside_reason", outside)
        self.look_at_time()
        if self.hours is not None:
            self.hours.show_hours(self._picture())
            self.hours.show_slot(self.span(), clash=bool(self.clashing))

    def _look_at_length(self) -> None:
        self._look()

    def _look_further(self) -> None:
        """Look into the diary of a day that has not been looked at, once the time is typed."""
        span = self.span()
        if span is not None:
            self.look_up(span)
            self._look()
