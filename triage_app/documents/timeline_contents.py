"""What the timeline's paper says, as plain values: what was looked for, and what was found."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from triage_app.documents.contents import CasePrinted
from triage_app.documents.kinds import Kind
from triage_app.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class DonePrinted:
    """One thing done: when, what, and by whom."""

    at: datetime
    what: Wording
    by: str


@dataclass(frozen=True, slots=True)
class SoughtPrinted:
    """What of a timeline was asked for; what nothing was said of is everything."""

    kind: Wording | None = None
    by: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class TimelineContents:
    """What was done to a case, for the file alone: nothing in it was done for a victim."""

    kind: ClassVar[Kind] = Kind.TIMELINE
    case: CasePrinted
    sought: SoughtPrinted
    done: tuple[DonePrinted, ...]  # the first thing first
    of: int  # how many there are where all of it is asked for
