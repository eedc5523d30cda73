"""Which assessments of need many cases have: a query for each question, however many cases."""

from collections import defaultdict

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from triage_app.domain.occasion import OF_NEEDS, Occasion
from triage_app.storage.models import Assessment


def at_entry(session: Session, chosen: Select[int]) -> dict[int, Assessment]:
    """Return the first assessment of need of each case: what follows it is another matter."""
    rows = select(Assessment).where(
        Assessment.case_id.in_(chosen),
        Assessment.occasion == Occasion.ENTRY,
        Assessment.corrects_id.is_(None),
    )
    return {one.case_id: one for one in session.scalars(rows.order_by(Assessment.id))}


def reassessed(session: Session, chosen: Select[int]) -> dict[int, frozenset[Occasion]]:
    """Return what was completed of each case since: midway, and at the end."""
    query = select(Assessment.case_id, Assessment.occasion).where(
        Assessment.case_id.in_(chosen),
        Assessment.occasion.in_(OF_NEEDS[1:]),
        Assessment.completed_at.is_not(None),
    )
    done: defaultdict[int, set[Occasion]] = defaultdict(set)
    for case_id, occasion in session.execute(query):
        done[case_id].add(Occasion(occasion))
    return {case_id: frozenset(found) for case_id, found in done.items()}
