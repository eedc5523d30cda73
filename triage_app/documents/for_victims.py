"""What is said to a victim, and of a victim to the service that looks after them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from triage_app.documents.for_partners import ReachedPrinted
from triage_app.documents.kinds import Kind
from triage_app.documents.named import Contact, OffencePrinted


@dataclass(frozen=True, slots=True)
class VictimSheetContents:
    """A sheet about one victim; nothing of the other person is here but a name, where needed."""

    kind: ClassVar[Kind] = Kind.VICTIM_SHEET
    number: str  # the sheet's: all that its head and title say
    service: str
    purpose: str  # of victim_sheet's Purpose
    assessor: Contact
    victim: str
    contact_person: str  # of an organisation
    enhanced: bool | None
    enhanced_why: tuple[str, ...]
    language: str
    language_name: str
    large_print: bool
    told_by: str
    reached: ReachedPrinted
    email: str
    address: tuple[str, ...]
    offences: tuple[OffencePrinted, ...]
    answer_by: date
    participant: str = ""  # empty: not needed for what is asked
    asks: str = ""


@dataclass(frozen=True, slots=True)
class VictimLetterContents:
    """A letter to a victim about one decision; nobody else is named but whom to call."""

    kind: ClassVar[Kind] = Kind.VICTIM_LETTER
    number: str
    victim: str
    contact_person: str
    address: tuple[str, ...]
    assessor: Contact
    event: str  # of victims' Decided
    happened_on: date
    offences: tuple[OffencePrinted, ...]
    restorative: str  # what they said last: yes, no, open
