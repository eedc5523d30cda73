"""The signing of a contract on paper: who put their name to it, when, or why they did not.

PACE Code C: an appropriate adult and an interpreter are recorded at signing, with lines of their
own; what was read over, refused or could not be signed has a witness.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from triage_app.domain.problems import Problem
from triage_app.domain.signature import MOST_LETTERS, WITNESSED, Manner

LONDON: Final = ZoneInfo("Europe/London")
NOT_NEEDED: Final = "not_needed"  # beside the manners: nobody was needed for the role
THEMSELVES: Final = frozenset({Manner.SIGNED, Manner.READ_OVER})  # their own hand is on the paper


class Signer(StrEnum):
    """Who puts their name to a contract, in the order of the paper."""

    PARTICIPANT = "participant"
    ASSESSOR = "assessor"
    APPROPRIATE_ADULT = "appropriate_adult"
    INTERPRETER = "interpreter"
    WITNESS = "witness"


# Whoever explains it signs it. An interpreter on the telephone cannot, and an adult may refuse.
MANNERS: Final = {
    Signer.PARTICIPANT: tuple(Manner),
    Signer.ASSESSOR: (Manner.SIGNED,),
    Signer.APPROPRIATE_ADULT: (Manner.SIGNED, Manner.UNABLE, Manner.REFUSED),
    Signer.INTERPRETER: (Manner.SIGNED, Manner.UNABLE, Manner.REFUSED),
}
PRESENT: Final = (Signer.APPROPRIATE_ADULT, Signer.INTERPRETER)


class Capacity(StrEnum):
    """As what a witness was there."""

    CUSTODY_STAFF = "custody_staff"
    POLICE_OFFICER = "police_officer"
    SOLICITOR = "solicitor"
    APPROPRIATE_ADULT = "appropriate_adult"
    INTERPRETER = "interpreter"
    COLLEAGUE = "colleague"
    FAMILY = "family"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """One name on the contract, how it came there, and the moment written beside it."""

    role: Signer
    name: str
    manner: Manner = Manner.SIGNED
    at: datetime | None = None
    capacity: str = ""  # of a witness


@dataclass(frozen=True, slots=True)
class OnPaper:
    """The paper that is signed: the day it was made for, and since when it exists."""

    day: date
    issued: datetime
    wanted: tuple[Signer, ...]

    @property
    def not_needed(self) -> tuple[Signer, ...]:
        """The roles that nobody is needed for: named as such, never left out."""
        return tuple(role for role in PRESENT if role not in self.wanted)


def problems(given: Sequence[Name], paper: OnPaper, now: datetime) -> Iterator[Problem]:
    """Yield what is wrong with the signatures as they were read from the paper.

    Fields: `manner` is the participant's, a role's own is its name, `<role>_at` its moment.
    """
    said = {one.role: one for one in given}
    for role in paper.wanted:
        yield from _of_role(role, said.get(role), paper, now)
    if any(one.manner in WITNESSED for one in given):
        yield from _of_witness(said, paper, now)


def _of_role(role: Signer, one: Name | None, paper: OnPaper, now: datetime) -> Iterator[Problem]:
    if one is None or not one.name.strip():
        yield Problem("manner" if role is Signer.PARTICIPANT else role, f"contract.no_{role}")
        return
    yield from _too_long(one)
    if one.manner not in MANNERS[role]:
        yield Problem(f"{role}_manner", "problem.missing")
    elif one.manner in THEMSELVES:
        yield from _of_moment(one, paper, now)


def _of_witness(said: dict[Signer, Name], paper: OnPaper, now: datetime) -> Iterator[Problem]:
    witness = said.get(Signer.WITNESS)
    if witness is None or not witness.name.strip():
        yield Problem(Signer.WITNESS, "contract.no_witness")
        return
    yield from _too_long(witness)
    named = " ".join(witness.name.split()).casefold()
    for role in (Signer.PARTICIPANT, Signer.ASSESSOR):
        if role in said and " ".join(said[role].name.split()).casefold() == named:
            yield Problem(Signer.WITNESS, "signing.witness_is_signer")
    if witness.capacity not in set(Capacity):
        yield Problem("witness_capacity", "signing.no_capacity")
    yield from _of_moment(witness, paper, now)


def _of_moment(one: Name, paper: OnPaper, now: datetime) -> Iterator[Problem]:
    """Hold a moment to the paper: on its day, not before it was made, not in the future."""
    field = f"{one.role}_at"
    if one.at is None:
        yield Problem(field, "signing.no_time")
    elif one.at > now:
        yield Problem(field, "problem.in_future")
    elif one.at.astimezone(LONDON).date() != paper.day:
        yield Problem(field, "signing.other_day", {"day": paper.day})
    elif one.at < paper.issued.replace(second=0, microsecond=0):  # a pen writes no seconds
        yield Problem(field, "signing.before_paper", {"moment": paper.issued})


def _too_long(one: Name) -> Iterator[Problem]:
    if len(one.name) > MOST_LETTERS:
        yield Problem(one.role, "problem.too_long", {"most": MOST_LETTERS})
