"""The contract while it is drafted: proposed from the needs, changed, and set against its case."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain import contract as rules
from triage_app.domain import contract_gaps
from triage_app.domain.access import EASY_WORDS
from triage_app.domain.contract import Draft, Limits
from triage_app.domain.contract_gaps import Around
from triage_app.domain.fit import Fit
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission, may
from triage_app.domain.scheme import Scheme
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import State
from triage_app.services import audit, variations, victim_record
from triage_app.services import contract_record as record
from triage_app.services.access import permit
from triage_app.services.assessments import needs_of
from triage_app.services.contract_reasons import Reason, reasons_of
from triage_app.services.contract_record import Bounds, Seen
from triage_app.services.desk import Actor, Desk
from triage_app.services.directory import ServiceRow
from triage_app.services.kept_seen import Contributed, contributed
from triage_app.services.over import insist_not_over
from triage_app.storage.models import Case, Contract, Signature

SEEN = audit.Deed("contract.seen", audit.Category.CONSULTATION)
DRAFTED = audit.Deed("contract.drafted", audit.Category.COLLECTION)
CHANGED = audit.Deed("contract.changed", audit.Category.ALTERATION)
LOOKED_AT = ("conditions", "drafted_for", "ends", "needs")
BOTH = "both"


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature as recorded, with the moment written beside it, or why there is none."""

    role: str
    name: str
    manner: str
    at: datetime | None
    capacity: str = ""  # of a witness


@dataclass(frozen=True, slots=True)
class Proposed:
    """A service that may be chosen, and how it fits the person."""

    row: ServiceRow
    fit: Fit


@dataclass(frozen=True, slots=True)
class Sheet:
    """The contract of a case as it stands: what is drafted, what is wrong, what may be chosen."""

    case_id: int
    seen: Seen
    issue: int
    edition: str
    state: State
    speaks: str | None
    reads: str
    easy_read: bool  # whether they need easy words and pictures
    draft: Draft
    gaps: tuple[Problem, ...]
    scheme: Scheme
    limits: Limits
    last_day: date | None  # to charge
    offers: tuple[date, ...]  # days the term may end, the longest first
    around: Around  # what a draft is held against beside the scheme
    reasons: Mapping[str, Reason]  # pathway → what made the need critical
    services: Mapping[int, ServiceRow]  # those that can be chosen, and those that were
    pathways: Mapping[str, Wording]
    changed_by: str
    changed_at: datetime
    paper_id: int | None
    papers_made: bool  # of this contract or of one put aside for it
    bounds: Bounds  # what its case sets it against
    snapshot: Mapping[str, Any] | None  # what was printed, word for word
    signed_on: date | None
    signatures: tuple[Signed, ...]
    contributed: Contributed | None  # what is paid towards the cost, where the scheme asks for it

    @property
    def pays(self) -> bool:
        """Whether the scheme asks for something towards the cost."""
        return self.scheme.contribution is not None

    @property
    def can_change(self) -> bool:
        """Whether it may still be worked on."""
        if self.signed_on is not None:
            return False
        return self.state is (State.ASSESSED if self.bounds.base is None else State.LIVE)

    @property
    def refused(self) -> bool:
        """Whether the person was asked to sign this one and would not."""
        return self.signed_on is None and any(one.manner == "refused" for one in self.signatures)

    def gaps_of(self, draft: Draft, today: date) -> tuple[Problem, ...]:
        """Return what would be wrong with a draft that is not saved yet."""
        found = contract_gaps.gaps(draft, self.scheme, self.limits, self.around, today)
        elsewhere = (record.OFFENCES, record.AUTHORITY, variations.APPROVAL)
        kept = (one for one in self.gaps if one.field in elsewhere)
        return (*record.named(found, self.pathways), *kept)

    def remarks_on(self, draft: Draft) -> tuple[Problem, ...]:
        """Return what is worth a second look in a draft that may not be saved yet."""
        return contract_gaps.remarks(draft, self.scheme, self.around)

    def services_for(self, offer: str, day: date) -> tuple[Proposed, ...]:
        """Return every service for a pathway or another offer, the best fit first.

        Whoever takes nobody, or has no place, comes last and is said to.
        """
        fitting = [
            Proposed(one, self.around.services[one.id].fit(self.around.wishes, day))
            for one in self.services.values()
            if offer in one.entry.pathways
        ]
        return tuple(sorted(fitting, key=lambda one: (one.fit.rank, one.row.name)))


def sheet(desk: Desk, actor: Actor, case_id: int, *, again: bool = False) -> Sheet | None:
    """Return the contract of a case as it stands, if one was drafted: a look, logged.

    Again: after a change of one's own, to somebody who is looking at it already.
    """
    permit(actor, Permission.SEE_CASES)
    if not again:
        audit.look(desk, actor, SEEN, case_id, LOOKED_AT)
    with desk.sessions() as session:
        row = record.current(session, case_id)
        return _sheet(session, desk, row) if row else None


