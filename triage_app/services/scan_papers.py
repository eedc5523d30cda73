"""The papers that the codes on a scan belong to, and whether they answer in the case at hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage_app.documents.contents import Kind
from triage_app.domain.scanned import Known, Standing
from triage_app.services.desk import LONDON
from triage_app.storage.models import Case, Consent, Contract, Paper, Variation

SIGNED: Final = frozenset({Kind.INFORMATION, Kind.CONTRACT, Kind.VARIATION})


@dataclass(frozen=True, slots=True)
class Told:
    """What may be said of a paper that a page is of; of another case, its number alone."""

    number: str
    kind: str = ""
    language: str = ""
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of some codes, by code: how each stands here, and what may be said of it."""

    known: Mapping[str, Known]
    told: Mapping[str, Told]


def papers_of(session: Session, case_id: int, codes: Iterable[str]) -> Papers:
    """Return what is known of some codes, as seen from one case."""
    query = (select(Paper, Case.number).outerjoin(Case, Case.id == Paper.case_id)).where(
        Paper.code.in_(sorted(codes))
    )
    known, told = {}, {}
    for paper, number in session.execute(query):
        standing = _standing(session, case_id, paper)
        known[paper.code] = Known(paper.id, paper.code, paper.pages, standing)
        told[paper.code] = _told(paper, number or "", standing)
    return Papers(known, told)


def may_be_answered(session: Session, case_id: int) -> bool:
    """Say whether a case has any paper that could come back signed."""
    papers = session.scalars(select(Paper).where(Paper.case_id == case_id))
    return any(_standing(session, case_id, one) is Standing.ANSWERS for one in papers)


def _told(paper: Paper, number: str, standing: Standing) -> Told:
    if standing is Standing.ELSEWHERE:
        return Told(number)
    made_on = paper.made_at.astimezone(LONDON).date()
    return Told(number, paper.kind, paper.language, made_on)


def _standing(session: Session, case_id: int, paper: Paper) -> Standing:
    if paper.case_id != case_id:
        return Standing.ELSEWHERE
    if paper.kind == Kind.INFORMATION:
        return _of_sheet(session, paper)
    if _tells_a_variation(session, paper):
        return Standing.ANSWERS
    row = session.scalars(select(Contract).where(Contract.paper_id == paper.id)).first()
    if row is None:
        return Standing.STALE if paper.kind in SIGNED else Standing.NOT_SIGNED
    newest = select(func.max(Contract.issue)).where(Contract.case_id == case_id)
    if row.signed_on is not None or row.issue == session.scalar(newest):
        return Standing.ANSWERS
    return Standing.STALE


def _tells_a_variation(session: Session, paper: Paper) -> bool:
    """Say whether a paper is what a variation says is different, signed with the new contract."""
    query = select(Variation.id).where(Variation.paper_id == paper.id)
    return session.scalar(query.limit(1)) is not None


def _of_sheet(session: Session, paper: Paper) -> Standing:
    """An information sheet answers for its version: whichever print of it was signed."""
    answered = select(Consent.id).where(
        Consent.case_id == paper.case_id, Consent.sheet == paper.sheet
    )
    newest = select(Paper.sheet).where(
        Paper.case_id == paper.case_id, Paper.kind == Kind.INFORMATION
    )
    last = session.scalar(newest.order_by(Paper.id.desc()).limit(1))
    stands = last == paper.sheet or session.scalar(answered.limit(1)) is not None
    return Standing.ANSWERS if stands else Standing.STALE
