"""How well a service fits somebody: whether it takes them, and what speaks for and against it.

A list is ranked by it and nothing is decided by it: staff may choose any service that takes people,
knowing what does not fit. Features F5 and H1: pathway, area, language, access and capacity.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from triage_app.domain.directory import Entry

Rank = tuple[bool, bool, bool, int, bool, float]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody needs of a service. None: not known, and nothing is held against it."""

    area: str | None = None  # of the scheme's areas, by the home postcode
    language: str | None = None  # that they speak
    access: tuple[str, ...] = ()  # of ACCESS


class Why(StrEnum):
    """Why a service takes nobody, or has no place."""

    RETIRED = "retired"
    NOT_BEGUN = "not_begun"
    CLOSED = "closed"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Fit:
    """One service held against one person's wishes on a day."""

    why_not: Why | None  # full is no bar: they may make room
    near: bool | None  # None: not known where they live
    speaks: bool | None  # None: not known what they speak, or a third language
    lacks: tuple[str, ...]  # access that it does not allow for
    free: int | None  # places; None where it says none
    capacity: int | None

    @property
    def takes(self) -> bool:
        """Whether it takes anybody at all."""
        return self.why_not in (None, Why.FULL)

    @property
    def suits(self) -> bool:
        """Whether nothing speaks against it."""
        return self.why_not is None and not self.lacks and False not in (self.near, self.speaks)

    @property
    def rank(self) -> Rank:
        """The smaller the better: takes people, has room, where, access, language, most room.

        Where stands first: routes of referral differ between the areas of a force.
        """
        share = self.free / self.capacity if self.free is not None and self.capacity else 0.0
        return (
            not self.takes,
            self.why_not is not None,
            self.near is False,
            len(self.lacks),
            self.speaks is False,
            -share,
        )


def fit(entry: Entry, wishes: Wishes, day: date, *, used: int = 0, retired: bool = False) -> Fit:
    """Hold a service against somebody's wishes, on the day they would begin."""
    free = None if entry.capacity is None else max(0, entry.capacity - used)
    return Fit(
        why_not=_why_not(entry, day, free, retired=retired),
        near=None if wishes.area is None else wishes.area in entry.areas,
        speaks=_speaks(entry, wishes.language),
        lacks=tuple(one for one in wishes.access if one not in entry.access),
        free=free,
        capacity=entry.capacity,
    )


def _why_not(entry: Entry, day: date, free: int | None, *, retired: bool) -> Why | None:
    if retired:
        return Why.RETIRED
    if entry.closed_by(day):
        return Why.CLOSED
    if not entry.takes_on(day):
        return Why.NOT_BEGUN
    return Why.FULL if free == 0 else None


def _speaks(entry: Entry, language: str | None) -> bool | None:
    """A third language is an interpreter's: no service of the directory says that it has it."""
    return language in entry.languages if language in ("en", "cy") else None
