"""What the office does beside its cases: two change hands, and somebody is away and covered."""

import datetime as dt

from sqlalchemy import select

from triage_app.domain.cover import Away
from triage_app.domain.workflow import State
from triage_app.practice.sayings import AWAY_SOON, TOO_MANY
from triage_app.practice.stage import Story
from triage_app.services import cover, giving, handovers
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.storage.models import Case

GIVEN_EARLIER, GIVEN_LATELY, LEFT = 6, 2, 1  # days ago
BACK, NEXT_LEAVE, LONG = 3, 10, 4  # days ahead


def office(
    desk: Desk, now: dt.datetime, assessors: tuple[Actor, ...], supervisors: tuple[Actor, ...]
) -> Story:
    """A supervisor holds one case, and is away: an assessor sees to it. Another is new to theirs.

    What was given earlier was read of by both; of what was given lately both are still told.
    """
    (busy, *_, other), (chief, *_, deputy) = assessors, supervisors
    today = now.astimezone(LONDON).date()
    yield _ago(now, GIVEN_EARLIER)
    _give(desk, chief, busy, deputy, TOO_MANY)
    for one in (busy, deputy):
        handovers.read(desk, one, *(row.id for row in handovers.unread(desk, one)))
    yield _ago(now, GIVEN_LATELY)
    _give(desk, chief, busy, other, AWAY_SOON)
    yield _ago(now, LEFT)
    first, last = today - dt.timedelta(days=LEFT), today + dt.timedelta(days=BACK)
    cover.record(desk, chief, Away(deputy.id, other.id, first, last))
    first = today + dt.timedelta(days=NEXT_LEAVE)
    last = first + dt.timedelta(days=LONG)
    cover.record(desk, chief, Away(busy.id, other.id, first, last))


def _give(desk: Desk, chief: Actor, holder: Actor, taker: Actor, why: str) -> None:
    """Give the oldest contract that runs to another."""
    query = select(Case.id).where(Case.state == State.LIVE, Case.assessor_id == holder.id)
    with desk.sessions() as session:
        oldest = session.scalar(query.order_by(Case.id).limit(1))
    if oldest is not None:
        giving.give(desk, chief, {oldest: holder.id}, taker.id, why)


def _ago(now: dt.datetime, days: int) -> dt.datetime:
    day = now.astimezone(LONDON).date() - dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time(16, 40), LONDON).astimezone(dt.UTC)
