"""Cases as the attention engine sees them, read together: a query a table, however many cases."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from triage_app.domain.charge_clock import ChargeClock
from triage_app.domain.compliance import (
    Attendance,
    Course,
)
from triage_app.domain.occasion import Occasion
from triage_app.domain.scheme import Scheme
from triage_app.domain.watched import (
    After,
    Arrest,
    Ended,
    Flagged,
    Left,
    Letter,
    Proposed,
    PutOff,
    TimeToCharge,
    ToTell,
    Watched,
    day_of,
)
from triage_app.services import aftercare
from triage_app.services.aftercare import Standing
from triage_app.services.arrests import arrests_of
from triage_app.services.assessed import at_entry, reassessed, risk_days
from triage_app.services.clocks import charge_clock
from triage_app.services.course import Recorded, course_in, meeting_of
from triage_app.services.desk import Desk
from triage_app.services.drafted import Ruled, drafted, ruled_on
from triage_app.services.flagged import flagged
from triage_app.services.ledger import owed_in, tags_of
from triage_app.services.open_variations import Varied, as_watched, open_variations
from triage_app.services.partners_watched import partnered, referred
from triage_app.services.put_off_rows import put_off_in
from triage_app.services.sheets import newest_sheet
from triage_app.services.still_to_tell import to_tell_of
from triage_app.services.victim_record import Kept, kept
from triage_app.services.ways_out_record import name_in as way_out_name
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
ASSESSMENT: Final = "assessment"
Ids = Select[int]


@dataclass(frozen=True, slots=True)
class Read:
    """What the tables hold of the cases chosen, by case."""

    cases: Sequence[Case]
    contracts: Mapping[int, list[Contract]]
    appointments: Mapping[int, list[Appointment]]
    minutes: Mapping[int, int]  # by condition
    hours_heard: Mapping[int, date]  # by condition
    tags: Mapping[int, list[TagEvent]]  # by condition
    owed: Mapping[int, int]  # pence
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
    varied: Mapping[int, Varied]  # contracts that are to be signed anew
    put_off: Mapping[int, tuple[PutOff, ...]]
    names: Mapping[str, str]
    kept: Mapping[int, Standing]  # what was decided of a record whose years were over


@dataclass(frozen=True, slots=True)
class Sighted:
    """A case's row beside what the engine sees of it, while the session lasts."""

    case: Case
    scheme: Scheme
    clock: ChargeClock
    watched: Watched


def see(session: Session, desk: Desk, chosen: Ids) -> tuple[Sighted, ...]:
    """Return the cases whose numbers a query chooses, each as the engine sees it."""
    held, arrests = read(session, desk, chosen), arrests_of(session, desk, chosen)
    return tuple(_sighted(desk, case, held, arrests.get(case.id, ())) for case in held.cases)


def see_one(session: Session, desk: Desk, case_id: int) -> Sighted:
    """Return one case as the engine sees it."""
    return see(session, desk, select(Case.id).where(Case.id == case_id))[0]


def read(session: Session, desk: Desk, chosen: Ids) -> Read:
    """Read what concerns the chosen cases: some twenty queries, whether one case or all."""
    return Read(
        cases=_cases(session, chosen),
        contracts=_contracts(session, chosen),
        appointments=_many(session, Appointment, chosen, Appointment.called_off == ""),
        minutes=_by_condition(session, chosen, func.sum(HoursEntry.minutes)),
        hours_heard=_by_condition(session, chosen, func.max(HoursEntry.day)),
        tags=tags_of(session, chosen),
        owed=owed_in(session, chosen),
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
        varied=open_variations(session, chosen),
        put_off=put_off_in(session, desk, chosen),
        names=dict(session.execute(select(Member.username, Member.name)).all()),
        kept=aftercare.decided(session, chosen),
    )


def _cases(session: Session, chosen: Ids) -> Sequence[Case]:
    query = select(Case).where(Case.id.in_(chosen)).order_by(Case.id)
    beside = joinedload(Case.person), joinedload(Case.assessor), selectinload(Case.offences)
    return session.scalars(query.options(*beside)).all()


def _authorised(session: Session, chosen: Ids) -> frozenset[int]:
    query = select(Authorisation.case_id).where(Authorisation.case_id.in_(chosen))
    return frozenset(session.scalars(query))


# ── One case ─────────────────────────────────────────────────────────────────────────────────


def course_of(desk: Desk, case: Case, held: Read) -> Course | None:
    """Return the contract in force as it runs, with all that was recorded on it and before it."""
    return course_in(
        desk.schemes.version(case.scheme),
        held.contracts.get(case.id, []),
        Recorded(
            held.appointments.get(case.id, []),
            held.minutes,
            held.tags,
            held.owed.get(case.id, 0),
        ),
        held.reoffences.get(case.id, []),
        held.breaches.get(case.id, []),
    )


