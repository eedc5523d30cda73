"""What the courts and the police have already ordered: orders and bail, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST = 300


class OrderKind(StrEnum):
    """What somebody is subject to. The codes are permanent."""

    COMMUNITY_ORDER = "community_order"
    SUSPENDED_SENTENCE = "suspended_sentence"
    YOUTH_REHABILITATION = "youth_rehabilitation"
    CRIMINAL_BEHAVIOUR = "criminal_behaviour"
    RESTRAINING = "restraining"
    NON_MOLESTATION = "non_molestation"
    DOMESTIC_PROTECTION = "domestic_protection"
    SEXUAL_HARM_PREVENTION = "sexual_harm_prevention"
    LICENCE = "licence"
    OTHER_ORDER = "other_order"
    COURT_BAIL = "court_bail"
    POLICE_BAIL = "police_bail"


BAIL_KINDS = (OrderKind.COURT_BAIL, OrderKind.POLICE_BAIL)
ORDER_KINDS = tuple(kind for kind in OrderKind if kind not in BAIL_KINDS)


@dataclass(frozen=True, slots=True)
class Order:
    """One order or bail: which court or force, its last day, and for bail for which matter."""

    kind: OrderKind | None = None
    court: str = ""
    until: date | None = None  # None: no end is known, and it counts as still in force
    another_matter: bool | None = None  # asked of bail alone

    @property
    def is_bail(self) -> bool:
        """Whether it is bail, of a court or of the police."""
        return self.kind in BAIL_KINDS

    def in_force(self, day: date) -> bool:
        """Say whether it still holds on a day: its last day is in it."""
        return self.until is None or self.until >= day

    def problems(self) -> Iterator[str]:
        """Yield what must be put right before it can be saved."""
        if self.kind is None:
            yield "order.kind_missing"
        if len(self.court) > LONGEST:
            yield "order.too_long"


@dataclass(frozen=True, slots=True)
class Ordered:
    """All that is known of orders and bail. False is none; None is not yet known."""

    court_order: bool | None = None
    bail: bool | None = None
    orders: tuple[Order, ...] = ()
