"""A contract, its conditions, its signatures and its papers."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from triage_app.domain.condition_inputs import (
    IN_OWN_WORDS,
    MOST_SESSIONS,
    MOST_TYPED,
    Frequency,
    welsh_of,
)
from triage_app.domain.scheme import HOURS_OF_VOLUNTEERING, KINDS_AT
from triage_app.storage.models.assessment import Service
from triage_app.storage.models.base import Base

CASE = "case.id"
Facts = dict[str, Any]


class Contract(Base):
    """One version of a contract: drafted, issued as a paper, signed; or put aside for the next."""

    __tablename__ = "contract"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    issue: Mapped[int]  # 1, 2, … as printed
    edition: Mapped[str]  # en, cy, both, en_large, cy_large
    drafted_for: Mapped[dt.date]  # the day it is to be signed
    ends: Mapped[dt.date]  # itself in the term
    needs: Mapped[list[str]] = mapped_column(JSON)  # critical pathways, first first, when drafted
    left_out: Mapped[dict[str, str]] = mapped_column(JSON)  # pathway → why it has no condition
    snapshot: Mapped[Facts | None] = mapped_column(JSON)  # what was printed, word for word
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id", use_alter=True))
    signed_on: Mapped[dt.date | None]
    copy_taken: Mapped[bool | None]  # home, by the person, on the day it was signed
    varies_id: Mapped[int | None] = mapped_column(ForeignKey("contract.id"), index=True)
    put_aside: Mapped[bool] = mapped_column(default=False)  # a variation that came to nothing
    drafted_by: Mapped[str]
    changed_at: Mapped[dt.datetime]
    conditions: Mapped[list["Condition"]] = relationship(
        order_by="Condition.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("case_id", "issue"),
        CheckConstraint("ends > drafted_for", name="ends_after_signing"),
        CheckConstraint("edition IN ('en', 'cy', 'both', 'en_large', 'cy_large')", name="edition"),
    )


def _one_of(column: str, codes: Iterable[str]) -> str:
    listed = "', '".join(codes)
    return f"{column} IN ('{listed}')"


class Condition(Base):
    """One of at most five things a person agrees to do."""

    __tablename__ = "condition"

    id: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[int] = mapped_column(
        ForeignKey("contract.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    kind: Mapped[str]  # what sort of thing it is: each has its places
    code: Mapped[str]  # of the scheme's library
    pathway: Mapped[str | None]
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    sessions: Mapped[int | None]
    hours: Mapped[int | None]
    due: Mapped[dt.date | None]
    first_meeting: Mapped[dt.datetime | None]
    asked_on: Mapped[dt.date | None]  # restorative justice: when the victim's wish was put
    words_en: Mapped[str] = mapped_column(default="")  # of a bespoke condition
    words_cy: Mapped[str] = mapped_column(default="")
    written_by: Mapped[str] = mapped_column(default="")  # who wrote them first
    reworded_by: Mapped[str] = mapped_column(default="")  # who else changed them last
    frequency: Mapped[str | None]
    starts: Mapped[dt.date | None]
    on_day: Mapped[dt.date | None]
    place: Mapped[str | None]  # in the words of whoever typed it
    place_cy: Mapped[str | None]  # and its Welsh, where it has one of its own
    area: Mapped[str | None]  # to be kept away from
    area_cy: Mapped[str | None]
    # What was recorded on the condition of the contract before is counted for this one.
    continues_id: Mapped[int | None] = mapped_column(ForeignKey("condition.id"), index=True)
    service: Mapped[Service | None] = relationship()

    __table_args__ = (
        UniqueConstraint("contract_id", "position"),
        CheckConstraint("position BETWEEN 1 AND 5", name="one_to_five"),
        *(
            CheckConstraint(f"position <> {place} OR {_one_of('kind', kinds)}", name=f"at_{place}")
            for place, kinds in KINDS_AT.items()
        ),
        CheckConstraint("(kind = 'pathway') = (pathway IS NOT NULL)", name="pathway_named"),
        CheckConstraint(f"sessions BETWEEN 1 AND {MOST_SESSIONS}", name="some_sessions"),
        CheckConstraint("hours BETWEEN {} AND {}".format(*HOURS_OF_VOLUNTEERING), name="hours"),
        CheckConstraint("starts <= due", name="starts_before_due"),
        CheckConstraint(
            "length(words_en) <= 900 AND length(words_cy) <= 900", name="words_fit_their_paper"
        ),
        CheckConstraint(_one_of("frequency", Frequency), name="frequency"),
        *(
            CheckConstraint(f"length({name}) BETWEEN 1 AND {MOST_TYPED}", name=f"{name}_length")
            for one in IN_OWN_WORDS
            for name in (one, welsh_of(one))
        ),
    )


class BespokeRuling(Base):
    """What a supervisor said of a bespoke condition's words; it holds for these words alone."""

    __tablename__ = "bespoke_ruling"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    position: Mapped[int]
    words_en: Mapped[str]
    words_cy: Mapped[str]
    written_by: Mapped[str]
    approved: Mapped[bool]
    reason: Mapped[str] = mapped_column(default="")
    ruled_by: Mapped[str]
    ruled_at: Mapped[dt.datetime]


