"""What a person answers when the scheme has been explained, and what makes that answer count."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from triage_app.domain.problems import Problem
from triage_app.domain.signature import MOST_LETTERS, WITNESSED, Manner

LONGEST_TEXT: Final = 900
OTHER: Final = "other"  # than the two: through an interpreter
LANGUAGES: Final = ("en", "cy", OTHER)
NAMES: Final = ("explained_by", "language_name", "adult", "interpreter", "solicitor", "witness")
TEXTS: Final = ("present", "questions", "reason")
Pair = tuple[str, str]  # a partner's code and a purpose


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no, who put it and in which language, who was there, and how it was signed."""

    given: bool | None
    explained: bool  # the sheet was gone through: sharing, refusal, advice
    language: str | None
    day: date | None
    explained_by: str = ""
    language_name: str = ""  # which other language
    adult: str = ""  # names of those who were there
    interpreter: str = ""
    solicitor: str = ""
    present: str = ""  # anybody else, and in which part
    asked: bool | None = None  # whether the person had questions
    questions: str = ""  # what was asked, and what was answered
    shares: Mapping[Pair, bool | None] = field(default_factory=dict)
    manner: Manner | None = None
    witness: str = ""
    reason: str = ""  # of a refusal: nobody need give one


@dataclass(frozen=True, slots=True)
class Put:
    """How the scheme could be put to somebody: since when, by which sheet, with whom beside."""

    today: date
    opened: date
    sheet_made: date | None
    needs_adult: bool
    needs_interpreter: bool
    backdating_days: int
    partners: tuple[Pair, ...] = ()


def problems_in(answer: Answer, put: Put) -> list[Problem]:
    """Return what keeps an answer from being recorded, in the order of the form."""
    return [
        *_said(answer),
        *_with_whom(answer, put),
        *_agreed(answer, put),
        *_signed(answer),
        *day_problems(answer, put),
        *_lengths(answer),
    ]


def day_problems(answer: Answer, put: Put) -> Iterator[Problem]:
    """Yield what is wrong with the day: ahead, before the sheet, or longer ago than is allowed."""
    day, earliest = answer.day, put.today - timedelta(days=put.backdating_days)
    if day is None:
        yield Problem("day", "problem.missing")
    elif day > put.today:
        yield Problem("day", "problem.in_future")
    elif day < put.opened:
        yield Problem("day", "consent.before_referral")
    elif answer.given and put.sheet_made and day < put.sheet_made:
        yield Problem("day", "consent.before_sheet", {"day": put.sheet_made})
    elif day < earliest:
        yield Problem("day", "consent.too_far_back", {"n": put.backdating_days, "day": earliest})


def _said(answer: Answer) -> Iterator[Problem]:
    if answer.given is None:
        yield Problem("given", "consent.say_which")
    if answer.given and not answer.explained:
        yield Problem("explained", "consent.not_explained")


def _with_whom(answer: Answer, put: Put) -> Iterator[Problem]:
    if answer.explained and not answer.explained_by.strip():
        yield Problem("explained_by", "problem.missing")
    if answer.language not in LANGUAGES:
        yield Problem("language", "problem.missing")
    if answer.language == OTHER and not answer.language_name.strip():
        yield Problem("language_name", "problem.missing")
    if put.needs_adult and not answer.adult.strip():
        yield Problem("adult", "consent.say_who_was_there")
    speaks_through = put.needs_interpreter or answer.language == OTHER
    if speaks_through and not answer.interpreter.strip():
        yield Problem("interpreter", "consent.say_who_was_there")


def _agreed(answer: Answer, put: Put) -> Iterator[Problem]:
    if answer.given and answer.asked is None:
        yield Problem("asked", "consent.say_whether_asked")
    if answer.asked and not answer.questions.strip():
        yield Problem("questions", "problem.missing")
    open_still = [pair for pair in put.partners if answer.shares.get(pair) is None]
    if answer.given and open_still:
        yield Problem(share_field(open_still[0]), "consent.answer_each")


def _signed(answer: Answer) -> Iterator[Problem]:
    if answer.given and answer.manner is None:
        yield Problem("manner", "problem.missing")
    if answer.given and answer.manner is Manner.REFUSED:
        yield Problem("manner", "consent.unsigned_is_no_yes")
    if answer.manner in WITNESSED and not answer.witness.strip():
        yield Problem("witness", "consent.no_witness")


def _lengths(answer: Answer) -> Iterator[Problem]:
    for names, most in ((NAMES, MOST_LETTERS), (TEXTS, LONGEST_TEXT)):
        for name in names:
            if len(getattr(answer, name)) > most:
                yield Problem(name, "problem.too_long", {"most": most})


def share_field(pair: Pair) -> str:
    """Return the name of the field that asks about one partner and purpose."""
    return f"share_{'__'.join(pair)}"
