"""A referral as rows of a person, a case and its offences: written, read again, and compared."""

from dataclasses import asdict
from typing import Final

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from triage_app.domain.questions import LIVES, OFFENDED
from triage_app.domain.referral import Custody, OffenceGiven, Particulars, Referral
from triage_app.services import answers, orders, people
from triage_app.storage.models import Case, Offence, Person

OFFENCE_FIELDS: Final = tuple(name for name in OffenceGiven.__dataclass_fields__ if name != "row")


def write_person(person: Person, given: Particulars) -> None:
    """Put somebody's particulars into their row."""
    for name, value in asdict(given).items():
        setattr(person, name, value)


def write_case(case: Case, referral: Referral) -> None:
    """Put the stay in custody and the offences into a case; an offence keeps its row."""
    for name, value in asdict(referral.custody).items():
        setattr(case, name, value)
    if case.offences and tuple(map(_given, case.offences)) != referral.offences:
        # The case has another version, too, where only an offence of it is changed.
        flag_modified(case, "nonce")
    rows = {offence.id: offence for offence in case.offences}
    case.offences = [
        _written(rows.get(one.row or 0) or Offence(), one) for one in referral.offences
    ]
    orders.write(case, referral.ordered)


def read(case: Case) -> Referral:
    """Return a case's referral as a value."""
    return Referral(
        person=people.particulars_of(case.person),
        custody=Custody(**{name: getattr(case, name) for name in Custody.__dataclass_fields__}),
        offences=tuple(_given(offence) for offence in case.offences),
        person_id=case.person_id,
        ordered=orders.ordered_of(case),
    )


def forget_answers(session: Session, case: Case, voided: tuple[str, ...]) -> None:
    """Take back what a person settled on facts that are no longer so."""
    answers.make_void(session, case.id, voided)
    if "term_end" in voided:
        case.term_end, case.term_reason, case.term_by = None, "", ""


def voids(session: Session, case: Case, referral: Referral) -> tuple[str, ...]:
    """Return the answers that a new address, place or charge would make void."""
    held, given = read(case), referral
    moved = {
        LIVES: _home(held) != _home(given),
        OFFENDED: _places(held) != _places(given),
        "term_end": _clocked(held) != _clocked(given),
    }
    settled = set(answers.answers_of(session, case.id))
    settled |= {"term_end"} if case.term_end else set()
    return tuple(name for name, is_so in moved.items() if is_so and name in settled)


def _home(referral: Referral) -> tuple[str, str]:
    return referral.person.address, referral.person.postcode


def _places(referral: Referral) -> list[tuple[str, str]]:
    return [(one.place, one.postcode) for one in referral.offences]


def _clocked(referral: Referral) -> list[tuple[object, ...]]:
    return [
        (one.code, one.category, one.first_day, one.domestic_abuse, one.base_day)
        for one in referral.offences
    ]


def _written(row: Offence, given: OffenceGiven) -> Offence:
    for name in OFFENCE_FIELDS:
        setattr(row, name, getattr(given, name))
    return row


def _given(offence: Offence) -> OffenceGiven:
    return OffenceGiven(**{name: getattr(offence, name) for name in OFFENCE_FIELDS}, row=offence.id)
