"""The moments a clock may be let go on to: days that a case hangs on, and hours that are odd."""

import datetime as dt

from sqlalchemy import select

from tests.services.life_holidays import is_working
from triage_app.services.desk import LONDON
from triage_app.storage.models import Appointment, Contract

SATURDAY = 5
YEAR = 400  # days, and some


def moment(life, what):
    """Return the next moment of a kind after now; None where there is none."""
    found = MOMENTS[what](life)
    return found and found.astimezone(dt.UTC)


def _contract(life):
    """The morning after the contract's last day."""
    query = select(Contract.ends).where(
        Contract.case_id == life.case_id, Contract.signed_on.is_not(None)
    )
    ends = _newest(life, query.order_by(Contract.issue.desc()))
    return ends and _at(ends + dt.timedelta(days=1))


def _meeting(life):
    query = select(Appointment.starts).where(
        Appointment.case_id == life.case_id, Appointment.starts > life.desk.now()
    )
    starts = _newest(life, query.order_by(Appointment.starts))
    return starts and starts + dt.timedelta(hours=1)


def _safe(life):
    return life.safe_day and _at(life.safe_day)


def _last(life):
    return life.last_day and _at(life.last_day, 23)


def _after_last(life):
    return life.last_day and _at(life.last_day + dt.timedelta(days=1), 0)


def _changes(life):
    """Yield the days on which the clocks are put forward or back."""
    for day in _days(life):
        before, after = _at(day, 0).utcoffset(), _at(day, 4).utcoffset()
        if before != after:
            yield day, before < after


def _twice(life):
    """Half past one, for the first time, on the night it comes twice."""
    return next((_at(day, 1, 30) for day, forward in _changes(life) if not forward), None)


def _twice_again(life):
    first = _twice(life)
    return first and first.replace(fold=1)


def _never(life):
    """The moment after the hour that does not exist: half past two, on a clock put forward."""
    return next((_at(day, 2, 30) for day, forward in _changes(life) if forward), None)


def _leap(life):
    return next((_at(one) for one in _days(life) if (one.month, one.day) == (2, 29)), None)


def _years_end(life):
    return next(_at(one, 23, 45) for one in _days(life) if (one.month, one.day) == (12, 31))


def _bank_holiday(life):
    """A day, not of a weekend, on which nobody works."""
    free = (one for one in _days(life) if not is_working(one) and one.weekday() < SATURDAY)
    return next((_at(one, 10) for one in free), None)


MOMENTS = {
    "contract": _contract,
    "meeting": _meeting,
    "safe": _safe,
    "last": _last,
    "after_last": _after_last,
    "twice": _twice,
    "twice_again": _twice_again,
    "never": _never,
    "leap": _leap,
    "years_end": _years_end,
    "bank_holiday": _bank_holiday,
}


def _days(life):
    today = life.desk.today()
    return (today + dt.timedelta(days=number) for number in range(1, YEAR))


def _newest(life, query):
    with life.desk.sessions() as session:
        return session.scalars(query.limit(1)).first()


def _at(day, hour=9, minute=0):
    return dt.datetime.combine(day, dt.time(hour, minute), LONDON)
