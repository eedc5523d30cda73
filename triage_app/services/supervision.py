"""A supervisor decides, breach or not, once: never whoever proposed it, nor the case's assessor."""

from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.documents.contents import BreachContents, Contents, NotBreachContents
from triage_app.domain.ending import Decision, decision_problems, sending_back_problems
from triage_app.domain.happening import read as quotes
from triage_app.domain.other_ends import RETURNED
from triage_app.domain.partner_referral import Ground
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Language, Wording
from triage_app.domain.workflow import Event, State, advance
from triage_app.services import (
    audit,
    conflicts,
    endings,
    paperwork,
    partner_replies,
    read_in,
    ways_out_record,
)
from triage_app.services.access import permit
from triage_app.services.approvals import approval_in
from triage_app.services.contract_printed import address_of, coming, conditions_printed, visits
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import assessor_printed, case_printed, name_of
from triage_app.services.staff import staff_of
from triage_app.services.tracking import reach_rungs
from triage_app.services.watch import Sighted, see_one
from triage_app.storage.models import Breach, Case, Member, Reoffence

FOUND: Final = audit.Deed("approvals.breach_found", audit.Category.ALTERATION)
NOT_FOUND: Final = audit.Deed("approvals.breach_not_found", audit.Category.ALTERATION)
SENT_BACK: Final = audit.Deed("approvals.breach_sent_back", audit.Category.ALTERATION)
FIELDS: Final = ("found", "reason", "decided_by")


def decide(
    desk: Desk,
    actor: Actor,
    breach: tuple[int, int],
    given: Decision,
    language: str = Language.ENGLISH,
) -> int:
    """Decide a breach, seen as (number, version), and return its paper's number.

    Found: the case goes back to the officer, with the last day to charge in the notice's first
    line, and is watched from then on; the person and each service have theirs. Not found: the
    contract goes on, and a letter says so in the person's language; `language` is the officer's.
    """
    permit(actor, Permission.DECIDE_BREACH)
    with desk.sessions.begin() as session:
        row, case = _open(session, actor, breach)
        if problems := tuple(decision_problems(given, desk.today())):
            raise Invalid(*problems)
        event = Event.BREACH_FOUND if given.found else Event.BREACH_NOT_FOUND
        moved = advance(case.state, event, actor.role)
        sighted = see_one(session, desk, case.id)
        order = _order(session, desk, actor, (sighted, row), given, language)
        paper = paperwork.issue(session, desk, actor, case.id, order)
        if given.found:
            _end(session, desk, actor, sighted, paper.id)
        case.state, row.paper_id = moved, paper.id
        row.found, row.reason = given.found, given.reason.strip()
        row.decided_by, row.decided_at = actor.username, desk.now()
        if not given.found:
            reach_rungs(session, desk, actor, sighted, given.reason)
        deed = FOUND if given.found else NOT_FOUND
        audit.record(session, desk, actor, deed, case.id, FIELDS)
        return paper.id


def send_back(desk: Desk, actor: Actor, breach: tuple[int, int], reason: str) -> None:
    """Send a proposal, seen as (number, version), back for more: nothing is decided by that."""
    permit(actor, Permission.DECIDE_BREACH)
    with desk.sessions.begin() as session:
        row, case = _open(session, actor, breach)
        if problems := tuple(sending_back_problems(reason)):
            raise Invalid(*problems)
        case.state = advance(case.state, Event.BREACH_SENT_BACK, actor.role)
        row.sent_back, row.reason = True, reason.strip()
        row.decided_by, row.decided_at = actor.username, desk.now()
        audit.record(session, desk, actor, SENT_BACK, case.id, ("sent_back", "reason"))


def _end(session: Session, desk: Desk, actor: Actor, sighted: Sighted, paper: int) -> None:
    """Begin the watch, and tell the person and each service of the contract that it is over.

    Its meetings are off; what the person asked of services for themselves may go on.
    """
    case = sighted.case
    ended = (RETURNED, desk.today())
    contents = endings.letter(session, sighted, ended, returns=True, helps=True)
    order = paperwork.Order(contents, read_in.edition(case.person))
    letter = paperwork.issue(session, desk, actor, case.id, order).id
    row = endings.begun(desk, actor, case, RETURNED, paper)
    asked = endings.restorative_asked(session, sighted)
    session.add(row)
    session.flush()
    session.add_all(endings.to_tell(session, desk, actor, row, letter=letter, asked=asked))
    ways_out_record.call_off(session, desk, case.id, RETURNED)
    sheets = partner_replies.open_ones(session, case.id, Ground.CONDITION)
    why = desk.texts(Language.ENGLISH)(f"endings.kind_{RETURNED}")
    partner_replies.revoke(session, desk, actor, sheets, why)


