"""How a contract's ending stands, as its screen shows it: computed, decided, watched."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.charge_clock import ChargeClock
from triage_app.domain.compliance import Completion, Verdict
from triage_app.domain.other_ends import COMPLETED, RETURNED, WITHDRAWN
from triage_app.domain.roles import Permission
from triage_app.domain.scheme import Outcome
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import State
from triage_app.services import audit, endings
from triage_app.services.access import permit
from triage_app.services.contract_printed import titles_of
from triage_app.services.desk import Actor, Desk
from triage_app.services.watch import Sighted, completing_now, see_one
from triage_app.storage.models import Breach, Ending, Member

SEEN: Final = audit.Deed("outcome.seen", audit.Category.CONSULTATION)
READ: Final = ("state", "conditions", "breach", "result")


@dataclass(frozen=True, slots=True)
class Decided:
    """A breach that was decided: by whom, how and why."""

    found: bool
    conditions: tuple[int, ...]
    reason: str
    decided_by: str
    decided_at: datetime
    paper_id: int | None


@dataclass(frozen=True, slots=True)
class Watch:
    """The watch kept since the contract ended."""

    kind: str  # completed, returned, withdrawn, or a code of other_ends
    on: date
    by: str
    proposed_outcome: str
    paper_id: int | None
    told_on: date | None
    told_how: str
    told_to: str
    acknowledged_on: date | None
    acknowledged_by: str
    result: str | None
    result_on: date | None
    result_note: str

    @property
    def with_officer(self) -> bool:
        """Whether proceedings are waited for: after whatever brings a case back."""
        return self.kind != COMPLETED

    @property
    def code(self) -> str:
        """How the watch is worded: other ends are worded alike."""
        return self.kind if self.kind in (COMPLETED, RETURNED, WITHDRAWN) else "other"


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """Everything the outcome step shows of a case that had a contract."""

    case_id: int
    version: int
    state: State
    number: str
    ends: date | None  # of the contract, where one was signed
    computed: Completion
    titles: dict[int, Wording]
    outcomes: tuple[Outcome, ...]
    decided: tuple[Decided, ...]
    watch: Watch | None
    clock: ChargeClock
    closed_on: date | None
    officer: str = ""  # in the case, as they are named to

    @property
    def is_complete(self) -> bool:
        """Whether the facts say that the contract is complete."""
        return self.computed.verdict is Verdict.COMPLETE

    def outcome_name(self, code: str) -> Wording | None:
        """Return what an outcome of the scheme is called."""
        return next((one.name for one in self.outcomes if one.code == code), None)


def view(desk: Desk, actor: Actor, case_id: int) -> OutcomeView | None:
    """Return how the ending of a case stands; None where no contract was signed. A look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        seen = _seen(session, desk, see_one(session, desk, case_id))
    audit.look(desk, actor, SEEN, case_id, READ)
    return seen


def _seen(session: Session, desk: Desk, sighted: Sighted) -> OutcomeView | None:
    case, course = sighted.case, sighted.watched.course
    ending = endings.standing(session, case.id)
    if course is None and (ending is None or sighted.scheme.end(ending.kind) is None):
        return None
    names = dict(session.execute(select(Member.username, Member.name)).all())
    breaches = session.scalars(select(Breach).where(Breach.case_id == case.id).order_by(Breach.id))
    return OutcomeView(
        case_id=case.id,
        version=case.version,
        state=case.state,
        number=case.number,
        ends=course.ends if course else None,
        computed=completing_now(sighted, desk),
        titles=titles_of(session, desk, sighted),
        outcomes=sighted.scheme.outcomes,
        decided=tuple(_decided(one, names) for one in breaches if one.found is not None),
        watch=_watch(ending, names) if ending else None,
        clock=sighted.clock,
        closed_on=case.closed_on,
        officer=", ".join(filter(None, (case.officer_name, case.officer_number))),
    )


def _decided(one: Breach, names: dict[str, str]) -> Decided:
    return Decided(
        found=bool(one.found),
        conditions=tuple(one.conditions),
        reason=one.reason,
        decided_by=names.get(one.decided_by, one.decided_by),
        decided_at=one.decided_at or one.proposed_at,
        paper_id=one.paper_id,
    )


def _watch(one: Ending, names: dict[str, str]) -> Watch:
    return Watch(
        kind=one.kind,
        on=day_of(one.confirmed_at),
        by=names.get(one.confirmed_by, one.confirmed_by),
        proposed_outcome=one.proposed_outcome,
        paper_id=one.paper_id,
        told_on=one.told_on,
        told_how=one.told_how,
        told_to=one.told_to,
        acknowledged_on=one.acknowledged_on,
        acknowledged_by=one.acknowledged_by,
        result=one.result,
        result_on=one.result_on,
        result_note=one.result_note,
    )
