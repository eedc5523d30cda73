"""What custody logs say of people's stays, and what came of each."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from triage_app.storage.models.base import Base

IMPORT, ENTRY, CASE = "custody_import.id", "custody_entry.id", "case.id"


class CustodyImport(Base):
    """A custody log taken in from a file; nothing of it is seen before it is finished."""

    __tablename__ = "custody_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    suite: Mapped[str]
    file: Mapped[str]  # its name, without its folder
    digest: Mapped[str]  # SHA-256 of the file
    run: Mapped[str]  # the running program that takes it in: in another's hands it is broken off
    imported_by: Mapped[str]
    started_at: Mapped[dt.datetime]
    beat_at: Mapped[dt.datetime]  # when it last came forward
    finished_at: Mapped[dt.datetime | None]
    new: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    bad: Mapped[int] = mapped_column(default=0)


class CustodyEntry(Base):
    """A stay in custody as a log has it, one for a suite and a custody record."""

    __tablename__ = "custody_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey(IMPORT), index=True)  # it first stood in
    suite: Mapped[str]
    record_key: Mapped[str]  # the custody record's number as it is compared
    # The referral that was made of it; or why none was.
    case_id: Mapped[int | None] = mapped_column(ForeignKey(CASE, ondelete="SET NULL"), index=True)
    aside: Mapped[str | None]
    aside_note: Mapped[str] = mapped_column(default="")
    aside_by: Mapped[str] = mapped_column(default="")
    aside_at: Mapped[dt.datetime | None]

    __table_args__ = (UniqueConstraint("suite", "record_key"),)


class CustodyRow(Base):
    """What one file said of an entry. The newest of a finished import holds; earlier ones stay."""

    __tablename__ = "custody_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(ENTRY, ondelete="CASCADE"), index=True)
    import_id: Mapped[int] = mapped_column(ForeignKey(IMPORT, ondelete="CASCADE"), index=True)
    line: Mapped[int]
    custody_record: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str]  # name, numbers, offences and place, as they are searched
    born: Mapped[dt.date | None] = mapped_column(index=True)
    sex: Mapped[str | None]
    pnc: Mapped[str] = mapped_column(default="")
    pnc_key: Mapped[str] = mapped_column(default="", index=True)
    arrested: Mapped[dt.datetime | None] = mapped_column(index=True)
    released: Mapped[dt.datetime | None]
    officer_name: Mapped[str] = mapped_column(default="")
    officer_number: Mapped[str] = mapped_column(default="")
    officer_email: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    offences: Mapped[list[list[str]]] = mapped_column(JSON)  # code and title of each
    entry: Mapped[CustodyEntry] = relationship()


class CustodyColumns(Base):
    """Which heading holds what in a suite's log, as somebody said when it was first met."""

    __tablename__ = "custody_columns"

    suite: Mapped[str] = mapped_column(primary_key=True)
    headings: Mapped[str] = mapped_column(primary_key=True)  # the digest of their set
    columns: Mapped[dict[str, str]] = mapped_column(JSON)  # field → heading
    said_by: Mapped[str]
    said_at: Mapped[dt.datetime]


class CustodyLook(Base):
    """What somebody found who looked at a new arrest of a person with an open case."""

    __tablename__ = "custody_look"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(ENTRY, ondelete="CASCADE"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    found: Mapped[str]
    looked_by: Mapped[str]
    looked_at: Mapped[dt.datetime]

    __table_args__ = (UniqueConstraint("entry_id", "case_id"),)
