"""What the directory says of a service, and what must be said of each."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from triage_app.domain.problems import Problem
from triage_app.domain.wording import Language

# What a service may offer beside the pathways of need: the kinds of condition that answer none.
OFFERS = ("restorative", "volunteering", "tag")
LANGUAGES = tuple(Language)
MOST_LETTERS = {"name": 120, "provider": 120, "address": 300, "telephone": 40}
MOST_DIRECTIONS = 300  # they print under the condition, which never parts over a page
LEAST_DIGITS = 3
MOST_PLACES = 9999


@dataclass(frozen=True, slots=True)
class Entry:
    """What the directory says of one service."""

    name: str
    provider: str = ""
    pathways: tuple[str, ...] = ()  # pathways of need, and OFFERS
    areas: tuple[str, ...] = ()
    languages: tuple[Language, ...] = (Language.ENGLISH,)
    address: str = ""
    directions_en: str = ""
    directions_cy: str = ""
    telephone: str = ""
    access: tuple[str, ...] = ()  # what it allows for, of ACCESS
    capacity: int | None = None  # how many people at once; None: not said
    closed_on: date | None = None  # its contract ends: it takes nobody from that day

    def closed_by(self, day: date) -> bool:
        """Whether it takes nobody any more on a day."""
        return self.closed_on is not None and self.closed_on <= day

    def tidied(self) -> "Entry":
        """Return the entry without spaces round its words, and one between them."""
        words: dict[str, Any] = {
            field.name: " ".join(value.split())
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), str)
        }
        return replace(self, **words)

    def problems(self) -> Iterator[Problem]:
        """Yield what keeps the entry out of the directory."""
        for name in ("name", "address", "telephone"):
            if not getattr(self, name).strip():
                yield Problem(name, "problem.missing")
        for name, code in (("pathways", "nothing_offered"), ("areas", "no_area")):
            if not getattr(self, name):
                yield Problem(name, f"directory.{code}")
        if not self.languages:
            yield Problem("languages", "directory.no_language")
        if self.telephone.strip() and sum(map(str.isdigit, self.telephone)) < LEAST_DIGITS:
            yield Problem("telephone", "directory.no_number")
        if self.capacity is not None and not 1 <= self.capacity <= MOST_PLACES:
            yield Problem("capacity", "directory.no_capacity", {"most": MOST_PLACES})
        yield from self._too_long()

    def _too_long(self) -> Iterator[Problem]:
        limits = MOST_LETTERS | dict.fromkeys(("directions_en", "directions_cy"), MOST_DIRECTIONS)
        for name, most in limits.items():
            if len(getattr(self, name)) > most:
                yield Problem(name, "problem.too_long", {"most": most})


def nearness(entry: Entry, area: str | None, language: str | None) -> tuple[bool, bool]:
    """Return how well a service suits somebody, the smaller the better: where first, then words."""
    return area is not None and area not in entry.areas, language not in (None, *entry.languages)
