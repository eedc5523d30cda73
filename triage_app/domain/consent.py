"""What a person answers when the scheme has been explained, and what makes that answer count."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from triage_app.domain.problems import Problem

LONGEST_TEXT = 900
LANGUAGES = ("en", "cy", "other")  # other: through an interpreter


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no, in which language it was put, on which day, and who was there."""

    given: bool | None
    explained: bool  # the sheet was gone through: sharing, refusal, advice
    language: str | None
    day: date | None
    present: str = ""
    reason: str = ""  # of a refusal


@dataclass(frozen=True, slots=True)
class Put:
    """How the scheme could be put to somebody: since when, by which sheet, with whom beside."""

    today: date
    opened: date
    sheet_made: date | None
    needs_others: bool  # an appropriate adult or an interpreter


def problems_in(answer: Answer, put: Put) -> list[Problem]:
    """Return what keeps an answer from being recorded, in the order of the form."""
    return [*_said(answer, put), *_when(answer, put), *_texts(answer)]


def _said(answer: Answer, put: Put) -> Iterator[Problem]:
    if answer.given is None:
        yield Problem("given", "consent.say_which")
    if answer.given and not answer.explained:
        yield Problem("explained", "consent.not_explained")
    if answer.given is False and not answer.reason.strip():
        yield Problem("reason", "problem.missing")
    if answer.language not in LANGUAGES:
        yield Problem("language", "problem.missing")
    if put.needs_others and not answer.present.strip():
        yield Problem("present", "consent.say_who_was_there")


def _when(answer: Answer, put: Put) -> Iterator[Problem]:
    if answer.day is None:
        yield Problem("day", "problem.missing")
    elif answer.day > put.today:
        yield Problem("day", "problem.in_future")
    elif answer.day < put.opened:
        yield Problem("day", "consent.before_referral")
    elif answer.given and put.sheet_made and answer.day < put.sheet_made:
        yield Problem("day", "consent.before_sheet")


def _texts(answer: Answer) -> Iterator[Problem]:
    for field in ("present", "reason"):
        if len(getattr(answer, field)) > LONGEST_TEXT:
            yield Problem(field, "problem.too_long", {"most": LONGEST_TEXT})
