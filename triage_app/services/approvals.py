"""What waits for a supervisor: each breach proposed, with everything there is to decide it by."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from triage_app.domain.approval import Approval, Colleague, may_approve, urgency
from triage_app.domain.clock_change import midnight
from triage_app.domain.compliance import Basis, Judged, judge_all
from triage_app.domain.happening import Happening
from triage_app.domain.happening import read as quotes
from triage_app.domain.roles import Permission, may
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import State
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.contract_printed import titles_of
from triage_app.services.desk import Actor, Desk
from triage_app.services.staff import Staff, staff_of
from triage_app.services.watch import Sighted, see
from triage_app.services.watch_rows import Ids
from triage_app.storage.models import Breach, Case, Contract, Handover, Member, Reoffence

SEEN: Final = audit.Deed("approvals.seen", audit.Category.CONSULTATION)
NOBODY: Final = ""  # proposed it: a supervisor acts of their own accord
READ: Final = ("name", "conditions", "evidence", "alternatives", "view", "account", "effect")


@dataclass(frozen=True, slots=True)
class Ticked:
    """A condition of the contract: how it stands, and whether it is said to be broken."""

    position: int
    title: Wording
    judged: Judged
    ticked: bool


@dataclass(frozen=True, slots=True)
class Offended:
    """A new offence recorded on a case."""

    basis: Basis
    day: date
    note: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A breach that waits to be decided."""

    breach_id: int
    version: int
    case_id: int
    number: str
    name: str
    language: str
    proposer: str
    proposed_at: datetime
    conditions: tuple[Ticked, ...]
    evidence: str
    alternatives: str
    view: str
    account: str
    effect: str
    quoted: tuple[Happening, ...]
    issue: int  # of the contract whose conditions are ticked
    offences: tuple[Offended, ...]
    last_day: date | None
    days_left: int | None
    limit_known: bool
    buffer: int  # days before the last within which the officer must be told
    approval: Approval  # whether whoever looks may decide it, and who could instead

    @property
    def is_late(self) -> bool:
        """Whether the days to act in have begun."""
        return self.days_left is not None and self.days_left <= self.buffer


# A breach waits until it is decided; where the person withdraws first, there is none to decide.
_UNDECIDED: Final = (Breach.found.is_(None), Breach.sent_back.is_(False))
_WAITS: Final = (*_UNDECIDED, Case.state == State.BREACH_PROPOSED)


def queue(desk: Desk, actor: Actor) -> tuple[Waiting, ...]:
    """Return what waits for a decision, the least time to charge first: a look, logged.

    What this supervisor may not decide is there too, with who could.
    """
    permit(actor, Permission.DECIDE_BREACH)
    found = _waiting(desk, actor, _cases())
    audit.look(desk, actor, SEEN, fields=READ)
    return tuple(sorted(found, key=lambda one: urgency(one.last_day, one.proposed_at)))


def waiting_in(desk: Desk, actor: Actor, case_id: int) -> Waiting | None:
    """Return the breach that waits in one case, if there is one: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    found = _waiting(desk, actor, _cases().where(Breach.case_id == case_id))
    audit.look(desk, actor, SEEN, case_id, READ)
    return found[0] if found else None


def number_waiting(desk: Desk, actor: Actor) -> int:
    """Return how many breaches wait for a decision; nobody's case is looked at."""
    permit(actor, Permission.DECIDE_BREACH)
    with desk.sessions() as session:
        query = select(func.count()).select_from(Breach).join(Case, Case.id == Breach.case_id)
        query = query.where(*_WAITS, judged_here(desk))
        return session.scalar(query) or 0


def judged_here(desk: Desk) -> ColumnElement[bool]:
    """Return which cases can be judged: by a scheme whose file is here, as a condition."""
    return Case.scheme.in_([one.code for one in desk.schemes.schemes])


def approval_of(
    staff: Staff,
    actor: Actor,
    proposer: str,
    permission: Permission = Permission.DECIDE_BREACH,
    involved: Collection[str] = (),
) -> Approval:
    """Say whether an actor may decide what somebody proposed, and who could instead.

    `involved` are others who may not: of a breach, the case's own assessor.
    """
    asked = Colleague(actor.username, actor.name, actor.role)
    return may_approve(proposer, asked, staff.here, permission, involved)


def approval_in(
    session: Session, staff: Staff, actor: Actor, breach: Breach, case: Case
) -> Approval:
    """Say whether an actor may decide a breach: neither its proposer nor the case's assessor."""
    return approval_of(staff, actor, breach.proposed_by, involved=_involved(session, case))


