"""Whoever was harmed by an offence: kept apart from the person who is said to have done it.

Data Protection Act 2018 s38: suspects and victims are told apart. No paper of the participant's
and no screen they see reads these tables.
"""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from triage_app.storage.models.base import Base, Codes

CASE, VICTIM = "case.id", "victim.id"


class NoVictim(Base):
    """That nobody was harmed, as somebody said; taken back where a victim is found after all."""

    __tablename__ = "no_victim"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    why: Mapped[str]
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]
    taken_back_by: Mapped[str] = mapped_column(default="")
    taken_back_at: Mapped[dt.datetime | None]


class Victim(Base):
    """One person or one organisation harmed by the offences of a case."""

    __tablename__ = "victim"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    kind: Mapped[str]  # person, company
    name: Mapped[str]
    contact_person: Mapped[str] = mapped_column(default="")  # of an organisation
    enhanced: Mapped[bool | None]  # rights under the Victims' Code; None: nobody has asked
    enhanced_why: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    language: Mapped[str]
    language_name: Mapped[str] = mapped_column(default="")  # of another than English and Welsh
    large_print: Mapped[bool | None]  # they need it to read a letter; None: nobody has asked
    told_by: Mapped[str]  # how they want to be reached
    telephone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    message_may_be_left: Mapped[bool | None]
    who_answers: Mapped[str] = mapped_column(default="")
    safe_times: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]
    removed_reason: Mapped[str] = mapped_column(default="")
    removed_by: Mapped[str] = mapped_column(default="")
    removed_at: Mapped[dt.datetime | None]

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("kind <> 'company' OR length(contact_person) > 0", name="who_to_ask"),
        CheckConstraint("removed_at IS NULL OR length(removed_reason) > 2", name="removed_why"),
    )


class VictimCorrection(Base):
    """That something known of a victim was changed, by whom and why; the log has what it was."""

    __tablename__ = "victim_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    victim_id: Mapped[int] = mapped_column(ForeignKey(VICTIM, ondelete="CASCADE"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    fields: Mapped[tuple[str, ...]] = mapped_column(Codes)
    reason: Mapped[str]
    corrected_by: Mapped[str]
    corrected_at: Mapped[dt.datetime]


class VictimWish(Base):
    """A victim asked what they wish, or what they answered: dated, and every one is kept."""

    __tablename__ = "victim_wish"

    id: Mapped[int] = mapped_column(primary_key=True)
    victim_id: Mapped[int] = mapped_column(ForeignKey(VICTIM, ondelete="CASCADE"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    about: Mapped[str]  # restorative, being_told
    said: Mapped[str]  # asked, yes, no, undecided
    day: Mapped[dt.date]
    how: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]


class VictimSheet(Base):
    """A sheet about one victim, sent to the service that looks after them."""

    __tablename__ = "victim_sheet"

    id: Mapped[int] = mapped_column(primary_key=True)
    victim_id: Mapped[int] = mapped_column(ForeignKey(VICTIM, ondelete="CASCADE"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    number: Mapped[int]  # 1, 2, … within its case, as printed
    purpose: Mapped[str]
    service: Mapped[str]
    recipient: Mapped[str]  # who there
    manner: Mapped[str]  # sealed, open, printed
    why_open: Mapped[str] = mapped_column(default="")
    digest: Mapped[str]  # of the very bytes that went
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"))
    answer_by: Mapped[dt.date]
    sent_by: Mapped[str]
    sent_at: Mapped[dt.datetime]

    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint("manner <> 'open' OR length(why_open) > 2", name="open_for_a_reason"),
    )


class VictimTold(Base):
    """That a victim was told of one key decision, when, how and by whom; or why they were not."""

    __tablename__ = "victim_told"

    id: Mapped[int] = mapped_column(primary_key=True)
    victim_id: Mapped[int] = mapped_column(ForeignKey(VICTIM, ondelete="CASCADE"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    event: Mapped[str]
    happened_on: Mapped[dt.date]
    told: Mapped[bool]
    day: Mapped[dt.date]
    how: Mapped[str] = mapped_column(default="")
    by: Mapped[str] = mapped_column(default="")  # who told them
    why_not: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]

    __table_args__ = (
        UniqueConstraint("victim_id", "event", "happened_on"),
        CheckConstraint("told OR length(why_not) > 0", name="not_told_why"),
    )
