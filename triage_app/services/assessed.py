"""Which assessments of need many cases have: a query for each question, however many cases."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from triage_app.domain.occasion import OF_NEEDS, Occasion
from triage_app.storage.chosen import CHOSEN, Chosen
from triage_app.storage.models import Assessment, RiskReview

_AT_ENTRY: Final = (
    select(Assessment)
    .where(
        Assessment.case_id.in_(CHOSEN),
        Assessment.occasion == Occasion.ENTRY,
        Assessment.corrects_id.is_(None),
    )
    .order_by(Assessment.id)
)
_DONE: Final = select(
    Assessment.id, Assessment.case_id, Assessment.occasion, Assessment.risk_review
).where(
    Assessment.case_id.in_(CHOSEN),
    Assessment.occasion.in_(OF_NEEDS),
    Assessment.completed_at.is_not(None),
)
_REVIEWS: Final = (
    select(RiskReview.assessment_id, RiskReview.review)
    .join(Assessment, Assessment.id == RiskReview.assessment_id)
    .where(Assessment.case_id.in_(CHOSEN))
    .order_by(RiskReview.id)
)


Completed = Sequence[Row[int, int, str, dt.date | None]]


def at_entry(session: Session, chosen: Chosen) -> dict[int, Assessment]:
    """Return the first assessment of need of each case: what follows it is another matter."""
    return {one.case_id: one for one in session.scalars(_AT_ENTRY, chosen)}


def completed(session: Session, chosen: Chosen) -> Completed:
    """Return every assessment of need of each case that was completed, whatever corrects it."""
    return session.execute(_DONE, chosen).all()


def reassessed(done: Completed) -> dict[int, frozenset[Occasion]]:
    """Return what was completed of each case since the first: midway, and at the end."""
    found: defaultdict[int, set[Occasion]] = defaultdict(set)
    for one in done:
        if one.occasion in OF_NEEDS[1:]:
            found[one.case_id].add(Occasion(one.occasion))
    return {case_id: frozenset(occasions) for case_id, occasions in found.items()}


def risk_days(session: Session, chosen: Chosen, done: Completed) -> dict[int, dt.date]:
    """Return the day by which each case's risk is to be looked at again, where there is one.

    The last occasion's assessment counts, in its last correction, as it was last reviewed.
    """
    order = sorted(done, key=lambda one: (OF_NEEDS.index(Occasion(one.occasion)), one.id))
    counts = {one.case_id: (one.id, one.risk_review) for one in order}
    reviewed = dict(session.execute(_REVIEWS, chosen).all())
    days = {case_id: reviewed.get(number, day) for case_id, (number, day) in counts.items()}
    return {case_id: day for case_id, day in days.items() if day is not None}
