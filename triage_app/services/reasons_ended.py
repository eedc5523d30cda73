"""Why cases ended: before a contract by a way out, afterwards by an ending."""

from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from triage_app.domain.workflow import State
from triage_app.services.watch_rows import Ids
from triage_app.storage.models import Case, Ending, WayOut

AWAY: Final = (State.NOT_TAKEN_ON, State.RETURNED, State.COMPLETED, State.ENDED)
STANDS: Final = WayOut.taken_back_at.is_(None)


def ended_for(whose: Ids, reason: str, since: date) -> Ids:
    """Choose, among some cases, those that ended for a reason and are open or closed since."""
    ways_out = select(WayOut.case_id).where(WayOut.reason == reason, STANDS)
    ended = select(Ending.case_id).where(Ending.kind == reason, Ending.stands.is_(True))
    return whose.where(or_(Case.id.in_(ways_out), Case.id.in_(ended)), _is_lately(since))


def reasons_lately(session: Session, whose: Ids, since: date) -> tuple[str, ...]:
    """Return for which reasons some cases ended that are open or closed since."""
    among = whose.where(Case.state.in_((*AWAY, State.CLOSED)), _is_lately(since))
    asked: tuple[Select[str], ...] = (
        select(WayOut.reason).where(STANDS, WayOut.case_id.in_(among)).distinct(),
        select(Ending.kind).where(Ending.case_id.in_(among), Ending.stands.is_(True)).distinct(),
    )
    return tuple(sorted({code for query in asked for code in session.scalars(query)}))


def endings(session: Session, chosen: Ids) -> dict[int, str]:
    """Return how each of some cases ended, where it has."""
    query = select(Ending.case_id, Ending.kind).where(
        Ending.case_id.in_(chosen), Ending.stands.is_(True)
    )
    return dict(session.execute(query).all())


def _is_lately(since: date) -> ColumnElement[bool]:
    return or_(Case.state != State.CLOSED, Case.closed_on >= since)