def _open(session: Session, actor: Actor, breach: tuple[int, int]) -> tuple[Breach, Case]:
    """Return a breach that is still to be decided, and its case, held; refuse whoever may not.

    Where two decide at once the second waits here for the first, and is then told who it was.
    """
    number, version = breach
    row = session.get_one(Breach, number, with_for_update=True)
    case = session.get_one(Case, row.case_id, with_for_update=True)
    if row.found is not None or row.sent_back:
        raise Refused("approvals.decided_already", name=name_of(session, row.decided_by))
    if case.state is not State.BREACH_PROPOSED:
        raise Refused("approvals.over_already")
    approval_in(session, staff_of(session), actor, row, case).insist()
    conflicts.unchanged(session, row, version, FIELDS)
    return row, case


def _order(
    session: Session,
    desk: Desk,
    actor: Actor,
    proposed: tuple[Sighted, Breach],
    given: Decision,
    language: str,
) -> paperwork.Order:
    sighted, breach = proposed
    if given.found:
        contents: Contents = _notice(session, desk, actor, (sighted, breach), given, language)
        return paperwork.Order(contents, language)
    contents = _goes_on(session, desk, sighted, (actor.name, desk.today(), given.reason.strip()))
    return paperwork.Order(contents, read_in.edition(sighted.case.person))


def goes_on(session: Session, desk: Desk, sighted: Sighted, breach: Breach) -> NotBreachContents:
    """Return what the letter after a breach that was not found says, once it is decided."""
    if breach.decided_at is None:
        raise ValueError(breach)
    decided = name_of(session, breach.decided_by), day_of(breach.decided_at), breach.reason
    return _goes_on(session, desk, sighted, decided)


def _goes_on(
    session: Session, desk: Desk, sighted: Sighted, decided: tuple[str, date, str]
) -> NotBreachContents:
    (supervisor, day, reason), case, course = decided, sighted.case, sighted.watched.course
    return NotBreachContents(
        number=case.number,
        participant=case.person.name,
        address=address_of(case),
        assessor=assessor_printed(case),
        supervisor=supervisor,
        decided_on=day,
        ends=course.ends if course else day,
        coming=coming(session, desk, sighted),
        reason=reason,
    )


def _notice(
    session: Session,
    desk: Desk,
    actor: Actor,
    proposed: tuple[Sighted, Breach],
    given: Decision,
    language: str,
) -> BreachContents:
    sighted, breach = proposed
    course = sighted.watched.course
    if course is None:
        raise Refused("tracking.not_now")
    proposer = select(Member.name).where(Member.username == breach.proposed_by)
    return BreachContents(
        case=case_printed(desk, sighted.case),
        starts=course.starts,
        ends=course.ends,
        conditions=conditions_printed(
            session, desk, sighted, desk.texts(language), breach.conditions
        ),
        broken=tuple(breach.conditions),
        evidence=breach.evidence,
        alternatives=breach.alternatives,
        view=breach.view,
        reoffences=_offences(session, desk, sighted.case.id),
        proposed_by=session.scalar(proposer) or breach.proposed_by,
        decided_by=actor.name,
        decided_on=desk.today(),
        reason=given.reason.strip(),
        visits=visits(sighted),
        answer_by=given.answer_by,
        quoted=tuple((one.day, one.told) for one in quotes(breach.quoted)),
        account=breach.account,
        effect=breach.effect,
    )


def _offences(session: Session, desk: Desk, case_id: int) -> tuple[Wording, ...]:
    query = select(Reoffence).where(Reoffence.case_id == case_id).order_by(Reoffence.offence_day)
    return tuple(
        Wording(*(_said(desk, one, it) for it in Language)) for one in session.scalars(query)
    )


def _said(desk: Desk, one: Reoffence, language: str) -> str:
    texts = desk.texts(language)
    basis = texts(f"compliance.basis_{one.basis}")
    said = texts("outcome.new_offence_on", basis=basis, day=one.offence_day)
    return f"{said} {one.note}".strip()