class Signature(Base):
    """Who signed, when the paper says so, or why not; one row for each role at each sitting."""

    __tablename__ = "signature"

    id: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[int] = mapped_column(
        ForeignKey("contract.id", ondelete="CASCADE"), index=True
    )
    sitting: Mapped[int]  # 1, 2, …: whoever refused may think again
    role: Mapped[str]  # participant, assessor, appropriate_adult, interpreter, witness
    name: Mapped[str]
    capacity: Mapped[str] = mapped_column(default="")  # as what a witness was there
    manner: Mapped[str]  # signed, read_over, unable, refused; not_needed: nobody in this role
    at: Mapped[dt.datetime | None]  # as written beside it; none where no hand of theirs is there
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]

    __table_args__ = (
        UniqueConstraint("contract_id", "sitting", "role"),
        CheckConstraint(
            "role IN ('participant', 'assessor', 'appropriate_adult', 'interpreter', 'witness')",
            name="role",
        ),
        CheckConstraint(
            "manner IN ('signed', 'read_over', 'unable', 'refused', 'not_needed')", name="manner"
        ),
        CheckConstraint(
            "at IS NOT NULL OR manner IN ('unable', 'refused', 'not_needed')", name="signed_at"
        ),
        CheckConstraint("name <> '' OR manner = 'not_needed'", name="named"),
        CheckConstraint("capacity <> '' OR role <> 'witness'", name="witness_capacity"),
    )


class Paper(Base):
    """An issued paper: the very bytes, never altered."""

    __tablename__ = "paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    language: Mapped[str]
    scheme: Mapped[str]
    sheet: Mapped[str] = mapped_column(default="")  # the version of an information sheet
    issue: Mapped[int | None]  # of the contract that an easy-read page is of
    code: Mapped[str] = mapped_column(unique=True)
    pages: Mapped[int]
    recipient: Mapped[str] = mapped_column(default="")  # where it is not the usual reader
    digest: Mapped[str]
    pdf: Mapped[bytes] = mapped_column(deferred=True)
    made_by: Mapped[str]
    made_at: Mapped[dt.datetime]


class Printing(Base):
    """One handing over of a paper to a printer, and whether it came out."""

    __tablename__ = "printing"

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"), index=True)
    printer: Mapped[str]
    workstation: Mapped[str] = mapped_column(default="")  # whose spooler it went to
    job: Mapped[str] = mapped_column(default="")  # that spooler's own name for it
    at: Mapped[dt.datetime]
    by: Mapped[str]
    why_again: Mapped[str] = mapped_column(default="")
    came_out: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="")  # Answer: who said so, or why it did not
    answered_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[dt.datetime | None]
