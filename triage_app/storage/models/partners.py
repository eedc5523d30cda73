"""Referrals to partners: what was sent to whom, on which ground, and what came back."""

import datetime as dt

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from triage_app.storage.models.assessment import Service
from triage_app.storage.models.base import Base

CASE = "case.id"


class PartnerReferral(Base):
    """One sheet sent to one service, for a condition or for support outside the contract."""

    __tablename__ = "partner_referral"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    number: Mapped[int]  # 1, 2, … within its case, as printed
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))
    condition_id: Mapped[int | None] = mapped_column(
        ForeignKey("condition.id", ondelete="CASCADE"), index=True
    )
    service_referral_id: Mapped[int | None] = mapped_column(
        ForeignKey("service_referral.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[str]  # a pathway of need, or another offer of the directory
    told: Mapped[list[str]] = mapped_column(JSON)  # what the sheet says, by code
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"))  # as filed, without a password
    recipient: Mapped[str]  # who at the service
    manner: Mapped[str]  # sealed, open, printed
    why_open: Mapped[str] = mapped_column(default="")
    digest: Mapped[str]  # of the very bytes that went
    answer_by: Mapped[dt.date]
    state: Mapped[str] = mapped_column(index=True)  # domain/partner_referral's Stage
    heard_on: Mapped[dt.date | None]  # the newest day of anything said of it since it went
    sent_at: Mapped[dt.datetime]
    sent_by: Mapped[str]
    service: Mapped[Service] = relationship()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint(
            "(condition_id IS NULL) <> (service_referral_id IS NULL)", name="one_ground"
        ),
        CheckConstraint("manner <> 'open' OR length(why_open) > 2", name="open_for_a_reason"),
        CheckConstraint(
            "state IN ('sent', 'accepted', 'refused', 'started', 'ended', 'revoked')",
            name="state",
        ),
    )


class PartnerReply(Base):
    """One thing said of a referral: a move it made, or a report that leaves it where it is."""

    __tablename__ = "partner_reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    referral_id: Mapped[int] = mapped_column(
        ForeignKey("partner_referral.id", ondelete="CASCADE"), index=True
    )
    word: Mapped[str]  # domain/partner_reply's Word
    day: Mapped[dt.date]
    how_ended: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    file: Mapped[str] = mapped_column(default="")  # it came in; by hand where none is named
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]

    __table_args__ = (
        CheckConstraint("(word = 'ended') = (how_ended <> '')", name="ended_somehow"),
        CheckConstraint("length(note) <= 900", name="note_length"),
    )
