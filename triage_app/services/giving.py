"""Cases given to another: each that can be changes hands whole, each that cannot says why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission, may
from triage_app.domain.workflow import State
from triage_app.services import audit, handovers
from triage_app.services.access import permit
from triage_app.services.approvals import decider_beside
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Case, Member

GIVEN: Final = audit.Deed("caseload.given", audit.Category.ALTERATION)


@dataclass(frozen=True, slots=True)
class Kept:
    """A case that did not change hands: the code of why not, and what fills its words."""

    case_id: int
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of giving some cases: how many changed hands, to whom, and which did not."""

    taker: str
    given: tuple[int, ...]
    kept: tuple[Kept, ...]


def give(
    desk: Desk, actor: Actor, chosen: Mapping[int, int], member_id: int | None, reason: str
) -> Outcome:
    """Give cases to another, and say why: they are on that list from then on, and both are told.

    `chosen` holds for each case whose it was as it was chosen: what changed hands since stays.
    """
    permit(actor, Permission.GIVE_CASES)
    if problems := tuple(_problems(member_id, reason)):
        raise Invalid(*problems)
    given, kept = [], []
    with desk.sessions.begin() as session:
        taker = session.get_one(Member, member_id, with_for_update=True)
        if not taker.active or not may(taker.role, Permission.SEE_CASES):
            raise Refused("caseload.cannot_take")
        query = select(Case).where(Case.id.in_(chosen)).order_by(Case.id).with_for_update()
        held = {case.id: case for case in session.scalars(query)}
        for case_id, seen in sorted(chosen.items()):
            stays = _stays(session, held.get(case_id), seen, taker)
            if stays is not None:
                kept.append(Kept(case_id, *stays))
                continue
            _hand_over(session, desk, actor, held[case_id], (taker, reason.strip()))
            given.append(case_id)
        return Outcome(taker.name, tuple(given), tuple(kept))


def _hand_over(
    session: Session, desk: Desk, actor: Actor, case: Case, to: tuple[Member, str]
) -> None:
    taker, reason = to
    session.add(handovers.given(desk, actor, case, taker, reason))
    case.assessor = taker
    audit.record(session, desk, actor, GIVEN, case.id, ("assessor_id",))
    session.flush()


def _stays(
    session: Session, case: Case | None, seen: int, taker: Member
) -> tuple[str, dict[str, object]] | None:
    """Return why a case cannot be given, if it cannot: a code, and what fills its words."""
    if case is None:
        return "caseload.kept_gone", {}
    if case.assessor_id == taker.id:
        return "caseload.kept_theirs", {"name": taker.name}
    if case.assessor_id != seen:
        return "caseload.kept_moved", {"name": case.assessor.name}
    if case.state is State.BREACH_PROPOSED and not decider_beside(session, case.id, taker):
        return "caseload.kept_undecided", {"name": taker.name}
    return None


def _problems(member_id: int | None, reason: str) -> Iterator[Problem]:
    if member_id is None:
        yield Problem("taker", "problem.choose")
    if not reason.strip():
        yield Problem("reason", "problem.missing")
    elif len(reason) > handovers.MOST_LETTERS:
        yield Problem("reason", "problem.too_long", {"most": handovers.MOST_LETTERS})
