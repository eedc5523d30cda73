"""Who works here and who once did: read once for a whole list, however long it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.approval import Colleague
from triage_app.storage.models import Member


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody who works here, and the name of everybody who ever did."""

    here: tuple[Colleague, ...]
    names: Mapping[str, str]

    def name_of(self, username: str) -> str:
        """Return the name of a member of staff, who may have left."""
        return self.names.get(username, username)


def staff_of(session: Session) -> Staff:
    """Return the staff, by name."""
    query = select(Member.username, Member.name, Member.role, Member.active)
    rows = session.execute(query.order_by(Member.name)).all()
    here = (Colleague(one.username, one.name, one.role) for one in rows if one.active)
    return Staff(tuple(here), {one.username: one.name for one in rows})
