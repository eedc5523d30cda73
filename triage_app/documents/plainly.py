"""What an easy-read page tells of a contract, as plain values that a service fills."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from triage_app.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class PlainPrinted:
    """One condition in plain words: what to do, how much of it, and by when."""

    position: int
    picture: str  # of icons' SHAPES
    told: Wording
    amounts: tuple[Wording, ...] = ()  # how much of it, each a whole phrase: 6 meetings
    due: date | None = None


@dataclass(frozen=True, slots=True)
class CardMeeting:
    """A meeting as the card tells of it: nothing says what it is about, or with whom."""

    starts: datetime
    place: str = ""  # the address alone: a service's name may tell of somebody's health
    directions: Wording | None = None


# What is drawn beside a condition: for its pathway, or for its kind where it has none.
OF_CONDITIONS: Final[Mapping[str, str]] = {
    "no_reoffending": "stop",
    "restorative": "talk",
    "volunteering": "plant",
    "tag": "tag",
    "accommodation": "house",
    "attitudes": "lamp",
    "family": "people",
    "drugs": "pills",
    "alcohol": "glass",
    "education": "book",
    "finance": "coin",
    "physical_health": "heart",
    "mental_health": "sun",
    "domestic_abuse": "shield",
    "sex_working": "shield",
}
OTHERWISE: Final = "tick"


def picture_of(kind: str, pathway: str | None) -> str:
    """Return what is drawn beside a condition; a kind that has no picture of its own has a tick."""
    return OF_CONDITIONS.get(pathway or kind, OTHERWISE)
