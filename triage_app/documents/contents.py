"""What each paper says, as plain values that a service fills; nothing here needs ReportLab.

A paper prints what stands here, what the scheme of its mark says, and its own fixed wording.
What exists in both languages comes as a `Wording`; days and moments come as such, and each paper
writes them in its reader's language. An empty text is not printed; None is *not needed*.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from triage_app.documents.assessed import Assessed, ChangePrinted, MatterPrinted
from triage_app.documents.for_partners import AccessPrinted, ReachedPrinted
from triage_app.documents.for_prosecution import Piece
from triage_app.documents.for_victims import VictimLetterContents, VictimSheetContents
from triage_app.documents.kinds import Kind as Kind  # noqa: PLC0414 - the papers take it from here
from triage_app.documents.morning_list import MorningContents
from triage_app.documents.named import Contact as Contact  # noqa: PLC0414 - the papers take it from here
from triage_app.documents.named import OffencePrinted as OffencePrinted  # noqa: PLC0414 - and it
from triage_app.documents.plainly import CardMeeting, PlainPrinted
from triage_app.documents.visits import ConditionStanding, VisitPrinted
from triage_app.domain.charge_clock import ChargeClock
from triage_app.domain.contribution import Account
from triage_app.domain.scheme import Scheme
from triage_app.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class Mark:
    """What marks every page of a paper, given when it is issued; without a code it is a draft."""

    code: str
    scheme: Scheme
    made_on: date
    practice: bool
    log: str = ""  # the head of the log when it was issued: a copy kept outside the file


@dataclass(frozen=True, slots=True)
class InformationContents:
    """The information sheet: which version of it, who is asked, by whom, and who sits beside."""

    kind: ClassVar[Kind] = Kind.INFORMATION
    sheet: str
    number: str
    participant: str
    assessor: Contact
    appropriate_adult: str | None = None  # a name; "" where one is needed and not yet known
    interpreter: str | None = None


@dataclass(frozen=True, slots=True)
class ConditionPrinted:
    """One condition as agreed, its wording filled in; facts that are empty are left out."""

    position: int
    code: str
    title: Wording
    text: Wording
    first_meeting: datetime | None = None
    place: str = ""  # the service's name and address
    directions: Wording | None = None
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class ContractContents:
    """The contract, drafted to be signed on a day; the end is itself in the term."""

    kind: ClassVar[Kind] = Kind.CONTRACT
    number: str
    issue: int
    participant: str
    born: date | None
    offences: tuple[OffencePrinted, ...]
    assessor: Contact
    starts: date
    ends: date
    conditions: tuple[ConditionPrinted, ...]
    appropriate_adult: str | None = None
    interpreter: str | None = None
    contribution: Account | None = None  # what they pay, where the scheme asks for it


@dataclass(frozen=True, slots=True)
class EasyReadContents:
    """The contract on one page of pictures and plain words, with a card to carry about."""

    kind: ClassVar[Kind] = Kind.EASY_READ
    number: str
    issue: int
    assessor: Contact
    starts: date
    ends: date
    conditions: tuple[PlainPrinted, ...]
    meetings: tuple[CardMeeting, ...] = ()  # the next one first
    contribution: Account | None = None


@dataclass(frozen=True, slots=True)
class MeetingPrinted:
    """A meeting of a condition, missed or still to come."""

    starts: datetime
    title: Wording
    place: str = ""


@dataclass(frozen=True, slots=True)
class VariationContents:
    """What is different in a contract that is varied; it is read, and the new one is signed."""

    kind: ClassVar[Kind] = Kind.VARIATION
    number: str
    issues: tuple[int, int]  # the one in force, and the new one
    participant: str
    assessor: Contact
    signed_on: date
    ends: tuple[date, date]
    asked_by: str  # of variation's AskedBy
    why: str
    # A place of the contract, as it was and as it is to be; None where nothing stands there.
    places: tuple[tuple[int, ConditionPrinted | None, ConditionPrinted | None], ...]
    same: tuple[Wording, ...] = ()  # titles of the conditions that stay as they are
    # What they pay by the contract in force, and by the new one; None where it says nothing of it.
    paid: tuple[Account | None, Account | None] = (None, None)
    off: tuple[MeetingPrinted, ...] = ()
    coming: tuple[MeetingPrinted, ...] = ()


@dataclass(frozen=True, slots=True)
class WarningContents:
    """The letter after missed meetings: which they were, how to answer, what comes next."""

    kind: ClassVar[Kind] = Kind.WARNING
    number: str
    participant: str
    address: tuple[str, ...]
    assessor: Contact
    missed: tuple[MeetingPrinted, ...]
    coming: tuple[MeetingPrinted, ...]
    ends: date
    answer_by: date | None = None
    reason: str = ""  # what the assessor adds, in the reader's language


@dataclass(frozen=True, slots=True)
class NotBreachContents:
    """The letter that says a supervisor looked at it and the contract goes on."""

    kind: ClassVar[Kind] = Kind.NOT_BREACH
    number: str
    participant: str
    address: tuple[str, ...]
    assessor: Contact
    supervisor: str
    decided_on: date
    ends: date
    coming: tuple[MeetingPrinted, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReminderContents:
    """The letter that reminds of one meeting; without an address it is given by hand."""

    kind: ClassVar[Kind] = Kind.REMINDER
    number: str
    participant: str
    address: tuple[str, ...]
    assessor: Contact
    meeting: str  # assessment, condition, review
    starts: datetime
    minutes: int
    place: Wording | None  # of the scheme's places; None: somewhere else, in words
    elsewhere: str = ""
    address_there: Wording | None = None
    room: str = ""
    directions: Wording | None = None
    condition: Wording | None = None  # what it is a meeting of
    moved_from: datetime | None = None
    clocks: tuple[date, bool] | None = None  # the day they change, and whether they go forward
    appropriate_adult: str | None = None
    interpreter: str | None = None


@dataclass(frozen=True, slots=True)
class OwnPageContents:
    """The participant's own page of an assessment: no score, no risk, no flag."""

    kind: ClassVar[Kind] = Kind.OWN_PAGE
    number: str
    participant: str
    assessor: Contact
    asked_on: date
    matters: tuple[MatterPrinted, ...] = ()
    strengths: tuple[tuple[Wording, str], ...] = ()
    change: ChangePrinted | None = None


