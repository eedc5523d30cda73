"""What was put off, until when and why."""

import datetime as dt

from sqlalchemy import ForeignKey
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
