"""Ways out before a contract: why a case may go no further, from where, and what must be said.

One state, *not taken on*, and a permanent reason code: every reason is counted by its code, shown
by the scheme's words for it, and leaves the same things owed to the officer and to the person.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from triage_app.domain.problems import Problem
from triage_app.domain.workflow import BEFORE_CONTRACT, State

LONGEST_TEXT: Final = 900


class Reason(StrEnum):
    """Why a case goes no further before a contract: permanent, the same in every scheme."""

    NOT_ELIGIBLE = "not_eligible"
    NOT_SUITABLE = "not_suitable"
    DECLINED = "declined"
    DID_NOT_ATTEND = "did_not_attend"
    WITHDREW = "withdrew"
    DECLINED_AT_CONTRACT = "declined_at_contract"
    VICTIMS_OBJECTION = "victims_objection"
    OFFICER_WITHDREW = "officer_withdrew"
    CHARGED = "charged"
    NO_SAFE_TERM = "no_safe_term"


ANY_TIME: Final = frozenset(BEFORE_CONTRACT)
CONSENTED: Final = frozenset({State.CONSENTED, State.ASSESSING, State.ASSESSED})

# From where each may be taken. What a person says no to is counted by what they were asked.
TAKEN_FROM: Final[Mapping[Reason, frozenset[State]]] = {
    Reason.NOT_ELIGIBLE: ANY_TIME,
    Reason.NOT_SUITABLE: ANY_TIME,
    Reason.DECLINED: frozenset({State.REFERRED, State.ELIGIBLE}),
    Reason.DID_NOT_ATTEND: frozenset({State.CONSENTED, State.ASSESSING}),
    Reason.WITHDREW: CONSENTED,
    Reason.DECLINED_AT_CONTRACT: frozenset({State.ASSESSED}),
    Reason.VICTIMS_OBJECTION: ANY_TIME,
    Reason.OFFICER_WITHDREW: ANY_TIME,
    Reason.CHARGED: ANY_TIME,
    Reason.NO_SAFE_TERM: ANY_TIME,
}
# Only where there is a contract to come to.
OF_CONTRACTS: Final = frozenset({Reason.DECLINED_AT_CONTRACT, Reason.NO_SAFE_TERM})
# What the person chose: nobody need say why, and no words are asked for.
THEIR_CHOICE: Final = frozenset({Reason.DECLINED, Reason.WITHDREW, Reason.DECLINED_AT_CONTRACT})
# Recorded where it happens, with all that belongs to it: no choice in the list of reasons.
RECORDED_ELSEWHERE: Final = frozenset({Reason.WITHDREW})


@dataclass(frozen=True, slots=True)
class Offer:
    """Services offered to somebody who is not taken on, and whether they want them."""

    offered: bool | None
    accepted: bool | None
    note: str = ""


def may_be_taken(code: str, state: State) -> bool:
    """Say whether a reason may be chosen for a case that stands in a state."""
    return (
        code in set(Reason)
        and Reason(code) not in RECORDED_ELSEWHERE
        and state in TAKEN_FROM[Reason(code)]
    )


def problems_in(possible: frozenset[str], reason: str | None, note: str) -> Iterator[Problem]:
    """Yield what keeps a way out from being taken."""
    if reason not in possible:
        yield Problem("way_out", "problem.missing")
    if note.strip() or reason not in THEIR_CHOICE:
        yield from text_problems("note", note)


def offer_problems(offer: Offer) -> Iterator[Problem]:
    """Yield what keeps an offer of services from being recorded."""
    if offer.offered is None:
        yield Problem("offered", "ways_out.say_whether_offered")
    if offer.offered and offer.accepted is None:
        yield Problem("accepted", "ways_out.say_whether_accepted")
    if offer.offered is False and not offer.note.strip():
        yield Problem("services_note", "ways_out.say_why_not")
    if len(offer.note) > LONGEST_TEXT:
        yield Problem("services_note", "problem.too_long", {"most": LONGEST_TEXT})


def text_problems(field: str, text: str) -> Iterator[Problem]:
    """Yield what is wrong with words that must be there."""
    if not text.strip():
        yield Problem(field, "problem.missing")
    if len(text) > LONGEST_TEXT:
        yield Problem(field, "problem.too_long", {"most": LONGEST_TEXT})