@dataclass(frozen=True, slots=True)
class OfficerPrinted:
    """The officer in the case."""

    name: str
    number: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class CasePrinted:
    """A case as its officer knows it: the same facts head every paper to them."""

    number: str
    custody_record: str
    suite: Wording
    participant: str
    born: date | None
    offences: tuple[OffencePrinted, ...]
    officer: OfficerPrinted
    assessor: Contact
    clock: ChargeClock


@dataclass(frozen=True, slots=True)
class AssessmentContents:
    """The whole assessment, for the file alone: it is never given to the participant."""

    kind: ClassVar[Kind] = Kind.ASSESSMENT
    case: CasePrinted
    assessed: Assessed


@dataclass(frozen=True, slots=True)
class NotTakenOnContents:
    """To the officer: the scheme does not take the person on, why, and what was offered."""

    kind: ClassVar[Kind] = Kind.NOT_TAKEN_ON
    case: CasePrinted
    code: str  # the reason's: it chooses the words
    reason: Wording
    note: str
    decided_by: str
    decided_on: date
    services_offered: bool | None = None  # None: not yet
    services_accepted: bool | None = None
    referred_to: tuple[str, ...] = ()  # services, under the person's own consent
    missed: tuple[date, ...] = ()  # first meetings
    withdrew_on: date | None = None
    shortest_days: int = 0  # that the scheme agrees a contract for


