"""The groups of the referral's form: what is rare lies in a fold, one stop by Tab."""

from collections.abc import Callable
from functools import partial
from typing import Any

from triage_app.domain import availability
from triage_app.domain.access import ASKED
from triage_app.domain.drug_test import DrugResult, DrugTest
from triage_app.domain.identifiers import (
    doubt,
    telephone_is_formed,
    tidy_asn,
    tidy_cro,
    tidy_pnc,
    tidy_record,
    tidy_telephone,
)
from triage_app.domain.referral import SPOKEN
from triage_app.domain.wording import Language
from triage_app.services import numbers
from ui.fields import RadioField, TidyField
from ui.forms import Form
from ui.several import SeveralField
from ui.week_field import WeekField

# Of each number that has a public form: how it is tidied, and one to show.
CHECKED: dict[str, tuple[Callable[[str], str], str]] = {
    "pnc": (tidy_pnc, "2002/0073319Z"),
    "cro": (tidy_cro, "065656/91H"),
    "asn": (tidy_asn, "26/0000/00/00000001566Y"),
}


def add_names(form: Form) -> None:
    """Add other names, and the numbers the police know the person by."""
    with form.fold("names"):
        form.line("known_as")
        add_checked(form, "pnc", 15)
        add_checked(form, "cro", 15)


def add_contact(form: Form) -> None:
    """Add how the person may be reached without harm, and when they cannot come."""
    add_telephone(form, "telephone")
    form.yes_no("message_may_be_left")
    with form.fold("contact"):
        form.area("who_answers", 2)
        form.area("safe_times", 2)
        form.line("emergency_name")
        form.line("emergency_relation")
        add_telephone(form, "emergency_telephone")
    said, theme = form.room.texts, form.room.theme
    with form.fold("availability"):
        form.custom("unavailable", WeekField(theme, said))
        why = [(one, said(f"availability.why_{one}")) for one in availability.WHY]
        label = said("referral.unavailable_why")
        form.custom("unavailable_why", SeveralField(theme, label, why))
        form.area("availability", 2)


def add_language(form: Form) -> tuple[RadioField, RadioField]:
    """Add language and help; return the two questions that ask for more."""
    said = form.room.texts
    form.heading("language")
    spoken = [(code, said(f"referral.language_{code}")) for code in SPOKEN]
    form.radio("speaks", spoken, across=True)
    read = [(str(code), said(f"referral.language_{code}")) for code in Language]
    form.radio("reads", read, across=True)
    interpreter = form.yes_no("interpreter")
    form.line("interpreter_language")
    adult = form.yes_no("appropriate_adult")
    form.line("appropriate_adult_name")
    label = said("referral.access")
    asked = [(one, said(f"access_needs.{one}")) for one in ASKED]
    form.custom("access", SeveralField(form.room.theme, label, asked))
    form.area("needs", 2)
    return interpreter, adult


def add_references(form: Form) -> None:
    """Add the numbers under which the police keep the matter."""
    with form.fold("references"):
        add_forces_own(form, "crime_reference", 20)
        add_checked(form, "asn", 27)


def add_co_accused(form: Form) -> RadioField:
    """Add whether anybody else is suspected of the same."""
    asked = form.yes_no("co_accused")
    form.area("co_accused_names", 2)
    return asked


def add_drug_test(form: Form) -> RadioField:
    """Add the test for drugs on arrest."""
    said = form.room.texts
    form.heading("drug_test")
    tests: list[tuple[DrugTest | None, str]] = [
        (one, said(f"referral.drug_test_{one}")) for one in DrugTest
    ]
    tests.append((None, said("common.not_known")))
    tested = form.radio("drug_test", tests, across=True)
    results: list[tuple[DrugResult | None, str]] = [
        (one, said(f"referral.drug_result_{one}")) for one in DrugResult
    ]
    results.append((None, said("common.not_known")))
    form.radio("drug_result", results, across=True)
    form.day("drug_test_day")
    return tested


def add_checked(form: Form, kind: str, chars: int) -> None:
    """Add a number whose form is public: warned of on leaving it, and never blocked."""
    tidy, example = CHECKED[kind]
    field = form.tidied(kind, tidy, chars)

    def look() -> None:
        odd = doubt(kind, field.value())
        form.warn(kind, f"referral.number_{odd}" if odd else "", **_only(odd, example))

    field.settled.connect(look)


def add_forces_own(form: Form, kind: str, chars: int) -> TidyField:
    """Add a number that each force forms its own way, checked where the force says how."""
    field = form.tidied(kind, tidy_record, chars)
    field.settled.connect(partial(warn_of_form, form, kind))
    return field


def warn_of_form(form: Form, kind: str) -> None:
    """Warn of a number that is not formed as the force of the suite forms it."""
    field: Any = form.rows[kind].control
    suite: Any = form.rows["suite"].control
    own = numbers.form_of(form.room.desk, suite.value() or "", kind)
    odd = own is not None and bool(field.value()) and not own.fits(field.value())
    example = own.example if own else ""
    form.warn(kind, "referral.number_form" if odd else "", **_only(odd, example))


def add_telephone(form: Form, name: str) -> None:
    """Add a telephone number, grouped as it is spoken."""
    field = form.tidied(name, tidy_telephone, 20)

    def look() -> None:
        odd = bool(field.value()) and not telephone_is_formed(field.value())
        form.warn(name, "referral.telephone_odd" if odd else "")

    field.settled.connect(look)


def _only(odd: object, example: str) -> dict[str, str]:
    return {"example": example} if odd else {}
