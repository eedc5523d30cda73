"""Who is told of an ending, and who was the officer in the case before."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from triage_app.storage.models.base import Base

CASE = "case.id"
WAITS = text("told_on IS NULL")


class EndingTold(Base):
    """Somebody who must be told that a case has ended, with their notice, and when they were.

    Whoever was told of an end that did not hold must be told that as well: `again`.
    """

    __tablename__ = "ending_told"

    id: Mapped[int] = mapped_column(primary_key=True)
    ending_id: Mapped[int] = mapped_column(ForeignKey("ending.id", ondelete="CASCADE"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    who: Mapped[str]  # of other_ends' Who
    name: Mapped[str] = mapped_column(default="")
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))
    again: Mapped[bool] = mapped_column(default=False)  # that the case was reopened
    told_on: Mapped[dt.date | None]
    how: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str] = mapped_column(default="")

    # Those still to be told are found without a look at everybody who ever was.
    __table_args__ = (
        Index("ix_ending_told_waits", "case_id", sqlite_where=WAITS, postgresql_where=WAITS),
    )


class FormerOfficer(Base):
    """Who was the officer in a case until another took it over, and what that one was told."""

    __tablename__ = "former_officer"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    until: Mapped[dt.date]  # the day from which the next one has it
    next_told: Mapped[str]  # what the next one was told
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))  # to the next one
    acknowledged_on: Mapped[dt.date | None]  # a case sent back: the next one has to say so too
    acknowledged_by: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]
