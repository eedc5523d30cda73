"""A prosecution file sent: to whom, how and when, and the digest of the very bytes that went."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from triage_app.storage.models.base import Base

CASCADE = "CASCADE"


class FileSent(Base):
    """One sending of the file; the password is kept nowhere."""

    __tablename__ = "file_sent"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete=CASCADE), index=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete=CASCADE))
    recipient: Mapped[str]
    manner: Mapped[str]  # sealed, by_hand, post
    digest: Mapped[str]
    sent_at: Mapped[dt.datetime]
    sent_by: Mapped[str]

    __table_args__ = (
        CheckConstraint("manner IN ('sealed', 'by_hand', 'post')", name="manner"),
        CheckConstraint("recipient <> ''", name="somebody"),
    )
