"""Appointments and conditions of a contract as an officer's paper marks them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from triage_app.domain.wording import Wording


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


class Standing(StrEnum):
    """How a condition stands on the picture: a shape and a word."""

    KEPT = "kept"
    DOING = "doing"
    WAITING = "waiting"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class ConditionStanding:
    """One condition at the end: how it stands and the facts that show it."""

    position: int
    code: str
    title: Wording
    standing: Standing
    facts: str = ""  # what was done or missed, in the officer's language
