"""The scheme, the day and the facts on which the engine is tested, and what it says of them."""

import datetime as dt

from tests.domain.kept_contracts import MIDDLE
from triage_app.config import RESOURCES
from triage_app.domain import attention
from triage_app.domain.compliance import Attendance
from triage_app.domain.watched import Ended, Watched, day_of
from triage_app.domain.workflow import State
from triage_app.reference import load_schemes

SCHEME = load_schemes(RESOURCES / "schemes").version("dyfed-powys-2019-11")
MISSED = Attendance.MISSED_UNACCEPTABLE
TODAY = day_of(MIDDLE)  # 3 August 2026


def kinds(case, now=MIDDLE, *, listed=True):
    dues = attention.due(case, SCHEME, now)
    return [one.code for one in (attention.calls(dues) if listed else dues)]


def the(code, case, now=MIDDLE):
    return next(one for one in attention.due(case, SCHEME, now) if one.code == code)


def back(days):
    return TODAY - dt.timedelta(days=days)


def away(**changes):
    return Ended(on=back(2), **changes)


def referred(**changes):
    return Watched(state=State.REFERRED, opened=TODAY, **changes)
