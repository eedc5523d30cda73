"""What a person pays towards the cost: set while the contract is drafted, paid while it runs.

Whoever signs has read on the paper what they pay: until it is signed, whatever changes that puts
the paper aside, as a changed condition does.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain import contribution
from triage_app.domain.contribution import Asked, Part
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.workflow import State
from triage_app.services import audit, conflicts
from triage_app.services import contract_record as record
from triage_app.services.access import permit
from triage_app.services.approvals import approval_beside
from triage_app.services.contracts import CHANGED as CONTRACT_CHANGED
from triage_app.services.desk import Actor, Desk
from triage_app.services.keeping import running
from triage_app.services.ledger import account_in
from triage_app.services.striking import strike
from triage_app.storage.models import Case, Contribution, ContributionPart

ASKED: Final = audit.Deed("contribution.asked", audit.Category.COLLECTION)
CHANGED: Final = audit.Deed("contribution.changed", audit.Category.ALTERATION)
PAID: Final = audit.Deed("contribution.paid", audit.Category.COLLECTION)
STRUCK: Final = audit.Deed("contribution.part_struck", audit.Category.ALTERATION)
WAIVED: Final = audit.Deed("contribution.waived", audit.Category.ALTERATION)


def ask_contribution(
    desk: Desk, actor: Actor, case_id: int, given: Asked, version: int | None = None
) -> None:
    """Record how much a person pays and by when; asked again, what was asked is changed."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        case, began, ends = _contract(session, desk, case_id)
        row = session.scalar(select(Contribution).where(Contribution.case_id == case_id))
        if row is not None:
            conflicts.unchanged(session, row, version or 0, ("pence", "due"))
            _not_waived(row)
        account = account_in(session, case_id)
        paid = account.paid if account else 0
        _insist(contribution.asking_problems(given, began, ends, paid))
        deed = ASKED if row is None else CHANGED
        row = row or Contribution(case_id=case_id)
        differs = (row.pence, row.due) != (given.pence, given.due)
        row.pence, row.due = given.pence or 0, given.due or ends
        row.set_by, row.set_at = actor.username, desk.now()
        session.add(row)
        if differs:
            _put_paper_aside(session, desk, actor, case)
        audit.record(session, desk, actor, deed, case_id, ("pence", "due"))


def record_part(desk: Desk, actor: Actor, case_id: int, given: Part) -> None:
    """Record one part that was paid."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        _, chain = running(session, case_id)
        account = account_in(session, case_id)
        if account is None or not account.owed:
            raise Refused("contribution.nothing_owed")
        _insist(contribution.part_problems(given, account, chain.began, desk.today()))
        session.add(
            ContributionPart(
                case_id=case_id,
                pence=given.pence,
                day=given.day,
                how=given.means,
                receipt=given.receipt.strip(),
                recorded_by=actor.username,
                recorded_at=desk.now(),
            )
        )
        audit.record(session, desk, actor, PAID, case_id, ("pence", "day", "how", "receipt"))


def strike_part(desk: Desk, actor: Actor, case_id: int, part_id: int, why: str) -> None:
    """Say that a payment was recorded in error, and why: what it paid is owed again."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        running(session, case_id)
        row = session.get_one(ContributionPart, part_id, with_for_update=True)
        if row.case_id != case_id:
            raise Refused("tracking.struck_already")
        strike(row, why, actor, desk.now())
        audit.record(session, desk, actor, STRUCK, case_id, ("struck",))


def waive(desk: Desk, actor: Actor, case_id: int, why: str) -> None:
    """Let a supervisor say, with a reason, that what is left need not be paid.

    Said before any amount is set, it stands in the place of one: nothing is ever asked for.
    Nobody says it in a case that is their own.
    """
    permit(actor, Permission.DECIDE_BREACH)
    with desk.sessions.begin() as session:
        case, _began, ends = _contract(session, desk, case_id)
        approval_beside(session, actor, case).insist()
        account = account_in(session, case_id)
        if account is not None and not account.owed:
            raise Refused("contribution.nothing_owed")
        _insist(contribution.waiver_problems(why))
        row = session.scalar(select(Contribution).where(Contribution.case_id == case_id))
        if row is None:
            by, at = actor.username, desk.now()
            row = Contribution(case_id=case_id, pence=0, due=ends, set_by=by, set_at=at)
            session.add(row)
        row.waived, row.waived_by, row.waived_at = why.strip(), actor.username, desk.now()
        _put_paper_aside(session, desk, actor, case)
        audit.record(session, desk, actor, WAIVED, case_id, ("waived",))


def _contract(session: Session, desk: Desk, case_id: int) -> tuple[Case, date, date]:
    """Return a case whose contract is drafted or runs, and the days it is paid within."""
    case = record.held(session, case_id)
    if desk.schemes.version(case.scheme).contribution is None:
        raise Refused("contribution.not_asked_here")
    if case.state is State.ASSESSED:
        row = record.required(session, case_id)
        return case, row.drafted_for, row.ends
    case, chain = running(session, case_id)
    return case, chain.began, chain.in_force.ends


def _put_paper_aside(session: Session, desk: Desk, actor: Actor, case: Case) -> None:
    """Let the next issue follow a contract that was printed and not signed: it names the sum."""
    row = record.current(session, case.id)
    if row is None or row.paper_id is None or row.signed_on is not None:
        return
    drafted, scheme = record.draft_of(row), record.bounds(desk, case).scheme
    after = record.follow(row)
    session.add(after)
    record.write(after, drafted, scheme, actor, desk)
    audit.record(session, desk, actor, CONTRACT_CHANGED, case.id)


def _not_waived(row: Contribution) -> None:
    if row.waived:
        raise Refused("contribution.waived_already")


def _insist(problems: Iterable[Problem]) -> None:
    if found := tuple(problems):
        raise Invalid(*found)
