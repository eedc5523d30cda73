"""Whoever was harmed: who they are, what they wish, and by when they are told of a decision.

Victims' Code, Right 6: told of a key decision within five working days, within one where they have
enhanced rights. Whoever is not known to have none is told as if they had.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from triage_app.domain.names import words_of
from triage_app.domain.problems import Problem
from triage_app.domain.working_days import add_working_days

LONGEST_TEXT: Final = 900
LONGEST_NAME: Final = 300
SHORTEST_REASON: Final = 3
OTHER: Final = "other"
POSSESSIVE: Final = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}][sS]\\b")
LANGUAGES: Final = ("en", "cy", OTHER)


class Kind(StrEnum):
    """What sort of victim."""

    PERSON = "person"
    COMPANY = "company"  # a shop, a firm, a council, the police


class Enhanced(StrEnum):
    """Why somebody has enhanced rights under the Victims' Code."""

    VULNERABLE = "vulnerable"
    INTIMIDATED = "intimidated"
    SERIOUS_CRIME = "serious_crime"
    TARGETED = "targeted"  # again and again


class How(StrEnum):
    """How a victim is reached, was asked, or was told."""

    TELEPHONE = "telephone"
    LETTER = "letter"
    EMAIL = "email"
    IN_PERSON = "in_person"
    THROUGH_SERVICE = "through_service"  # the victim service, or the co-ordinator


class About(StrEnum):
    """What a victim's wish is about."""

    RESTORATIVE = "restorative"
    BEING_TOLD = "being_told"


class Said(StrEnum):
    """That a victim was asked, or what they answered."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"


class Decided(StrEnum):
    """A key decision that a victim is told of."""

    TAKEN_ON = "taken_on"
    NOT_TAKEN_ON = "not_taken_on"
    CONTRACT = "contract"
    BREACH = "breach"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"
    ENDED = "ended"  # any other end


class WhyNot(StrEnum):
    """Why a victim was not told."""

    NOT_WISHED = "not_wished"
    NOT_REACHED = "not_reached"
    OFFICER_TELLS = "officer_tells"
    WOULD_HARM = "would_harm"


class Standing(StrEnum):
    """What is known of whoever was harmed in a case."""

    NOT_SAID = "not_said"
    NONE = "none"
    SOME = "some"


ENDS: Final = frozenset(Decided) - {Decided.TAKEN_ON, Decided.CONTRACT}


@dataclass(frozen=True, slots=True)
class Details:
    """What is written down of a victim; None is not known, and nothing else."""

    kind: str | None
    name: str
    contact_person: str = ""
    enhanced: bool | None = None
    enhanced_why: tuple[str, ...] = ()
    language: str | None = None
    language_name: str = ""
    large_print: bool | None = None
    told_by: str | None = None
    telephone: str = ""
    email: str = ""
    address: str = ""
    message_may_be_left: bool | None = None
    who_answers: str = ""
    safe_times: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """A victim asked, or their answer, as it was given on a day."""

    about: str | None
    said: str | None
    day: date | None
    how: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """A key decision, and the day it was taken."""

    event: Decided
    day: date


@dataclass(frozen=True, slots=True)
class Telling:
    """That a victim was told of decisions, or why they were not."""

    told: bool | None
    day: date | None
    how: str | None = None
    by: str = ""
    why_not: str | None = None
    note: str = ""


# ── By when, and of what ─────────────────────────────────────────────────────────────────────


def due(day: date, *, enhanced: bool | None, within: tuple[int, int]) -> date:
    """Return the day by which a victim is told; `within` is the usual and the enhanced time."""
    usual, sooner = within
    return add_working_days(day, usual if enhanced is False else sooner)


def newest(wishes: Sequence[Wish], about: str, by: date | None = None) -> Wish | None:
    """Return what was last said of a matter, on a day at the latest; being asked says nothing."""
    answers = [
        one
        for one in wishes
        if one.about == about and one.said != Said.ASKED and (not by or (one.day or by) <= by)
    ]
    return answers[-1] if answers else None


def waiting_since(wishes: Sequence[Wish], about: str) -> date | None:
    """Return since when an answer is awaited; None where nobody asked, or the answer came."""
    mine = [one for one in wishes if one.about == about]
    return mine[-1].day if mine and mine[-1].said == Said.ASKED else None


def is_waived(happened: Happened, wishes: Sequence[Wish]) -> bool:
    """Say whether a victim wished not to be told of a decision: then, or ever since."""
    then = newest(wishes, About.BEING_TOLD, happened.day)
    now = newest(wishes, About.BEING_TOLD)
    return any(one is not None and one.said == Said.NO for one in (then, now))


def to_tell(
    happened: Iterable[Happened], told: Collection[Happened], wishes: Sequence[Wish]
) -> tuple[Happened, ...]:
    """Return the decisions that a victim is still to be told of, in the order they were taken."""
    return tuple(one for one in happened if one not in told and not is_waived(one, wishes))


def changed_mind(wishes: Sequence[Wish], about: str) -> bool:
    """Say whether somebody's answer on a matter has been another before."""
    answers = {one.said for one in wishes if one.about == about} - {Said.ASKED}
    return len(answers) > 1


