"""What has changed between two states of a referral, and what a change needs to be put right.

Once a referral has been acted on, a change to it is a correction: what, why, who and when are
kept for good beside it (Data Protection Act 2018 s46, the right to have a record rectified).
Filling in what was not known is no correction of anything, and needs no reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from datetime import date, datetime
from typing import Any, Final

from triage_app.domain.orders import Ordered
from triage_app.domain.referral import OffenceGiven, Particulars, Referral

ADDED, REMOVED = "offence_added", "offence_removed"
ORDER_ADDED, ORDER_REMOVED = "order_added", "order_removed"
EMPTY: Final = (None, "", ())
# What the rules look at: a decision was made on these, and keeps them as they were.
DECIDED_ON: Final = frozenset(
    {
        "born",
        "address",
        "no_fixed_abode",
        "postcode",
        "code",
        "category",
        "first_day",
        "last_day",
        "base_day",
        "place",
        "domestic_abuse",
        "co_accused",
        "sex",
        "court_order",
        "bail",
        ADDED,
        REMOVED,
        ORDER_ADDED,
        ORDER_REMOVED,
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """A field that held one thing and now holds another; of an offence, with its code and name."""

    field: str
    before: Any
    after: Any
    offence: tuple[str, str] | None = None

    @property
    def needs_reason(self) -> bool:
        """Whether something known is changed or gone, or more is suspected than was."""
        return self.before not in EMPTY or self.field == ADDED

    @property
    def was_decided_on(self) -> bool:
        """Whether it is a fact that the rules look at."""
        return self.field in DECIDED_ON

    @property
    def is_the_persons(self) -> bool:
        """Whether it is a fact about the person, whichever case it was corrected in."""
        return self.offence is None and self.field in Particulars.__dataclass_fields__

    def as_record(self) -> dict[str, Any]:
        """Return what is kept of it; `from_record` reads it again."""
        return {
            "field": self.field,
            "offence": list(self.offence) if self.offence else None,
            "before": {self.field: _kept(self.before)},
            "after": {self.field: _kept(self.after)},
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> "Change":
        """Return a change as it was made."""
        name, offence = record["field"], record["offence"]
        before, after = (_read(record[side][name]) for side in ("before", "after"))
        return cls(name, before, after, (offence[0], offence[1]) if offence else None)


def changes(before: Referral, after: Referral) -> tuple[Change, ...]:
    """Return every field in which two states of one referral differ, in the order of the form."""
    return (
        *_differing(before.person, after.person),
        *_differing(before.custody, after.custody),
        *_of_offences(before.offences, after.offences),
        *_of_orders(before.ordered, after.ordered),
    )


def in_person(before: Particulars, after: Particulars) -> tuple[Change, ...]:
    """Return every field in which two states of one person's particulars differ."""
    return tuple(_differing(before, after))


def _of_offences(
    before: tuple[OffenceGiven, ...], after: tuple[OffenceGiven, ...]
) -> Iterator[Change]:
    kept = {one.row: one for one in after if one.row is not None}
    for one in before:
        if one.row in kept:
            yield from _differing(one, kept[one.row], _called(one))
        else:
            yield Change(REMOVED, _called(one), None)
    known = {one.row for one in before}
    for one in after:
        if one.row not in known:
            yield Change(ADDED, None, _called(one))


def _of_orders(before: Ordered, after: Ordered) -> Iterator[Change]:
    """Yield whether there are any, and each that is told anew or no longer is."""
    for name in ("court_order", "bail"):
        was, is_now = getattr(before, name), getattr(after, name)
        if was != is_now:
            yield Change(name, was, is_now)
    for one in before.orders:
        if one not in after.orders:
            yield Change(ORDER_REMOVED, astuple(one), None)
    for one in after.orders:
        if one not in before.orders:
            yield Change(ORDER_ADDED, None, astuple(one))


def _called(one: OffenceGiven) -> tuple[str, str]:
    return one.code, one.title


def _differing(
    before: Any,  # noqa: ANN401 - two values of one dataclass
    after: Any,  # noqa: ANN401
    offence: tuple[str, str] | None = None,
) -> Iterator[Change]:
    for each in fields(before):
        was, is_now = getattr(before, each.name), getattr(after, each.name)
        if each.compare and _to_the_minute(was) != _to_the_minute(is_now):
            yield Change(each.name, was, is_now, offence)


def _to_the_minute(value: Any) -> Any:  # noqa: ANN401
    """Return a moment as forms show it: a second more or less is nobody's correction."""
    return value.replace(second=0, microsecond=0) if isinstance(value, datetime) else value


def _kept(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds, as JSON can hold it
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return [_kept(one) for one in value] if isinstance(value, tuple) else value


def _read(kept: Any) -> Any:  # noqa: ANN401
    if isinstance(kept, dict) and "moment" in kept:
        return datetime.fromisoformat(kept["moment"])
    if isinstance(kept, dict):
        return date.fromisoformat(kept["day"])
    return tuple(_read(one) for one in kept) if isinstance(kept, list) else kept
