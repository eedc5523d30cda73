"""The officer in a case changes: earlier ones are kept, and the new one is told what waits."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.documents.ending_contents import NewOfficerContents
from triage_app.documents.visits import ConditionStanding
from triage_app.domain.other_ends import End, NewOfficer, officer_problems
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission, may
from triage_app.domain.wording import Language
from triage_app.domain.workflow import OPEN
from triage_app.services import audit, conflicts, endings, paperwork
from triage_app.services.access import permit
from triage_app.services.contract_printed import conditions_printed
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import case_printed, name_of
from triage_app.services.watch import see_one
from triage_app.storage.models import Case, FormerOfficer

SEEN: Final = audit.Deed("endings.officers_seen", audit.Category.CONSULTATION)
CHANGED: Final = audit.Deed("endings.officer_changed", audit.Category.ALTERATION)
FIELDS: Final = ("officer_name", "officer_number", "officer_email", "since", "told")
WIPED: Final = ("acknowledged_on", "acknowledged_by")


@dataclass(frozen=True, slots=True)
class Former:
    """Who was the officer in the case, until which day, and what the next one was told."""

    name: str
    number: str
    email: str
    until: date
    next_told: str
    recorded_by: str
    acknowledged_on: date | None = None  # a case that waited for its officer
    acknowledged_by: str = ""


@dataclass(frozen=True, slots=True)
class Officers:
    """The officer in a case, and those before, the newest first."""

    version: int
    name: str
    number: str
    email: str
    former: tuple[Former, ...]
    may_change: bool  # by whoever looks, as the case stands


def view(desk: Desk, actor: Actor, case_id: int) -> Officers:
    """Return the officer in a case and those before: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        rows = _rows(session, case_id)
        found = Officers(
            version=case.version,
            name=case.officer_name,
            number=case.officer_number,
            email=case.officer_email,
            former=tuple(
                Former(
                    one.name,
                    one.number,
                    one.email,
                    one.until,
                    one.next_told,
                    name_of(session, one.recorded_by),
                    one.acknowledged_on,
                    one.acknowledged_by,
                )
                for one in rows
            ),
            may_change=case.state in OPEN and may(actor.role, Permission.TRACK),
        )
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return found


def change(
    desk: Desk,
    actor: Actor,
    case: tuple[int, int],
    given: NewOfficer,
    language: str = Language.ENGLISH,
) -> int:
    """Record who takes a case over, seen as (number, version); return the notice to them.

    Every paper from then on goes to the new officer; the one before stays on file. A case that
    waits for its officer waits for the new one.
    """
    permit(actor, Permission.TRACK)
    case_id, version = case
    with desk.sessions.begin() as session:
        row = conflicts.load(session, Case, case_id, version, FIELDS[:3])
        if row.state not in OPEN:
            raise Refused("workflow.no_such_move")
        before = _rows(session, case_id)
        since = before[0].until if before else row.opened
        if found := tuple(officer_problems(given, since, desk.today())):
            raise Invalid(*found)
        former = _former(desk, actor, row, given)
        row.officer_name, row.officer_number = given.name.strip(), given.number.strip()
        row.officer_email = given.email.strip()
        wiped = _ask_again(session, case_id, former)
        session.add(former)
        session.flush()
        contents = _contents(session, desk, case_id, (former, given), language)
        order = paperwork.Order(contents, language)
        former.paper_id = paperwork.issue(session, desk, actor, case_id, order).id
        audit.record(session, desk, actor, CHANGED, case_id, (*FIELDS, *wiped))
        return former.paper_id


def _former(desk: Desk, actor: Actor, case: Case, given: NewOfficer) -> FormerOfficer:
    return FormerOfficer(
        case_id=case.id,
        name=case.officer_name,
        number=case.officer_number,
        email=case.officer_email,
        until=given.since,
        next_told=given.told.strip(),
        recorded_by=actor.username,
        recorded_at=desk.now(),
    )


def _ask_again(session: Session, case_id: int, former: FormerOfficer) -> tuple[str, ...]:
    """Keep who had acknowledged an ending, and wait for it once more; return what that changed."""
    ending = endings.standing(session, case_id)
    if ending is None or ending.kind == End.TRANSFERRED or ending.result is not None:
        return ()  # of a case handed over, whoever takes it acknowledges
    if ending.acknowledged_on is None:
        return ()
    former.acknowledged_on, former.acknowledged_by = ending.acknowledged_on, ending.acknowledged_by
    ending.acknowledged_on, ending.acknowledged_by = None, ""
    return WIPED


def _rows(session: Session, case_id: int) -> list[FormerOfficer]:
    query = select(FormerOfficer).where(FormerOfficer.case_id == case_id)
    return list(session.scalars(query.order_by(FormerOfficer.id.desc())))


def _contents(
    session: Session,
    desk: Desk,
    case_id: int,
    changed: tuple[FormerOfficer, NewOfficer],
    language: str,
) -> NewOfficerContents:
    former, given = changed
    sighted = see_one(session, desk, case_id)
    course = sighted.watched.course
    conditions: tuple[ConditionStanding, ...] = ()
    if course is not None:
        conditions = conditions_printed(session, desk, sighted, desk.texts(language))
    return NewOfficerContents(
        case=case_printed(desk, sighted.case),
        before=" ".join(filter(None, (former.name, former.number))),
        since=given.since or desk.today(),
        told=given.told.strip(),
        state=sighted.case.state,
        term=(course.starts, course.ends) if course else None,
        conditions=conditions,
    )
