"""What a person agrees to, takes back, or does without; and how a case ends before a contract."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from triage_app.domain.workflow import State
from triage_app.storage.models.assessment import Service
from triage_app.storage.models.base import Base

CASE = "case.id"
STANDS = text("taken_back_at IS NULL")
WAITS = text("told_on IS NULL")


class WayOut(Base):
    """Why a case went no further before a contract; kept, with why, where it was taken back."""

    __tablename__ = "way_out"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(index=True)  # a permanent code, the same in every scheme
    note: Mapped[str] = mapped_column(default="")
    left_from: Mapped[State]  # where the case stood, and where it goes if this is taken back
    services_offered: Mapped[bool | None]
    services_accepted: Mapped[bool | None]
    services_note: Mapped[str] = mapped_column(default="")
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))  # to the officer
    emailed_on: Mapped[dt.date | None]  # where it went as a saved copy, and not on paper
    emailed_by: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]
    taken_back_reason: Mapped[str] = mapped_column(default="")
    taken_back_by: Mapped[str] = mapped_column(default="")
    taken_back_at: Mapped[dt.datetime | None]

    # A case is out by one way at a time.
    __table_args__ = (
        Index(
            "ix_way_out_one_stands",
            "case_id",
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
    )


class Consent(Base):
    """What the person said when the scheme was explained, and how it was put on paper."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    given: Mapped[bool]
    sheet: Mapped[str]  # the version of the sheet that was explained
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))
    language: Mapped[str]
    language_name: Mapped[str] = mapped_column(default="")  # of another than English and Welsh
    explained_by: Mapped[str] = mapped_column(default="")
    adult: Mapped[str] = mapped_column(default="")  # names of those who were there
    interpreter: Mapped[str] = mapped_column(default="")
    solicitor: Mapped[str] = mapped_column(default="")
    present: Mapped[str] = mapped_column(default="")  # anybody else, and in which part
    questions: Mapped[str] = mapped_column(default="")  # asked, and what was answered
    reason: Mapped[str] = mapped_column(default="")
    manner: Mapped[str | None]  # signed, read_over, unable, refused; None: nothing was put to sign
    witness: Mapped[str] = mapped_column(default="")
    day: Mapped[dt.date]
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]


class Sharing(Base):
    """One answer on sharing with one partner for one purpose; the newest of each pair stands."""

    __tablename__ = "sharing"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    partner: Mapped[str]  # a code of the scheme's partners, or of one service of the directory
    purpose: Mapped[str]
    allowed: Mapped[bool]
    day: Mapped[dt.date]
    how: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]


class ServiceReferral(Base):
    """A referral to a service under the person's own consent: support, never a condition."""

    __tablename__ = "service_referral"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))
    purpose: Mapped[str]  # what the service is to help with: one of those it offers
    asks: Mapped[str] = mapped_column(default="")
    shared: Mapped[list[str]] = mapped_column(JSON)  # what may be told, by code
    consent_day: Mapped[dt.date]
    consent_how: Mapped[str]
    consent_language: Mapped[str]
    state: Mapped[str]  # recorded, taken_back, ended
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]
    taken_back_on: Mapped[dt.date | None]
    taken_back_reason: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[dt.date | None]
    how_ended: Mapped[str] = mapped_column(default="")
    ended_note: Mapped[str] = mapped_column(default="")
    service: Mapped[Service] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Withdrawal(Base):
    """A person taking their consent back: on which day, how, and why if they said."""

    __tablename__ = "withdrawal"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    day: Mapped[dt.date]
    how: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    withdrew_from: Mapped[State]
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]


class WithdrawalTold(Base):
    """Somebody who must be told of a withdrawal, and when they were."""

    __tablename__ = "withdrawal_told"

    id: Mapped[int] = mapped_column(primary_key=True)
    withdrawal_id: Mapped[int] = mapped_column(
        ForeignKey("withdrawal.id", ondelete="CASCADE"), index=True
    )
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    who: Mapped[str]  # officer, supervisor, partner, coordinator
    name: Mapped[str] = mapped_column(default="")
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))  # the service's notice
    told_on: Mapped[dt.date | None]
    how: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        Index("ix_withdrawal_told_waits", "case_id", sqlite_where=WAITS, postgresql_where=WAITS),
    )