def approval_beside(session: Session, actor: Actor, case: Case) -> Approval:
    """Say whether an actor may decide what nobody proposed: not in a case that is their own."""
    return approval_of(staff_of(session), actor, NOBODY, involved=_involved(session, case))


def beside(desk: Desk, actor: Actor, case_id: int) -> Approval:
    """Say whether an actor may decide in a case what nobody proposed, and who could instead."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        return approval_beside(session, actor, session.get_one(Case, case_id))


def _involved(session: Session, case: Case) -> frozenset[str]:
    """Return who works a case, or did under its contract."""
    return frozenset((case.assessor.username,)) | _held_before(session, case.id)


def _held_before(session: Session, case_id: int) -> frozenset[str]:
    """Return who was a case's assessor under its contract: giving it away makes nobody a stranger.

    Whoever took a referral and gave it out before there was a contract had no part in its keeping.
    """
    began = select(func.min(Contract.signed_on)).where(Contract.case_id == case_id)
    query = select(Member.username, Handover.given_at, began.scalar_subquery().label("began"))
    query = query.join(Handover, Handover.from_id == Member.id).where(Handover.case_id == case_id)
    rows = session.execute(query).all()
    return frozenset(
        one.username for one in rows if one.began and one.given_at >= midnight(one.began)
    )


def decider_beside(session: Session, case_id: int, assessor: Member) -> bool:
    """Whether anybody could decide the breach of a case, were somebody its assessor."""
    query = select(Breach.proposed_by).where(Breach.case_id == case_id, *_UNDECIDED)
    giver = select(Member.username).join(Case, Case.assessor_id == Member.id)
    apart = {*session.scalars(query), *session.scalars(giver.where(Case.id == case_id))}
    apart |= {assessor.username, *_held_before(session, case_id)}
    staff = session.scalars(select(Member).where(Member.active, Member.username.not_in(apart)))
    return any(may(one.role, Permission.DECIDE_BREACH) for one in staff)


def _issue(session: Session, breach: Breach) -> int:
    held = session.get(Contract, breach.contract_id) if breach.contract_id else None
    return held.issue if held else 1


def _cases() -> Ids:
    return select(Breach.case_id).join(Case, Case.id == Breach.case_id).where(*_WAITS)


def _waiting(desk: Desk, actor: Actor, chosen: Ids) -> list[Waiting]:
    with desk.sessions() as session:
        breaches = {one.case_id: one for one in session.scalars(select(Breach).where(*_UNDECIDED))}
        staff = staff_of(session)
        return [
            _row(session, desk, actor, (one, breaches[one.case.id]), staff)
            for one in see(session, desk, chosen)
        ]


def _row(
    session: Session,
    desk: Desk,
    actor: Actor,
    proposed: tuple[Sighted, Breach],
    staff: Staff,
) -> Waiting:
    sighted, breach = proposed
    case: Case = sighted.case
    return Waiting(
        breach_id=breach.id,
        version=breach.version,
        case_id=case.id,
        number=case.number,
        name=case.person.name,
        language=case.person.reads or "en",
        proposer=staff.name_of(breach.proposed_by),
        proposed_at=breach.proposed_at,
        conditions=_ticked(session, desk, sighted, breach),
        evidence=breach.evidence,
        alternatives=breach.alternatives,
        view=breach.view,
        account=breach.account,
        effect=breach.effect,
        quoted=quotes(breach.quoted),
        issue=_issue(session, breach),
        offences=_offences(session, case.id),
        last_day=sighted.clock.last_day,
        days_left=sighted.clock.days_left,
        limit_known=sighted.clock.known,
        buffer=sighted.clock.buffer,
        approval=approval_in(session, staff, actor, breach, case),
    )


def _ticked(session: Session, desk: Desk, sighted: Sighted, breach: Breach) -> tuple[Ticked, ...]:
    course, titles = sighted.watched.course, titles_of(session, desk, sighted)
    judged = judge_all(course, desk.now()) if course else ()
    return tuple(
        Ticked(one.position, titles[one.position], one, one.position in breach.conditions)
        for one in judged
    )


def _offences(session: Session, case_id: int) -> tuple[Offended, ...]:
    query = select(Reoffence).where(Reoffence.case_id == case_id).order_by(Reoffence.offence_day)
    return tuple(
        Offended(Basis(one.basis), one.offence_day, one.note) for one in session.scalars(query)
    )
