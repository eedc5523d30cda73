"""Where and when a meeting is: what every form that books one, moves it or calls it off asks."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QLabel

from triage_app.domain.booking import AskedBy, Changed, Slot, Span
from triage_app.domain.entry import Unreadable
from triage_app.domain.free_times import Taken, clashes
from triage_app.domain.scheme import Place
from triage_app.domain.watched import day_of
from triage_app.services import bookings
from triage_app.services.meetings import Booked, CalledOff, MovedFrom
from triage_app.texts import Texts
from ui.forms import Form
from ui.parts import words
from ui.room import Room
from ui.theme import SMALL, Tone

ELSEWHERE = ""
NOT_READABLE_NOW = ("problem.impossible_hour", "problem.hour_twice")


class SlotForm(Form):
    """Asks for a slot; what it runs into is told as soon as the time is read, and never blocks."""

    def __init__(self, room: Room, case_id: int, places: Sequence[Place]) -> None:
        super().__init__(room, "bookings")
        self.case_id, self.places = case_id, tuple(places)
        self.moving: Booked | None = None
        self.clashing: tuple[Taken, ...] = ()
        self.found: tuple[Taken, ...] = ()  # in the diary, as far as it has been looked at
        self._looked_at: set[tuple[datetime, datetime]] = set()

    # ── Fields ──

    def ask_time(self, minutes: int) -> None:
        """Ask when it begins, and how long it takes."""
        self.starts = self.moment("starts")
        self.number("minutes")
        self.fill({"minutes": minutes})

    def ask_place(self) -> None:
        """Ask where: one of the scheme's places and a room in it, or somewhere else in words."""
        language = self.room.texts.language
        choices = [(one.code, one.name[language]) for one in self.places]
        elsewhere = self.room.texts("bookings.elsewhere")
        self.pick("place_code", [*choices, (ELSEWHERE, elsewhere)])
        self.way: QLabel = words(self.room.theme, "", SMALL, Tone.MUTED)
        self.add(self.way)
        self.line("room", 30)
        self.line("place", 50)
        self.area("directions", 2)
        self.rows["place_code"].control.changed.connect(self.look_at_place)  # type: ignore[attr-defined]
        self.fill({"place_code": self.places[0].code if self.places else ELSEWHERE})
        self.look_at_place()

    def ask_change(self, asked_by: str, why: str) -> None:
        """Ask who wanted a change, and why."""
        texts = self.room.texts
        self.radio(asked_by, [(one, texts(f"bookings.asked_{one}")) for one in AskedBy])
        self.area(why, 2)

    # ── What was filled in ──

    def slot(self) -> Slot:
        """Return what was filled in, or say what cannot be read."""
        values = self.values()
        code = values["place_code"] or ELSEWHERE
        place = next((one for one in self.places if one.code == code), None)
        where = [place.name[self.room.texts.language], values["room"]] if place else []
        return Slot(
            starts=values["starts"],
            minutes=values["minutes"],
            place=", ".join(part for part in where if part) if place else values["place"],
            outside_reason=values.get("outside_reason") or "",
            outside=values.get("outside"),
            place_code=code,
            room=values["room"] or "",
            directions=values["directions"] or "",
            known=frozenset(one.id for one in self.clashing),
        )

    def change(self) -> Changed:
        """Return who asked for the move, and why."""
        values = self.values()
        return Changed(values.get("asked_by"), values.get("moved_reason") or "")

    def show_booked(self, one: Booked) -> None:
        """Show a meeting as it stands."""
        self.fill(
            {
                "starts": one.starts,
                "minutes": one.minutes,
                "place_code": one.place_code,
                "room": one.room,
                "place": "" if one.place_code else one.place,
                "directions": one.directions,
                "outside": one.outside,
                "outside_reason": one.outside_reason,
            }
        )
        self.look_at_place()

    def restore(self, raw: dict[str, object]) -> None:  # type: ignore[override]
        """Show every field as it stood."""
        super().restore(raw)
        self.look_at_place()

    # ── What is told ──

    def look_at_place(self) -> None:
        """Say how one gets to the place, or ask for a place in words."""
        control = self.rows["place_code"].control
        code = control.value() or ELSEWHERE  # type: ignore[attr-defined]
        place = next((one for one in self.places if one.code == code), None)
        self.way.setText(way_to(self.room.texts, place) if place else "")
        self.way.setVisible(place is not None)
        self.reveal("room", place is not None)
        self.reveal("place", place is None)
        self.reveal("directions", place is None)

    def span(self) -> Span | None:
        """Return the time that is typed, where it can be read."""
        try:
            starts = self.starts.value()
            minutes = self.rows["minutes"].control.value()  # type: ignore[attr-defined]
        except Unreadable:
            return None
        if starts is None or not minutes:
            return None
        return Span(starts, starts + timedelta(minutes=minutes))

    def look_up(self, span: Span) -> None:
        """Read the diary of a span, once; each look stands in the log."""
        key = (span.starts.astimezone(UTC), span.ends.astimezone(UTC))
        if any(starts <= key[0] and key[1] <= ends for starts, ends in self._looked_at):
            return
        self._looked_at.add(key)
        room, own = self.room, self.moving.id if self.moving else None
        more = bookings.diary(room.desk, room.actor, self.case_id, span, own)
        known = {one.id: one for one in (*self.found, *more)}
        self.found = tuple(sorted(known.values(), key=lambda one: (one.span.starts, one.id)))

    def look_again(self) -> None:
        """Read the diary anew: somebody has booked something meanwhile."""
        spans, self._looked_at, self.found = list(self._looked_at), set(), ()
        for starts, ends in spans:
            self.look_up(Span(starts, ends))
        self.look_at_time()

    def look_at_time(self) -> None:
        """Say what is odd about the time that is typed: it blocks nothing."""
        self.clashing = clashes(self.span(), self.found)
        said = [*self.oddities(), *(clash_words(self.room.texts, one) for one in self.clashing)]
        self.rows["starts"].warn(" ".join(said))

    def oddities(self) -> list[str]:
        """Return what else is odd about the time: an hour that is none, or comes twice."""
        try:
            self.starts.value()
        except Unreadable as unreadable:
            if unreadable.code in NOT_READABLE_NOW:
                return [self.room.texts(unreadable.code)]
        return []


