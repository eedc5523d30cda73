"""What goes into a prosecution file: every paper that bears on it, and the record beside them.

Nothing of a victim's own record is read here, nor any look: the extract names what was done.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from triage_app.documents.contents import Kind
from triage_app.documents.for_prosecution import Attached, Piece, RowPrinted, Section
from triage_app.domain.happening import read as quotes
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Wording
from triage_app.services.audit import Category
from triage_app.services.casefile import wording_of
from triage_app.services.contract_chain import Chain
from triage_app.services.desk import Desk
from triage_app.services.endings import stands
from triage_app.services.print_log import names_of
from triage_app.services.printed import name_of
from triage_app.services.prosecution_before import before_contract
from triage_app.services.prosecution_parts import (
    attached,
    beside,
    both,
    kind_of,
    papers,
    plain,
    say,
    scan_of,
    scanned,
)
from triage_app.services.watch import Sighted
from triage_app.storage.models import (
    Appointment,
    AuditEntry,
    Breach,
    Condition,
    Contract,
    Ending,
    Paper,
    Signature,
    Variation,
    Warned,
)

# The features whose deeds are told: what was agreed, done and decided. Nothing about a victim.
TOLD: Final = ("consent", "contract", "variation", "tracking", "bookings", "outcome", "approvals")
DONE: Final = (Category.COLLECTION, Category.ALTERATION, Category.DISCLOSURE)
MEETINGS: Final = "assessment"  # a meeting before the contract is no part of keeping it


def pieces(
    session: Session, desk: Desk, sighted: Sighted, chain: Chain
) -> tuple[tuple[Piece, ...], tuple[Wording, ...]]:
    """Return what goes into the file, in its order, and what ought to be there and is not."""
    lacking: list[Wording] = []
    found: list[Piece] = [
        *_notices(session, desk, sighted),
        *before_contract(session, desk, sighted.case, lacking),
        *_contracts(session, desk, chain, lacking),
        _signatures(session, desk, chain),
        _attendance(session, desk, sighted),
        _letters(session, desk, sighted),
        *_letters_made(session, desk, sighted),
        _decisions(session, desk, sighted),
        _timeline(session, desk, sighted),
    ]
    return tuple(found), tuple(lacking)


# ── Papers as they were filed ────────────────────────────────────────────────────────────────


def _notices(session: Session, desk: Desk, sighted: Sighted) -> Iterator[Attached]:
    """Yield the notice that sent the case back: its first line is the last day to charge.

    What was reopened or overtaken did not hold, and is nobody's to read.
    """
    query = select(Paper).join(Ending, Ending.paper_id == Paper.id)
    for one in papers(session, query.where(*stands(sighted.case.id))):
        yield attached(kind_of(desk, one), one)


def _contracts(
    session: Session, desk: Desk, chain: Chain, lacking: list[Wording]
) -> Iterator[Attached]:
    """Yield every contract that was signed, the one in force first, each with its signed copy."""
    for contract in reversed(chain.signed):
        issued = list(_papers_of_contract(session, contract))
        for paper in issued:
            code = "contract" if paper.kind == Kind.CONTRACT else "varied"
            yield attached(say(desk, code, issue=contract.issue), paper)
            scan = scan_of(session, paper)
            if scan is not None:
                title = say(desk, "signed_copy", title=kind_of(desk, paper), issue=contract.issue)
                yield scanned(title, paper, scan)
            elif paper.kind == Kind.CONTRACT:
                lacking.append(say(desk, "no_copy", issue=contract.issue))
        if not issued:
            lacking.append(say(desk, "no_paper", issue=contract.issue))


def _papers_of_contract(session: Session, contract: Contract) -> Iterator[Paper]:
    told = select(Variation.paper_id).where(Variation.contract_id == contract.id)
    numbers = [one for one in (contract.paper_id, *session.scalars(told)) if one]
    yield from papers(session, select(Paper).where(Paper.id.in_(numbers)))


def _letters_made(session: Session, desk: Desk, sighted: Sighted) -> Iterator[Attached]:
    case_id = sighted.case.id
    warned = select(Warned.paper_id).where(Warned.case_id == case_id)
    decided = select(Breach.paper_id).where(Breach.case_id == case_id, Breach.found.is_(False))
    query = select(Paper).where(or_(Paper.id.in_(warned), Paper.id.in_(decided)))
    for one in papers(session, query):
        yield attached(kind_of(desk, one), one)


# ── The record ───────────────────────────────────────────────────────────────────────────────


def _signatures(session: Session, desk: Desk, chain: Chain) -> Section:
    numbers = {one.id: one.issue for one in chain.signed}
    query = select(Signature).where(Signature.contract_id.in_(numbers), Signature.name != "")
    rows = session.scalars(query.order_by(Signature.contract_id, Signature.sitting, Signature.id))
    return Section(
        "signatures",
        tuple(
            RowPrinted(
                label=one.at or one.recorded_at,
                text=say(
                    desk,
                    "signature",
                    issue=numbers[one.contract_id],
                    role=both(desk, f"signing.{one.role}"),
                    name=one.name,
                    manner=both(desk, f"signing.{one.manner}"),
                ),
            )
            for one in rows
        ),
    )


def _attendance(session: Session, desk: Desk, sighted: Sighted) -> Section:
    scheme = sighted.scheme
    query = (
        select(Appointment, Condition.code)
        .outerjoin(Condition, Condition.id == Appointment.condition_id)
        .where(
            Appointment.case_id == sighted.case.id,
            Appointment.kind != MEETINGS,
            Appointment.called_off == "",
        )
        .order_by(Appointment.starts, Appointment.id)
    )
    names, rows = names_of(session), []
    for one, code in session.execute(query):
        title = scheme.condition(code).title if code else both(desk, "tracking.a_meeting")
        told = say(
            desk,
            "meeting",
            title=title,
            what=both(desk, f"compliance.attendance_{one.attendance or 'blank'}"),
        )
        if one.recorded_at:
            by = names.get(one.recorded_by, one.recorded_by)
            told = beside(told, say(desk, "by", name=by, day=day_of(one.recorded_at)))
        rows.append(RowPrinted(one.starts, beside(told, plain(one.attendance_note))))
    return Section("attendance", tuple(rows))


def _letters(session: Session, desk: Desk, sighted: Sighted) -> Section:
    names = {one.code: one.name for one in sighted.scheme.ladder}
    query = select(Warned).where(Warned.case_id == sighted.case.id).order_by(Warned.id)
    rows = []
    for one in session.scalars(query):
        told = say(desk, "letter", name=names.get(one.rung, plain(one.rung)))
        if one.given_on:
            how = both(desk, f"tracking.how_{one.given_how}")
            given = {"day": one.given_on, "how": how, "by": one.given_by}
            told = beside(beside(told, say(desk, "letter_given", **given)), plain(one.given_note))
        elif one.paper_id is not None:
            told = beside(told, say(desk, "letter_not_given"))
        by = name_of(session, one.recorded_by)
        told = beside(told, say(desk, "by", name=by, day=day_of(one.recorded_at)))
        rows.append(RowPrinted(day_of(one.recorded_at), beside(told, plain(one.reason))))
    return Section("letters", tuple(rows))


def _decisions(session: Session, desk: Desk, sighted: Sighted) -> Section:
    """Return each proposal with what it rests on, and what a supervisor made of it, and why."""
    query = select(Breach).where(Breach.case_id == sighted.case.id).order_by(Breach.id)
    rows: list[RowPrinted] = []
    for one in session.scalars(query):
        rows += _proposal(session, desk, one)
        if one.decided_at:
            rows.append(_decision(session, desk, one, day_of(one.decided_at)))
    return Section("decision", tuple(rows))


def _proposal(session: Session, desk: Desk, one: Breach) -> Iterator[RowPrinted]:
    by, day = name_of(session, one.proposed_by), day_of(one.proposed_at)
    places = ", ".join(str(place) for place in one.conditions)
    yield RowPrinted(day, say(desk, "proposed", name=by, conditions=places))
    for quoted in quotes(one.quoted):
        yield RowPrinted(quoted.day, quoted.told)
    for name in ("evidence", "alternatives", "view", "account", "effect"):
        if said := getattr(one, name):
            yield RowPrinted(both(desk, f"paper_officer.{name}"), plain(said))


def _decision(session: Session, desk: Desk, one: Breach, day: date) -> RowPrinted:
    code = "sent_back" if one.sent_back else "found" if one.found else "not_found"
    told = say(desk, code, name=name_of(session, one.decided_by))
    return RowPrinted(day, beside(told, plain(one.reason)))


def _timeline(session: Session, desk: Desk, sighted: Sighted) -> Section:
    query = (
        select(AuditEntry.at, AuditEntry.action, AuditEntry.actor)
        .where(AuditEntry.case_id == sighted.case.id, AuditEntry.category.in_(DONE))
        .order_by(AuditEntry.id)
    )
    names = names_of(session)
    return Section(
        "timeline",
        tuple(
            RowPrinted(
                at,
                say(
                    desk,
                    "done",
                    what=both(desk, wording_of(action)),
                    name=names.get(actor, actor),
                ),
            )
            for at, action, actor in session.execute(query)
            if action.partition(".")[0] in TOLD
        ),
    )
