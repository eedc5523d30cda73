"""What the tables hold of the cases that are watched: a query a table, however many cases."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from triage_app.domain.contribution import Account
from triage_app.domain.occasion import Occasion
from triage_app.domain.watched import (
    Checked,
    Flagged,
    PutOff,
    ToTell,
)
from triage_app.services import aftercare
from triage_app.services.aftercare import Standing
from triage_app.services.arrest_checks import last_checks
from triage_app.services.assessed import at_entry, reassessed, risk_days
from triage_app.services.desk import Desk
from triage_app.services.drafted import Ruled, ruled_on
from triage_app.services.flagged import flagged
from triage_app.services.ledger import accounts_in, tags_of
from triage_app.services.open_variations import Varied, open_variations
from triage_app.services.partners_watched import referred
from triage_app.services.put_off_rows import put_off_in
from triage_app.services.still_to_tell import to_tell_of
from triage_app.services.victim_record import Kept, kept
from triage_app.storage.models import (
    Appointment,
    Assessment,
    Authorisation,
    Breach,
    Case,
    Condition,
    Consent,
    ContactAttempt,
    Contract,
    EligibilityDecision,
    Ending,
    HoursEntry,
    Member,
    Paper,
    PartnerReferral,
    Printing,
    TagEvent,
    Warned,
    WayOut,
)
from triage_app.storage.models import Reoffence as ReoffenceRow

Row = TypeVar("Row")
Ids = Select[int]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is watched beside the course of a case, by case."""

    varied: Mapping[int, Varied]  # contracts that are to be signed anew
    put_off: Mapping[int, tuple[PutOff, ...]]
    checked: Mapping[int, Checked]


@dataclass(frozen=True, slots=True)
class Read:
    """What the tables hold of the cases chosen, by case."""

    cases: Sequence[Case]
    contracts: Mapping[int, list[Contract]]
    appointments: Mapping[int, list[Appointment]]
    minutes: Mapping[int, int]  # by condition
    hours_heard: Mapping[int, date]  # by condition
    tags: Mapping[int, list[TagEvent]]  # by condition
    accounts: Mapping[int, Account]  # of contributions
    contacts: Mapping[int, datetime]
    warnings: Mapping[int, list[Warned]]
    reoffences: Mapping[int, list[ReoffenceRow]]
    breaches: Mapping[int, list[Breach]]
    endings: Mapping[int, Ending]
    ways_out: Mapping[int, WayOut]
    to_tell: Mapping[int, list[ToTell]]
    decided: Mapping[int, datetime]
    authorised: frozenset[int]
    consented: Mapping[int, date]
    sheets: Mapping[int, str]  # the version that consent was given to
    assessments: Mapping[int, Assessment]
    reassessed: Mapping[int, frozenset[Occasion]]
    risk_days: Mapping[int, date]
    flags: Mapping[int, tuple[Flagged, ...]]
    partners: Mapping[int, list[PartnerReferral]]
    unanswered: Mapping[int, tuple[datetime, str]]  # since when, and of which kind of paper
    victims: Kept
    ruled: Mapping[int, Ruled]  # bespoke words that a supervisor ruled on
    beside: Beside
    names: Mapping[str, str]
    kept: Mapping[int, Standing]  # what was decided of a record whose years were over


