"""The signing of a contract: who signed on paper and when, or why not; then it is live."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.signature import Manner
from triage_app.domain.signing import NOT_NEEDED, Name, OnPaper, Signer, problems
from triage_app.domain.workflow import Event, advance
from triage_app.services import audit, varied
from triage_app.services import contract_record as record
from triage_app.services.access import permit
from triage_app.services.contract_record import Seen
from triage_app.services.desk import Actor, Desk
from triage_app.services.first_meetings import first_meeting
from triage_app.storage.models import Case, Contract, Paper, Signature

SIGNED: Final = audit.Deed("contract.signed", audit.Category.ALTERATION)
REFUSED: Final = audit.Deed("contract.refused", audit.Category.ALTERATION)
SEEN: Final = audit.Deed("contract.signers_seen", audit.Category.CONSULTATION)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who must sign a paper, with the names that are known, and what the paper is."""

    names: tuple[Name, ...]
    not_needed: tuple[Signer, ...]
    day: date
    issued: datetime
    varies: bool  # so the difference was explained again


@dataclass(frozen=True, slots=True)
class Sitting:
    """What stands on the paper after it was signed, or was not."""

    names: tuple[Name, ...]
    copy_taken: bool | None = None
    explained: bool = False  # of a variation: old and new were gone through again


def asked(desk: Desk, actor: Actor, case_id: int) -> Asked:
    """Return who must sign the paper of a case's contract: a look, logged."""
    permit(actor, Permission.AGREE_CONTRACT)
    audit.look(desk, actor, SEEN, case_id, ("signatures",))
    with desk.sessions() as session:
        case, row = session.get_one(Case, case_id), record.required(session, case_id)
        paper = _on_paper(session, case, row)
        return Asked(
            _signers(case), paper.not_needed, paper.day, paper.issued, row.varies_id is not None
        )


def sign(desk: Desk, actor: Actor, case_id: int, seen: Seen, given: Sitting) -> bool:
    """Record the signatures on the paper; return whether the contract is now in force.

    Where somebody refused, that is recorded with its witness, and the case stays as it was; a
    variation that is refused is over, and the contract before it goes on.
    """
    permit(actor, Permission.AGREE_CONTRACT)
    with desk.sessions.begin() as session:
        case = record.held(session, case_id)
        record.require_drafting(case, record.required(session, case_id))
        row = record.unsigned(session, case_id, seen)
        paper = _on_paper(session, case, row)
        if found := tuple(_problems(row, paper, given, desk.now())):
            raise Invalid(*found)
        refused = any(one.manner is Manner.REFUSED for one in given.names)
        if not refused:
            _check_case(session, desk, case, row)
        session.add_all(_rows(session, desk, actor, row, paper, given))
        row.changed_at = desk.now()
        if refused:
            varied.refuse(session, desk, actor, row)
        else:
            _put_in_force(session, desk, actor, case, row, given)
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


def _on_paper(session: Session, case: Case, row: Contract) -> OnPaper:
    if row.paper_id is None:
        raise Refused("contract.no_paper")
    issued = session.get_one(Paper, row.paper_id).made_at
    return OnPaper(row.drafted_for, issued, tuple(one.role for one in _signers(case)))


def _problems(row: Contract, paper: OnPaper, given: Sitting, now: datetime) -> Iterator[Problem]:
    yield from problems(given.names, paper, now)
    if row.varies_id is not None and not given.explained:
        yield Problem("explained", "variation.not_explained")


def _check_case(session: Session, desk: Desk, case: Case, row: Contract) -> None:
    """Hold the contract to its rules once more: a clock or a service may have changed since."""
    against = record.bounds(desk, case)
    found = record.gaps_in(session, case, record.draft_of(row), against, row.drafted_for)
    if found:
        raise Invalid(*found)


def _put_in_force(
    session: Session, desk: Desk, actor: Actor, case: Case, row: Contract, given: Sitting
) -> None:
    row.signed_on, row.copy_taken = row.drafted_for, given.copy_taken
    if row.varies_id is not None:
        varied.put_in_force(session, desk, actor, case, row)
        return
    case.state = advance(case.state, Event.CONTRACT_SIGNED, actor.role)
    for one in row.conditions:
        if one.first_meeting is not None:
            session.add(first_meeting(desk, case.id, one))


def _rows(
    session: Session,
    desk: Desk,
    actor: Actor,
    row: Contract,
    paper: OnPaper,
    given: Sitting,
) -> Iterator[Signature]:
    """Yield a row for everybody asked, for the witness, and for each role nobody was needed in."""
    last = select(func.max(Signature.sitting)).where(Signature.contract_id == row.id)
    common = {
        "contract_id": row.id,
        "sitting": (session.scalar(last) or 0) + 1,
        "recorded_by": actor.username,
        "recorded_at": desk.now(),
    }
    for one in given.names:
        if one.name.strip():
            name = " ".join(one.name.split())
            yield Signature(
                role=one.role,
                name=name,
                capacity=one.capacity,
                manner=one.manner,
                at=one.at,
                **common,
            )
    for role in paper.not_needed:
        yield Signature(role=role, name="", manner=NOT_NEEDED, at=None, **common)
