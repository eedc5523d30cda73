"""The signing of a contract: who signed, or why not, on which day; then it is live."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.signature import MOST_LETTERS, WITNESSED, Manner
from triage_app.domain.workflow import Event, advance
from triage_app.services import audit
from triage_app.services import contract_record as record
from triage_app.services.access import permit
from triage_app.services.contract_record import Seen
from triage_app.services.desk import Actor, Desk
from triage_app.services.directory import place_of
from triage_app.storage.models import Appointment, Case, Contract, Signature

SIGNED = audit.Deed("contract.signed", audit.Category.ALTERATION)
REFUSED = audit.Deed("contract.refused", audit.Category.ALTERATION)
SEEN = audit.Deed("contract.signers_seen", audit.Category.CONSULTATION)
MEETING_MINUTES = 60


class Signer(StrEnum):
    """Who puts their name to a contract."""

    PARTICIPANT = "participant"
    ASSESSOR = "assessor"
    APPROPRIATE_ADULT = "appropriate_adult"
    INTERPRETER = "interpreter"
    WITNESS = "witness"


@dataclass(frozen=True, slots=True)
class Name:
    """One name on the contract, and how it came there."""

    role: Signer
    name: str
    manner: Manner = Manner.SIGNED


def signers(desk: Desk, actor: Actor, case_id: int) -> tuple[Name, ...]:
    """Return who must sign the contract of a case, with the names that are known."""
    permit(actor, Permission.AGREE_CONTRACT)
    audit.look(desk, actor, SEEN, case_id, ("signatures",))
    with desk.sessions() as session:
        return _signers(session.get_one(Case, case_id))


def sign(
    desk: Desk, actor: Actor, case_id: int, seen: Seen, signatures: Sequence[Name], day: date
) -> bool:
    """Record the signatures on the paper; return whether the contract is live.

    Where the person refused, that is recorded with its witness, and the case stays as it was.
    """
    permit(actor, Permission.AGREE_CONTRACT)
    with desk.sessions.begin() as session:
        case = record.held(session, case_id)
        record.require_assessed(case)
        row = record.unsigned(session, case_id, seen)
        if problems := tuple(_problems(case, signatures, day, desk.today())):
            raise Invalid(*problems)
        _check_paper(row, day)
        refused = any(one.manner is Manner.REFUSED for one in signatures)
        if not refused:
            _check_case(session, desk, case, row)
            row.signed_on = day
            _make_live(session, desk, actor, case, row)
        session.add_all(_rows(row, signatures, day, actor))
        row.changed_at = desk.now()
        audit.record(session, desk, actor, REFUSED if refused else SIGNED, case_id)
    return not refused


def _signers(case: Case) -> tuple[Name, ...]:
    person = case.person
    names = [Name(Signer.PARTICIPANT, person.name), Name(Signer.ASSESSOR, case.assessor.name)]
    if person.appropriate_adult:
        names.append(Name(Signer.APPROPRIATE_ADULT, person.appropriate_adult_name))
    if person.interpreter:
        names.append(Name(Signer.INTERPRETER, ""))
    return tuple(names)


def _problems(case: Case, signatures: Sequence[Name], day: date, today: date) -> Iterator[Problem]:
    given = {one.role: one for one in signatures}
    for wanted in _signers(case):
        found = given.get(wanted.role)
        if found is None or not found.name.strip():
            field = "manner" if wanted.role is Signer.PARTICIPANT else wanted.role
            yield Problem(field, f"contract.no_{wanted.role}")
    participant = given.get(Signer.PARTICIPANT)
    if participant and participant.manner in WITNESSED:
        witness = given.get(Signer.WITNESS)
        if witness is None or not witness.name.strip():
            yield Problem(Signer.WITNESS, "contract.no_witness")
    for one in signatures:
        if len(one.name) > MOST_LETTERS:
            yield Problem(one.role, "problem.too_long", {"most": MOST_LETTERS})
    if day > today:
        yield Problem("day", "problem.in_future")


def _check_paper(row: Contract, day: date) -> None:
    if row.paper_id is None:
        raise Refused("contract.no_paper")
    if day != row.drafted_for:
        raise Refused("contract.other_day", drafted=row.drafted_for, signed=day)


def _check_case(session: Session, desk: Desk, case: Case, row: Contract) -> None:
    """Hold the contract to its rules once more: a clock or a service may have changed since."""
    against = record.bounds(desk, case)
    found = record.gaps_in(session, case, record.draft_of(row), against, row.drafted_for)
    if found:
        raise Invalid(*found)


def _make_live(session: Session, desk: Desk, actor: Actor, case: Case, row: Contract) -> None:
    case.state = advance(case.state, Event.CONTRACT_SIGNED, actor.role)
    now = desk.now()
    for one in row.conditions:
        if one.first_meeting is not None:
            meeting = Appointment(
                case_id=case.id,
                condition_id=one.id,
                kind="condition",
                starts=one.first_meeting,
                minutes=MEETING_MINUTES,
                place=place_of(one.service),
                booked_at=now,
            )
            session.add(meeting)


def _rows(
    row: Contract, signatures: Sequence[Name], day: date, actor: Actor
) -> Iterator[Signature]:
    for one in signatures:
        if one.name.strip():
            yield Signature(
                contract_id=row.id,
                role=one.role,
                name=" ".join(one.name.split()),
                manner=one.manner,
                day=day,
                recorded_by=actor.username,
            )
