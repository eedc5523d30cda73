"""The months of a contract: meetings, hours, tries at contact, letters, and how it ends."""

import datetime as dt
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from triage_app.domain.workflow import State
from triage_app.storage.models.base import Base, Strikable

CASE = "case.id"
STANDS = text("stands")


def new_uid() -> str:
    """Return what a meeting is known by in other calendars, wherever it is moved to."""
    return uuid4().hex


class Appointment(Base):
    """A meeting, and what became of it. Attendance None: nobody has said yet."""

    __tablename__ = "appointment"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    condition_id: Mapped[int | None] = mapped_column(ForeignKey("condition.id"))
    kind: Mapped[str]  # assessment, condition, review
    starts: Mapped[dt.datetime] = mapped_column(index=True)
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(default="")  # as it is shown; a letter asks the scheme
    place_code: Mapped[str] = mapped_column(default="")  # of the scheme's places; "": elsewhere
    room: Mapped[str] = mapped_column(default="")  # in that place
    directions: Mapped[str] = mapped_column(default="")  # to somewhere else
    outside: Mapped[str] = mapped_column(default="")  # why outside the hours after release
    outside_reason: Mapped[str] = mapped_column(default="")
    uid: Mapped[str] = mapped_column(default=new_uid, unique=True)
    booked_at: Mapped[dt.datetime]
    reminder_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))  # of this very slot
    called_off: Mapped[str] = mapped_column(default="")  # why it will not be; "": it stands
    called_off_at: Mapped[dt.datetime | None]
    called_off_by: Mapped[str] = mapped_column(default="")
    called_off_asked_by: Mapped[str] = mapped_column(default="")  # "": the case ended first
    attendance: Mapped[str | None]
    attendance_note: Mapped[str] = mapped_column(default="")
    evidence_by: Mapped[dt.date | None]  # when it is awaited
    recorded_by: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[dt.datetime | None]

    __mapper_args__ = {"version_id_col": version}


class MeetingMove(Base):
    """A slot that a meeting was moved away from: who asked, why, and who moved it."""

    __tablename__ = "meeting_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    appointment_id: Mapped[int] = mapped_column(
        ForeignKey("appointment.id", ondelete="CASCADE"), index=True
    )
    starts: Mapped[dt.datetime]
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(default="")
    outside: Mapped[str] = mapped_column(default="")
    outside_reason: Mapped[str] = mapped_column(default="")
    asked_by: Mapped[str]  # participant, assessor, service, custody, other
    reason: Mapped[str]
    moved_by: Mapped[str]
    moved_at: Mapped[dt.datetime]


class HoursEntry(Strikable, Base):
    """Hours of volunteering done on a day."""

    __tablename__ = "hours_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    condition_id: Mapped[int] = mapped_column(
        ForeignKey("condition.id", ondelete="CASCADE"), index=True
    )
    day: Mapped[dt.date]
    minutes: Mapped[int]
    starts: Mapped[dt.datetime | None]  # where the times of the day are known
    confirmed_by: Mapped[str] = mapped_column(default="")  # who says so, where they were done
    note: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]


class ContactAttempt(Base):
    """A try at reaching somebody."""

    __tablename__ = "contact_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    at: Mapped[dt.datetime]
    how: Mapped[str]  # telephone, text, letter, visit, in_person
    reached: Mapped[bool]
    note: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]


class Warned(Base):
    """A rung of the scheme's ladder that was reached, and the letter that said so."""

    __tablename__ = "warning"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    rung: Mapped[str]
    reason: Mapped[str]
    missed: Mapped[list[int]] = mapped_column(JSON, default=list)  # the meetings its letter names
    answer_by: Mapped[dt.date | None]  # as its letter asks
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))
    given_on: Mapped[dt.date | None]
    given_how: Mapped[str] = mapped_column(default="")
    given_by: Mapped[str] = mapped_column(default="")  # who put it into their hands, or posted it
    given_note: Mapped[str] = mapped_column(default="")  # why it was safe to post, where it may not
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]


class Reoffence(Base):
    """A new offence said to lie in the term, and on what basis."""

    __tablename__ = "reoffence"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    basis: Mapped[str]  # arrest, charge, admission, conviction
    offence_day: Mapped[dt.date]
    note: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]


class Breach(Base):
    """A breach proposed by one person and decided by another, or sent back for more."""

    __tablename__ = "breach"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contract.id"))  # then in force
    conditions: Mapped[list[int]] = mapped_column(JSON)  # their positions in it
    quoted: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # from the record
    evidence: Mapped[str]  # in the proposer's own words
    alternatives: Mapped[str]
    view: Mapped[str]
    account: Mapped[str] = mapped_column(default="")  # the participant's
    effect: Mapped[str] = mapped_column(default="")  # on the victim: for officers alone
    proposed_by: Mapped[str]
    proposed_at: Mapped[dt.datetime]
    found: Mapped[bool | None]
    sent_back: Mapped[bool] = mapped_column(default=False)  # for more: nothing was decided
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[dt.datetime | None]
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("NOT (sent_back AND found IS NOT NULL)", name="decided_or_sent_back"),
    )


class Ending(Base):
    """How a case ended, and the watch kept until somebody outside has acted on it."""

    __tablename__ = "ending"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    # completed, returned, withdrawn; services, where there is no contract; a code of other_ends
    kind: Mapped[str]
    ended_from: Mapped[State]  # where the case stood
    day: Mapped[dt.date | None]  # of what ended it, where that is another day
    reason: Mapped[str] = mapped_column(default="")
    to_whom: Mapped[str] = mapped_column(default="")  # it was transferred
    proposed_outcome: Mapped[str] = mapped_column(default="")
    confirmed_by: Mapped[str]
    confirmed_at: Mapped[dt.datetime]
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))
    told_on: Mapped[dt.date | None]  # when the paper went to the officer
    told_how: Mapped[str] = mapped_column(default="")  # sealed, by_hand, post
    told_to: Mapped[str] = mapped_column(default="")
    acknowledged_on: Mapped[dt.date | None]
    acknowledged_by: Mapped[str] = mapped_column(default="")  # whoever of the police said so
    result: Mapped[str | None]  # outcome code; proceedings_begun, proceedings_declined, out_of_time
    result_on: Mapped[dt.date | None]
    result_note: Mapped[str] = mapped_column(default="")
    result_by: Mapped[str] = mapped_column(default="")
    checks: Mapped[int] = mapped_column(default=0)  # on re-offending since, made so far
    stands: Mapped[bool] = mapped_column(default=True)  # one reopened, or overtaken, is history
    reopened_reason: Mapped[str] = mapped_column(default="")
    reopened_by: Mapped[str] = mapped_column(default="")
    reopened_at: Mapped[dt.datetime | None]

    # A case ends in one way at a time.
    # Whose next check is due: found without a look at every case that ever ended.
    __table_args__ = (
        Index("ix_ending_next_check", "checks", "confirmed_at"),
        Index(
            "ix_ending_one_stands",
            "case_id",
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
    )
