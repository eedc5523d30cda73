"""How often somebody was expected or tried for in vain before their first meeting.

Not every blank is a no: a meeting of which nobody has said who came, one that was excused or
called off, or that the service let fail, counts for nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from triage_app.domain.compliance import Attendance

IN_VAIN: Final = frozenset({Attendance.MISSED_UNACCEPTABLE})
WAY_OUT: Final = "did_not_attend"  # the scheme's reason, where it has one


class Tried(StrEnum):
    """In what way somebody was expected, or tried for."""

    MEETING = "meeting"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One meeting somebody was expected at, or one try at reaching them, and what became of it."""

    at: datetime
    tried: Tried
    how: str  # contact: telephone, text, …
    result: str  # an attendance; reached, not_reached
    note: str
    in_vain: bool


@dataclass(frozen=True, slots=True)
class Attempts:
    """Every attempt, the earliest first, against the scheme's limit."""

    made: tuple[Attempt, ...]
    limit: int

    @property
    def in_vain(self) -> int:
        """How many came to nothing."""
        return sum(one.in_vain for one in self.made)

    @property
    def limit_is_reached(self) -> bool:
        """Whether as many came to nothing as the scheme asks for: a person decides what follows."""
        return self.in_vain >= self.limit


def meeting_attempt(at: datetime, attendance: Attendance, note: str) -> Attempt:
    """Return what became of a meeting as an attempt."""
    return Attempt(at, Tried.MEETING, "", attendance, note, attendance in IN_VAIN)


def contact_attempt(at: datetime, how: str, note: str, *, reached: bool) -> Attempt:
    """Return a try at reaching somebody as an attempt."""
    result = "reached" if reached else "not_reached"
    return Attempt(at, Tried.CONTACT, how, result, note, not reached)


def attempts(found: Iterable[Attempt], limit: int) -> Attempts:
    """Put attempts into the order of time."""
    return Attempts(tuple(sorted(found, key=lambda one: one.at)), limit)
