"""A person, their case, and how it came to be taken on or not."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from triage_app.domain.drug_test import DrugResult, DrugTest
from triage_app.domain.orders import OrderKind
from triage_app.domain.workflow import Event, State
from triage_app.storage.models.base import Base, Codes
from triage_app.storage.models.office import Member

CASE = "case.id"
Facts = dict[str, Any]


class Person(Base):
    """Somebody the police have dealt with, and how to reach them safely. None: not yet known."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    name: Mapped[str]
    known_as: Mapped[str] = mapped_column(default="")
    born: Mapped[dt.date | None]
    pnc: Mapped[str] = mapped_column(default="")
    cro: Mapped[str] = mapped_column(default="")
    sex: Mapped[str | None]
    ethnicity: Mapped[str | None]  # self-defined, 18+1
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    message_may_be_left: Mapped[bool | None]
    who_answers: Mapped[str] = mapped_column(default="")  # who else, when somebody rings
    safe_times: Mapped[str] = mapped_column(default="")
    emergency_name: Mapped[str] = mapped_column(default="")
    emergency_relation: Mapped[str] = mapped_column(default="")
    emergency_telephone: Mapped[str] = mapped_column(default="")
    unavailable: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())  # times of the week
    unavailable_why: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    availability: Mapped[str] = mapped_column(default="")
    speaks: Mapped[str | None]  # Language
    reads: Mapped[str | None]  # Language: the one every paper of theirs is made in
    interpreter: Mapped[bool | None]
    interpreter_language: Mapped[str] = mapped_column(default="")
    appropriate_adult: Mapped[bool | None]
    appropriate_adult_name: Mapped[str] = mapped_column(default="")
    access: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())  # needed: domain/access
    needs: Mapped[str] = mapped_column(default="")  # access needs, in words

    __mapper_args__ = {"version_id_col": version}
    # A number is never given twice: that of a record merged into another goes on meaning it.
    __table_args__ = {"sqlite_autoincrement": True}


class Case(Base):
    """One referral of one person."""

    __tablename__ = "case"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    number: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    assessor_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    state: Mapped[State] = mapped_column(index=True)
    scheme: Mapped[str]  # the version in force when the case was opened
    family: Mapped[str]  # the same for every version of one scheme
    suite: Mapped[str]
    opened: Mapped[dt.date]
    custody_record: Mapped[str] = mapped_column(unique=True)
    crime_reference: Mapped[str] = mapped_column(default="")
    asn: Mapped[str] = mapped_column(default="")  # arrest summons number
    arrested: Mapped[dt.datetime | None]
    released: Mapped[dt.datetime | None]
    officer_name: Mapped[str] = mapped_column(default="")
    officer_number: Mapped[str] = mapped_column(default="")
    officer_email: Mapped[str] = mapped_column(default="")
    court_order: Mapped[bool | None]  # none, some, or not known; which ones are rows
    bail: Mapped[bool | None]
    co_accused: Mapped[bool | None]
    co_accused_names: Mapped[str] = mapped_column(default="")
    drug_test: Mapped[DrugTest | None]  # on arrest
    drug_result: Mapped[DrugResult | None]
    drug_test_day: Mapped[dt.date | None]
    term_end: Mapped[dt.date | None]  # a shorter term agreed, or an override's longer one
    term_reason: Mapped[str] = mapped_column(default="")
    term_by: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[dt.date | None] = mapped_column(index=True)  # its years are counted from it
    nonce: Mapped[str]  # keys the digests in the log, and dies with the record
    person: Mapped[Person] = relationship()
    assessor: Mapped[Member] = relationship()
    offences: Mapped[list["Offence"]] = relationship(
        order_by="Offence.id", cascade="all, delete-orphan"
    )
    orders: Mapped[list["CaseOrder"]] = relationship(
        order_by="CaseOrder.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        # Whose open cases: every list of the day begins there, and most cases are closed.
        Index("ix_case_assessor_state", "assessor_id", "state"),
        # One live case for a person and a scheme, whichever version.
        Index(
            "ix_case_one_live",
            "person_id",
            "family",
            unique=True,
            sqlite_where=text("state <> 'closed'"),
            postgresql_where=text("state <> 'closed'"),
        ),
        # The log goes on naming a case that was disposed of: its number is never another's.
        {"sqlite_autoincrement": True},
    )


class Offence(Base):
    """One offence of a case: what, when and where."""

    __tablename__ = "offence"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    category: Mapped[str | None]
    first_day: Mapped[dt.date | None]
    last_day: Mapped[dt.date | None]  # where the offence is dated over a range
    place: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    domestic_abuse: Mapped[bool | None]
    base_day: Mapped[dt.date | None]  # first statement, sufficient evidence, relevant day


class CaseOrder(Base):
    """An order or bail that somebody is subject to while their case is decided."""

    __tablename__ = "case_order"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    kind: Mapped[OrderKind]
    court: Mapped[str] = mapped_column(default="")  # or the force
    until: Mapped[dt.date | None]
    another_matter: Mapped[bool | None]  # of bail


class EligibilityDecision(Base):
    """What a person decided on a case, and the advice they had, kept as it was shown."""

    __tablename__ = "eligibility_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    outcome: Mapped[Event]
    reason: Mapped[str]
    scheme: Mapped[str]
    facts: Mapped[Facts] = mapped_column(JSON)
    findings: Mapped[list[Facts]] = mapped_column(JSON)
    clock: Mapped[Facts] = mapped_column(JSON)
    shown: Mapped[Facts] = mapped_column(JSON)  # every word of it, in both languages
    decided_by: Mapped[str]
    decided_at: Mapped[dt.datetime]


class Authorisation(Base):
    """The officer who allows the diversion: it is a police decision."""

    __tablename__ = "authorisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), unique=True)
    officer: Mapped[str]
    rank: Mapped[str]
    number: Mapped[str]
    day: Mapped[dt.date]
    recorded_by: Mapped[str]


class Correction(Base):
    """What was changed of a referral that had been acted on, why and by whom: for good."""

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE, ondelete="CASCADE"), index=True)
    changes: Mapped[list[Facts]] = mapped_column(JSON)  # field, before and after of each
    reason: Mapped[str] = mapped_column(default="")  # none where what was empty was filled in
    made_by: Mapped[str]
    made_at: Mapped[dt.datetime]
