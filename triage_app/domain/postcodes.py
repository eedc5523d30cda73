"""How a postcode file is kept: one line of text for each outward code.

Of Great Britain's 1.7 million postcodes some 2,900 outward codes remain, each with the inward
halves of its postcodes behind the district they lie in: `W06000010 1AA1AB;W06000012 1AD`. A minus
before the district marks those that are no longer in use. So a postcode takes three letters, in a
table that is copied with every backup, and an answer reads one row.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

INWARD = 3  # letters of the half after the space
_BETWEEN, _RETIRED = ";", "-"


@dataclass(frozen=True, slots=True, order=True)
class Placed:
    """Where a postcode lies, by the code of a district or a police area; none: it is not given."""

    district: str
    retired: bool = False  # Royal Mail uses it no longer


@dataclass(frozen=True, slots=True)
class Register:
    """What the postcode file in force says of one outward code."""

    vintage: date  # the first day of the month it was published for
    places: str  # empty: it knows no such outward code


def written(places: Mapping[Placed, str]) -> str:
    """Write the inward halves of an outward code, joined for each place, as they are kept."""
    return _BETWEEN.join(
        f"{_RETIRED * place.retired}{place.district} {places[place]}" for place in sorted(places)
    )


def placed(places: str, inward: str) -> Placed | None:
    """Return where a postcode lies; None where the file does not have it."""
    # An inward half begins with its only digit, so it is never found across two others.
    return next((place for place, halves in _read(places) if inward in halves), None)


def counted(places: str, areas: Collection[str]) -> tuple[int, int]:
    """Return how many postcodes in use lie in some areas, and how many there are."""
    inside = total = 0
    for place, halves in _read(places):
        if not place.retired:
            number = len(halves) // INWARD
            total += number
            inside += number * (place.district in areas)
    return inside, total


def _read(places: str) -> Iterator[tuple[Placed, str]]:
    for group in filter(None, places.split(_BETWEEN)):
        district, _, halves = group.partition(" ")
        yield Placed(district.removeprefix(_RETIRED), district.startswith(_RETIRED)), halves
