"""What people say and judge of a case before they decide on it; earlier rows are kept."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from triage_app.storage.models.base import Base

CASE = "case.id"


class CaseAnswer(Base):
    """An answer to a question beside a finding, by the question's code; the newest one counts."""

    __tablename__ = "case_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"))
    question: Mapped[str]
    said: Mapped[bool | None]  # None: asked, and not known
    reason: Mapped[str] = mapped_column(default="")
    void: Mapped[bool] = mapped_column(default=False)  # it was about an address or place of before
    answered_by: Mapped[str]
    answered_at: Mapped[dt.datetime]

    __table_args__ = (Index("ix_case_answer_case_question", "case_id", "question"),)


class Gravity(Base):
    """How grave the offending is, scored by a person; the newest one counts."""

    __tablename__ = "gravity"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    base: Mapped[int]
    aggravating: Mapped[list[str]] = mapped_column(JSON)
    mitigating: Mapped[list[str]] = mapped_column(JSON)
    final: Mapped[int]
    rationale: Mapped[str]
    scored_by: Mapped[str]
    scored_at: Mapped[dt.datetime]


class Suitability(Base):
    """Whether a person is suitable, as somebody judges it; the newest one counts."""

    __tablename__ = "suitability"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    suitable: Mapped[bool]
    reason: Mapped[str]
    judged_by: Mapped[str]
    judged_at: Mapped[dt.datetime]
