"""The office: who works here, what they did, and what they have not finished typing."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from triage_app.domain.roles import Role
from triage_app.storage.models.base import Base


class Member(Base):
    """A member of staff."""

    __tablename__ = "member"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[Role]
    telephone: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)

    __mapper_args__ = {"version_id_col": version}


class Pin(Base):
    """What somebody takes the screen back by, as a digest; and how often it was given wrong."""

    __tablename__ = "pin"

    member_id: Mapped[int] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), primary_key=True
    )
    digest: Mapped[str]  # argon2id, with its salt and cost
    wrong: Mapped[int] = mapped_column(default=0)
    wrong_at: Mapped[dt.datetime | None]  # the newest of them
    set_at: Mapped[dt.datetime]


class Setting(Base):
    """A fact about this caseload: its identity, whether it is practice, its suite, its keys."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Draft(Base):
    """What somebody was typing into a form; outside the log until it is committed."""

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    form: Mapped[str]
    about: Mapped[str]  # the record's id, or a name of its own where there is none yet
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    kept_at: Mapped[dt.datetime]

    __table_args__ = (UniqueConstraint("member_id", "form", "about"),)


class AuditEntry(Base):
    """Who did what to which record, when: names of fields and keyed digests, never content."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    actor: Mapped[str] = mapped_column(index=True)
    role: Mapped[str]
    workstation: Mapped[str]
    action: Mapped[str] = mapped_column(index=True)
    category: Mapped[str]
    # No foreign keys: the entry outlives the record.
    case_id: Mapped[int | None] = mapped_column(index=True)
    person_id: Mapped[int | None]
    fields: Mapped[list[str]] = mapped_column(JSON)
    content_digest: Mapped[str] = mapped_column(default="")  # keyed by a nonce that dies with it
    recipient: Mapped[str] = mapped_column(default="")
    previous: Mapped[str] = mapped_column(unique=True)  # so that the chain cannot fork
    seal: Mapped[str] = mapped_column(unique=True)


class Revision(Base):
    """What a field held before an entry of the log. Erased with the case."""

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    record: Mapped[str]  # table and id
    field: Mapped[str]
    earlier: Mapped[str | None]
    entry: Mapped[AuditEntry] = relationship()
