"""What an assessor writes down when somebody is referred, and what may be wrong with it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from triage_app.domain.drug_test import ArrestTest, DrugResult, DrugTest
from triage_app.domain.eligibility import age_on
from triage_app.domain.identifiers import (
    tidy,
    tidy_asn,
    tidy_cro,
    tidy_pnc,
    tidy_postcode,
    tidy_record,
    tidy_telephone,
)
from triage_app.domain.orders import Ordered
from triage_app.domain.problems import Problem

SEXES = ("female", "male", "other")
# Self-defined ethnicity, the 18+1 codes.
ETHNICITIES = tuple("W1 W2 W3 W9 M1 M2 M3 M9 A1 A2 A3 A4 A9 B1 B2 B9 O2 O9 NS".split())  # noqa: SIM905 - a row of codes is read as it is printed
SPOKEN = ("en", "cy", "other")

# Nobody older has been arrested; a birth before it is a slip of the finger.
OLDEST = 110
LINE, AREA, CODE = 300, 2000, 40
LONG = (
    "who_answers",
    "safe_times",
    "availability",
    "needs",
    "address",
    "co_accused_names",
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Particulars:
    """Who somebody is, and how to reach them safely. None: not yet known."""

    name: str
    known_as: str = ""
    born: date | None = None
    pnc: str = ""
    cro: str = ""
    sex: str | None = None
    ethnicity: str | None = None
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    message_may_be_left: bool | None = None
    who_answers: str = ""
    safe_times: str = ""
    emergency_name: str = ""
    emergency_relation: str = ""
    emergency_telephone: str = ""
    unavailable: tuple[str, ...] = ()  # times of the week: see domain/availability
    unavailable_why: tuple[str, ...] = ()
    availability: str = ""
    speaks: str | None = None
    reads: str | None = None
    interpreter: bool | None = None
    interpreter_language: str = ""
    appropriate_adult: bool | None = None
    appropriate_adult_name: str = ""
    access: tuple[str, ...] = ()  # what is needed: see domain/access
    needs: str = ""


@dataclass(frozen=True, slots=True)
class OffenceGiven:
    """One offence as it was written down."""

    code: str = ""
    title: str = ""
    category: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    place: str = ""
    postcode: str = ""
    domestic_abuse: bool | None = None
    base_day: date | None = None
    row: int | None = field(default=None, compare=False)  # where it is kept, if it is


@dataclass(frozen=True, slots=True)
class Custody:
    """The stay in custody, and the officer in the case."""

    custody_record: str
    suite: str
    crime_reference: str = ""
    asn: str = ""
    arrested: datetime | None = None
    released: datetime | None = None
    officer_name: str = ""
    officer_number: str = ""
    officer_email: str = ""
    co_accused: bool | None = None
    co_accused_names: str = ""
    drug_test: DrugTest | None = None
    drug_result: DrugResult | None = None
    drug_test_day: date | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """Everything a referral says; the person is a known one where the number is given."""

    person: Particulars
    custody: Custody
    offences: tuple[OffenceGiven, ...]
    person_id: int | None = None
    ordered: Ordered = field(default_factory=Ordered)
    another_person: bool = False  # not the one of the same name and birth who is known already


Given = TypeVar("Given", Particulars, Custody, OffenceGiven)


def tidied(referral: Referral) -> Referral:
    """Return a referral with what people type differently written one way."""
    person, custody = referral.person, referral.custody
    return replace(
        referral,
        person=_tidied(person, _PERSONS_NUMBERS),
        custody=_tidied(custody, _CASES_NUMBERS),
        offences=tuple(
            _tidied(one, {"code": tidy, "postcode": tidy_postcode}) for one in referral.offences
        ),
    )


def problems_in(referral: Referral, now: datetime) -> list[Problem]:
    """Return everything that must be put right before a referral can be saved."""
    today = now.date()
    return [
        *_person_problems(referral.person, today),
        *_custody_problems(referral.custody, now),
        *_offences_problems(referral, today),
        *_orders_problems(referral.ordered),
    ]


def _person_problems(person: Particulars, today: date) -> Iterator[Problem]:
    if not person.name:
        yield Problem("name", "problem.missing")
    yield from _too_long(person)
    if person.born and person.born > today:
        yield Problem("born", "referral.born_in_future")
    elif person.born and age_on(person.born, today) > OLDEST:
        yield Problem("born", "referral.born_too_long_ago", {"most": OLDEST})


def _custody_problems(custody: Custody, now: datetime) -> Iterator[Problem]:
    for name in ("custody_record", "suite"):
        if not getattr(custody, name):
            yield Problem(name, "problem.missing")
    yield from _too_long(custody)
    yield from _drug_test_problems(custody, now)
    for name in ("arrested", "released"):
        moment = getattr(custody, name)
        if moment and moment > now:
            yield Problem(name, f"referral.{name}_in_future")
    if custody.arrested and custody.released and custody.released < custody.arrested:
        yield Problem("released", "referral.released_before_arrest")
    if custody.officer_email and not _EMAIL.fullmatch(custody.officer_email):
        yield Problem("officer_email", "referral.email_unreadable")


def _drug_test_problems(custody: Custody, now: datetime) -> Iterator[Problem]:
    test = ArrestTest(custody.drug_test, custody.drug_result, custody.drug_test_day)
    arrested = custody.arrested.astimezone(now.tzinfo).date() if custody.arrested else None
    return test.problems(arrested, now.date())


def _offences_problems(referral: Referral, today: date) -> Iterator[Problem]:
    if not referral.offences:
        yield Problem("offences", "referral.offence_missing")
    for number, offence in enumerate(referral.offences, start=1):
        for field_name, code in _offence_problems(offence, referral.person.born, today):
            where = f"offences.{number - 1}.{field_name}"
            yield Problem(where, code, {"number": number})


def _orders_problems(ordered: Ordered) -> Iterator[Problem]:
    for code in dict.fromkeys(code for one in ordered.orders for code in one.problems()):
        yield Problem("ordered", code)


def _offence_problems(
    offence: OffenceGiven, born: date | None, today: date
) -> Iterator[tuple[str, str]]:
    """Yield the field of the offence, and what is wrong with it."""
    first, last = offence.first_day, offence.last_day
    if not offence.title and not offence.code:
        yield "what", "referral.offence_unnamed"
    for problem in _too_long(offence):
        yield ("what" if problem.field == "title" else problem.field), "referral.offence_too_long"
    for name in ("first_day", "last_day", "base_day"):
        day = getattr(offence, name)
        if day and day > today:
            yield name, "referral.offence_in_future"
    if last and (first is None or last < first):
        yield "last_day", "referral.offence_ends_first"
    if first and born and first < born <= today:
        yield "first_day", "referral.offence_before_birth"
    if first and offence.base_day and offence.base_day < first:
        yield "base_day", "referral.base_before_offence"


def _too_long(value: Particulars | Custody | OffenceGiven) -> Iterator[Problem]:
    for name in value.__dataclass_fields__:
        text = getattr(value, name)
        most = AREA if name in LONG else LINE
        if isinstance(text, str) and len(text) > most:
            yield Problem(name, "problem.too_long", {"most": most})


def _tidied(value: Given, numbers: Mapping[str, Callable[[str], str]]) -> Given:
    """Return a value without spaces around its texts, and each number as it is written."""
    changes: dict[str, Any] = {}
    for name in value.__dataclass_fields__:
        held = getattr(value, name)
        if isinstance(held, str) and not isinstance(held, StrEnum):
            changes[name] = numbers.get(name, str.strip)(held)
    return replace(value, **changes)


# How each number is written; whoever types one finds it so on leaving the field.
_PERSONS_NUMBERS = {
    "pnc": tidy_pnc,
    "cro": tidy_cro,
    "postcode": tidy_postcode,
    "telephone": tidy_telephone,
    "emergency_telephone": tidy_telephone,
}
_CASES_NUMBERS = {
    "custody_record": tidy_record,
    "crime_reference": tidy_record,
    "officer_number": tidy_record,
    "asn": tidy_asn,
}