def may_be_drafted(desk: Desk, actor: Actor, case_id: int) -> bool:
    """Say whether somebody may now draft the contract of a case."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        assessed = case.state is State.ASSESSED
        contract = desk.schemes.version(case.scheme).has_contract
    return assessed and contract and may(actor.role, Permission.AGREE_CONTRACT)


def draft(desk: Desk, actor: Actor, case_id: int) -> Sheet:
    """Return the contract of a case; where there is none yet, propose one from the needs."""
    permit(actor, Permission.AGREE_CONTRACT)
    with desk.sessions.begin() as session:
        case = record.held(session, case_id)
        insist_not_over(session, case_id)
        if not desk.schemes.version(case.scheme).has_contract:
            raise Refused("contract.none_in_scheme")
        if record.current(session, case_id) is None:
            _propose(session, desk, actor, case)
    found = sheet(desk, actor, case_id)
    if found is None:
        raise Refused("contract.none_drafted")
    return found


def change(desk: Desk, actor: Actor, case_id: int, seen: Seen, wanted: Draft) -> None:
    """Put a draft in the place of the one that was seen.

    Where a paper was made of that one, it is put aside with its paper, and the change is the next.
    """
    permit(actor, Permission.AGREE_CONTRACT)
    with desk.sessions.begin() as session:
        case = record.held(session, case_id)
        record.require_drafting(case, record.required(session, case_id))
        row = record.unsigned(session, case_id, seen)
        scheme = record.bounds(desk, case).scheme
        if problems := record.unsavable(wanted, scheme):
            raise Invalid(*problems)
        wanted = record.signed_by_writer(wanted, record.draft_of(row), actor)
        if row.paper_id is not None:
            row = record.follow(row)
            session.add(row)
        record.write(row, wanted, scheme, actor, desk)
        audit.record(session, desk, actor, CHANGED, case_id)


def renew_for(desk: Desk, actor: Actor, case_id: int, seen: Seen, day: date) -> None:
    """Draft the contract for another day of signing: the paper must then be made again."""
    with desk.sessions() as session:
        row = record.unsigned(session, case_id, seen)
        against = record.bounds(desk, session.get_one(Case, case_id))
        drafted = record.draft_of(row)
        if against.base is None:
            wanted = rules.move_to(drafted, day, against.scheme, against.limits)
        else:  # its term is counted from the first signing, whenever this one is signed
            wanted = replace(drafted, day=day)
    change(desk, actor, case_id, seen, wanted)


def gaps(desk: Desk, actor: Actor, case_id: int) -> tuple[Problem, ...]:
    """Return everything that keeps the contract of a case from being signed today."""
    found = sheet(desk, actor, case_id)
    return found.gaps if found else (Problem("contract", "contract.none_drafted"),)


def _propose(session: Session, desk: Desk, actor: Actor, case: Case) -> None:
    record.require_assessed(case)
    against, today = record.bounds(desk, case), desk.today()
    needs = needs_of(session, desk, case.id).critical
    victim = victim_record.has_victim(session, case.id)
    proposed = rules.propose(needs, against.scheme, today, against.limits, victim=victim)
    if case.term_end in rules.terms(today, against.scheme, against.limits):
        proposed = rules.end_on(proposed, case.term_end)
    row = Contract(case_id=case.id, issue=1, edition=record.edition(case), conditions=[])
    proposed = _with_only_services(session, proposed, against.scheme)
    record.write(row, proposed, against.scheme, actor, desk)
    session.add(row)
    audit.record(session, desk, actor, DRAFTED, case.id)


def _with_only_services(session: Session, proposed: Draft, scheme: Scheme) -> Draft:
    """Name the service where the directory has only one for the purpose: there is no choice."""
    day = proposed.day
    taking = [
        one
        for one in record.services_of(session).values()
        if not one.retired and one.entry.takes_on(day)
    ]
    for one in proposed.conditions:
        text = scheme.condition(one.code)
        fit = [row.id for row in taking if (one.pathway or text.kind) in row.entry.pathways]
        if "service" in text.inputs and len(fit) == 1:
            proposed = proposed.put(replace(one, service=fit[0]))
    return proposed


def _sheet(session: Session, desk: Desk, row: Contract) -> Sheet:
    case = session.get_one(Case, row.case_id)
    against, drafted = record.bounds(desk, case), record.draft_of(row)
    return Sheet(
        case_id=case.id,
        seen=Seen(row.id, row.version),
        issue=row.issue,
        edition=row.edition,
        state=case.state,
        speaks=case.person.speaks,
        reads=record.reads(case),
        easy_read=EASY_WORDS in case.person.access,
        draft=drafted,
        gaps=(
            *record.gaps_in(session, case, drafted, against, desk.today()),
            *variations.unapproved(session, desk, case),
        ),
        scheme=against.scheme,
        limits=against.limits,
        last_day=against.clock.last_day,
        offers=against.terms(drafted.day),
        around=record.held_against(session, case, against),
        reasons=reasons_of(session, desk, case.id),
        services=record.services_of(session),
        pathways=against.pathways,
        changed_by=row.drafted_by,
        changed_at=row.changed_at,
        paper_id=row.paper_id,
        papers_made=row.paper_id is not None or row.issue > 1,
        bounds=against,
        snapshot=row.snapshot,
        signed_on=row.signed_on,
        signatures=_signatures(session, row),
        contributed=contributed(session, case.id),
    )


def _signatures(session: Session, row: Contract) -> tuple[Signed, ...]:
    query = select(Signature).where(Signature.contract_id == row.id).order_by(Signature.id)
    return tuple(
        Signed(one.role, one.name, one.manner, one.at, one.capacity)
        for one in session.scalars(query)
    )
