"""Meetings for other calendars: iCalendar files (RFC 5545) that say no more than they must.

Times are in UTC, so that no calendar can read them by an older rule for the clocks. A meeting keeps
its UID wherever it is moved to; each change raises its SEQUENCE, by which a calendar that has
it already knows the newer; one that was called off is sent as CANCELLED, not left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

PRODUCT: Final = "-//Custody Triage//Agenda//EN"
HOST: Final = "custody-triage.invalid"  # reserved for names that must never be real: RFC 2606


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting as a calendar shows it: no name, no reason, only where, when and which case."""

    uid: str
    sequence: int
    starts: datetime
    minutes: int
    title: str
    place: str
    changed: datetime
    is_called_off: bool = False


def write(entries: Sequence[Entry], name: str) -> bytes:
    """Return an iCalendar file of some meetings; the same meetings make the same bytes."""
    # The library takes a tenth of a second, which no start should wait for.
    from icalendar import Calendar, Event  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # as most calendars ask for it
    for one in entries:
        event = Event()
        event.add("uid", f"{one.uid}@{HOST}")
        event.add("sequence", one.sequence)
        event.add("dtstamp", one.changed.astimezone(UTC))
        event.add("last-modified", one.changed.astimezone(UTC))
        event.add("dtstart", one.starts.astimezone(UTC))
        event.add("dtend", one.starts.astimezone(UTC) + timedelta(minutes=one.minutes))
        event.add("summary", one.title)
        event.add("location", one.place)
        event.add("status", "CANCELLED" if one.is_called_off else "CONFIRMED")
        event.add("transp", "TRANSPARENT" if one.is_called_off else "OPAQUE")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made
