"""A referral as it reads at a glance: what was written down, group by group."""

from datetime import date, datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from triage_app.domain.referral import OffenceGiven, Referral
from triage_app.domain.residence import NO_FIXED_ABODE
from triage_app.services.availability import in_words
from triage_app.services.offence_titles import title_of
from triage_app.services.referrals import ReferralView
from triage_app.texts import Texts
from ui.offence_words import category_words
from ui.orders_field import ordered_lines
from ui.parts import line_of
from ui.room import Room

Facts = list[tuple[str, str]]
Groups = list[tuple[str, Facts]]


def groups_of(room: Room, view: ReferralView, suites: dict[str, str]) -> Groups:
    """Return headings and under each the facts that are known, in words."""
    texts, referral = room.texts, view.referral
    return [
        (texts("referral.heading_person"), _person(texts, referral)),
        (texts("referral.heading_contact"), _contact(texts, referral)),
        (texts("referral.heading_language"), _language(texts, referral)),
        (texts("referral.heading_custody"), _custody(room, view, suites)),
        (texts("referral.heading_officer"), _officer(texts, referral)),
        (texts("referral.heading_offences"), _offences(room, referral)),
        (texts("referral.heading_drug_test"), _drug_test(texts, referral)),
        (texts("referral.heading_orders"), ordered_lines(texts, referral.ordered)),
    ]


def at_both_ends(first: QWidget, last: QWidget) -> QHBoxLayout:
    """Return a line that has one thing at its left and another at its right."""
    line = line_of(first, last)
    line.setStretch(0, 1)
    line.setStretch(2, 0)
    return line


def _person(texts: Texts, referral: Referral) -> Facts:
    person = referral.person
    sex = texts(f"referral.sex_{person.sex}") if person.sex else ""
    ethnicity = person.ethnicity and texts(f"referral.ethnicity_{person.ethnicity.lower()}")
    rows = [
        ("name", person.name),
        ("known_as", person.known_as),
        ("born", _day(texts, person.born)),
        ("pnc", person.pnc),
        ("cro", person.cro),
        ("sex", sex),
        ("ethnicity", ethnicity or ""),
        ("address", "\n".join(filter(None, (person.address, _home(texts, person.postcode))))),
    ]
    return _named(texts, rows)


def _home(texts: Texts, postcode: str) -> str:
    """Return a postcode; what stands for no place is said in words."""
    return texts("referral.no_fixed_abode") if postcode == NO_FIXED_ABODE else postcode


def _contact(texts: Texts, referral: Referral) -> Facts:
    """Say how the person may be reached, and when they cannot come."""
    person = referral.person
    emergency = (person.emergency_name, person.emergency_relation, person.emergency_telephone)
    why = ", ".join(texts(f"availability.why_{one}") for one in person.unavailable_why)
    rows = [
        ("telephone", person.telephone),
        ("message_may_be_left", _answer(texts, "message_may_be_left", person.message_may_be_left)),
        ("who_answers", person.who_answers),
        ("safe_times", person.safe_times),
        ("emergency_name", ", ".join(filter(None, emergency))),
        ("unavailable", in_words(texts, person.unavailable)),
        ("unavailable_why", why),
        ("availability", person.availability),
    ]
    return _named(texts, rows)


def _language(texts: Texts, referral: Referral) -> Facts:
    person = referral.person

    def language(code: str | None) -> str:
        return texts(f"referral.language_{code}") if code else ""

    rows = [
        ("speaks", language(person.speaks)),
        ("reads", language(person.reads)),
        ("interpreter", _answer(texts, "interpreter", person.interpreter)),
        ("interpreter_language", person.interpreter_language),
        ("appropriate_adult", _answer(texts, "appropriate_adult", person.appropriate_adult)),
        ("appropriate_adult_name", person.appropriate_adult_name),
        ("access", ", ".join(texts(f"access_needs.{one}") for one in person.access)),
        ("needs", person.needs),
    ]
    return _named(texts, rows)


def _custody(room: Room, view: ReferralView, suites: dict[str, str]) -> Facts:
    texts, custody = room.texts, view.referral.custody
    scheme = room.desk.schemes.version(view.scheme)
    rows = [
        ("suite", suites.get(custody.suite, custody.suite)),
        ("custody_record", custody.custody_record),
        ("crime_reference", custody.crime_reference),
        ("asn", custody.asn),
        ("arrested", _moment(texts, custody.arrested)),
        ("released", _moment(texts, custody.released)),
        ("summary_scheme", scheme.name[texts.language]),
    ]
    return _named(texts, rows)


def _officer(texts: Texts, referral: Referral) -> Facts:
    names = ("officer_name", "officer_number", "officer_email")
    return _named(texts, [(name, getattr(referral.custody, name)) for name in names])


def _offences(room: Room, referral: Referral) -> Facts:
    texts, custody = room.texts, referral.custody
    others = [
        ("co_accused", _answer(texts, "co_accused", custody.co_accused)),
        ("co_accused_names", custody.co_accused_names),
    ]
    return [
        (texts("offence.number", number=number), offence_words(room, one))
        for number, one in enumerate(referral.offences, start=1)
    ] + _named(texts, others)


def offence_words(room: Room, one: OffenceGiven) -> str:
    """Say an offence over a few lines: what, its category, when, where, and domestic abuse."""
    texts = room.texts
    title = title_of(room.desk, one.code, one.title)[texts.language]
    days = _day(texts, one.first_day)
    if one.first_day and one.last_day:
        days = texts("referral.offence_days", first=one.first_day, last=one.last_day)
    lines = (
        f"{one.code} {title}".strip(),
        category_words(texts, one.category) if one.category else "",
        days,
        ", ".join(filter(None, (one.place, one.postcode))),
        texts("offence.is_domestic_abuse") if one.domestic_abuse else "",
        texts("offence.runs_from", day=one.base_day) if one.base_day else "",
    )
    return "\n".join(filter(None, lines))


def _drug_test(texts: Texts, referral: Referral) -> Facts:
    custody = referral.custody
    test = custody.drug_test
    said = texts(f"referral.drug_test_{test}") if test else texts("common.not_known")
    result = custody.drug_result
    rows = [
        ("drug_test", said),
        ("drug_result", texts(f"referral.drug_result_{result}") if result else ""),
        ("drug_test_day", _day(texts, custody.drug_test_day)),
    ]
    return _named(texts, rows)


def _named(texts: Texts, rows: list[tuple[str, str]]) -> Facts:
    return [(texts(f"referral.{name}"), said) for name, said in rows if said]


def _day(texts: Texts, day: date | None) -> str:
    return texts.date(day) if day else ""


def _moment(texts: Texts, moment: datetime | None) -> str:
    return texts.moment(moment) if moment else ""


def _answer(texts: Texts, name: str, answer: bool | None) -> str:  # noqa: FBT001 - an answer
    if answer is None:
        return texts("common.not_known")
    own = f"referral.{name}_{'yes' if answer else 'no'}"
    return texts(own)