def _sighted(desk: Desk, case: Case, held: Read, arrests: tuple[Arrest, ...]) -> Sighted:
    clock = charge_clock(desk, case)
    scheme = desk.schemes.version(case.scheme)
    course = course_of(desk, case, held)
    rows = held.appointments.get(case.id, [])
    since, kind = held.unanswered.get(case.id, (None, ""))
    watched = replace(
        _before(desk, case, held),
        time=TimeToCharge(clock.last_day, clock.last_working_day, clock.safe_day, clock.known),
        variation=as_watched(
            held.varied.get(case.id), held.contracts.get(case.id, []), scheme, held.names
        ),
        partners=partnered(held.partners.get(case.id, []), held.contracts.get(case.id, [])),
        course=course,
        reviews=tuple(
            meeting_of(row) for row in rows if row.kind != ASSESSMENT and row.condition_id is None
        ),
        letters=tuple(_letter(one) for one in held.warnings.get(case.id, [])),
        breach=_proposed(held, case.id),
        sent_back=_sent_back(held, case.id),
        ended=_ended(held.endings.get(case.id)),
        left=_left(desk, case, held),
        to_tell=tuple(held.to_tell.get(case.id, ())),
        unanswered_printing=since,
        unanswered_paper=kind,
        last_heard=_last_heard(case, held),
        unreminded=tuple(meeting_of(row) for row in rows if _is_to_be_written_of(case, row)),
        arrests=arrests,
        after=_after(desk, case, held),
        **held.victims.watched(case.id, scheme.victims_told_within),
    )
    return Sighted(case, scheme, clock, watched)


def _after(desk: Desk, case: Case, held: Read) -> After | None:
    return aftercare.after(
        desk, case, held.endings.get(case.id), held.kept.get(case.id), reviews=True
    )


def _before(desk: Desk, case: Case, held: Read) -> Watched:
    """Return what there is of a case up to its contract, and of the person whenever."""
    assessment = held.assessments.get(case.id)
    rows = held.appointments.get(case.id, [])
    return Watched(
        state=case.state,
        opened=case.opened,
        released=case.released,
        decided_on=_day(held.decided.get(case.id)),
        authorised=case.id in held.authorised,
        consented_on=held.consented.get(case.id),
        new_sheet_since=_new_sheet_since(desk, case, held),
        first_meetings=tuple(meeting_of(row) for row in rows if row.kind == ASSESSMENT),
        assessment_touched=assessment.started_at if assessment else None,
        assessed_on=_day(assessment.completed_at) if assessment else None,
        reassessed=held.reassessed.get(case.id, frozenset()),
        draft=drafted(held.contracts.get(case.id, []), held.ruled.get(case.id, ())),
        risk_review=held.risk_days.get(case.id),
        flags=held.flags.get(case.id, ()),
        put_off=held.put_off.get(case.id, ()),
    )


def _letter(row: Warned) -> Letter:
    return Letter(row.rung, day_of(row.recorded_at), row.given_on)


def _is_to_be_written_of(case: Case, row: Appointment) -> bool:
    """Whether nothing but a letter can remind somebody of a meeting, and none has been made."""
    return not case.person.telephone.strip() and row.reminder_id is None


def _proposed(held: Read, case_id: int) -> Proposed | None:
    breaches = held.breaches.get(case_id, [])
    waiting = [one for one in breaches if one.found is None and not one.sent_back]
    if not waiting:
        return None
    return Proposed(
        waiting[-1].proposed_at, held.names.get(waiting[-1].proposed_by, waiting[-1].proposed_by)
    )


def _sent_back(held: Read, case_id: int) -> Proposed | None:
    newest = held.breaches.get(case_id, [])[-1:]
    if not newest or not newest[0].sent_back or newest[0].decided_at is None:
        return None
    return Proposed(newest[0].decided_at, held.names.get(newest[0].decided_by, ""))


def _ended(row: Ending | None) -> Ended | None:
    if row is None:
        return None
    told = row.told_on is not None or row.paper_id is None  # nothing was to go to the officer
    return Ended(day_of(row.confirmed_at), told, row.acknowledged_on, row.result, row.kind)


def _left(desk: Desk, case: Case, held: Read) -> Left | None:
    row = held.ways_out.get(case.id)
    if row is None:
        return None
    name = way_out_name(desk, case, row.reason)
    told = row.paper_id is not None
    return Left(day_of(row.recorded_at), told, row.services_offered, name, row.reason)


def _new_sheet_since(desk: Desk, case: Case, held: Read) -> date | None:
    """Return since when another sheet is in force than consent was given to; None where none is."""
    given = held.sheets.get(case.id)
    newest = newest_sheet(desk, case)
    return None if given in (None, newest.sheet) else newest.in_force_from


def _last_heard(case: Case, held: Read) -> date | None:
    """Return the day somebody last spoke with or saw the person, or heard that they came."""
    came = [
        day_of(row.starts)
        for row in held.appointments.get(case.id, [])
        if row.attendance in (Attendance.ATTENDED, Attendance.LATE)
    ]
    signed = [one for one in held.contracts.get(case.id, []) if one.signed_on]
    worked = [held.hours_heard.get(it.id) for one in signed for it in one.conditions]
    heard = [*came, *worked, _day(held.contacts.get(case.id)), *(one.signed_on for one in signed)]
    return max((day for day in heard if day is not None), default=None)


def _day(moment: datetime | None) -> date | None:
    return day_of(moment) if moment else None


# ── Tables ───────────────────────────────────────────────────────────────────────────────────


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
