"""What shows that a contract is kept, as its screen reads it: hours, tags, money, former marks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.compliance import Attendance
from triage_app.domain.contribution import Account, Means
from triage_app.domain.tags import TagDeed
from triage_app.services.contract_chain import Chain
from triage_app.services.ledger import account_in
from triage_app.services.printed import name_of
from triage_app.storage.models import (
    Appointment,
    AttendanceChange,
    Contribution,
    ContributionPart,
    HoursEntry,
)
from triage_app.storage.models import TagEvent as TagRow


@dataclass(frozen=True, slots=True)
class MarkBefore:
    """A mark that another took the place of: whose it was, and why it was put right."""

    attendance: Attendance
    note: str
    evidence_by: date | None
    by: str
    at: datetime
    why: str  # "": the evidence that was awaited
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class HoursSeen:
    """Hours done on a day, and who says so."""

    id: int
    condition_id: int
    day: date
    minutes: int
    note: str
    starts: datetime | None
    confirmed_by: str
    struck: str  # why they were wrong; "": they count


@dataclass(frozen=True, slots=True)
class TagSeen:
    """A tag fitted, taken off or at fault."""

    id: int
    condition_id: int
    what: TagDeed
    day: date
    by: str
    note: str
    struck: str  # why it was wrong; "": it counts


@dataclass(frozen=True, slots=True)
class PartSeen:
    """One part that was paid."""

    id: int
    pence: int
    day: date
    means: Means
    receipt: str
    struck: str  # why it was wrong; "": it counts


@dataclass(frozen=True, slots=True)
class Contributed:
    """What a person pays towards the cost: what was asked, its parts, and why no more is asked."""

    version: int
    account: Account
    parts: tuple[PartSeen, ...]
    waived: str
    waived_by: str


def marks_before(session: Session, case_id: int) -> Mapping[int, tuple[MarkBefore, ...]]:
    """Return the marks of a case's meetings that others took the place of, the first first."""
    query = (
        select(AttendanceChange)
        .join(Appointment, Appointment.id == AttendanceChange.appointment_id)
        .where(Appointment.case_id == case_id)
        .order_by(AttendanceChange.id)
    )
    found: defaultdict[int, tuple[MarkBefore, ...]] = defaultdict(tuple)
    for row in session.scalars(query):
        before = MarkBefore(
            attendance=Attendance(row.attendance),
            note=row.note,
            evidence_by=row.evidence_by,
            by=name_of(session, row.recorded_by),
            at=row.recorded_at,
            why=row.why,
            changed_by=name_of(session, row.changed_by),
            changed_at=row.changed_at,
        )
        found[row.appointment_id] = (*found[row.appointment_id], before)
    return found


def hours_of(session: Session, chain: Chain) -> tuple[HoursSeen, ...]:
    """Return the hours recorded on the conditions in force, through every variation."""
    query = select(HoursEntry).where(HoursEntry.condition_id.in_([*chain.heirs]))
    return tuple(
        HoursSeen(
            id=one.id,
            condition_id=chain.heirs[one.condition_id].id,
            day=one.day,
            minutes=one.minutes,
            note=one.note,
            starts=one.starts,
            confirmed_by=one.confirmed_by,
            struck=one.struck,
        )
        for one in session.scalars(query.order_by(HoursEntry.day, HoursEntry.id))
    )


def tags_seen(session: Session, chain: Chain) -> tuple[TagSeen, ...]:
    """Return what was recorded of tags on the conditions in force."""
    query = select(TagRow).where(TagRow.condition_id.in_([*chain.heirs])).order_by(TagRow.id)
    return tuple(
        TagSeen(
            id=one.id,
            condition_id=chain.heirs[one.condition_id].id,
            what=TagDeed(one.what),
            day=one.day,
            by=one.by,
            note=one.note,
            struck=one.struck,
        )
        for one in session.scalars(query)
    )


def contributed(session: Session, case_id: int) -> Contributed | None:
    """Return what a person pays towards the cost; None where nothing was asked for."""
    row = session.scalar(select(Contribution).where(Contribution.case_id == case_id))
    account = account_in(session, case_id)
    if row is None or account is None:
        return None
    query = select(ContributionPart).where(ContributionPart.case_id == case_id)
    parts: Iterable[ContributionPart] = session.scalars(query.order_by(ContributionPart.id))
    return Contributed(
        version=row.version,
        account=account,
        parts=tuple(
            PartSeen(it.id, it.pence, it.day, Means(it.how), it.receipt, it.struck) for it in parts
        ),
        waived=row.waived,
        waived_by=name_of(session, row.waived_by) if row.waived else "",
    )
