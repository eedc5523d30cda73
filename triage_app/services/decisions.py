"""Decisions on eligibility as they were taken: each kept whole, and read from itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.eligibility import Finding
from triage_app.domain.workflow import Event
from triage_app.services.shown import Shown
from triage_app.storage.models import EligibilityDecision, Member


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it was taken, with all that was shown, however long ago."""

    number: int
    outcome: Event
    reason: str
    scheme: str
    findings: tuple[Finding, ...]
    facts: dict[str, Any]
    clock: dict[str, Any]
    shown: Shown
    by: str
    at: datetime


def decisions_of(session: Session, case_id: int) -> tuple[Decided, ...]:
    """Return every decision on a case, the one that counts first."""
    query = (
        select(EligibilityDecision, Member.name)
        .outerjoin(Member, Member.username == EligibilityDecision.decided_by)
        .where(EligibilityDecision.case_id == case_id)
        .order_by(EligibilityDecision.id.desc())
    )
    return tuple(_decided(row, name) for row, name in session.execute(query))


def _decided(row: EligibilityDecision, name: str | None) -> Decided:
    return Decided(
        number=row.id,
        outcome=row.outcome,
        reason=row.reason,
        scheme=row.scheme,
        findings=tuple(Finding.from_record(finding) for finding in row.findings),
        facts=row.facts,
        clock=row.clock,
        shown=Shown.from_record(row.shown),
        by=name or row.decided_by,
        at=row.decided_at,
    )
