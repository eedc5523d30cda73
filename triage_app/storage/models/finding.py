"""What people are found by, which records are linked, and which were made one."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from triage_app.storage.models.base import Base

PERSON = "person.id"
# Compared letter by letter on both databases, so that a beginning is one range of an index.
KEY = String().with_variant(String(collation="C"), "postgresql")


class NameWord(Base):
    """A word of somebody's name, folded, with how it sounds: few, however many people there are."""

    __tablename__ = "name_word"

    word: Mapped[str] = mapped_column(KEY, primary_key=True)
    soundex: Mapped[str] = mapped_column(index=True)
    metaphone: Mapped[str] = mapped_column(index=True)


class NameSlip(Base):
    """A word of a name with one letter left out: what a slip of the finger is found by."""

    __tablename__ = "name_slip"
    __table_args__ = {"sqlite_with_rowid": False}

    slip: Mapped[str] = mapped_column(KEY, primary_key=True)
    word: Mapped[str] = mapped_column(
        KEY, ForeignKey("name_word.word", ondelete="CASCADE"), primary_key=True, index=True
    )


class PersonKey(Base):
    """Something a person is found by: a word or two of a name, a birth, a number."""

    __tablename__ = "person_key"

    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(KEY, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), primary_key=True)
    source: Mapped[str] = mapped_column(
        primary_key=True
    )  # name, known_as, earlier: from a record that was merged into this one

    __table_args__ = (
        Index("ix_person_key_person", "person_id", "kind", "key"),
        {"sqlite_with_rowid": False},
    )


class CaseKey(Base):
    """A number a case is found by."""

    __tablename__ = "case_key"

    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(KEY, primary_key=True)
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    __table_args__ = {"sqlite_with_rowid": False}


class PersonLink(Base):
    """Two people of whom whoever looks at one should look at the other too."""

    __tablename__ = "person_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), index=True)
    kind: Mapped[str]  # same, household, other
    reason: Mapped[str]
    linked_by: Mapped[str]
    linked_at: Mapped[dt.datetime]

    __table_args__ = (UniqueConstraint("person_id", "other_id"),)


class FormerPerson(Base):
    """A record that was found to be of a person who had another, and was merged into it."""

    __tablename__ = "former_person"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # the number it had
    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), index=True)
    reason: Mapped[str]
    merged_by: Mapped[str]
    merged_at: Mapped[dt.datetime]


class FormerDescription(Base):
    """Who somebody was in one of two records that were made one: so they go on being looked for."""

    __tablename__ = "former_description"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), index=True)
    name: Mapped[str]
    known_as: Mapped[str] = mapped_column(default="")
    born: Mapped[dt.date | None]
    sex: Mapped[str | None]
    pnc: Mapped[str] = mapped_column(default="")
    cro: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
