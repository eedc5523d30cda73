"""What was put off and still stands, by case, as the attention engine sees it."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from triage_app.domain.watched import PutOff
from triage_app.services.desk import Desk
from triage_app.storage.models import Member, PuttingOff


def put_off_in(
    session: Session, desk: Desk, chosen: Select[int]
) -> Mapping[int, tuple[PutOff, ...]]:
    """Return what was put off beyond today and not taken back: one query, however many cases."""
    query = (
        select(PuttingOff, Member.name)
        .outerjoin(Member, Member.username == PuttingOff.put_off_by)
        .where(
            PuttingOff.case_id.in_(chosen),
            PuttingOff.taken_back_at.is_(None),
            PuttingOff.until > desk.today(),
        )
        .order_by(PuttingOff.id)
    )
    found: defaultdict[int, list[PutOff]] = defaultdict(list)
    for row, name in session.execute(query):
        found[row.case_id].append(
            PutOff(row.id, row.facts, row.until, name or row.put_off_by, row.reason)
        )
    return {case_id: tuple(rows) for case_id, rows in found.items()}
