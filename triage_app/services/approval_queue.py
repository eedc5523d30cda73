"""Everything that waits for a supervisor's decision, of whatever kind, in one list by urgency."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from triage_app.domain.approval import Approval, Matter, urgency
from triage_app.domain.charge_clock import ChargeClock
from triage_app.domain.roles import Permission
from triage_app.domain.watched import day_of
from triage_app.domain.workflow import State
from triage_app.services import approvals, disposal_approvals, own_words, variation_approvals
from triage_app.services.access import permit
from triage_app.services.clocks import charge_clock
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Case

Thing = (
    approvals.Waiting | variation_approvals.Waiting | own_words.Asked | disposal_approvals.Waiting
)
# The scheme gives its days to each kind that calls; a disposal calls as the review of the record.
CALLS = {kind: str(kind) for kind in Matter} | {Matter.DISPOSAL: "retention"}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that waits: its kind, whose case, who asked, since when and by when."""

    kind: Matter
    place: int  # of the condition whose words wait; 0 where one thing of its kind waits in a case
    case_id: int
    number: str
    name: str
    assessor: str
    asked_by: str
    asked_at: datetime
    due: date  # by the scheme's days
    last_day: date | None  # to charge
    days_left: int | None
    limit_known: bool | None  # None of a record that is closed: nobody waits for the time
    is_late: bool  # the days to act in have begun
    approval: Approval
    thing: Thing  # as its own form takes it

    @property
    def key(self) -> str:
        """A name by which a list knows it again."""
        return f"{self.kind}_{self.case_id}_{self.place}"


def queue(desk: Desk, actor: Actor) -> tuple[Row, ...]:
    """Return all that waits, the least time to charge first: a look for each kind, logged."""
    permit(actor, Permission.DECIDE_BREACH)
    found: list[tuple[Matter, Thing]] = [
        *((Matter.BREACH, one) for one in approvals.queue(desk, actor)),
        *((Matter.VARIATION, one) for one in variation_approvals.queue(desk, actor)),
        *((Matter.OWN_WORDS, one) for one in own_words.queue(desk, actor)),
        *((Matter.DISPOSAL, one) for one in disposal_approvals.queue(desk, actor)),
    ]
    with desk.sessions() as session:
        rows = list(_rows(session, desk, found))
    return tuple(sorted(rows, key=lambda one: (*urgency(one.last_day, one.asked_at), one.key)))


def number_waiting(desk: Desk, actor: Actor) -> int:
    """Return how many things wait for a supervisor; nobody's case is looked at."""
    permit(actor, Permission.DECIDE_BREACH)
    each = (approvals, variation_approvals, own_words, disposal_approvals)
    return sum(one.number_waiting(desk, actor) for one in each)


def _rows(session: Session, desk: Desk, found: list[tuple[Matter, Thing]]) -> Iterator[Row]:
    query = select(Case).where(Case.id.in_({thing.case_id for _, thing in found}))
    query = query.options(joinedload(Case.assessor), selectinload(Case.offences))
    cases = {case.id: case for case in session.scalars(query)}
    for kind, thing in found:
        case = cases.get(thing.case_id)
        if case is not None:  # it may have been disposed of this very moment
            yield _row(desk, case, kind, thing)


def _row(desk: Desk, case: Case, kind: Matter, thing: Thing) -> Row:
    name, at = _asked(thing)
    clock = charge_clock(desk, case) if case.state is not State.CLOSED else None
    days = desk.schemes.version(case.scheme).attention[CALLS[kind]]
    return Row(
        kind=kind,
        place=thing.position if isinstance(thing, own_words.Asked) else 0,
        case_id=case.id,
        number=case.number,
        name=thing.name,
        assessor=case.assessor.name,
        asked_by=name,
        asked_at=at,
        due=day_of(at) + timedelta(days=days),
        last_day=clock.last_day if clock else None,
        days_left=clock.days_left if clock else None,
        limit_known=clock.known if clock else None,
        is_late=_is_late(clock),
        approval=thing.approval,
        thing=thing,
    )


def _asked(thing: Thing) -> tuple[str, datetime]:
    if isinstance(thing, variation_approvals.Waiting):
        return thing.asked_by, thing.asked_at
    if isinstance(thing, own_words.Asked):
        return thing.writer, thing.written_at
    return thing.proposer, thing.proposed_at


def _is_late(clock: ChargeClock | None) -> bool:
    return clock is not None and clock.days_left is not None and clock.days_left <= clock.buffer
