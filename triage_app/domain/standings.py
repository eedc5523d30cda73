"""The table by which a condition stands: its lines are a scheme's, its facts are counted here.

What puts a condition at risk nobody has published (domain.md §9): each scheme writes its own
lines, read from the top. The first that is of the condition's kind, and holds, decides.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Standing(StrEnum):
    """How one condition stands; the contract stands as its worst. Best first."""

    KEPT = "kept"
    ON_COURSE = "on_course"
    NOT_STARTED = "not_started"
    WAITING = "waiting"
    AT_RISK = "at_risk"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Tally:
    """What the table asks: one condition counted up on one day."""

    came: int
    missed: int  # and nothing excuses it
    excused: int
    service_fault: int
    waiting: int
    unsaid: int  # past, and nobody has said who came
    booked: int
    minutes: int
    minutes_agreed: int
    minutes_expected: float  # by today, on a straight line
    sessions_agreed: int
    asked: bool
    reoffended: bool
    forgiven: bool
    fitted: bool  # a tag
    taken_off: bool  # before its day
    past_due: bool
    term_over: bool
    days_left: int  # to its own day; below nought once that is past

    @property
    def done(self) -> bool:
        """Whether all that was agreed has been done; what the service let fall is not asked for."""
        if self.minutes_agreed:
            return self.minutes >= self.minutes_agreed
        let_fall = self.service_fault if self.past_due else 0
        return self.came >= max(self.sessions_agreed - let_fall, 1 if not let_fall else 0)

    @property
    def begun(self) -> bool:
        """Whether anything has been done or booked."""
        done = self.came or self.excused or self.service_fault or self.minutes or self.fitted
        return bool(done or self.booked)

    @property
    def worn(self) -> bool:
        """Whether a tag was ever fitted, or somebody came to have it fitted."""
        return self.fitted or self.came > 0

    def lags(self, percent: int) -> bool:
        """Whether its hours lag behind the straight line by more than so many per cent."""
        return self.minutes < int(self.minutes_expected * (100 - percent) / 100)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: for these kinds, when this holds, so it stands, in these words."""

    kinds: tuple[str, ...]  # of CONDITION_KINDS
    standing: Standing
    says: str  # of WORDS
    when: Mapping[str, int] = field(default_factory=dict)  # facts, each reaching this number
    unless: tuple[str, ...] = ()  # facts that must not hold

    def holds(self, tally: Tally) -> bool:
        """Whether every fact it asks for holds, and none that it rules out."""
        return all(is_so(fact, number, tally) for fact, number in self.when.items()) and not any(
            is_so(fact, 1, tally) for fact in self.unless
        )


# What a line may ask for: a fact that is so, or a number that is reached.
COUNTED: Final = ("missed", "excused", "service_fault", "waiting", "unsaid", "booked")
SO: Final = (
    "asked",
    "begun",
    "done",
    "fitted",
    "forgiven",
    "past_due",
    "reoffended",
    "taken_off",
    "term_over",
    "worn",
)
MEASURED: Final[Mapping[str, Callable[[Tally, int], bool]]] = {
    "hours_behind": Tally.lags,
    "ends_within": lambda tally, days: tally.days_left <= days,
}
FACTS: Final = (*COUNTED, *SO, *MEASURED)
# The words for each standing: each is said on its own when a contract is looked at as a whole.
WORDS: Final[Mapping[Standing, tuple[str, ...]]] = {
    Standing.KEPT: ("kept", "done", "never_asked", "not_a_breach"),
    Standing.ON_COURSE: ("kept_so_far", "on_course"),
    Standing.NOT_STARTED: ("not_asked", "not_started"),
    Standing.WAITING: ("evidence_due", "not_recorded", "asked"),
    Standing.AT_RISK: ("n_missed", "hours_behind", "ends_soon", "tag_off"),
    Standing.MISSED: ("broken", "not_done"),
}
SAYS_HOW_MANY: Final[Mapping[str, str]] = {"n_missed": "missed"}
# What keeps a contract open after its last day, and is worth saying before it.
OPEN_AT_THE_END: Final = frozenset(
    word
    for standing, words in WORDS.items()
    if standing not in (Standing.KEPT, Standing.MISSED)
    for word in words
) - {"kept_so_far", "not_asked"}


def is_so(fact: str, number: int, tally: Tally) -> bool:
    """Say whether a fact holds, or a number is reached."""
    if fact in MEASURED:
        return MEASURED[fact](tally, number)
    return int(getattr(tally, fact)) >= number


def line_of(table: Sequence[Line], kind: str, tally: Tally) -> Line:
    """Return the first line that decides: a sound table always has one."""
    return next(line for line in table if kind in line.kinds and line.holds(tally))


def most_behind(table: Sequence[Line]) -> int:
    """Return by how many per cent hours may lag before a line of the table says so."""
    return min(
        (line.when["hours_behind"] for line in table if "hours_behind" in line.when), default=100
    )
