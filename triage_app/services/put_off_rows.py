"""What was put off and still stands, by case, as the attention engine sees it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from triage_app.domain.watched import PutOff
from triage_app.services.desk import Desk
from triage_app.storage.chosen import CHOSEN, Chosen
from triage_app.storage.models import Member, PuttingOff

_PUT_OFF: Final = (
    select(PuttingOff, Member.name)
    .outerjoin(Member, Member.username == PuttingOff.put_off_by)
    .where(
        PuttingOff.case_id.in_(CHOSEN),
        PuttingOff.taken_back_at.is_(None),
        PuttingOff.until > bindparam("today"),
    )
    .order_by(PuttingOff.id)
)


def put_off_in(session: Session, desk: Desk, chosen: Chosen) -> Mapping[int, tuple[PutOff, ...]]:
    """Return what was put off beyond today and not taken back: one query, however many cases."""
    found: defaultdict[int, list[PutOff]] = defaultdict(list)
    for row, name in session.execute(_PUT_OFF, {**chosen, "today": desk.today()}):
        found[row.case_id].append(
            PutOff(row.id, row.facts, row.until, name or row.put_off_by, row.reason)
        )
    return {case_id: tuple(rows) for case_id, rows in found.items()}
