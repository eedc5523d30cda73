"""Which assessments of need many cases have: a query for each question, however many cases."""

import datetime as dt
from collections import defaultdict
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.occasion import OF_NEEDS, Occasion
from triage_app.storage.chosen import CHOSEN, Chosen
from triage_app.storage.models import Assessment, RiskReview

_DONE: Final = Assessment.completed_at.is_not(None)
_AT_ENTRY: Final = (
    select(Assessment)
    .where(
        Assessment.case_id.in_(CHOSEN),
        Assessment.occasion == Occasion.ENTRY,
        Assessment.corrects_id.is_(None),
    )
    .order_by(Assessment.id)
)
_SINCE: Final = select(Assessment.case_id, Assessment.occasion).where(
    Assessment.case_id.in_(CHOSEN), Assessment.occasion.in_(OF_NEEDS[1:]), _DONE
)
_RISKS: Final = select(
    Assessment.id, Assessment.case_id, Assessment.occasion, Assessment.risk_review
).where(Assessment.case_id.in_(CHOSEN), Assessment.occasion.in_(OF_NEEDS), _DONE)
_REVIEWS: Final = (
    select(RiskReview.assessment_id, RiskReview.review)
    .join(Assessment, Assessment.id == RiskReview.assessment_id)
    .where(Assessment.case_id.in_(CHOSEN))
    .order_by(RiskReview.id)
)


def at_entry(session: Session, chosen: Chosen) -> dict[int, Assessment]:
    """Return the first assessment of need of each case: what follows it is another matter."""
    return {one.case_id: one for one in session.scalars(_AT_ENTRY, chosen)}


def reassessed(session: Session, chosen: Chosen) -> dict[int, frozenset[Occasion]]:
    """Return what was completed of each case since: midway, and at the end."""
    done: defaultdict[int, set[Occasion]] = defaultdict(set)
    for case_id, occasion in session.execute(_SINCE, chosen):
        done[case_id].add(Occasion(occasion))
    return {case_id: frozenset(found) for case_id, found in done.items()}


def risk_days(session: Session, chosen: Chosen) -> dict[int, dt.date]:
    """Return the day by which each case's risk is to be looked at again, where there is one.

    The last occasion's assessment counts, in its last correction, as it was last reviewed.
    """
    done = session.execute(_RISKS, chosen).all()
    order = sorted(done, key=lambda one: (OF_NEEDS.index(Occasion(one.occasion)), one.id))
    counts = {one.case_id: (one.id, one.risk_review) for one in order}
    reviewed = dict(session.execute(_REVIEWS, chosen).all())
    days = {case_id: reviewed.get(number, day) for case_id, (number, day) in counts.items()}
    return {case_id: day for case_id, day in days.items() if day is not None}
