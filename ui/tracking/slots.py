"""A meeting of a contract booked or moved: when, where, for which condition, and what it meets."""

from dataclasses import replace

from triage_app.domain.booking import Slot
from triage_app.domain.problems import Invalid
from triage_app.domain.series import Every, Repeat
from triage_app.services import bookings, series
from triage_app.services.series import Planned
from triage_app.services.tracking_view import MeetingSeen, TrackingView
from triage_app.texts import Texts
from ui.fields import PickField
from ui.parts import words
from ui.room import Room
from ui.slot_form import ELSEWHERE, SlotForm, clash_words
from ui.theme import SMALL, Tone

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
    planned: tuple[Planned, ...] = ()  # the meetings of a series, as far as it is said

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
        self._ask_again()
        self.ask_place()
        self.buttons("tracking.save_meeting", (("common.go_back", self._go_back),))
        self.watch_time()
        self.rows["condition"].control.changed.connect(self._offer_place)  # type: ignore[attr-defined]
        self.fill({"condition": condition_id})
        self._offer_place()

    def repeat(self) -> Repeat | None:
        """Return how the meeting comes again; None where it is one alone."""
        values = self.values()
        if values["every"] is None:
            return None
        return Repeat(values["starts"], Every(values["every"]), values["times"], values["until"])

    def show_series(self) -> None:
        """Tell every day that the series falls on, and what is odd about it."""
        self._reveal_series()
        try:
            given, minutes = self.repeat(), self.values()["minutes"]
        except Invalid:
            given, minutes = None, None
        ready = given is not None and given.first and minutes and (given.times or given.until)
        self.planned = ()
        if given is not None and minutes and ready:
            with self.room.feedback.answering():
                who = (self.room.desk, self.room.actor, self.case_id)
                self.planned = series.plan(*who, given, minutes)
        said = [planned_words(self.room.texts, one) for one in self.planned]
        self.told.setText("\n".join(said))
        self.told.setVisible(bool(said))

    def slot(self) -> Slot:
        """Return what was filled in, with everything known that any of its meetings runs into."""
        one = super().slot()
        known = {taken.id for each in self.planned for taken in each.clashes}
        return replace(one, known=(one.known or frozenset()) | known)

    def restore(self, raw: dict[str, object]) -> None:  # type: ignore[override]
        """Show every field as it stood."""
        super().restore(raw)
        self.show_series()

    def _ask_again(self) -> None:
        """Ask whether it comes again, and until when."""
        texts, theme = self.room.texts, self.room.theme
        choices = [(one, texts(f"series.every_{one.name.lower()}")) for one in Every]
        every = PickField(theme, choices, none=texts("series.once"))
        self.custom("every", every)
        self.number("times")
        self.day("until")
        self.told = words(theme, "", SMALL, Tone.MUTED)
        self.add(self.told)
        every.changed.connect(self.show_series)
        for name in ("times", "until", "minutes"):
            self.rows[name].control.editingFinished.connect(self.show_series)  # type: ignore[attr-defined]
        for part in (self.starts.day, self.starts.time):
            part.editingFinished.connect(self.show_series)
        self.reveal("times", False)
        self.reveal("until", False)
        self.told.hide()

    def _reveal_series(self) -> None:
        again = self.rows["every"].control.value() is not None  # type: ignore[attr-defined]
        for name in ("times", "until"):
            self.reveal(name, again)

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


def planned_words(texts: Texts, one: Planned) -> str:
    """Say on which day a meeting of a series is, and whatever is odd about it."""
    it = one.occurrence
    when = texts.time(it.starts) if it.starts else ""
    odd = []
    if it.problem:
        odd.append(texts(it.problem))
    if it.holiday:
        odd.append(texts(f"hours.holiday_{it.holiday}"))
    elif it.weekend:
        odd.append(texts("hours.weekend"))
    if one.after_end is not None:
        odd.append(texts("series.beyond", day=one.after_end))
    if it.clock_changed:
        odd.append(texts("series.clock_changed"))
    odd += [clash_words(texts, taken) for taken in one.clashes]
    said = f"{texts.date(it.day)} {when}".strip()
    return f"{said}. {' '.join(odd)}" if odd else said


def _nothing() -> None:
    """Do nothing: the form stands by itself."""
