"""An assessment of need, and the services it may lead to."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from triage_app.storage.models.base import Base

CASE = "case.id"


class Assessment(Base):
    """One run of an instrument with one person, stopped and resumed at will."""

    __tablename__ = "assessment"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    occasion: Mapped[str]  # Occasion: entry, midway, exit, or a screening beside them
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))
    correction: Mapped[str] = mapped_column(default="")  # why the one before was not right
    instrument: Mapped[str]
    started_at: Mapped[dt.datetime]
    started_by: Mapped[str]
    language: Mapped[str]  # the one its questions are put in
    resume_at: Mapped[str] = mapped_column(default="")  # the place it stopped at
    saved_at: Mapped[dt.datetime]
    saved_by: Mapped[str]
    ranking: Mapped[list[str] | None] = mapped_column(JSON)  # pathways, where a person re-ordered
    ranking_reason: Mapped[str] = mapped_column(default="")
    risk_reoffending: Mapped[str | None]
    risk_harm: Mapped[str | None]
    risk_to_whom: Mapped[str] = mapped_column(default="")
    risk_rationale: Mapped[str] = mapped_column(default="")
    risk_action: Mapped[str] = mapped_column(default="")
    risk_review: Mapped[dt.date | None]
    completed_at: Mapped[dt.datetime | None]
    completed_by: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[dt.datetime | None]  # ended unfinished: it counts for nothing, and is kept
    closed_by: Mapped[str] = mapped_column(default="")
    closed_reason: Mapped[str] = mapped_column(default="")

    __mapper_args__ = {"version_id_col": version}


class Answer(Base):
    """What was answered to one question, and in their own words if they added any."""

    __tablename__ = "answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    question: Mapped[str]
    value: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")  # the assessor's
    note_is: Mapped[str] = mapped_column(default="")  # NoteIs: fact or opinion
    later: Mapped[bool] = mapped_column(default=False)  # to be come back to

    __table_args__ = (UniqueConstraint("assessment_id", "question"),)


class PathwayView(Base):
    """What assessor and person think of one pathway of need. None: not yet said."""

    __tablename__ = "pathway_view"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    pathway: Mapped[str]
    linked_to_offending: Mapped[bool | None]
    linked_to_harm: Mapped[bool | None]
    strength: Mapped[str] = mapped_column(default="")
    own_view: Mapped[str] = mapped_column(default="")
    motivation: Mapped[str | None]

    __table_args__ = (UniqueConstraint("assessment_id", "pathway"),)


class RiskReview(Base):
    """The risk of a completed assessment, judged again on a later day."""

    __tablename__ = "risk_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), index=True
    )
    reoffending: Mapped[str]
    harm: Mapped[str]
    to_whom: Mapped[str] = mapped_column(default="")
    rationale: Mapped[str]
    action: Mapped[str] = mapped_column(default="")
    review: Mapped[dt.date | None]
    reviewed_at: Mapped[dt.datetime]
    reviewed_by: Mapped[str]


class SafetyFlag(Base):
    """A danger that whoever opens a case of this person must see, until somebody ends it."""

    __tablename__ = "safety_flag"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"))
    flag: Mapped[str]  # Flag
    why: Mapped[str]
    action: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")  # the question whose answer raised it
    raised_by: Mapped[str]
    raised_at: Mapped[dt.datetime]
    ended_by: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[dt.datetime | None]
    end_reason: Mapped[str] = mapped_column(default="")

    __mapper_args__ = {"version_id_col": version}


class SafeguardingReport(Base):
    """A report of a child or an adult at risk, or why none was made."""

    __tablename__ = "safeguarding_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    flag_id: Mapped[int] = mapped_column(
        ForeignKey("safety_flag.id", ondelete="CASCADE"), index=True
    )
    made: Mapped[bool]
    day: Mapped[dt.date | None]
    to_whom: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]


class LoadedWording(Base):
    """The words of an instrument that may not be shipped with them, as the force loaded them."""

    __tablename__ = "loaded_wording"

    instrument: Mapped[str] = mapped_column(primary_key=True)
    file: Mapped[str]
    digest: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    loaded_by: Mapped[str]
    loaded_at: Mapped[dt.datetime]


class Service(Base):
    """Somewhere a person can be sent for help. Retired, never deleted."""

    __tablename__ = "service"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    name: Mapped[str]
    provider: Mapped[str] = mapped_column(default="")
    pathways: Mapped[list[str]] = mapped_column(JSON)  # of need; restorative, volunteering, tag
    areas: Mapped[list[str]] = mapped_column(JSON)
    languages: Mapped[list[str]] = mapped_column(JSON)
    address: Mapped[str] = mapped_column(default="")
    directions_en: Mapped[str] = mapped_column(default="")
    directions_cy: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    access: Mapped[list[str]] = mapped_column(JSON)  # what it allows for: domain/access
    capacity: Mapped[int | None]  # people at once; None: not said
    begins_on: Mapped[dt.date | None]  # its contract begins: it takes nobody before that day
    closed_on: Mapped[dt.date | None]  # its contract ends: it takes nobody from that day
    funding_pence: Mapped[int | None]  # a year
    route: Mapped[str] = mapped_column(default="")  # how it is referred to: domain/directory
    route_to: Mapped[str] = mapped_column(default="")  # the number, the address or the form
    answer_days: Mapped[int | None]  # of its silence after which it is asked; the scheme's if none
    contacts: Mapped[list[dict[str, str]]] = mapped_column(JSON)  # whom to ask for, and when
    retired: Mapped[bool] = mapped_column(default=False)
    changed_by: Mapped[str] = mapped_column(default="")

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("capacity > 0", name="some_capacity"),
        CheckConstraint("funding_pence >= 0", name="funded"),
        CheckConstraint("answer_days > 0", name="some_days"),
        CheckConstraint("closed_on > begins_on", name="begins_before_it_closes"),
    )
