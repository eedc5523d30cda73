"""Whether a place lies in the force area: a postcode says inside, outside, or ask a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from triage_app.domain.identifiers import outcode
from triage_app.domain.scheme import Outcode

# What registers write for somebody with no fixed abode.
NOWHERE = "ZZ99"


class Whereabouts(StrEnum):
    """What a postcode can tell."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    BY_HAND = "by_hand"


class Why(StrEnum):
    """Why a postcode tells what it tells."""

    WHOLE = "whole"  # every postcode of the outward code lies inside
    ELSEWHERE = "elsewhere"  # none does
    DIVIDED = "divided"  # some do
    NO_POSTCODE = "no_postcode"  # no fixed abode, or not written down
    UNREADABLE = "unreadable"  # not the form of a postcode


@dataclass(frozen=True, slots=True)
class Located:
    """What a postcode tells, why, and the counts it rests on."""

    whereabouts: Whereabouts
    why: Why
    outcode: str = ""
    inside: int = 0
    total: int = 0


def locate(postcode: str, outcodes: Mapping[str, Outcode]) -> Located:
    """Look a postcode up among the outward codes that touch the force area."""
    if not postcode.strip() or outcode(postcode) == NOWHERE:
        return Located(Whereabouts.BY_HAND, Why.NO_POSTCODE)
    code = outcode(postcode)
    if code is None:
        return Located(Whereabouts.BY_HAND, Why.UNREADABLE)
    counted = outcodes.get(code)
    if counted is None or counted.inside == 0:
        return Located(Whereabouts.OUTSIDE, Why.ELSEWHERE, code)
    where, why = Whereabouts.BY_HAND, Why.DIVIDED
    if counted.inside == counted.total:
        where, why = Whereabouts.INSIDE, Why.WHOLE
    return Located(where, why, code, counted.inside, counted.total)
