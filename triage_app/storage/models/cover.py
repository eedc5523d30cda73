"""Who is away and who sees to their cases meanwhile; and cases given for good, until both know."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from triage_app.storage.models.base import Base

MEMBER = "member.id"


class Absence(Base):
    """Some days on which a member of staff is away, and who covers; it ends by itself."""

    __tablename__ = "absence"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    member_id: Mapped[int] = mapped_column(ForeignKey(MEMBER), index=True)
    covered_by_id: Mapped[int] = mapped_column(ForeignKey(MEMBER), index=True)
    first: Mapped[dt.date]
    last: Mapped[dt.date]
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]
    called_off_by: Mapped[str] = mapped_column(default="")
    called_off_at: Mapped[dt.datetime | None]

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("member_id <> covered_by_id", name="another"),
        CheckConstraint("first <= last", name="in_order"),
    )


class Handover(Base):
    """A case given by one member of staff to another, why, and whether both have read of it."""

    __tablename__ = "handover"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey(MEMBER))
    to_id: Mapped[int] = mapped_column(ForeignKey(MEMBER))
    reason: Mapped[str]
    given_by: Mapped[str]
    given_at: Mapped[dt.datetime]
    read_by_giver_at: Mapped[dt.datetime | None]  # by whoever had it before
    read_by_taker_at: Mapped[dt.datetime | None]
