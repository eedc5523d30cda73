"""What shows that a contract is kept, beside its meetings: tags, money, and marks put right."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from triage_app.storage.models.base import Base, Strikable

CASE = "case.id"


class AttendanceChange(Base):
    """What was recorded of a meeting before it was put right: both are kept, and why."""

    __tablename__ = "attendance_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    appointment_id: Mapped[int] = mapped_column(
        ForeignKey("appointment.id", ondelete="CASCADE"), index=True
    )
    attendance: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    evidence_by: Mapped[dt.date | None]
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]
    why: Mapped[str] = mapped_column(default="")  # "": the evidence that was awaited
    changed_by: Mapped[str]
    changed_at: Mapped[dt.datetime]


class TagEvent(Strikable, Base):
    """A tag fitted, taken off, or at fault: when, by whom, and what there is to say of it."""

    __tablename__ = "tag_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    condition_id: Mapped[int] = mapped_column(
        ForeignKey("condition.id", ondelete="CASCADE"), index=True
    )
    what: Mapped[str]  # fitted, taken_off, fault
    day: Mapped[dt.date]
    by: Mapped[str]  # who fitted it, took it off or found the fault
    note: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]

    __table_args__ = (
        CheckConstraint("what IN ('fitted', 'taken_off', 'fault')", name="what"),
        CheckConstraint("by <> ''", name="by_somebody"),
    )


class Contribution(Base):
    """What a person pays towards the cost, where the scheme asks for it; or why they need not."""

    __tablename__ = "contribution"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), unique=True)
    pence: Mapped[int]  # 0: waived before an amount was set
    due: Mapped[dt.date]
    set_by: Mapped[str]
    set_at: Mapped[dt.datetime]
    waived: Mapped[str] = mapped_column(default="")  # why what is left is not asked for
    waived_by: Mapped[str] = mapped_column(default="")
    waived_at: Mapped[dt.datetime | None]

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("pence > 0 OR (pence = 0 AND waived <> '')", name="something"),
    )


class ContributionPart(Strikable, Base):
    """One part of it that was paid: how much, on which day, how, and its receipt."""

    __tablename__ = "contribution_part"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    pence: Mapped[int]
    day: Mapped[dt.date]
    how: Mapped[str]  # card, cash, transfer, other
    receipt: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]

    __table_args__ = (CheckConstraint("pence > 0", name="something_paid"),)
