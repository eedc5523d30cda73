"""Who has not been told yet that somebody withdrew, or that a case ended."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from triage_app.domain.watched import ToTell, day_of
from triage_app.storage.models import Ending, EndingTold, Withdrawal, WithdrawalTold


def to_tell_of(session: Session, chosen: Select[int]) -> Mapping[int, list[ToTell]]:
    """Return who is still to be told, by case: two queries, however many cases."""
    query = (
        select(WithdrawalTold, Withdrawal.recorded_at)
        .join(Withdrawal, Withdrawal.id == WithdrawalTold.withdrawal_id)
        .where(WithdrawalTold.case_id.in_(chosen), WithdrawalTold.told_on.is_(None))
        .order_by(WithdrawalTold.id)
    )
    found: defaultdict[int, list[ToTell]] = defaultdict(list)
    for row, at in session.execute(query):
        found[row.case_id].append(ToTell(row.id, row.who, row.name, day_of(at)))
    ended = (
        select(EndingTold, Ending.confirmed_at)
        .join(Ending, Ending.id == EndingTold.ending_id)
        .where(EndingTold.case_id.in_(chosen), EndingTold.told_on.is_(None))
        .where(Ending.stands.is_(True))
        .order_by(EndingTold.id)
    )
    for told, at in session.execute(ended):
        found[told.case_id].append(ToTell(told.id, f"end_{told.who}", told.name, day_of(at)))
    return found
