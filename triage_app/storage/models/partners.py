"""Referrals to partners: what was sent to whom, on which ground, and how far it has come."""

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
    state: Mapped[str]  # domain/partner_referral's Stage
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
    )
