"""A signed contract to be varied: begun, put to a supervisor where the scheme says, or given up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.contract import Draft
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission, may
from triage_app.domain.variation import (
    MOST_LETTERS,
    AskedBy,
    Change,
    InForce,
    changes,
    digest,
    needs_supervisor,
)
from triage_app.domain.workflow import State
from triage_app.services import audit, varied
from triage_app.services import contract_record as record
from triage_app.services.access import permit
from triage_app.services.contract_chain import in_force
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import Case, Contract, Service, Variation, VariationApproval

BEGUN: Final = audit.Deed("variation.begun", audit.Category.COLLECTION)
APPROVAL: Final = "approval"  # where a gap leads to: the panel above the draft
ASKED: Final = audit.Deed("variation.approval_asked", audit.Category.ALTERATION)
ABANDONED: Final = audit.Deed("variation.abandoned", audit.Category.ALTERATION)
SEEN: Final = audit.Deed("variation.seen", audit.Category.CONSULTATION)
FIELDS: Final = ("why", "asked_by")


class Standing(StrEnum):
    """Where a variation stands between being begun and being signed."""

    FREE = "free"  # nothing in it needs a supervisor
    TO_ASK = "to_ask"
    WAITING = "waiting"
    RETURNED = "returned"
    APPROVED = "approved"

    @property
    def may_be_signed(self) -> bool:
        """Whether no supervisor's word is missing."""
        return self in (Standing.FREE, Standing.APPROVED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Why a contract is to be another, and who asked for it."""

    why: str
    asked_by: AskedBy | None


@dataclass(frozen=True, slots=True)
class Said:
    """What a supervisor said of a variation, or has been asked."""

    asked_by: str
    asked_at: datetime
    approved: bool | None
    reason: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Varying:
    """An open variation as its panel shows it."""

    id: int
    varies: int  # the issue of the contract in force
    signed_on: date
    in_force: Draft
    why: str
    asked_by: AskedBy
    begun_by: str
    begun_at: datetime
    changes: tuple[Change, ...]
    approvable: frozenset[str]  # codes of what needs a supervisor
    standing: Standing
    said: tuple[Said, ...]
    contract_paper: int | None  # of the contract in force
    paper_id: int | None  # that tells what is different
    services: Mapping[int, str]  # what each service is called
    can_go_on: bool  # the case is still under contract, and no breach waits to be decided


def may_vary(desk: Desk, actor: Actor, case_id: int) -> bool:
    """Say whether somebody may now begin to vary the contract of a case."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case, signed = session.get_one(Case, case_id), in_force(session, case_id)
        if case.state is not State.LIVE or signed is None or signed.ends <= desk.today():
            return False
        return record.open_variation(case) is None and may(actor.role, Permission.AGREE_CONTRACT)


def begin(desk: Desk, actor: Actor, case_id: int, wanted: Wanted) -> None:
    """Begin to vary a signed contract: its next issue is drafted from it, and it stays in force."""
    permit(actor, Permission.AGREE_CONTRACT)
    with desk.sessions.begin() as session:
        case = record.held(session, case_id)
        signed = in_force(session, case_id)
        if case.state is not State.LIVE or signed is None:
            raise Refused("variation.not_now")
        if record.open_variation(case) is not None:
            raise Refused("variation.open_already")
        if signed.ends <= desk.today():
            raise Refused("variation.after_the_end", day=signed.ends)
        if found := _problems(wanted):
            raise Invalid(*found)
        session.add(
            Variation(
                case_id=case_id,
                varies_id=signed.id,
                why=wanted.why.strip(),
                asked_by=wanted.asked_by,
                begun_by=actor.username,
                begun_at=desk.now(),
            )
        )
        session.add(_copied(session, desk, actor, signed))
        audit.record(session, desk, actor, BEGUN, case_id, FIELDS)


def varying(desk: Desk, actor: Actor, case_id: int, *, again: bool = False) -> Varying | None:
    """Return the open variation of a case, if there is one: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    if not again:
        audit.look(desk, actor, SEEN, case_id, FIELDS)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        variation = record.open_variation(case)
        return seen(session, desk, case, variation) if variation else None


def ask(desk: Desk, actor: Actor, case_id: int) -> None:
    """Put a variation to a supervisor as it now stands, once nothing else is wrong with it."""
    permit(actor, Permission.AGREE_CONTRACT)
    with desk.sessions.begin() as session:
        case = record.held(session, case_id)
        variation, row = _required(session, case)
        stands = seen(session, desk, case, variation).standing
        if stands not in (Standing.TO_ASK, Standing.RETURNED):
            raise Refused("variation.nothing_to_ask")
        drafted, against = record.draft_of(row), record.bounds(desk, case)
        if found := record.gaps_in(session, case, drafted, against, desk.today()):
            raise Invalid(*found)
        session.add(
            VariationApproval(
                variation_id=variation.id,
                digest=_digest(against.base, drafted),
                asked_by=actor.username,
                asked_at=desk.now(),
            )
        )
        audit.record(session, desk, actor, ASKED, case_id)


def abandon(desk: Desk, actor: Actor, case_id: int, reason: str) -> None:
    """Give a variation up, with a reason: the contract in force goes on as it is."""
    permit(actor, Permission.AGREE_CONTRACT)
    with desk.sessions.begin() as session:
        case = record.held(session, case_id)
        variation, _ = _required(session, case)
        if not reason.strip():
            raise Invalid(Problem("abandon_reason", "problem.missing"))
        if len(reason) > MOST_LETTERS:
            raise Invalid(Problem("abandon_reason", "problem.too_long", {"most": MOST_LETTERS}))
        varied.abandon(session, desk, actor, variation, reason)
        audit.record(session, desk, actor, ABANDONED, case_id, ("end_reason",))


def require_approved(session: Session, desk: Desk, case: Case) -> None:
    """Refuse to go on with a variation that a supervisor has yet to approve as it stands."""
    for problem in unapproved(session, desk, case):
        raise Refused(problem.code)


def unapproved(session: Session, desk: Desk, case: Case) -> Iterator[Problem]:
    """Yield that a supervisor has yet to approve a variation as it stands."""
    variation = record.open_variation(case)
    standing = seen(session, desk, case, variation).standing if variation else Standing.FREE
    if standing is Standing.WAITING:
        yield Problem(APPROVAL, "variation.awaits_approval")
    elif not standing.may_be_signed:
        yield Problem(APPROVAL, "variation.not_approved")


def seen(session: Session, desk: Desk, case: Case, variation: Variation) -> Varying:
    """Return an open variation as it stands."""
    row, old = record.required(session, case.id), session.get_one(Contract, variation.varies_id)
    drafted, before = record.draft_of(row), record.draft_of(old)
    found = changes(before, drafted)
    approvable = needs_supervisor(found, desk.schemes.version(case.scheme))
    asks = asks_of(session, variation)
    return Varying(
        id=variation.id,
        varies=old.issue,
        signed_on=old.signed_on or old.drafted_for,
        in_force=before,
        why=variation.why,
        asked_by=AskedBy(variation.asked_by),
        begun_by=name_of(session, variation.begun_by),
        begun_at=variation.begun_at,
        changes=found,
        approvable=approvable,
        standing=standing_of(asks, digest(before, drafted)) if approvable else Standing.FREE,
        said=tuple(_said(session, one) for one in asks),
        contract_paper=old.paper_id,
        paper_id=variation.paper_id if row.paper_id is not None else None,
        services={one.id: one.name for one in session.scalars(select(Service))},
        can_go_on=case.state is State.LIVE,
    )


def digest_now(session: Session, variation: Variation) -> str:
    """Return what tells a variation, as it is drafted now, from any other."""
    old = session.get_one(Contract, variation.varies_id)
    drafted = record.draft_of(record.required(session, variation.case_id))
    return digest(record.draft_of(old), drafted)


def asks_of(session: Session, variation: Variation) -> list[VariationApproval]:
    """Return every asking of a supervisor for a variation, the first first."""
    query = select(VariationApproval).where(VariationApproval.variation_id == variation.id)
    return list(session.scalars(query.order_by(VariationApproval.id)))


def standing_of(asks: Sequence[VariationApproval], wanted: str) -> Standing:
    """Return where a variation stands: once changed after an answer it is to be asked again."""
    last = asks[-1] if asks else None
    if last is not None and last.approved is False:
        return Standing.RETURNED
    if last is None or last.digest != wanted:
        return Standing.TO_ASK
    return Standing.WAITING if last.approved is None else Standing.APPROVED


def _required(session: Session, case: Case) -> tuple[Variation, Contract]:
    variation = record.open_variation(case)
    if variation is None or case.state is not State.LIVE:
        raise Refused("variation.not_now")
    return variation, record.required(session, case.id)


def _problems(wanted: Wanted) -> list[Problem]:
    found = []
    if not wanted.why.strip():
        found.append(Problem("why", "problem.missing"))
    if len(wanted.why) > MOST_LETTERS:
        found.append(Problem("why", "problem.too_long", {"most": MOST_LETTERS}))
    if wanted.asked_by is None:
        found.append(Problem("asked_by", "problem.missing"))
    return found


def _digest(base: InForce | None, drafted: Draft) -> str:
    if base is None:
        raise Refused("variation.not_now")
    return digest(base.signed, drafted)


def _copied(session: Session, desk: Desk, actor: Actor, signed: Contract) -> Contract:
    """Return the next contract, as the one in force stands."""
    row = Contract(
        case_id=signed.case_id,
        issue=record.next_issue(session, signed.case_id),
        edition=signed.edition,
        varies_id=signed.id,
        conditions=[],
    )
    scheme = desk.schemes.version(session.get_one(Case, signed.case_id).scheme)
    record.write(row, record.draft_of(signed), scheme, actor, desk)
    row.drafted_for = desk.today()
    return row


def _said(session: Session, one: VariationApproval) -> Said:
    by = name_of(session, one.decided_by) if one.decided_by else ""
    asked_by = name_of(session, one.asked_by)
    return Said(asked_by, one.asked_at, one.approved, one.reason, by, one.decided_at)
