"""The attention engine over 100,000 cases, against a bare loop over the very same finders.

The loop asks each line of the table what it finds, and keeps it; what the engine does besides is
to put what was found on its day, by the scheme's days, and in its order.
"""

import datetime as dt
import random

from tests.benchmarks.ratio import Ratio, spent
from triage_app.config import RESOURCES
from triage_app.domain import attention
from triage_app.domain.attention import TABLE
from triage_app.domain.compliance import Agreed, Attendance, Course, Meeting
from triage_app.domain.condition import Kind
from triage_app.domain.sight import Sight
from triage_app.domain.watched import Ended, Left, TellVictim, TimeToCharge, VictimSeen, Watched
from triage_app.domain.workflow import State
from triage_app.reference import load_schemes

CASES, BATCH, AT_MOST = 100_000, 2_000, 2.5
NOW = dt.datetime(2026, 8, 3, 9, 30, tzinfo=dt.UTC)
MARKS = (*Attendance, Attendance.ATTENDED, Attendance.ATTENDED)
OVER = (State.RETURNED, State.COMPLETED, State.ENDED, State.CLOSED)
UNDER_CONTRACT = (State.LIVE, State.BREACH_PROPOSED)


def measure(asked):
    """Yield how much longer the engine takes than the loop, and how it grows with the cases."""
    scheme = load_schemes(RESOURCES / "schemes").version("dyfed-powys-2019-11")
    chance = random.Random(6)  # noqa: S311 - the same cases each time
    lines = {state: [one.find for one in TABLE if state in one.states] for state in State}
    ours, floor = [], []
    count = min(CASES, asked.cases)
    for begin in range(0, count, BATCH):
        cases = [case(scheme, chance) for _ in range(min(BATCH, count - begin))]
        ours.append(spent(lambda cases=cases: judged(cases, scheme)))
        floor.append(spent(lambda cases=cases: bare(cases, scheme, lines)))
    yield Ratio(f"the engine, {count:,} cases", sum(ours), sum(floor), AT_MOST)


def judged(cases, scheme):
    """Return how much is on everybody's list."""
    return sum(len(attention.calls(attention.due(one, scheme, NOW))) for one in cases)


def bare(cases, scheme, lines):
    """Return how much the lines of the table find."""
    sights = (Sight(one, scheme, NOW) for one in cases)
    return sum(1 for it in sights for find in lines[it.case.state] for _ in find(it))


def case(scheme, chance):
    """Return a case as it may stand on any day of four months."""
    state, opened = chance.choice(tuple(State)), NOW.date() - dt.timedelta(chance.randrange(130))
    last = opened + dt.timedelta(chance.choice((150, 180)))
    return Watched(
        state=state,
        opened=opened,
        time=TimeToCharge(last, last, last - dt.timedelta(28)),
        released=midday(opened),
        decided_on=opened,
        authorised=chance.random() < 0.9,
        consented_on=opened,
        assessed_on=opened,
        first_meetings=(meeting(chance, opened, 1, None, "assessment"),),
        course=course(scheme, chance, opened) if state in (*UNDER_CONTRACT, *OVER) else None,
        last_heard=opened + dt.timedelta(chance.randrange(60)),
        victims=(VictimSeen(1, opened, (TellVictim("contract", opened, last),)),),
        ended=Ended(opened) if state in OVER else None,
        left=Left(opened) if state is State.NOT_TAKEN_ON else None,
    )


def course(scheme, chance, opened):
    starts = opened + dt.timedelta(5)
    due = starts + dt.timedelta(110)
    return Course(
        starts,
        starts + dt.timedelta(122),
        (
            Agreed(1, Kind.NO_REOFFENDING),
            Agreed(2, Kind.RESTORATIVE),
            sessions(chance, starts, 3, due),
            sessions(chance, starts, 4, due),
            Agreed(5, Kind.VOLUNTEERING, hours=20, due=due, minutes=60 * chance.randrange(21)),
        ),
        scheme.standings,
    )


def sessions(chance, starts, position, due):
    held = tuple(meeting(chance, starts, number, position) for number in range(1, 7))
    return Agreed(position, Kind.PATHWAY, sessions=6, due=due, meetings=held)


def meeting(chance, starts, number, position, kind="condition"):
    at = midday(starts + dt.timedelta(number * 12))
    mark = chance.choice(MARKS) if at < NOW and chance.random() < 0.95 else None
    return Meeting(number, at, mark, position, kind)


def midday(day):
    return dt.datetime.combine(day, dt.time(12), dt.UTC)
