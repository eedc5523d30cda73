"""Victims as a screen shows them: who they are, what they wished, and what they were told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain import victims as rules
from triage_app.domain.victims import About, Decided, Details, Standing, Wish
from triage_app.services import victim_record
from triage_app.services.printed import name_of
from triage_app.storage.models import (
    Case,
    Victim,
    VictimCorrection,
    VictimSheet,
    VictimTold,
    VictimWish,
)

FIELDS = tuple(Details.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Glance:
    """What may be shown before anybody asks to see more: numbers, and no name."""

    standing: Standing
    count: int
    may_change: bool


@dataclass(frozen=True, slots=True)
class KeptWish:
    """A wish as it was given, and who wrote it down when."""

    wish: Wish
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """A key decision, by when a victim is told of it, and whether they were."""

    event: Decided
    happened_on: date
    due: date
    waived: bool = False  # they wished not to be told
    told: bool | None = None  # None: nobody has said so yet
    day: date | None = None
    how: str = ""
    by: str = ""
    why_not: str = ""
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.told is None and not self.waived


@dataclass(frozen=True, slots=True)
class SheetSent:
    """A sheet about a victim that went to their service."""

    number: str
    purpose: str
    service: str
    recipient: str
    manner: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction of a victim's details."""

    fields: tuple[str, ...]
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class VictimView:
    """One victim, with all they wished and were told."""

    id: int
    version: int
    details: Details
    wishes: tuple[KeptWish, ...]  # the oldest first
    notices: tuple[Notice, ...]
    corrections: tuple[Corrected, ...] = ()
    removed_reason: str = ""
    sheets: tuple[SheetSent, ...] = ()

    def wish(self, about: About) -> Wish | None:
        """Return what they said last of a matter."""
        return rules.newest([one.wish for one in self.wishes], about)

    def waits_since(self, about: About) -> date | None:
        """Return since when their answer is awaited."""
        return rules.waiting_since([one.wish for one in self.wishes], about)


@dataclass(frozen=True, slots=True)
class VictimsView:
    """Everything kept of the victims of a case."""

    standing: Standing
    victims: tuple[VictimView, ...]
    removed: tuple[VictimView, ...]
    none_because: str
    none_by: str
    restorative: str  # what they want together: yes, no, open
    may_change: bool
    is_over: bool = False  # the case has ended


def details_of(row: Victim) -> Details:
    """Return what is written down of a victim."""
    return Details(**{name: getattr(row, name) for name in FIELDS})


def view_of(
    session: Session, row: Victim, happened: Iterable[rules.Happened], within: tuple[int, int]
) -> VictimView:
    """Return one victim, with the decisions they are told of and by when."""
    wishes = wishes_of(session, row.id)
    said = [one.wish for one in wishes]
    told = _told(session, row.id)
    corrections = select(VictimCorrection).where(VictimCorrection.victim_id == row.id)
    return VictimView(
        id=row.id,
        version=row.version,
        details=details_of(row),
        wishes=wishes,
        notices=tuple(_notice(row, one, told, said, within) for one in _every(happened, told)),
        corrections=tuple(
            Corrected(one.fields, one.reason, name_of(session, one.corrected_by), one.corrected_at)
            for one in session.scalars(corrections.order_by(VictimCorrection.id))
        ),
        removed_reason=row.removed_reason,
        sheets=tuple(_sheets(session, row)),
    )


def _every(
    happened: Iterable[rules.Happened], told: Mapping[rules.Happened, VictimTold]
) -> tuple[rules.Happened, ...]:
    """Return what happened, and what somebody was told of that has been put right since."""
    order = list(Decided)
    return tuple(sorted({*happened, *told}, key=lambda one: (one.day, order.index(one.event))))


def _notice(
    row: Victim,
    one: rules.Happened,
    told: Mapping[rules.Happened, VictimTold],
    said: list[Wish],
    within: tuple[int, int],
) -> Notice:
    by = rules.due(one.day, enhanced=row.enhanced, within=within)
    kept = told.get(one)
    if kept is None:
        return Notice(one.event, one.day, by, waived=rules.is_waived(one, said))
    return Notice(
        event=one.event,
        happened_on=one.day,
        due=by,
        told=kept.told,
        day=kept.day,
        how=kept.how,
        by=kept.by,
        why_not=kept.why_not,
        note=kept.note,
    )


def _sheets(session: Session, row: Victim) -> Iterator[SheetSent]:
    case = session.get_one(Case, row.case_id)
    query = select(VictimSheet).where(VictimSheet.victim_id == row.id).order_by(VictimSheet.id)
    for one in session.scalars(query):
        yield SheetSent(
            number=f"{case.number}-V{one.number}",
            purpose=one.purpose,
            service=one.service,
            recipient=one.recipient,
            manner=one.manner,
            by=name_of(session, one.sent_by),
            at=one.sent_at,
        )


def _told(session: Session, victim_id: int) -> dict[rules.Happened, VictimTold]:
    query = select(VictimTold).where(VictimTold.victim_id == victim_id)
    return {
        rules.Happened(Decided(one.event), one.happened_on): one for one in session.scalars(query)
    }


def wishes_of(session: Session, victim_id: int) -> tuple[KeptWish, ...]:
    """Return what a victim wished, the oldest first."""
    query = select(VictimWish).where(VictimWish.victim_id == victim_id)
    return tuple(
        KeptWish(victim_record.wish_of(one), name_of(session, one.recorded_by), one.recorded_at)
        for one in session.scalars(query.order_by(VictimWish.day, VictimWish.id))
    )
