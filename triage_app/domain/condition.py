"""One condition of a contract: what fills it, and what is wrong with that by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from triage_app.domain import bespoke
from triage_app.domain.bespoke import Words
from triage_app.domain.condition_inputs import (
    IN_OWN_WORDS,
    MOST_SESSIONS,
    MOST_TYPED,
    Frequency,
    Input,
    welsh_of,
)
from triage_app.domain.problems import Problem
from triage_app.domain.scheme import HOURS_OF_VOLUNTEERING, KINDS_AT, ConditionText

LONDON = ZoneInfo("Europe/London")


class Kind(StrEnum):
    """What sort of thing a condition is."""

    NO_REOFFENDING = "no_reoffending"
    RESTORATIVE = "restorative"
    PATHWAY = "pathway"
    VOLUNTEERING = "volunteering"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing agreed: its place, its code in the library, and what fills the wording."""

    position: int
    code: str
    pathway: str | None = None
    service: int | None = None
    sessions: int | None = None
    hours: int | None = None
    due: date | None = None
    first_meeting: datetime | None = None
    asked_on: date | None = None
    frequency: str | None = None  # of Frequency
    starts: date | None = None
    on_day: date | None = None
    place: str | None = None  # in the words of whoever typed it
    place_cy: str | None = None  # and its Welsh, where it has one of its own
    area: str | None = None  # to be kept away from
    area_cy: str | None = None
    words_en: str = ""  # of a bespoke condition, in the office's own words
    words_cy: str = ""
    written_by: str = ""  # who wrote them first: somebody else approves them
    reworded_by: str = ""  # and who else changed them last: nor does that one

    @property
    def words(self) -> Words:
        """The words of a bespoke condition."""
        return Words(self.words_en, self.words_cy)


def about(one: Condition, name: str, code: str, **values: object) -> Problem:
    """Return a problem with one input of a condition, as the field it leads to."""
    return Problem(f"condition_{one.position}.{name}", code, {"position": one.position, **values})


def unkeepable(one: Condition, kind: str) -> Iterator[Problem]:
    """Yield what not even a draft may hold: the tables refuse it too."""
    if kind not in KINDS_AT.get(one.position, ()):
        yield about(one, "kind", "contract.wrong_kind")
    yield from wrong_amounts(one, HOURS_OF_VOLUNTEERING)
    if one.frequency is not None and one.frequency not in set(Frequency):
        yield about(one, Input.FREQUENCY, "contract.no_frequency")
    if one.starts and one.due and one.starts > one.due:
        yield about(one, Input.DUE, "contract.due_before_its_start", day=one.starts)
    yield from _too_long(one)


def _too_long(one: Condition) -> Iterator[Problem]:
    """Yield the words of somebody's own that are more than their field may hold."""
    typed = [field for name in IN_OWN_WORDS for field in (name, welsh_of(name))]
    most = dict.fromkeys(typed, MOST_TYPED)
    most |= dict.fromkeys(bespoke.NAMES.values(), bespoke.MOST_LETTERS)
    for field, letters in most.items():
        if len(getattr(one, field) or "") > letters:
            yield about(one, field, "contract.words_too_long", most=letters)


def missing(one: Condition, text: ConditionText) -> Iterator[Problem]:
    """Yield each input of the condition's wording that is not filled; a meeting is booked later."""
    for name in text.inputs:
        given = getattr(one, name)
        if not _may_be_empty(name, text) and (given is None or not str(given).strip()):
            yield about(one, name, f"contract.no_{name}")


def _may_be_empty(name: str, text: ConditionText) -> bool:
    """What is written for one person need not be done with a service."""
    return name == Input.FIRST_MEETING or (name == Input.SERVICE and text.code == bespoke.CODE)


def wrong_amounts(one: Condition, hours_range: tuple[int, int]) -> Iterator[Problem]:
    """Yield the amounts outside what is allowed."""
    least, most = hours_range
    if one.hours is not None and not least <= one.hours <= most:
        yield about(one, Input.HOURS, "contract.hours_outside", least=least, most=most)
    if one.sessions is not None and not 1 <= one.sessions <= MOST_SESSIONS:
        most = MOST_SESSIONS
        yield about(one, Input.SESSIONS, "contract.sessions_outside", least=1, most=most)


def wrong_days(one: Condition, start: date, end: date) -> Iterator[Problem]:
    """Yield the days of a condition that lie outside a term, or in the wrong order."""
    for name in (Input.STARTS, Input.ON_DAY):
        day = getattr(one, name)
        if day is not None and not start <= day <= end:
            yield about(one, name, f"contract.{name}_outside", start=start, end=end)
    if one.due is not None and one.due < start:
        yield about(one, Input.DUE, "contract.due_before_start", day=start)
    if one.due is not None and one.due > end:
        yield about(one, Input.DUE, "contract.due_after_end", day=end)
    if one.first_meeting is None:
        return
    meeting = one.first_meeting.astimezone(LONDON).date()
    if not start <= meeting <= end:
        yield about(one, Input.FIRST_MEETING, "contract.meeting_outside", start=start, end=end)
    elif one.due is not None and meeting > one.due:
        yield about(one, Input.FIRST_MEETING, "contract.meeting_after_due", day=one.due)
