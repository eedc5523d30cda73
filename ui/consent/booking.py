"""Where and when the assessment is: booked inside the hours after release, or moved."""

from triage_app.domain.booking import Slot, is_inside
from triage_app.domain.entry import Unreadable
from triage_app.services.bookings import Booked, FirstMeeting
from ui.forms import Form
from ui.room import Room

USUAL_MINUTES = 90


class BookingForm(Form):
    """A slot for the first meeting; why outside the hours is asked only where it is outside."""

    def __init__(self, room: Room, meeting: FirstMeeting, moving: Booked | None = None) -> None:
        super().__init__(room, "bookings")
        self._window, self.moving = meeting.window, moving
        self._build()
        self._connect()
        self._fill(moving)
        self._look_at_window()

    def slot(self) -> Slot:
        """Return what was filled in, or say what cannot be read."""
        values = self.values()
        return Slot(values["starts"], values["minutes"], values["place"], values["outside_reason"])

    def why_moved(self) -> str:
        """Return why the meeting is moved."""
        return str(self.values().get("moved_reason", ""))

    def restore(self, raw: dict[str, object]) -> None:  # type: ignore[override]
        """Show every field as it stood."""
        super().restore(raw)
        self._look_at_window()

    def _build(self) -> None:
        self.heading("move" if self.moving else "book")
        self.starts = self.moment("starts")
        self.area("outside_reason", 2)
        self.number("minutes")
        self.line("place", 50)
        if self.moving:
            self.area("moved_reason", 2)
        self.main = self.buttons("bookings.move" if self.moving else "bookings.book")

    def _connect(self) -> None:
        self.starts.changed.connect(self._look_at_window)

    def _fill(self, moving: Booked | None) -> None:
        if moving is None:
            self.fill({"minutes": USUAL_MINUTES})
            return
        self.fill(
            {
                "starts": moving.starts,
                "minutes": moving.minutes,
                "place": moving.place,
                "outside_reason": moving.outside_reason,
            }
        )

    def _look_at_window(self) -> None:
        """Ask for a reason as soon as the time that was typed lies outside the hours."""
        try:
            starts = self.starts.value()
        except Unreadable:
            return
        outside = starts is not None and not is_inside(Slot(starts, None, ""), self._window)
        self.reveal("outside_reason", outside)
        self.warn("starts", "bookings.outside" if outside and self._window else "")
