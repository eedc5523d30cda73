"""Bespoke words wait for a supervisor who did not write them: what waits, and what is said of it.

Nobody asks for it: words that are saved and not ruled on wait, and words that change wait again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from triage_app.domain import bespoke
from triage_app.domain.approval import Approval
from triage_app.domain.bespoke import Words, ruling_on
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.wording import Language, Wording
from triage_app.domain.workflow import State
from triage_app.services import audit
from triage_app.services import contract_record as record
from triage_app.services.access import permit
from triage_app.services.approvals import approval_of, judged_here
from triage_app.services.contract_around import rulings_of
from triage_app.services.desk import Actor, Desk
from triage_app.services.over import insist_not_over
from triage_app.services.staff import Staff, staff_of
from triage_app.storage.models import BespokeRuling, Case, Condition, Contract

SEEN: Final = audit.Deed("approvals.words_seen", audit.Category.CONSULTATION)
APPROVED: Final = audit.Deed("approvals.words_approved", audit.Category.ALTERATION)
RETURNED: Final = audit.Deed("approvals.words_returned", audit.Category.ALTERATION)
READ: Final = ("name", "conditions")
FIELDS: Final = ("words", "reason")
MOST_LETTERS: Final = 900  # of a reason
DRAFTED_IN: Final = (State.ASSESSED, State.LIVE)  # the latter, while a variation is drafted


@dataclass(frozen=True, slots=True)
class Asked:
    """Some bespoke words that wait to be approved."""

    case_id: int
    position: int
    words: Words
    number: str
    name: str
    need: Wording | None  # that the condition answers
    service: str
    due: date | None
    writer: str
    reworder: str  # who else changed them last; "" where nobody did
    written_at: datetime
    problems: tuple[Problem, ...]  # what is wrong with the words, whoever approves them
    approval: Approval  # whether whoever looks may approve them, and who could instead


@dataclass(frozen=True, slots=True)
class Said:
    """What a supervisor says of some words."""

    approved: bool | None
    reason: str = ""


def queue(desk: Desk, actor: Actor) -> tuple[Asked, ...]:
    """Return all bespoke words that wait, the longest waiting first: a look, logged."""
    permit(actor, Permission.APPROVE_WORDS)
    with desk.sessions() as session:
        found = tuple(_asked(session, desk, actor, _drafts(desk)))
    audit.look(desk, actor, SEEN, fields=READ)
    return tuple(sorted(found, key=lambda one: one.written_at))


def waiting_in(desk: Desk, actor: Actor, case_id: int) -> tuple[Asked, ...]:
    """Return the bespoke words that wait in one case, to somebody who has its contract open."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        return tuple(_asked(session, desk, actor, _drafts(desk).where(Contract.case_id == case_id)))


def number_waiting(desk: Desk, actor: Actor) -> int:
    """Return how many bespoke words wait; nobody's case is looked at."""
    permit(actor, Permission.APPROVE_WORDS)
    with desk.sessions() as session:
        return sum(1 for _ in _waiting(session, _drafts(desk)))


def rule(desk: Desk, actor: Actor, asked: Asked, said: Said) -> None:
    """Approve bespoke words, or return them with a reason; it holds for these words alone."""
    permit(actor, Permission.APPROVE_WORDS)
    with desk.sessions.begin() as session:
        case = record.held(session, asked.case_id)
        insist_not_over(session, case.id)
        row = _still_there(session, case, asked)
        staff = staff_of(session)
        _approval(staff, actor, row).insist()
        if problems := tuple(_problems(asked, said)):
            raise Invalid(*problems)
        ruling = BespokeRuling(
            case_id=case.id,
            position=asked.position,
            words_en=asked.words.en,
            words_cy=asked.words.cy,
            written_by=row.written_by,
            approved=bool(said.approved),
            reason=said.reason.strip(),
            ruled_by=actor.username,
            ruled_at=desk.now(),
        )
        session.add(ruling)
        deed = APPROVED if said.approved else RETURNED
        audit.record(session, desk, actor, deed, case.id, FIELDS)


def _approval(staff: Staff, actor: Actor, row: Condition) -> Approval:
    """Say whether an actor may approve words: neither wrote them first nor changed them last."""
    hands = {row.written_by, row.reworded_by} - {""}
    proposer = actor.username if actor.username in hands else row.written_by
    return approval_of(staff, actor, proposer, Permission.APPROVE_WORDS, hands)


def _problems(asked: Asked, said: Said) -> Iterator[Problem]:
    if said.approved is None:
        yield Problem("approved", "problem.choose")
    if said.approved is False and not said.reason.strip():
        yield Problem("words_reason", "approvals.return_without_reason")
    if len(said.reason) > MOST_LETTERS:
        yield Problem("words_reason", "problem.too_long", {"most": MOST_LETTERS})
    if said.approved and asked.problems:
        yield Problem("approved", "approvals.words_not_whole")


def _still_there(session: Session, case: Case, asked: Asked) -> Condition:
    """Return the condition whose words were seen; refuse where they changed or were ruled on."""
    row = record.current(session, case.id)
    for one in row.conditions if row is not None and row.signed_on is None else ():
        same = one.code == bespoke.CODE and one.position == asked.position
        if same and Words(one.words_en, one.words_cy) == asked.words:
            said = ruling_on(asked.words, rulings_of(session, case.id))
            if said is not None:
                raise Refused("approvals.decided_already", name=said.by)
            return one
    raise Refused("approvals.words_changed")


def _drafts(desk: Desk) -> Select[Contract]:
    """Choose every contract that is being drafted and holds bespoke words."""
    # Asked of each contract that is drafted: few are, beside every condition there ever was.
    own = exists().where(Condition.contract_id == Contract.id, Condition.code == bespoke.CODE)
    return (
        select(Contract)
        .join(Case, Case.id == Contract.case_id)
        .where(
            Case.state.in_(DRAFTED_IN),
            Contract.signed_on.is_(None),
            own,
            judged_here(desk),
        )
        .order_by(Contract.id)
    )


def _waiting(session: Session, chosen: Select[Contract]) -> Iterator[tuple[Contract, Condition]]:
    """Yield the conditions whose words nobody has ruled on, of the newest contract of each case."""
    for row in session.scalars(chosen):
        if record.current(session, row.case_id) is not row:
            continue
        rulings = rulings_of(session, row.case_id)
        for one in row.conditions:
            words = Words(one.words_en, one.words_cy)
            if (
                one.code == bespoke.CODE
                and (words.en or words.cy)
                and not ruling_on(words, rulings)
            ):
                yield row, one


def _asked(session: Session, desk: Desk, actor: Actor, chosen: Select[Contract]) -> Iterable[Asked]:
    staff = staff_of(session)
    for row, one in _waiting(session, chosen):
        case = session.get_one(Case, row.case_id)
        words = Words(one.words_en, one.words_cy)
        against = record.bounds(desk, case)
        reads = case.person.reads or case.person.speaks or Language.ENGLISH
        yield Asked(
            case_id=case.id,
            position=one.position,
            words=words,
            number=case.number,
            name=case.person.name,
            need=against.pathways.get(one.pathway or ""),
            service=one.service.name if one.service else "",
            due=one.due,
            writer=staff.name_of(one.written_by),
            reworder=staff.name_of(one.reworded_by),
            written_at=row.changed_at,
            problems=tuple(
                bespoke.problems(
                    words, "", one.position, reads, defers_caution=against.scheme.defers_caution
                )
            ),
            approval=_approval(staff, actor, one),
        )
