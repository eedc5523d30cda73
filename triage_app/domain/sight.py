"""A case looked at by the attention engine, and what it finds there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from triage_app.domain.compliance import Judged, Meeting, judge_all
from triage_app.domain.roles import Role
from triage_app.domain.scheme import Scheme
from triage_app.domain.watched import Watched, day_of


@dataclass(frozen=True, slots=True)
class Found:
    """Something that calls, or will: its words and its day, and where it differs from its kind."""

    code: str
    at: date | datetime
    values: Mapping[str, object] = field(default_factory=dict)
    waiting: bool = False
    step: str = ""
    field: str = ""
    role: Role | None = None
    days: int | None = None  # instead of the scheme's
    always: bool = False  # it calls however far off it is


@dataclass(frozen=True)
class Sight:
    """A case, the scheme it was opened under, and the moment at which it is looked at.

    One for every line of the table: what several of them ask is worked out once.
    """

    case: Watched
    scheme: Scheme
    now: datetime

    @cached_property
    def today(self) -> date:
        """The day it is in the suite."""
        return day_of(self.now)

    @property
    def is_over(self) -> bool:
        """Whether the term of the contract has run."""
        return self.case.course is not None and self.today > self.case.course.ends

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """How each condition stands."""
        return judge_all(self.case.course, self.now) if self.case.course else ()

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every meeting of the case, the earliest first."""
        return self.case.meetings

    @cached_property
    def misses(self) -> tuple[Meeting, ...]:
        """The meetings missed that nothing excuses."""
        return self.case.misses
