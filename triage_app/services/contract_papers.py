"""The contract's paper: what it says, seen as a draft, and made and filed once nothing is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from triage_app.documents.contents import (
    ConditionPrinted,
    ContractContents,
)
from triage_app.domain import bespoke
from triage_app.domain.condition import LONDON
from triage_app.domain.condition import Condition as Agreed
from triage_app.domain.contract import Draft
from triage_app.domain.problems import Invalid, Problem
from triage_app.domain.roles import Permission
from triage_app.domain.scheme import ConditionText, Scheme
from triage_app.domain.wording import Language, Wording
from triage_app.services import audit, paperwork, read_in, snapshot, variation_paper, variations
from triage_app.services import contract_record as record
from triage_app.services.access import permit
from triage_app.services.condition_words import filled
from triage_app.services.contract_record import Seen
from triage_app.services.desk import Actor, Desk
from triage_app.services.directory import directions_of, place_of
from triage_app.services.ledger import account_in
from triage_app.services.printed import assessor_printed, offence_printed
from triage_app.storage.models import Case, Condition, Contract

MADE = audit.Deed("contract.paper_made", audit.Category.ALTERATION)
EDITIONS = read_in.EDITIONS


@dataclass(frozen=True, slots=True)
class Said:
    """What the paper will say of one condition, as far as it is filled in."""

    position: int
    title: Wording
    text: Wording
    plain: Wording  # for somebody who reads poorly
    kind: str


def preview(desk: Desk, actor: Actor, case_id: int, edition: str) -> bytes:
    """Make the paper as it stands, marked as a draft on every page, and file nothing."""
    permit(actor, Permission.AGREE_CONTRACT)
    _check_edition(edition)
    with desk.sessions() as session:
        row = record.required(session, case_id)
        contents = _contents(session, desk, row)
    return paperwork.preview(desk, actor, case_id, paperwork.Order(contents, edition))


def issue(desk: Desk, actor: Actor, case_id: int, seen: Seen, edition: str) -> int:
    """Make the paper to be signed, file its bytes and keep its wording; return its number.

    A contract has one paper: another edition, or the same again, is the contract's next issue.
    """
    permit(actor, Permission.AGREE_CONTRACT)
    _check_edition(edition)
    with desk.sessions.begin() as session:
        case = record.held(session, case_id)
        record.require_drafting(case, record.required(session, case_id))
        row = record.unsigned(session, case_id, seen)
        drafted, against = record.draft_of(row), record.bounds(desk, case)
        found = record.gaps_in(session, case, drafted, against, desk.today())
        if found := (*found, *bespoke.not_in_edition(drafted.conditions, edition)):
            raise Invalid(*found)
        variations.require_approved(session, desk, case)
        if row.paper_id is not None:
            row = record.follow(row)
            session.add(row)
        record.write(row, drafted, against.scheme, actor, desk)
        session.flush()
        contents = _contents(session, desk, row)
        order = paperwork.Order(contents, edition)
        row.paper_id = paperwork.issue(session, desk, actor, case_id, order).id
        row.edition = edition
        row.snapshot = snapshot.taken(contents, against.scheme, drafted, edition)
        if against.base is not None:
            variation_paper.issue(session, desk, actor, (case, row), contents)
        audit.record(session, desk, actor, MADE, case_id)
        return row.paper_id


def said(desk: Desk, draft: Draft, scheme: Scheme) -> tuple[Said, ...]:
    """Return each condition's wording with what is known filled in, and dots for what is not."""
    own = scheme.own_words
    library = {one.code: one for one in (*scheme.conditions, *((own,) if own else ()))}
    return tuple(
        Said(
            position=one.position,
            title=library[one.code].title,
            text=filled(desk.texts, scheme, library[one.code], one, draft.ends),
            plain=_plain(library[one.code], one),
            kind=library[one.code].kind,
        )
        for one in draft.conditions
        if one.code in library
    )


def _plain(text: ConditionText, one: Agreed) -> Wording:
    """Return a condition for somebody who reads poorly: bespoke words are plain as they stand."""
    if one.code == bespoke.CODE and (one.words.en or one.words.cy):
        return Wording(*(one.words.either(language) for language in Language))
    return text.plain


def agreed(facts: Mapping[str, Any]) -> tuple[Said, ...]:
    """Return each condition's wording as it was printed, whatever has become of the scheme."""
    return tuple(
        Said(
            position=one["position"],
            title=Wording(**one["title"]),
            text=Wording(**one["text"]),
            plain=Wording(**(one["plain"] or one["text"])),
            kind=one["kind"],
        )
        for one in facts["conditions"]
    )


def _contents(session: Session, desk: Desk, row: Contract) -> ContractContents:
    case = session.get_one(Case, row.case_id)
    person, scheme = case.person, desk.schemes.version(case.scheme)
    drafted = record.draft_of(row)
    words = {one.position: one for one in said(desk, drafted, scheme)}
    return ContractContents(
        number=case.number,
        issue=row.issue,
        participant=person.name,
        born=person.born,
        offences=tuple(offence_printed(desk, one) for one in case.offences),
        assessor=assessor_printed(case),
        starts=row.drafted_for,
        ends=row.ends,
        conditions=tuple(
            _condition(one, words[one.position], row.drafted_for) for one in row.conditions
        ),
        appropriate_adult=person.appropriate_adult_name if person.appropriate_adult else None,
        interpreter="" if person.interpreter else None,
        contribution=account_in(session, case.id) if scheme.contribution else None,
    )


def _condition(row: Condition, words: Said, day: date) -> ConditionPrinted:
    """Print one condition; no telephone of the service: whoever cannot come calls the assessor.

    A first meeting that lies behind, of a condition that goes on, is not come to again.
    """
    service, first = row.service, row.first_meeting
    to_come = first is not None and first.astimezone(LONDON).date() >= day
    return ConditionPrinted(
        position=row.position,
        code=row.code,
        title=words.title,
        text=words.text,
        first_meeting=row.first_meeting if to_come else None,
        place=place_of(service),
        directions=directions_of(service),
    )


def _check_edition(edition: str) -> None:
    if edition not in EDITIONS:
        raise Invalid(Problem("edition", "problem.missing"))
