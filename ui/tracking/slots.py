"""A meeting of a contract booked or moved: when, where, for which condition, and what it meets."""

from triage_app.domain.booking import Slot
from triage_app.services import bookings
from triage_app.services.tracking_view import MeetingSeen, TrackingView
from ui.room import Room
from ui.slot_form import ELSEWHERE, SlotForm

USUAL_MINUTES = 60


class _MeetingSlot(SlotForm):
    """Asks for a slot, and tells what it runs into once the time is typed."""

    title = ""

    def __init__(self, room: Room, view: TrackingView) -> None:
        super().__init__(
            room, view.case_id, bookings.places_of(room.desk, room.actor, view.case_id)
        )
        self.view = view
        self.cancel = _nothing

    def watch_time(self) -> None:
        """Look into the diary of whatever day is typed."""
        self.starts.changed.connect(self.look_at_time)
        self.rows["minutes"].control.changed.connect(self.look_at_time)  # type: ignore[attr-defined]
        for part in (self.starts.day, self.starts.time):
            part.editingFinished.connect(self._look_further)

    def _look_further(self) -> None:
        span = self.span()
        if span is not None:
            self.look_up(span)
            self.look_at_time()

    def slot(self) -> Slot:
        """Return what was filled in, with everything known that it runs into."""
        self._look_further()
        return super().slot()

    def _go_back(self) -> None:
        self.cancel()


class MeetingForm(_MeetingSlot):
    """A meeting to be booked for a condition, or a talk about how it goes."""

    title = "book"

    def __init__(self, room: Room, view: TrackingView, condition_id: int | None = None) -> None:
        super().__init__(room, view)
        language, texts = room.texts.language, room.texts
        self.heading("book_meeting")
        kinds = [
            (one.id, f"{one.position}. {one.title[language]}")
            for one in view.conditions
            if one.position > 1
        ]
        self.pick("condition", [*kinds, (0, texts("tracking.review_meeting"))])
        self.ask_time(USUAL_MINUTES)
        self.ask_place()
        self.buttons("tracking.save_meeting", (("common.go_back", self._go_back),))
        self.watch_time()
        self.rows["condition"].control.changed.connect(self._offer_place)  # type: ignore[attr-defined]
        self.fill({"condition": condition_id})
        self._offer_place()

    def _offer_place(self) -> None:
        """Begin with the place where the condition's meetings are: its service's."""
        chosen = self.rows["condition"].control.value()  # type: ignore[attr-defined]
        before = [one for one in self.view.meetings if one.booked.condition_id == chosen]
        if chosen and before:
            self.fill({"place_code": before[-1].booked.place_code, "place": before[-1].place})
            self.look_at_place()


class MoveForm(_MeetingSlot):
    """A meeting to be moved: who asked, why, and what it runs into there."""

    title = "move"

    def __init__(self, room: Room, view: TrackingView, meeting: MeetingSeen) -> None:
        super().__init__(room, view)
        self.moving = meeting.booked
        self.heading("move")
        self.note("move_which", moment=meeting.starts)
        self.ask_time(meeting.minutes)
        self.ask_place()
        self.ask_change("asked_by", "moved_reason")
        self.buttons("bookings.move", (("common.go_back", self._go_back),))
        self.watch_time()
        self.show_booked(meeting.booked)
        if not meeting.booked.place_code:
            self.fill({"place_code": ELSEWHERE})
            self.look_at_place()


def _nothing() -> None:
    """Do nothing: the form stands by itself."""
