"""What was recorded of a contract that may speak to a breach: quoted as it was, with its day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from triage_app.domain.wording import Wording


class About(StrEnum):
    """What sort of thing happened."""

    MISSED = "missed"
    LETTER = "letter"
    CONTACT = "contact"
    OFFENCE = "offence"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing on record: its key is permanent, its words are what the record says of it."""

    key: str
    about: About
    day: date
    told: Wording
    position: int | None = None  # of the condition it is about
    speaks: bool = False  # against the contract: it is proposed as evidence


def chosen(happenings: Iterable[Happening], keys: Iterable[str]) -> tuple[Happening, ...]:
    """Return those of some keys, the earliest first."""
    wanted = set(keys)
    found = [one for one in happenings if one.key in wanted]
    return tuple(sorted(found, key=lambda one: (one.day, one.key)))


def kept(happenings: Iterable[Happening]) -> list[dict[str, Any]]:
    """Write what is quoted as it is kept: whatever is corrected later, this was the evidence."""
    return [
        {
            "key": one.key,
            "about": str(one.about),
            "day": one.day.isoformat(),
            "en": one.told.en,
            "cy": one.told.cy,
            "position": one.position,
        }
        for one in happenings
    ]


def read(rows: Iterable[Mapping[str, Any]]) -> tuple[Happening, ...]:
    """Read what was quoted."""
    return tuple(
        Happening(
            key=one["key"],
            about=About(one["about"]),
            day=date.fromisoformat(one["day"]),
            told=Wording(one["en"], one["cy"]),
            position=one["position"],
            speaks=True,
        )
        for one in rows
    )
