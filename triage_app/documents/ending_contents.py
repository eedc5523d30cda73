"""What the papers of an ending say: to the officer, the person, services, and who takes it over."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from triage_app.documents.contents import CasePrinted, Contact
from triage_app.documents.kinds import Kind
from triage_app.documents.visits import ConditionStanding
from triage_app.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class EndedContents:
    """To the officer: how a case ended besides completion, breach and withdrawal."""

    kind: ClassVar[Kind] = Kind.ENDED
    case: CasePrinted
    code: str  # of other_ends' End: it chooses the words
    returns: bool  # the officer may charge
    day: date
    reason: str
    to_whom: str
    recorded_by: str
    recorded_on: date
    term: tuple[date, date] | None = None  # of the contract, where one was signed
    conditions: tuple[ConditionStanding, ...] = ()


@dataclass(frozen=True, slots=True)
class HandedOverContents(EndedContents):
    """To the scheme or force that takes a case over: what it must know to go on."""

    kind: ClassVar[Kind] = Kind.HANDED_OVER


@dataclass(frozen=True, slots=True)
class ReopenedContents:
    """To the officer: what ended a case did not hold, and it goes on with the scheme."""

    kind: ClassVar[Kind] = Kind.REOPENED
    case: CasePrinted
    ended: Wording
    ended_on: date
    why: str
    reopened_by: str
    reopened_on: date
    ends: date | None  # of the contract that goes on


@dataclass(frozen=True, slots=True)
class NewOfficerContents:
    """To the officer who takes a case over: where it stands, and what waits for them."""

    kind: ClassVar[Kind] = Kind.NEW_OFFICER
    case: CasePrinted
    before: str  # who had it
    since: date
    told: str
    state: str  # of workflow's State: it chooses the words
    term: tuple[date, date] | None = None
    conditions: tuple[ConditionStanding, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnerEndedContents:
    """To a service: that a case has ended, by number alone; never who, and never why."""

    kind: ClassVar[Kind] = Kind.PARTNER_ENDED
    case: str  # its number
    numbers: tuple[str, ...]  # of the referrals the service was sent
    service: str
    ended_on: date
    assessor: Contact
    stops: bool  # nothing goes on, and nobody is to be written to or called
    kept: bool  # the contract ran to its end


@dataclass(frozen=True, slots=True)
class PartnerReopenedContents:
    """To a service: that a case it was told had ended is open again, by number alone."""

    kind: ClassVar[Kind] = Kind.PARTNER_REOPENED
    case: str  # its number
    numbers: tuple[str, ...]  # of the referrals the service was sent
    service: str
    ended_on: date
    reopened_on: date
    assessor: Contact


@dataclass(frozen=True, slots=True)
class ConsentWithdrawnContents:
    """To a service: consent to share with it is withdrawn, by number alone; never who, or why."""

    kind: ClassVar[Kind] = Kind.CONSENT_WITHDRAWN
    case: str  # its number
    numbers: tuple[str, ...]  # of the referrals that stop; none where no sheet was sent
    service: str
    withdrawn_on: date
    assessor: Contact
    goes_on: tuple[str, ...] = ()  # numbers of its other referrals, which still stand


@dataclass(frozen=True, slots=True)
class EndLetterContents:
    """To the person: that their time with the scheme has ended, and what comes next."""

    kind: ClassVar[Kind] = Kind.END_LETTER
    number: str
    participant: str
    address: tuple[str, ...]
    assessor: Contact
    code: str  # of other_ends' End
    ended_on: date
    returns: bool
    contract: bool  # one was signed
    to_whom: str = ""
    support: tuple[str, ...] = ()  # services that go on


@dataclass(frozen=True, slots=True)
class KeptLetterContents:
    """To the person: that they kept their contract, and what the officer is asked to do."""

    kind: ClassVar[Kind] = Kind.KEPT_LETTER
    number: str
    participant: str
    address: tuple[str, ...]
    assessor: Contact
    ends: date
    outcome: Wording  # that is proposed
    support: tuple[str, ...] = ()


ToTheOfficer = EndedContents | HandedOverContents | ReopenedContents | NewOfficerContents
ToThePerson = EndLetterContents | KeptLetterContents
ToAService = PartnerEndedContents | PartnerReopenedContents | ConsentWithdrawnContents
OfEndings = ToTheOfficer | ToThePerson | ToAService
