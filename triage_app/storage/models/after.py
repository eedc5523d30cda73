"""What is done once a case has ended: checks on re-offending, review of the record, disposal."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from triage_app.storage.models.base import Base

CASE = "case.id"
OPEN = text("choice = 'dispose' AND answered_at IS NULL")


class ReoffendingCheck(Base):
    """Somebody looked whether a person offended again in a period after the end of their case."""

    __tablename__ = "reoffending_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    # Of the very end it asks about: a case that is reopened ends again, and is asked after anew.
    ending_id: Mapped[int] = mapped_column(ForeignKey("ending.id", ondelete="CASCADE"))
    months: Mapped[int]  # of the period, from the day the case ended
    checked_on: Mapped[dt.date]
    source: Mapped[str]  # reoffending's Source
    found: Mapped[bool]
    note: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]
    offences: Mapped[list["FoundOffence"]] = relationship(order_by="FoundOffence.id")

    __table_args__ = (UniqueConstraint("ending_id", "months"),)


class FoundOffence(Base):
    """An offence that a check found, whether or not it counts by the scheme's definition."""

    __tablename__ = "found_offence"

    id: Mapped[int] = mapped_column(primary_key=True)
    check_id: Mapped[int] = mapped_column(
        ForeignKey("reoffending_check.id", ondelete="CASCADE"), index=True
    )
    day: Mapped[dt.date]
    proof: Mapped[str]  # reoffending's Proof
    what: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]


class RetentionReview(Base):
    """What was decided of a record whose years are over; a disposal waits for a second person."""

    __tablename__ = "retention_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    choice: Mapped[str]  # keep, dispose
    until: Mapped[dt.date | None]
    reason: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[dt.datetime]
    refused_reason: Mapped[str] = mapped_column(default="")  # of a disposal; else the row is gone
    answered_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[dt.datetime | None]

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("choice IN ('keep', 'dispose')", name="choice"),
        CheckConstraint("(choice = 'keep') = (until IS NOT NULL)", name="kept_until"),
        # Nobody proposes a record for disposal twice at once.
        Index(
            "ix_retention_review_one_open",
            "case_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )


class Erased(Base):
    """A record that was disposed of: its number, and a mark by which a restored copy is known."""

    __tablename__ = "erased"

    mark: Mapped[str] = mapped_column(primary_key=True)  # the digest of a nonce that is gone
    case_id: Mapped[int]  # no key: after a restore another record may be given the number
    at: Mapped[dt.datetime]
