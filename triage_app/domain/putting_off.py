"""Something to do put off to a day, with a reason: shown as such, and back once facts change.

Nothing that the law or the time to charge sets a day for goes past that day: domain, section 1.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from triage_app.domain.lateness import Due, Lateness
from triage_app.domain.problems import Problem
from triage_app.domain.watched import PutOff

MOST_DAYS: Final = 14  # ours: for longer a case is not left alone
MOST_LETTERS: Final = 900
# The time to charge, somebody at risk, and what a supervisor decides at once: never put off.
NEVER: Final = frozenset(
    {
        "safeguarding",
        "flag",
        "charge",
        "safe_day",
        "new_offence",
        "arrested_again",
        "breach",
        "officer",
        "acknowledgement",
        "proceedings",
        "left",
    }
)
# Put off, but not past its own day: hours after release, days of the Victims' Code, an appointment.
NOT_PAST_ITS_DAY: Final = frozenset(
    {
        "booking",
        "assessment",
        "tomorrow",
        "reminder",
        "victim_notice",
        "signing",
        "completion",
        "exit",
        "unfinished",
    }
)
MOVES: Final = frozenset({"n"})  # with every day that passes, and so no fact of the case


def facts_of(one: Due) -> str:
    """Return what tells a thing to do, as it stands, from every other and from itself changed."""
    told = sorted((name, repr(value)) for name, value in one.values.items() if name not in MOVES)
    return hashlib.sha256(repr((one.kind.value, one.code, one.moment, told)).encode()).hexdigest()


def may_be_put_off(one: Due) -> bool:
    """Whether it may be put off at all."""
    return one.kind not in NEVER


def latest(one: Due, today: date, last_day: date | None) -> date | None:
    """Return the last day to which a thing to do may be put off; None where it may not be at all.

    On that day it calls again, while there is still time to act.
    """
    if not may_be_put_off(one):
        return None
    ends = [today + timedelta(days=MOST_DAYS)]
    if one.kind in NOT_PAST_ITS_DAY:
        ends.append(one.day)
    if last_day is not None:
        ends.append(last_day)
    return min(ends) if min(ends) > today else None


def problems_with(
    until: date | None, reason: str, today: date, most: date | None
) -> Iterator[Problem]:
    """Yield everything that is wrong with putting something off, each with its field."""
    if until is None:
        yield Problem("until", "problem.missing")
    elif until <= today:
        yield Problem("until", "putting_off.not_later")
    elif most is not None and until > most:
        yield Problem("until", "putting_off.too_late", {"day": most})
    if not reason.strip():
        yield Problem("reason", "putting_off.why")
    elif len(reason) > MOST_LETTERS:
        yield Problem("reason", "problem.too_long", {"most": MOST_LETTERS})


def put_off(dues: Iterable[Due], held: Iterable[PutOff], today: date) -> Iterator[Due]:
    """Yield each thing to do, with what was put off marked as such until its day comes."""
    standing: Mapping[str, PutOff] = {one.facts: one for one in held if today < one.until}
    for one in dues:
        found = standing.get(facts_of(one)) if standing and may_be_put_off(one) else None
        yield replace(one, lateness=Lateness.PUT_OFF, put_off=found) if found else one
