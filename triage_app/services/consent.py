"""Consent: the scheme is explained from a printed sheet, and the person says yes or no."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.documents.contents import InformationContents, Kind
from triage_app.domain.consent import Answer, Put, problems_in
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.wording import Language
from triage_app.domain.workflow import Event, State, advance
from triage_app.services import audit, paperwork
from triage_app.services.access import permit
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.printed import assessor_printed, name_of
from triage_app.storage.models import Case, Consent, Paper, Person, WayOut

SEEN: Final = audit.Deed("consent.seen", audit.Category.CONSULTATION)
RECORDED: Final = audit.Deed("consent.recorded", audit.Category.COLLECTION)
REFUSED: Final = audit.Deed("consent.refused", audit.Category.COLLECTION)
FIELDS: Final = ("given", "sheet", "language", "present", "reason", "day")
DECLINED: Final = "declined"  # the scheme's way out for somebody who says no


@dataclass(frozen=True, slots=True)
class Sheet:
    """The information sheet of the scheme's version, as first made for this person."""

    version: str
    paper_id: int | None
    made_on: date | None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said, and by whom it was recorded."""

    given: bool
    sheet: str
    language: str
    present: str
    reason: str
    day: date
    recorded_by: str
    recorded_on: date


@dataclass(frozen=True, slots=True)
class ConsentView:
    """Consent as it stands in a case, and what to heed when it is asked for."""

    state: State
    opened: date
    sheet: Sheet
    answered: Answered | None
    reads: str
    speaks: str
    interpreter_language: str | None  # None: none is needed
    appropriate_adult: str | None  # a name, "" where it is not known; None: none is needed


def view(desk: Desk, actor: Actor, case_id: int) -> ConsentView:
    """Return how consent stands in a case: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        person = case.person
        seen = ConsentView(
            state=case.state,
            opened=case.opened,
            sheet=_sheet(session, desk, case),
            answered=_answered(session, case_id),
            reads=_reads(person),
            speaks=person.speaks or Language.ENGLISH,
            interpreter_language=person.interpreter_language if person.interpreter else None,
            appropriate_adult=person.appropriate_adult_name if person.appropriate_adult else None,
        )
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return seen


def issue_sheet(desk: Desk, actor: Actor, case_id: int, language: str) -> int:
    """Make the information sheet in a language, file it, and return its number to print it by."""
    permit(actor, Permission.RECORD_CONSENT)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        if case.state is not State.ELIGIBLE:
            raise Refused("consent.not_to_be_asked")
        order = paperwork.Order(_contents(case), language)
        return paperwork.issue(session, desk, actor, case_id, order).id


def record(desk: Desk, actor: Actor, case_id: int, answer: Answer) -> State:
    """Record what the person said, against the printed sheet; return where the case then stands."""
    permit(actor, Permission.RECORD_CONSENT)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        sheet = _sheet(session, desk, case)
        if found := problems_in(answer, _put(desk, case, sheet)):
            raise Invalid(*found)
        event = Event.CONSENT_GIVEN if answer.given else Event.CONSENT_REFUSED
        case.state = advance(case.state, event, actor.role)
        if answer.given and sheet.paper_id is None:
            raise Refused("consent.no_sheet")
        session.add(_row(desk, actor, case_id, sheet, answer))
        if not answer.given:
            session.add(_way_out(desk, actor, case_id, answer))
        deed = RECORDED if answer.given else REFUSED
        audit.record(session, desk, actor, deed, case_id, FIELDS, person_id=case.person_id)
        return case.state


def _put(desk: Desk, case: Case, sheet: Sheet) -> Put:
    others = bool(case.person.interpreter or case.person.appropriate_adult)
    return Put(desk.today(), case.opened, sheet.made_on, others)


def _reads(person: Person) -> str:
    return person.reads or Language.ENGLISH


def _sheet(session: Session, desk: Desk, case: Case) -> Sheet:
    """Return the sheet as first made: consent may have been given on any day from then on."""
    query = select(Paper.id, Paper.made_at, Paper.language).where(
        Paper.case_id == case.id, Paper.kind == Kind.INFORMATION
    )
    version = desk.schemes.version(case.scheme).sheet
    first = session.execute(query.order_by(Paper.id).limit(1)).first()
    if first is None:
        return Sheet(version, None, None)
    paper_id, made_at, language = first
    return Sheet(version, paper_id, made_at.astimezone(LONDON).date(), language)


def _contents(case: Case) -> InformationContents:
    person = case.person
    return InformationContents(
        number=case.number,
        participant=person.name,
        assessor=assessor_printed(case),
        appropriate_adult=person.appropriate_adult_name if person.appropriate_adult else None,
        interpreter="" if person.interpreter else None,
    )


def _answered(session: Session, case_id: int) -> Answered | None:
    query = select(Consent).where(Consent.case_id == case_id).order_by(Consent.id.desc()).limit(1)
    row = session.scalars(query).first()
    if row is None:
        return None
    return Answered(
        given=row.given,
        sheet=row.sheet,
        language=row.language,
        present=row.present,
        reason=row.reason,
        day=row.day,
        recorded_by=name_of(session, row.recorded_by),
        recorded_on=row.recorded_at.astimezone(LONDON).date(),
    )


def _row(desk: Desk, actor: Actor, case_id: int, sheet: Sheet, answer: Answer) -> Consent:
    return Consent(
        case_id=case_id,
        given=answer.given,
        sheet=sheet.version if sheet.paper_id else "",
        language=answer.language,
        present=answer.present.strip(),
        reason="" if answer.given else answer.reason.strip(),
        day=answer.day,
        recorded_by=actor.username,
        recorded_at=desk.now(),
    )


def _way_out(desk: Desk, actor: Actor, case_id: int, answer: Answer) -> WayOut:
    return WayOut(
        case_id=case_id,
        reason=DECLINED,
        left_from=State.ELIGIBLE,
        note=answer.reason.strip(),
        recorded_by=actor.username,
        recorded_at=desk.now(),
    )
