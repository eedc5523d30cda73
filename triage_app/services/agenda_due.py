"""What is to be done on each day of the agenda: counted by the same rule as Today, nobody named."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from triage_app.domain.lateness import Due, Lateness
from triage_app.domain.roles import Permission
from triage_app.services.access import permit
from triage_app.services.attention import dues_of
from triage_app.services.desk import Actor, Desk

Counts = Mapping[Lateness, int]
NOTHING: Final[Counts] = {}


def due_by_day(
    desk: Desk,
    actor: Actor,
    first: date,
    days: int,
    *,
    everyones: bool = False,
    of: int | None = None,
) -> Mapping[date, Counts]:
    """Return how much Today lists for each of some days, by how late it is, of one's own cases.

    As the agenda's meetings: a supervisor may ask for everybody's, or another's, by their number.
    """
    permit(actor, Permission.SEE_CASES)
    span = {first + timedelta(days=number) for number in range(days)}
    found: defaultdict[date, Counter[Lateness]] = defaultdict(Counter)
    for one in dues_of(desk, actor, everyones=everyones, of=of):
        day = listed_on(one, desk.today())
        if day in span:
            found[day][one.lateness] += 1
    return found


def listed_on(one: Due, today: date) -> date:
    """Return the day under which the agenda counts something: what is past its day is for today."""
    return one.put_off.until if one.put_off is not None else max(one.day, today)