def read(session: Session, desk: Desk, chosen: Ids) -> Read:
    """Read what concerns the chosen cases: some twenty queries, whether one case or all."""
    return Read(
        cases=_cases(session, chosen),
        contracts=_contracts(session, chosen),
        appointments=_many(session, Appointment, chosen, Appointment.called_off == ""),
        minutes=_by_condition(session, chosen, func.sum(HoursEntry.minutes)),
        hours_heard=_by_condition(session, chosen, func.max(HoursEntry.day)),
        tags=tags_of(session, chosen),
        accounts=accounts_in(session, chosen),
        contacts=_last(session, chosen, ContactAttempt, ContactAttempt.at, ContactAttempt.reached),
        warnings=_many(session, Warned, chosen),
        reoffences=_many(session, ReoffenceRow, chosen),
        breaches=_many(session, Breach, chosen),
        endings=_standing(session, chosen),
        ways_out=_ways_out(session, chosen),
        to_tell=to_tell_of(session, chosen),
        decided=_last(session, chosen, EligibilityDecision, EligibilityDecision.decided_at),
        authorised=_authorised(session, chosen),
        consented=_last(session, chosen, Consent, Consent.day, Consent.given),
        sheets=_last(session, chosen, Consent, Consent.sheet, Consent.given),
        assessments=at_entry(session, chosen),
        reassessed=reassessed(session, chosen),
        risk_days=risk_days(session, chosen),
        flags=flagged(session, chosen),
        partners=referred(session, chosen),
        unanswered=_unanswered(session, chosen),
        victims=kept(session, chosen),
        ruled=ruled_on(session, chosen),
        beside=_beside(session, desk, chosen),
        names=dict(session.execute(select(Member.username, Member.name)).all()),
        kept=aftercare.decided(session, chosen),
    )


def _beside(session: Session, desk: Desk, chosen: Ids) -> Beside:
    return Beside(
        varied=open_variations(session, chosen),
        put_off=put_off_in(session, desk, chosen),
        checked=last_checks(session, chosen),
    )


def _cases(session: Session, chosen: Ids) -> Sequence[Case]:
    query = select(Case).where(Case.id.in_(chosen)).order_by(Case.id)
    beside = joinedload(Case.person), joinedload(Case.assessor), selectinload(Case.offences)
    return session.scalars(query.options(*beside)).all()


def _authorised(session: Session, chosen: Ids) -> frozenset[int]:
    query = select(Authorisation.case_id).where(Authorisation.case_id.in_(chosen))
    return frozenset(session.scalars(query))


def _contracts(session: Session, chosen: Ids) -> Mapping[int, list[Contract]]:
    query = select(Contract).where(Contract.case_id.in_(chosen)).order_by(Contract.issue)
    conditions = selectinload(Contract.conditions).joinedload(Condition.service)
    return _lists(session.scalars(query.options(conditions)))


def _standing(session: Session, chosen: Ids) -> dict[int, Ending]:
    """Return the ending that stands: one reopened or overtaken is history."""
    found = _many(session, Ending, chosen, Ending.stands.is_(True))
    return {one: rows[-1] for one, rows in found.items()}


def _ways_out(session: Session, chosen: Ids) -> dict[int, WayOut]:
    """Return the way out that stands: one taken back is history."""
    standing = _many(session, WayOut, chosen, WayOut.taken_back_at.is_(None))
    return {one: rows[-1] for one, rows in standing.items()}


def _many(
    session: Session, model: type[Row], chosen: Ids, *where: ColumnElement[bool]
) -> Mapping[int, list[Row]]:
    table: Any = model
    query = select(table).where(table.case_id.in_(chosen), *where).order_by(table.id)
    return _lists(session.scalars(query))


def _lists(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def _last(session: Session, chosen: Ids, model: Any, value: Any, *where: Any) -> dict[int, Any]:  # noqa: ANN401
    query = select(model.case_id, func.max(value)).where(model.case_id.in_(chosen), *where)
    return dict(session.execute(query.group_by(model.case_id)).all())


def _unanswered(session: Session, chosen: Ids) -> dict[int, tuple[datetime, str]]:
    query = (
        select(Paper.case_id, Printing.at, Paper.kind)
        .join(Printing, Printing.paper_id == Paper.id)
        .where(Paper.case_id.in_(chosen), Printing.came_out.is_(None))
        .order_by(Printing.at.desc(), Printing.id.desc())  # the earliest comes last, and stays
    )
    found = session.execute(query)
    return {case_id: (at, kind) for case_id, at, kind in found if case_id is not None}


def _by_condition(session: Session, chosen: Ids, value: Any) -> dict[int, Any]:  # noqa: ANN401
    query = (
        select(HoursEntry.condition_id, value)
        .join(Condition, Condition.id == HoursEntry.condition_id)
        .join(Contract, Contract.id == Condition.contract_id)
        .where(Contract.case_id.in_(chosen), HoursEntry.struck == "")
        .group_by(HoursEntry.condition_id)
    )
    return dict(session.execute(query).all())
