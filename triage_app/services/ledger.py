"""What was done on a condition or paid, as rows: read for many cases, or for one."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage_app.domain.contribution import Account
from triage_app.storage.chosen import CHOSEN, Chosen, choose
from triage_app.storage.models import Contribution, ContributionPart, TagEvent

_TAGS: Final = (
    select(TagEvent)
    .where(TagEvent.case_id.in_(CHOSEN), TagEvent.struck == "")
    .order_by(TagEvent.id)
)
_ASKED: Final = select(Contribution).where(Contribution.case_id.in_(CHOSEN))
_PAID: Final = (
    select(ContributionPart.case_id, func.sum(ContributionPart.pence))
    .where(ContributionPart.case_id.in_(CHOSEN), ContributionPart.struck == "")
    .group_by(ContributionPart.case_id)
)


def tags_of(session: Session, chosen: Chosen) -> Mapping[int, list[TagEvent]]:
    """Return what stands of tags in the chosen cases, by condition, in its order."""
    found: defaultdict[int, list[TagEvent]] = defaultdict(list)
    for row in session.scalars(_TAGS, chosen):
        found[row.condition_id].append(row)
    return found


def accounts_in(session: Session, chosen: Chosen) -> Mapping[int, Account]:
    """Return how much was asked for and has been paid in the chosen cases."""
    paid = _paid(session, chosen)
    rows = session.scalars(_ASKED, chosen)
    return {row.case_id: account_of(row, paid.get(row.case_id, 0)) for row in rows}


def account_in(session: Session, case_id: int) -> Account | None:
    """Return how much a person was asked for and has paid; None where nothing was asked."""
    row = session.scalar(select(Contribution).where(Contribution.case_id == case_id))
    if row is None:
        return None
    return account_of(row, _paid(session, choose((case_id,))).get(case_id, 0))


def account_of(row: Contribution, paid: int) -> Account:
    """Return an account from its row."""
    return Account(row.pence, row.due, paid, bool(row.waived))


def _paid(session: Session, chosen: Chosen) -> Mapping[int, int]:
    return {case_id: int(pence) for case_id, pence in session.execute(_PAID, chosen)}