def want(all_wishes: Iterable[Sequence[Wish]]) -> str:
    """Say what the victims of a case want of restorative justice, taken together."""
    said = [newest(wishes, About.RESTORATIVE) for wishes in all_wishes]
    if any(one and one.said == Said.YES for one in said):
        return "yes"
    return "no" if said and all(one and one.said == Said.NO for one in said) else "open"


# ── Their names ──────────────────────────────────────────────────────────────────────────────


def surname_of(name: str) -> tuple[str, ...]:
    """Return the words of a surname as they are looked for: before a comma, or else the last."""
    before, comma, _ = name.partition(",")
    return words_of(before if comma else (name.split() or [""])[-1])


def is_named(text: str, people: Iterable[str]) -> bool:
    """Say whether a text holds the surname of any of some people, as a whole word."""
    said = words_of(POSSESSIVE.sub(" ", text))
    wanted = {surname for one in people if (surname := surname_of(one))}
    return any(said[n : n + len(one)] == one for one in wanted for n in range(len(said)))


# ── What is wrong ────────────────────────────────────────────────────────────────────────────


def problems_in(given: Details) -> Iterator[Problem]:
    """Yield what keeps a victim from being recorded, in the order of the form."""
    if given.kind not in set(Kind):
        yield Problem("kind", "problem.choose")
    yield from _named("name", given.name)
    if given.kind == Kind.COMPANY:
        yield from _named("contact_person", given.contact_person)
    if given.enhanced and not given.enhanced_why:
        yield Problem("enhanced_why", "victims.say_why_enhanced")
    if given.language not in LANGUAGES:
        yield Problem("language", "problem.choose")
    elif given.language == OTHER:
        yield from _named("language_name", given.language_name)
    yield from _reached(given)


def _reached(given: Details) -> Iterator[Problem]:
    if given.told_by not in set(How):
        yield Problem("told_by", "problem.choose")
    needed = {How.TELEPHONE: "telephone", How.LETTER: "address", How.EMAIL: "email"}
    field = needed.get(How(given.told_by)) if given.told_by in set(How) else None
    if field and not getattr(given, field).strip():
        yield Problem(field, "victims.say_how_to_reach")
    for name in ("telephone", "email", "address", "who_answers", "safe_times"):
        if len(getattr(given, name)) > LONGEST_TEXT:
            yield Problem(name, "problem.too_long", {"most": LONGEST_TEXT})


def _named(field: str, said: str) -> Iterator[Problem]:
    if not said.strip():
        yield Problem(field, "problem.missing")
    elif len(said) > LONGEST_NAME:
        yield Problem(field, "problem.too_long", {"most": LONGEST_NAME})


def reason_problems(field: str, reason: str) -> Iterator[Problem]:
    """Yield what is wrong with a reason that has to be given."""
    if len(reason.strip()) < SHORTEST_REASON:
        yield Problem(field, "victims.say_why")
    elif len(reason) > LONGEST_TEXT:
        yield Problem(field, "problem.too_long", {"most": LONGEST_TEXT})


def wish_problems(given: Wish, before: Sequence[Wish], today: date) -> Iterator[Problem]:
    """Yield what keeps a wish from being recorded; one is never dated before the one it follows."""
    if given.about not in set(About):
        yield Problem("about", "problem.choose")
    if given.said not in set(Said):
        yield Problem("said", "problem.choose")
    days = [one.day for one in before if one.about == given.about and one.day]
    yield from _day("wish_day", given.day, max(days, default=date.min), today)
    if given.how not in set(How):
        yield Problem("wish_how", "problem.choose")
    if len(given.note) > LONGEST_TEXT:
        yield Problem("wish_note", "problem.too_long", {"most": LONGEST_TEXT})


def telling_problems(given: Telling, since: date, today: date) -> Iterator[Problem]:
    """Yield what keeps it from being recorded that a victim was told, or was not."""
    if given.told is None:
        yield Problem("told", "problem.choose")
    yield from _day("told_day", given.day, since, today)
    if given.told and given.how not in set(How):
        yield Problem("told_how", "problem.choose")
    if given.told:
        yield from _named("told_person", given.by)
    if given.told is False and given.why_not not in set(WhyNot):
        yield Problem("why_not", "problem.choose")
    if given.why_not in (WhyNot.NOT_REACHED, WhyNot.WOULD_HARM) and given.told is False:
        yield from reason_problems("told_note", given.note)
    elif len(given.note) > LONGEST_TEXT:
        yield Problem("told_note", "problem.too_long", {"most": LONGEST_TEXT})


def _day(field: str, day: date | None, since: date, today: date) -> Iterator[Problem]:
    if day is None:
        yield Problem(field, "problem.missing")
    elif day > today:
        yield Problem(field, "problem.in_future")
    elif day < since:
        yield Problem(field, "victims.before", {"day": since})
