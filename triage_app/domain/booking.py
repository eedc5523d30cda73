"""When a first meeting may be, and what is wrong with the time and place of a meeting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from triage_app.domain.deadlines import contact_window
from triage_app.domain.problems import Problem

LONDON = ZoneInfo("Europe/London")
ASSESSMENT, CONDITION, REVIEW = "assessment", "condition", "review"  # kinds of meeting
LONGEST_TEXT = 300
MINUTES = range(5, 8 * 60 + 1)


class Outside(StrEnum):
    """The usual reasons for a first meeting outside the hours after release."""

    NO_OFFICE = "no_office"  # nobody works on the days in them
    UNWELL = "unwell"
    WORK_OR_CARE = "work_or_care"
    TRAVEL = "travel"
    SUPPORT = "support"  # the interpreter or the appropriate adult cannot come sooner
    AT_ONCE = "at_once"  # they are here, and want it done
    MISSED_BEFORE = "missed_before"
    NOT_REACHED = "not_reached"
    OTHER = "other"  # in words


class AskedBy(StrEnum):
    """Who asked for a meeting to be moved or called off."""

    PARTICIPANT = "participant"
    ASSESSOR = "assessor"
    SERVICE = "service"
    CUSTODY = "custody"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Window:
    """The hours after release in which the first meeting should be, both ends included."""

    opens: datetime
    closes: datetime

    def holds(self, moment: datetime) -> bool:
        """Say whether a moment lies in it."""
        return self.opens <= moment <= self.closes


@dataclass(frozen=True, slots=True)
class Span:
    """A meeting's time, as far as another may run into it."""

    starts: datetime
    ends: datetime

    def overlaps(self, other: "Span") -> bool:
        """Say whether two meetings share a moment; one may begin as the other ends."""
        return self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True, slots=True)
class Slot:
    """A time and place for a meeting; the reason stands where it lies outside the window.

    `known` are the meetings it runs into, as far as whoever chose it was shown them; None where
    nobody was asked to look.
    """

    starts: datetime | None
    minutes: int | None
    place: str
    outside_reason: str = ""
    outside: Outside | None = None
    place_code: str = ""  # of the scheme's places; "": somewhere else
    room: str = ""  # in that place
    directions: str = ""  # to somewhere else
    known: frozenset[int] | None = None

    @property
    def span(self) -> Span | None:
        """The time it takes, once that is said."""
        if self.starts is None or self.minutes is None:
            return None
        return Span(self.starts, self.starts + timedelta(minutes=self.minutes))


@dataclass(frozen=True, slots=True)
class Changed:
    """Who asked for a meeting to be moved or called off, and why."""

    asked_by: AskedBy | None
    why: str


def window_after(released: datetime | None, hours: tuple[int, int]) -> Window | None:
    """Return the window a release opens: elapsed hours, whatever the clocks do; None unreleased."""
    return Window(*contact_window(released, hours)) if released else None


def problems_in(slot: Slot, now: datetime) -> list[Problem]:
    """Return what is wrong with the time and place of any meeting."""
    return [
        *_time(slot, now),
        *_length(slot),
        *_text("place", slot.place, needed=True),
        *_text("room", slot.room),
        *_text("directions", slot.directions),
    ]


def problems_in_first(slot: Slot, window: Window | None, now: datetime) -> list[Problem]:
    """Return what is wrong with a first meeting: outside the window it needs a reason."""
    return [*_outside(slot, window), *problems_in(slot, now)]


def problems_in_term(slot: Slot, ends: date) -> list[Problem]:
    """Return what is wrong with when a condition’s meeting is: after the contract none counts."""
    if slot.starts is None or slot.starts.astimezone(LONDON).date() <= ends:
        return []
    return [Problem("starts", "bookings.after_the_end", {"day": ends})]


def problems_in_change(change: Changed, why: str, asked_by: str) -> list[Problem]:
    """Return what is wrong with a move or a cancellation, by the names of its two fields."""
    found = [] if change.asked_by else [Problem(asked_by, "problem.choose")]
    return [*found, *_text(why, change.why, needed=True)]


def is_inside(slot: Slot, window: Window | None) -> bool:
    """Say whether a slot lies in the window; where there is none, nothing does."""
    return bool(slot.starts and window and window.holds(slot.starts))


def _time(slot: Slot, now: datetime) -> Iterator[Problem]:
    if slot.starts is None:
        yield Problem("starts", "problem.missing")
    # Somebody who is already sitting there may be booked in some minutes late; not a day late.
    elif slot.starts.astimezone(LONDON).date() < now.astimezone(LONDON).date():
        yield Problem("starts", "bookings.in_the_past")


def _outside(slot: Slot, window: Window | None) -> Iterator[Problem]:
    words = slot.outside_reason.strip()
    if slot.starts and not is_inside(slot, window):
        if slot.outside is None and not words:
            code = "bookings.outside_needs_reason" if window else "bookings.release_not_known"
            yield Problem("outside", code)
        elif slot.outside is Outside.OTHER and not words:
            yield Problem("outside_reason", "bookings.say_other_reason")
    yield from _text("outside_reason", slot.outside_reason)


def _length(slot: Slot) -> Iterator[Problem]:
    if slot.minutes is None:
        yield Problem("minutes", "problem.missing")
    elif slot.minutes not in MINUTES:
        yield Problem(
            "minutes", "bookings.strange_length", {"least": MINUTES[0], "most": MINUTES[-1]}
        )


def _text(field: str, text: str, *, needed: bool = False) -> Iterator[Problem]:
    if needed and not text.strip():
        yield Problem(field, "problem.missing")
    elif len(text) > LONGEST_TEXT:
        yield Problem(field, "problem.too_long", {"most": LONGEST_TEXT})