class CallingOffForm(SlotForm):
    """Asks who wants a meeting called off, and why; it can be thought better of."""

    title = "call_off"

    def __init__(self, room: Room, one: Booked) -> None:
        super().__init__(room, 0, ())
        self.moving = one
        self.heading("call_off")
        self.note("call_off_which", moment=one.starts)
        self.ask_change("off_asked_by", "off_reason")
        self.cancel = _nothing
        self.main = self.buttons("bookings.call_off", (("common.go_back", self._go_back),))

    def change(self) -> Changed:
        """Return who asked, and why."""
        values = self.values()
        return Changed(values["off_asked_by"], values["off_reason"])

    def restore(self, raw: dict[str, object]) -> None:  # type: ignore[override]
        """Show every field as it stood."""
        Form.restore(self, raw)

    def _go_back(self) -> None:
        self.cancel()


def way_to(texts: Texts, place: Place) -> str:
    """Return where a place is and how one gets there, as the letter says it."""
    language = texts.language
    return f"{place.address[language]}. {place.directions[language]}"


def clash_words(texts: Texts, one: Taken) -> str:
    """Say what a time runs into: the person's own meeting, or one of the assessor's."""
    code = "bookings.clash_person" if one.of_person else "bookings.clash_assessor"
    return texts(
        code,
        starts=texts.time(one.span.starts),
        ends=texts.time(one.span.ends),
        kind=texts(f"agenda.kind_{one.kind}"),
        number=one.number,
        assessor=one.assessor,
    )


def history(texts: Texts, one: Booked) -> list[str]:
    """Tell how a meeting was called off, and each slot it had before, the latest first."""
    off = [_called_off(texts, one.called_off)] if one.called_off else []
    return [*off, *(_moved(texts, move) for move in reversed(one.moves))]


def _called_off(texts: Texts, off: CalledOff) -> str:
    if off.at is None or off.asked_by is None:
        codes = (f"{one}.ended_{off.reason}" for one in ("ways_out", "caseload"))
        reason = next((texts(one) for one in codes if texts.has(one)), off.reason)
        return texts("bookings.called_off_with_case", reason=reason)
    asked = texts(f"bookings.asked_{off.asked_by}")
    return texts(
        "bookings.called_off_told", moment=off.at, by=off.by, asked=asked, reason=off.reason
    )


def _moved(texts: Texts, move: MovedFrom) -> str:
    return texts(
        "bookings.moved_told",
        moment=move.starts,
        place=move.place,
        asked=texts(f"bookings.asked_{move.asked_by}"),
        reason=move.reason,
        by=move.moved_by,
        day=day_of(move.moved_at),
    )


def _nothing() -> None:
    """Do nothing: the form stands by itself."""
