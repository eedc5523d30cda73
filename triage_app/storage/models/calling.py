"""What was put off until when and why, and who looked for a new arrest."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from triage_app.storage.models.base import Base


class PuttingOff(Base):
    """A thing to do that somebody put off; ended where it was taken back."""

    __tablename__ = "putting_off"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]  # of the attention engine
    facts: Mapped[str]  # the digest of what it was put off as: changed, it calls again
    until: Mapped[dt.date]
    reason: Mapped[str]
    put_off_by: Mapped[str]
    put_off_at: Mapped[dt.datetime]
    taken_back_by: Mapped[str] = mapped_column(default="")
    taken_back_at: Mapped[dt.datetime | None]

    __mapper_args__ = {"version_id_col": version}


class ArrestCheck(Base):
    """A look for a new arrest while a contract runs: where, and what was found."""

    __tablename__ = "arrest_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    checked_on: Mapped[dt.date]
    source: Mapped[str]  # custody_log, pnc, officer, other
    result: Mapped[str]  # nothing, something
    note: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]

    __table_args__ = (
        CheckConstraint("source IN ('custody_log', 'pnc', 'officer', 'other')", name="source"),
        CheckConstraint("result IN ('nothing', 'something')", name="result"),
        CheckConstraint("result <> 'something' OR length(note) > 0", name="says_what"),
    )
