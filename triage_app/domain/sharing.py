"""With whom a person lets us share, for what, and what follows when they change their mind."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from triage_app.domain.problems import Problem
from triage_app.domain.scheme import Partner

LONGEST_TEXT: Final = 900


class How(StrEnum):
    """How a person told us: on which paper, or by word of mouth."""

    ON_THE_SHEET = "on_the_sheet"
    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    IN_WRITING = "in_writing"
    THROUGH_SOMEBODY = "through_somebody"  # a solicitor, an appropriate adult


# How a change of mind reaches us; the sheet is for the first answer.
TOLD: Final = (How.IN_PERSON, How.TELEPHONE, How.IN_WRITING, How.THROUGH_SOMEBODY)


@dataclass(frozen=True, slots=True)
class Said:
    """One answer on sharing, as it was given."""

    partner: str
    purpose: str
    allowed: bool
    day: date
    how: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of mind about one partner and purpose."""

    partner: str
    purpose: str
    allowed: bool | None
    day: date | None
    how: str | None
    note: str = ""


def stands(answers: Iterable[Said], partner: str, purpose: str) -> bool | None:
    """Return the answer that stands, the newest recorded; None where none was ever given."""
    about = [one.allowed for one in answers if (one.partner, one.purpose) == (partner, purpose)]
    return about[-1] if about else None


def of_service(service_id: int) -> str:
    """Return the code under which consent for one service of the directory is kept."""
    return f"service:{service_id}"


def may_share(answers: Iterable[Said], partner: str, purpose: str) -> bool:
    """Say whether anything may be shared: only on a yes that stands; silence is no."""
    return stands(answers, partner, purpose) is True


def may_share_with(
    answers: Collection[Said], partners: Iterable[Partner], service_id: int, pathway: str
) -> bool:
    """Say whether a service may be told of a need.

    What was said of that very service comes first; else what was said of every partner of the
    scheme that stands for such services. One no among them is a no.
    """
    own = stands(answers, of_service(service_id), pathway)
    if own is not None:
        return own
    asked = [stands(answers, one.code, one.purpose) for one in partners if pathway in one.pathways]
    return bool(asked) and all(answer is True for answer in asked)


def is_refused(
    answers: Collection[Said], partners: Iterable[Partner], service_id: int, pathway: str
) -> bool:
    """Say whether a person has said no to a service being told of a need; silence is no refusal."""
    own = stands(answers, of_service(service_id), pathway)
    if own is not None:
        return not own
    asked = (stands(answers, one.code, one.purpose) for one in partners if pathway in one.pathways)
    return any(answer is False for answer in asked)


def refused_on(
    answers: Collection[Said], partners: Iterable[Partner], service_id: int, pathway: str
) -> date | None:
    """Return since when a service may no longer be told of a need; None where nobody said no."""
    if not is_refused(answers, partners, service_id, pathway):
        return None
    pairs = {(of_service(service_id), pathway)}
    pairs |= {(one.code, one.purpose) for one in partners if pathway in one.pathways}
    return max(
        one.day for one in answers if not one.allowed and (one.partner, one.purpose) in pairs
    )


def change_problems(change: Change, since: date, today: date, backdating: int) -> Iterator[Problem]:
    """Yield what keeps a change from being recorded; a yes may not be dated further back."""
    if change.allowed is None:
        yield Problem("allowed", "problem.choose")
    if change.how not in TOLD:
        yield Problem("how", "problem.choose")
    earliest = today - timedelta(days=backdating)
    if change.day is None:
        yield Problem("day", "problem.missing")
    elif change.day > today:
        yield Problem("day", "problem.in_future")
    elif change.day < since:
        yield Problem("day", "sharing.before_consent", {"day": since})
    elif change.allowed and change.day < earliest:
        yield Problem("day", "consent.too_far_back", {"n": backdating, "day": earliest})
    if len(change.note) > LONGEST_TEXT:
        yield Problem("note", "problem.too_long", {"most": LONGEST_TEXT})
