"""Reference data that an administrator imports: postcodes and the index of offences.

An edition is staged beside the one in force, row by row, and takes its place in one step; until
then nobody sees it, and what is left of one that never did answers nothing.
"""

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from triage_app.domain.editions import Kind, Standing
from triage_app.storage.models.base import Base


class Edition(Base):
    """An imported file: whose it is, of what month, who brought it in, and whether it answers."""

    __tablename__ = "edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind]
    standing: Mapped[Standing] = mapped_column(default=Standing.STAGED)
    source: Mapped[str]
    file_name: Mapped[str]
    digest: Mapped[str]  # SHA-256 of the file as it was read
    vintage: Mapped[dt.date | None]  # the first day of the month it was published for
    entries: Mapped[int]
    retired: Mapped[int] = mapped_column(default=0)  # postcodes no longer in use
    strange: Mapped[int] = mapped_column(default=0)  # rows left out: not in the form of a postcode
    inside: Mapped[int | None]  # postcodes in the force area
    imported_by: Mapped[str]
    imported_at: Mapped[dt.datetime]
    workstation: Mapped[str]

    __table_args__ = (
        Index(
            "uq_edition_in_force",
            "kind",
            unique=True,
            sqlite_where=text("standing = 'in_force'"),
            postgresql_where=text("standing = 'in_force'"),
        ),
    )


class OutwardCode(Base):
    """The postcodes of an outward code and where they lie, written as `domain.postcodes` says."""

    __tablename__ = "outward_code"

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    places: Mapped[str]


class ListedOffence(Base):
    """An entry of the national index of offences, as it was published."""

    __tablename__ = "listed_offence"

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    category: Mapped[str]
    title: Mapped[str]
    recordable: Mapped[bool | None]
    position: Mapped[int]  # in the order they are offered in
    words: Mapped[str]  # what it is found by
