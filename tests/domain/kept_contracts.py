"""Values that the tests of compliance and attention begin from, and change one thing of."""

import datetime as dt
from dataclasses import replace

from triage_app.config import RESOURCES
from triage_app.domain.compliance import Agreed, Attendance, Course, Meeting
from triage_app.domain.condition import Kind
from triage_app.domain.occasion import OF_NEEDS
from triage_app.domain.watched import Checked, TimeToCharge, Watched
from triage_app.domain.workflow import State
from triage_app.reference import load_scheme

SCHEMES = sorted((RESOURCES / "schemes").glob("*.toml"))
FOUR = [one for one in map(load_scheme, SCHEMES) if one.has_contract]
TABLE = next(one.standings for one in FOUR if one.code == "dyfed-powys-2019-11")
SIGNED, ENDS = dt.date(2026, 6, 1), dt.date(2026, 10, 1)
MIDDLE = dt.datetime(2026, 8, 3, 9, 0, tzinfo=dt.UTC)
AFTER = dt.datetime(2026, 10, 2, 9, 0, tzinfo=dt.UTC)


def on(month, day, hour=9):
    return dt.datetime(2026, month, day, hour, 0, tzinfo=dt.UTC)


def met(number, month, day, attendance=Attendance.ATTENDED, position=3):
    return Meeting(number, on(month, day), attendance, position)


def first_meeting(month, day, attendance=None):
    return replace(met(1, month, day, attendance, None), kind="assessment")


def first():
    return Agreed(1, Kind.NO_REOFFENDING)


def restorative(**changes):
    return replace(Agreed(2, Kind.RESTORATIVE), **changes)


def sessions(*meetings, agreed=2, **changes):
    due = dt.date(2026, 9, 17)
    return replace(Agreed(3, Kind.PATHWAY, sessions=agreed, due=due, meetings=meetings), **changes)


def volunteering(minutes=0, **changes):
    due = dt.date(2026, 9, 17)
    return replace(Agreed(5, Kind.VOLUNTEERING, hours=20, due=due, minutes=minutes), **changes)


def tag(*meetings, **changes):
    return replace(Agreed(5, Kind.TAG, due=dt.date(2026, 9, 17), meetings=meetings), **changes)


def course(*conditions, reoffences=(), table=TABLE):
    return Course(SIGNED, ENDS, conditions or (first(),), table, tuple(reoffences))


def watched(**changes):
    clear = Watched(
        state=State.LIVE,
        opened=dt.date(2026, 5, 25),
        time=TimeToCharge(),
        released=on(5, 25, 8),
        decided_on=dt.date(2026, 5, 25),
        authorised=True,
        consented_on=dt.date(2026, 5, 25),
        assessed_on=dt.date(2026, 5, 28),
        reassessed=frozenset(OF_NEEDS[1:]),
        course=course(first(), sessions(met(1, 7, 6), met(2, 8, 1))),
        last_heard=dt.date(2026, 8, 1),
        checked=Checked(dt.date(2026, 8, 1), unanswered=False),
    )
    return replace(clear, **changes)