@dataclass(frozen=True, slots=True)
class PutRightContents:
    """To the officer: the letter before no longer holds, and the case goes on with the scheme."""

    kind: ClassVar[Kind] = Kind.PUT_RIGHT
    case: CasePrinted
    told_on: date
    reason: Wording  # that was given then
    why: str
    decided_by: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class CompletedContents:
    """To the officer: the contract was kept; the outcome proposed, to be recorded by them."""

    kind: ClassVar[Kind] = Kind.COMPLETED
    case: CasePrinted
    starts: date
    ends: date
    confirmed_by: str
    confirmed_on: date
    outcome: Wording
    conditions: tuple[ConditionStanding, ...]


@dataclass(frozen=True, slots=True)
class WithdrawnContents:
    """To the officer: the person took their consent back, and the contract ends with it."""

    kind: ClassVar[Kind] = Kind.WITHDRAWN
    case: CasePrinted
    starts: date
    ends: date  # as it was agreed
    withdrew_on: date
    how: str  # of sharing's How
    reason: str  # the person's own words, if they gave any
    recorded_by: str
    recorded_on: date
    conditions: tuple[ConditionStanding, ...]


@dataclass(frozen=True, slots=True)
class BreachContents:
    """To the officer: the contract was broken, who decided it and why; the clock comes first."""

    kind: ClassVar[Kind] = Kind.BREACH
    case: CasePrinted
    starts: date
    ends: date
    conditions: tuple[ConditionStanding, ...]
    broken: tuple[int, ...]  # their positions
    evidence: str
    alternatives: str
    view: str  # the assessor's own
    reoffences: tuple[Wording, ...]  # each new offence with its basis and day
    proposed_by: str
    decided_by: str
    decided_on: date
    reason: str
    visits: tuple[VisitPrinted, ...] = ()
    answer_by: date | None = None
    quoted: tuple[tuple[date, Wording], ...] = ()  # from the record, each with its day
    account: str = ""  # the participant's
    effect: str = ""  # on the victim: nothing that the participant sees says it


@dataclass(frozen=True, slots=True)
class ProsecutionContents:
    """To the officer: everything there is to prosecute by, indexed and paged as one file."""

    kind: ClassVar[Kind] = Kind.PROSECUTION
    case: CasePrinted
    starts: date
    ends: date
    pieces: tuple[Piece, ...]
    lacking: tuple[Wording, ...] = ()  # what ought to be there and is not on file


@dataclass(frozen=True, slots=True)
class ReferralContents:
    """A partner's referral sheet; what may not be told is not here: it never reaches the paper."""

    kind: ClassVar[Kind] = Kind.REFERRAL
    number: str  # the referral's: all that its head and title say
    service: str
    purpose: Wording
    assessor: Contact
    participant: str
    reached: ReachedPrinted
    told: tuple[str, ...]  # of told's Told
    consent: tuple[date, str]  # its day, and of sharing's How
    answer_by: date
    known_as: str = ""
    born: date | None = None
    access: AccessPrinted | None = None
    health: str = ""
    safety: str = ""
    offences: tuple[OffencePrinted, ...] = ()
    asks: str = ""
    condition: ConditionPrinted | None = None  # None: help outside a contract


@dataclass(frozen=True, slots=True)
class RecoveryContents:
    """The recovery code, printed at first start and kept in a safe; it belongs to no case."""

    kind: ClassVar[Kind] = Kind.RECOVERY
    code: str
    caseload: str  # its name, or the folder's
    suite: Wording


Contents = (
    VariationContents
    | InformationContents
    | ContractContents
    | EasyReadContents
    | WarningContents
    | NotBreachContents
    | NotTakenOnContents
    | CompletedContents
    | BreachContents
    | ProsecutionContents
    | PutRightContents
    | WithdrawnContents
    | RecoveryContents
    | MorningContents
    | ReminderContents
    | OwnPageContents
    | ReferralContents
    | VictimSheetContents
    | VictimLetterContents
    | AssessmentContents
)
