"""Who has not been told yet that somebody withdrew, that a case ended, or was reopened."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from triage_app.domain.watched import ToTell, day_of
from triage_app.domain.workflow import State
from triage_app.storage.chosen import CHOSEN, Chosen
from triage_app.storage.models import Case, Ending, EndingTold, Withdrawal, WithdrawalTold

_WITHDRAWN: Final = (
    select(WithdrawalTold, Withdrawal.recorded_at)
    .join(Withdrawal, Withdrawal.id == WithdrawalTold.withdrawal_id)
    .where(WithdrawalTold.case_id.in_(CHOSEN), WithdrawalTold.told_on.is_(None))
    .order_by(WithdrawalTold.id)
)


def reopened_for_good() -> ColumnElement[bool]:
    """Whether what was told again of a reopening still holds: the case has not ended anew."""
    later = aliased(Ending)
    anew = exists().where(later.case_id == Ending.case_id, later.confirmed_at > Ending.reopened_at)
    return and_(Ending.reopened_at.is_not(None), ~anew)


_HOLDS: Final = or_(
    and_(EndingTold.again.is_(False), Ending.stands.is_(True)),
    and_(EndingTold.again.is_(True), reopened_for_good()),
)
_ENDED: Final = (
    select(EndingTold, Ending.confirmed_at, Ending.reopened_at)
    .join(Ending, Ending.id == EndingTold.ending_id)
    .where(EndingTold.case_id.in_(CHOSEN), EndingTold.told_on.is_(None), _HOLDS)
    .order_by(EndingTold.id)
)


def is_still_to_tell() -> ColumnElement[bool]:
    """Whether a case is closed, and somebody is to be told of its end, reopening or withdrawal."""
    ended = exists().where(
        EndingTold.case_id == Case.id,
        EndingTold.told_on.is_(None),
        EndingTold.ending_id == Ending.id,
        _HOLDS,
    )
    withdrew = exists().where(WithdrawalTold.case_id == Case.id, WithdrawalTold.told_on.is_(None))
    return and_(Case.state == State.CLOSED, or_(ended, withdrew))


def to_tell_of(session: Session, chosen: Chosen) -> Mapping[int, list[ToTell]]:
    """Return who is still to be told, by case: two queries, however many cases."""
    found: defaultdict[int, list[ToTell]] = defaultdict(list)
    for row, at in session.execute(_WITHDRAWN, chosen):
        found[row.case_id].append(ToTell(row.id, row.who, row.name, day_of(at)))
    for told, ended, reopened in session.execute(_ENDED, chosen):
        who = f"{'again' if told.again else 'end'}_{told.who}"
        since = reopened if told.again and reopened else ended
        found[told.case_id].append(ToTell(told.id, who, told.name, day_of(since)))
    return found
