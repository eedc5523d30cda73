"""A case as the attention engine sees it: frozen, and nothing in it but what calls for somebody."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from triage_app.domain.compliance import LONDON, Course, Meeting, unexcused
from triage_app.domain.contribution import Account
from triage_app.domain.occasion import Occasion
from triage_app.domain.other_ends import NOBODY_WAITS
from triage_app.domain.partner_reply import Standing
from triage_app.domain.safety import Flag
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import State

UNSAID: Final = Wording("", "")


def day_of(moment: datetime) -> date:
    """Return the day a moment falls on in the suite."""
    return moment.astimezone(LONDON).date()


@dataclass(frozen=True, slots=True)
class TimeToCharge:
    """How long there is; without a last day there is no limit, or it is not known."""

    last_day: date | None = None
    last_working_day: date | None = None
    safe_day: date | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class TellVictim:
    """A key decision that a victim is still to be told of, and by when."""

    event: str  # of victims' Decided
    happened_on: date
    due: date


@dataclass(frozen=True, slots=True)
class VictimSeen:
    """A victim, without a name: what their answer or their due is awaited on."""

    id: int
    waits_since: date | None = None  # they were asked about restorative justice
    to_tell: tuple[TellVictim, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """What was proposed and sent back: on which day, by whom, and why."""

    on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """A contract not signed yet, and whether its paper is made."""

    day: date
    printed: bool = False
    own_words: tuple[int, ...] = ()  # the places whose bespoke words wait for a supervisor
    changed_at: datetime | None = None
    words_returned: tuple[tuple[int, Returned], ...] = ()  # the places whose words came back


@dataclass(frozen=True, slots=True)
class OpenVariation:
    """A signed contract that is varied: where that stands, and since when."""

    stands: str  # of services' variations: free, to_ask, waiting, returned, approved
    since: date
    day: date  # it is drafted for
    asked_by: str = ""
    returned: Returned | None = None  # by a supervisor, where it stands so


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the ladder: its rung, when it was made, and when it was given."""

    rung: str
    made_on: date
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A breach proposed, and by whom."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A contract ended, and what the officer has done since."""

    on: date
    told: bool = False  # the paper to the officer came out, or a copy was sent
    acknowledged_on: date | None = None
    result: str | None = None
    kind: str = ""  # completed, returned, withdrawn, or a code of other_ends

    @property
    def minds_time(self) -> bool:
        """Whether somebody could still be charged, so that the time to is minded."""
        return self.kind not in NOBODY_WAITS


@dataclass(frozen=True, slots=True)
class Left:
    """A case not taken on, and what is still owed to the officer and to the person."""

    on: date
    letter: bool = False
    services_offered: bool | None = None
    reason: Wording = UNSAID  # why, in the scheme's words
    code: str = ""
    sent: bool = False  # the letter came out of a printer or was e-mailed: else nobody has it


@dataclass(frozen=True, slots=True)
class Arrest:
    """An arrest in the custody log since the case began, at which nobody has looked yet."""

    entry_id: int
    record: str  # its custody record's number
    day: date  # of the arrest, where the log says it
    seen: date  # when the log was taken in


@dataclass(frozen=True, slots=True)
class Flagged:
    """A safety flag that stands on the person, and what has been said of it."""

    id: int
    flag: Flag
    since: date
    reported: bool = False  # or why no report was made
    acted: bool = False  # it is said what is being done


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody who must be told of something, and has not been: since which day."""

    id: int
    who: str  # supervisor, partner, coordinator; of an ending end_…, of a reopening again_…
    name: str
    since: date


@dataclass(frozen=True, slots=True)
class Partnered:
    """A referral to a partner on which something still hangs."""

    id: int
    service: str
    standing: Standing
    position: int | None  # of the condition, 0 of one that is no longer agreed; None: support
    days: int | None = None  # of silence, the service's own
    leaves_gap: bool = False  # it refused, and nobody delivers the condition
    refused_on: date | None = None  # since when the person no longer lets it be told


@dataclass(frozen=True, slots=True)
class Checked:
    """The last look for a new arrest, and whether what it found is still to be recorded."""

    day: date
    unanswered: bool


@dataclass(frozen=True, slots=True)
class PutOff:
    """What somebody put off: until which day, why, and of which facts."""

    id: int
    facts: str
    until: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class After:
    """What is still to be asked of a case that has ended, and on which day it falls due."""

    months: int | None = None  # the period whose check comes next; None: none does
    check_due: date | None = None
    review_due: date | None = None  # the years the record is kept are over
    disposal_since: date | None = None  # a disposal was proposed, and waits for a second person
    disposal_by: str = ""
    disposal_refused: Returned | None = None  # the newest, where nothing was decided since


@dataclass(frozen=True, slots=True)
class Watched:
    """Everything about one case that can call for somebody."""

    state: State
    opened: date
    time: TimeToCharge = field(default_factory=TimeToCharge)
    released: datetime | None = None
    decided_on: date | None = None
    authorised: bool = False
    consented_on: date | None = None
    first_meetings: tuple[Meeting, ...] = ()
    assessment_touched: datetime | None = None
    assessed_on: date | None = None
    reassessed: frozenset[Occasion] = frozenset()  # done since: midway, at the end
    draft: Drafted | None = None
    variation: OpenVariation | None = None  # of the contract in force
    course: Course | None = None  # of the signed contract
    account: Account | None = None  # of the contribution; None: nothing was asked for
    reviews: tuple[Meeting, ...] = ()  # meetings of no condition
    letters: tuple[Letter, ...] = ()
    breach: Proposed | None = None  # waiting to be decided
    sent_back: Returned | None = None  # a breach, for more
    ended: Ended | None = None
    left: Left | None = None
    to_tell: tuple[ToTell, ...] = ()
    new_sheet_since: date | None = None  # consent was given to an earlier sheet than is in force
    unanswered_printing: datetime | None = None
    unanswered_paper: str = ""  # which kind of paper went to that printer
    last_heard: date | None = None
    arrests: tuple[Arrest, ...] = ()
    flags: tuple[Flagged, ...] = ()  # of the person: no case before this one watches them
    checked: Checked | None = None  # for a new arrest, the last time
    put_off: tuple[PutOff, ...] = ()  # beyond today
    risk_review: date | None = None  # the day by which the risk is to be looked at again
    victims: tuple[VictimSeen, ...] = ()
    harm_unsaid: bool = False  # nobody has said whether anybody was harmed
    partners: tuple[Partnered, ...] = ()
    after: After | None = None
    unreminded: tuple[Meeting, ...] = ()  # of somebody without a telephone, not written about yet

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every meeting of the case, the earliest first."""
        conditions = self.course.conditions if self.course else ()
        of_conditions = [meeting for one in conditions for meeting in one.meetings]
        former = self.course.former if self.course else ()
        every = [*self.first_meetings, *of_conditions, *former, *self.reviews]
        return tuple(sorted(every, key=lambda one: (one.starts, one.id)))

    @property
    def is_assessed(self) -> bool:
        """Whether the needs were assessed at entry, so that there is something to compare."""
        return self.assessed_on is not None

    @property
    def misses(self) -> tuple[Meeting, ...]:
        """The meetings missed that nothing excuses."""
        return unexcused(self.course) if self.course else ()
