"""The appointments of a contract as the officer's picture marks them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Attended(StrEnum):
    """How an appointment is marked on the officer's picture."""

    CAME = "came"
    MISSED = "missed"
    OTHER = "other"  # excused, the service's fault, waiting for evidence, still to come


@dataclass(frozen=True, slots=True)
class VisitPrinted:
    """An appointment on the picture: its day, its condition's place, and what became of it."""

    day: date
    position: int
    attended: Attended = Attended.OTHER
