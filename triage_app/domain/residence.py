"""Whether a place lies in the force area: a postcode says inside, outside, or ask a person.

Once an administrator has imported a postcode file it answers for each postcode by its district.
Until then the scheme's counts answer for the outward code, and where that is divided, nobody but a
person can.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from triage_app.domain.identifiers import inward, outcode
from triage_app.domain.postcodes import Register, counted, placed
from triage_app.domain.scheme import Scheme

# The outward code that stands for no place: registers write ZZ99 3VZ for no fixed abode.
NOWHERE = "ZZ99"
NO_FIXED_ABODE = "ZZ99 3VZ"


class Whereabouts(StrEnum):
    """What a postcode can tell."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    BY_HAND = "by_hand"


class Why(StrEnum):
    """Why a postcode tells what it tells."""

    # by how many postcodes of its outward code lie inside
    WHOLE = "whole"  # every one
    ELSEWHERE = "elsewhere"  # none
    DIVIDED = "divided"  # some
    NOT_COUNTED = "not_counted"  # the scheme counts none, and no postcode file is loaded
    # by the postcode file
    LISTED_INSIDE = "listed_inside"
    LISTED_OUTSIDE = "listed_outside"
    NOT_LISTED = "not_listed"  # new, or mistyped
    RETIRED = "retired"  # no longer in use
    NO_DISTRICT = "no_district"  # the file does not say where it lies
    # by itself
    NO_FIXED_ABODE = "no_fixed_abode"
    NO_POSTCODE = "no_postcode"  # not written down
    UNREADABLE = "unreadable"  # not the form of a postcode


@dataclass(frozen=True, slots=True)
class Located:
    """What a postcode tells, why, and what it rests on: counts, or a file's district."""

    whereabouts: Whereabouts
    why: Why
    outcode: str = ""
    inside: int = 0
    total: int = 0
    postcode: str = ""
    district: str = ""
    vintage: date | None = None  # of the postcode file, where it was one that answered

    def said(self) -> dict[str, object]:
        """Return what the wording of it needs; a month, as 2024-02, where a file answered."""
        values: dict[str, object] = {
            "outcode": self.outcode,
            "inside": self.inside,
            "total": self.total,
        }
        if self.vintage:
            values |= {"postcode": self.postcode, "district": self.district}
            values["vintage"] = f"{self.vintage:%Y-%m}"
        return values


def locate(postcode: str, scheme: Scheme, register: Register | None = None) -> Located:
    """Say whether a postcode lies in a scheme's area: by the register where there is one."""
    if not postcode.strip():
        return Located(Whereabouts.BY_HAND, Why.NO_POSTCODE)
    code = outcode(postcode)
    if code is None:
        return Located(Whereabouts.BY_HAND, Why.UNREADABLE)
    if code == NOWHERE:
        return Located(Whereabouts.BY_HAND, Why.NO_FIXED_ABODE)
    half = inward(postcode)
    if register is None:
        return _by_count(code, scheme)
    found = _listed(half, scheme, register) if half else _outward(code, scheme, register)
    return replace(found, outcode=code, postcode=f"{code} {half}".strip(), vintage=register.vintage)


def _listed(half: str, scheme: Scheme, register: Register) -> Located:
    place = placed(register.places, half)
    if place is None:
        return Located(Whereabouts.BY_HAND, Why.NOT_LISTED)
    if place.retired:
        return Located(Whereabouts.BY_HAND, Why.RETIRED, district=place.district)
    if not place.district:
        return Located(Whereabouts.BY_HAND, Why.NO_DISTRICT)
    if place.district in scheme.area_codes:
        return Located(Whereabouts.INSIDE, Why.LISTED_INSIDE, district=place.district)
    return Located(Whereabouts.OUTSIDE, Why.LISTED_OUTSIDE, district=place.district)


def _outward(code: str, scheme: Scheme, register: Register) -> Located:
    """Answer for the outward half alone: it is all that was written down."""
    inside, total = counted(register.places, scheme.area_codes)
    if total == 0:
        return Located(Whereabouts.BY_HAND, Why.NOT_LISTED)
    return _counted(code, inside, total)


def _by_count(code: str, scheme: Scheme) -> Located:
    if not scheme.outcodes:
        return Located(Whereabouts.BY_HAND, Why.NOT_COUNTED, code)
    found = scheme.outcodes.get(code)
    return _counted(code, found.inside if found else 0, found.total if found else 0)


def _counted(code: str, inside: int, total: int) -> Located:
    if inside == 0:
        return Located(Whereabouts.OUTSIDE, Why.ELSEWHERE, code)
    if inside == total:
        return Located(Whereabouts.INSIDE, Why.WHOLE, code, inside, total)
    return Located(Whereabouts.BY_HAND, Why.DIVIDED, code, inside, total)


def area_of(located: Located, scheme: Scheme) -> str | None:
    """Return the scheme's area that a place lies in; None where the postcode does not tell.

    A file's district tells it exactly; without one the outward code does, where all but a few of
    its postcodes lie in one area.
    """
    for area in scheme.areas:
        if located.district and located.district in area.districts:
            return area.code
    if located.whereabouts is Whereabouts.OUTSIDE or located.district:
        return None
    return next((one.code for one in scheme.areas if located.outcode in one.outcodes), None)
