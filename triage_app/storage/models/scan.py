"""A signed paper that came back as a scan: the files as they came, and its pages in order."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from triage_app.storage.models.base import Base

CASCADE = "CASCADE"


class Scan(Base):
    """A signed copy of an issued paper, its pages upright and in order; never altered."""

    __tablename__ = "scan"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete=CASCADE), index=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete=CASCADE), index=True)
    pages: Mapped[int]
    digest: Mapped[str]
    pdf: Mapped[bytes] = mapped_column(deferred=True)
    filed_by: Mapped[str]
    filed_at: Mapped[dt.datetime]
    files: Mapped[list["ScanFile"]] = relationship(order_by="ScanFile.position")
    leaves: Mapped[list["ScanPage"]] = relationship(order_by="ScanPage.place")


class ScanFile(Base):
    """One file of a scan: the very bytes that came, never altered."""

    __tablename__ = "scan_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    scan_id: Mapped[int] = mapped_column(ForeignKey("scan.id", ondelete=CASCADE), index=True)
    position: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str]
    pages: Mapped[int]
    digest: Mapped[str] = mapped_column(index=True)
    content: Mapped[bytes] = mapped_column(deferred=True)

    __table_args__ = (UniqueConstraint("scan_id", "position"),)


class ScanPage(Base):
    """One page as it came: which page of the paper it is, how that is known, how it was turned."""

    __tablename__ = "scan_page"

    id: Mapped[int] = mapped_column(primary_key=True)
    scan_id: Mapped[int] = mapped_column(ForeignKey("scan.id", ondelete=CASCADE), index=True)
    place: Mapped[int]  # among all pages that came, from 1
    page: Mapped[int | None]  # of the paper; none: left out
    how: Mapped[str]  # read, typed, chosen, left_out
    reason: Mapped[str] = mapped_column(default="")
    turned: Mapped[int]  # degrees clockwise

    __table_args__ = (
        UniqueConstraint("scan_id", "place"),
        UniqueConstraint("page", "scan_id"),  # named after the first
        CheckConstraint("turned IN (0, 90, 180, 270)", name="quarter_turns"),
        CheckConstraint("(page IS NULL) = (how = 'left_out')", name="page_or_left_out"),
    )
