"""A breach proposed: what there is to quote, what a supervisor asked for, and the proposal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.ending import Proposal, proposal_problems
from triage_app.domain.happening import Happening, chosen, kept
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.workflow import BEFORE_CONTRACT, Event, State, advance
from triage_app.services import audit, conflicts
from triage_app.services.access import permit
from triage_app.services.contract_chain import in_force
from triage_app.services.desk import Actor, Desk
from triage_app.services.happenings import happenings_of
from triage_app.services.printed import name_of
from triage_app.services.watch import see_one
from triage_app.storage.models import Breach, Case

PROPOSED: Final = audit.Deed("outcome.breach_proposed", audit.Category.COLLECTION)
SEEN: Final = audit.Deed("outcome.evidence_seen", audit.Category.CONSULTATION)
FIELDS: Final = ("conditions", "quoted", "evidence", "alternatives", "view", "account", "effect")
READ: Final = ("appointments", "letters", "contacts", "offences")


@dataclass(frozen=True, slots=True)
class SentBack:
    """A proposal that a supervisor sent back for more: what it said, why, by whom and when."""

    proposal: Proposal
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a breach may be proposed on: the record, and the last proposal if it came back."""

    happenings: tuple[Happening, ...]
    sent_back: SentBack | None


def grounds(desk: Desk, actor: Actor, case_id: int) -> Grounds:
    """Return what there is to quote in a case: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        found = Grounds(
            happenings=happenings_of(session, desk, see_one(session, desk, case_id)),
            sent_back=_sent_back(session, case_id),
        )
    audit.look(desk, actor, SEEN, case_id, READ)
    return found


def propose(desk: Desk, actor: Actor, case: tuple[int, int], given: Proposal) -> None:
    """Propose that a case, seen as (number, version), is in breach: a supervisor will decide.

    What is quoted is kept word for word: a record put right later does not change what the
    decision rested on.
    """
    permit(actor, Permission.PROPOSE_BREACH)
    case_id, version = case
    with desk.sessions.begin() as session:
        row = conflicts.load(session, Case, case_id, version, ("state",))
        row.state = _proposed(row.state, actor)
        contract = in_force(session, case_id)
        recorded = happenings_of(session, desk, see_one(session, desk, case_id))
        places = [one.position for one in contract.conditions] if contract else []
        keys = {one.key for one in recorded}
        if found := tuple(proposal_problems(given, places, keys)):
            raise Invalid(*found)
        session.add(
            Breach(
                case_id=case_id,
                contract_id=contract.id if contract else None,
                conditions=sorted(given.conditions),
                quoted=kept(chosen(recorded, given.quoted)),
                evidence=given.evidence.strip(),
                alternatives=given.alternatives.strip(),
                view=given.view.strip(),
                account=given.account.strip(),
                effect=given.effect.strip(),
                proposed_by=actor.username,
                proposed_at=desk.now(),
            )
        )
        audit.record(session, desk, actor, PROPOSED, case_id, FIELDS)


def _proposed(state: State, actor: Actor) -> State:
    """Return the state of a breach proposed; say in words why there can be none."""
    if state is State.BREACH_PROPOSED:
        raise Refused("outcome.proposed_already")
    if state is not State.LIVE and state not in BEFORE_CONTRACT:
        raise Refused("outcome.over_already")
    return advance(state, Event.BREACH_PROPOSED, actor.role)


def _sent_back(session: Session, case_id: int) -> SentBack | None:
    newest = select(Breach).where(Breach.case_id == case_id).order_by(Breach.id.desc()).limit(1)
    row = session.scalars(newest).first()
    if row is None or not row.sent_back:
        return None
    proposal = Proposal(
        conditions=tuple(row.conditions),
        evidence=row.evidence,
        alternatives=row.alternatives,
        view=row.view,
        account=row.account,
        effect=row.effect,
        quoted=tuple(one["key"] for one in row.quoted),
    )
    at = row.decided_at or row.proposed_at
    return SentBack(proposal, row.reason, name_of(session, row.decided_by), at)
