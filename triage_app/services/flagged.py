"""Which dangers stand in many cases: a query, however many cases."""

from collections import defaultdict
from typing import Final

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased

from triage_app.domain.safety import Flag
from triage_app.domain.watched import Flagged, day_of
from triage_app.domain.workflow import State
from triage_app.storage.chosen import CHOSEN, Chosen
from triage_app.storage.models import Case, SafeguardingReport, SafetyFlag

_RAISED_IN: Final = aliased(Case)
_STANDING: Final = (
    select(Case.id, SafetyFlag, exists().where(SafeguardingReport.flag_id == SafetyFlag.id))
    .join(SafetyFlag, SafetyFlag.person_id == Case.person_id)
    .outerjoin(_RAISED_IN, _RAISED_IN.id == SafetyFlag.case_id)
    .where(Case.id.in_(CHOSEN), SafetyFlag.ended_at.is_(None))
    .where(
        or_(
            SafetyFlag.case_id == Case.id,
            _RAISED_IN.id.is_(None),
            _RAISED_IN.state == State.CLOSED,
        )
    )
    .order_by(SafetyFlag.id)
)


def flagged(session: Session, chosen: Chosen) -> dict[int, tuple[Flagged, ...]]:
    """Return the flags that stand, by the case in which they were raised.

    A flag of a case that is closed is watched in every open case of the same person.
    """
    found: defaultdict[int, list[Flagged]] = defaultdict(list)
    for case_id, row, has_report in session.execute(_STANDING, chosen):
        one = Flagged(
            row.id,
            Flag(row.flag),
            day_of(row.raised_at),
            reported=bool(has_report),
            acted=bool(row.action),
        )
        found[case_id].append(one)
    return {case_id: tuple(flags) for case_id, flags in found.items()}
