"""A signed contract varied: what for, who asked, what a supervisor said, and how it came out."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from triage_app.storage.models.base import Base

OPEN = text("ended IS NULL")


class Variation(Base):
    """Why a signed contract is to be another; the draft is the next issue that varies it."""

    __tablename__ = "variation"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    varies_id: Mapped[int] = mapped_column(ForeignKey("contract.id", ondelete="CASCADE"))
    why: Mapped[str]
    asked_by: Mapped[str]  # participant, assessor, supervisor, service, officer, other
    begun_by: Mapped[str]
    begun_at: Mapped[dt.datetime]
    allowed_end: Mapped[dt.date | None]  # past the safe day, by a supervisor's word
    allowed_reason: Mapped[str] = mapped_column(default="")
    allowed_by: Mapped[str] = mapped_column(default="")
    explained_by: Mapped[str] = mapped_column(default="")  # again, before it was signed
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contract.id"))  # what it became
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))  # what is different
    changes: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON)  # as it was signed
    ended: Mapped[str | None]  # signed, refused, abandoned
    end_reason: Mapped[str] = mapped_column(default="")
    ended_by: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[dt.datetime | None]

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("ended IN ('signed', 'refused', 'abandoned')", name="ended"),
        Index(
            "ix_variation_one_open",
            "case_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )


class VariationApproval(Base):
    """One asking of a supervisor for a variation as it then stood, and the answer."""

    __tablename__ = "variation_approval"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    variation_id: Mapped[int] = mapped_column(
        ForeignKey("variation.id", ondelete="CASCADE"), index=True
    )
    digest: Mapped[str]  # of what was asked for: any other change must be asked for again
    asked_by: Mapped[str]
    asked_at: Mapped[dt.datetime]
    approved: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[dt.datetime | None]

    __mapper_args__ = {"version_id_col": version}
