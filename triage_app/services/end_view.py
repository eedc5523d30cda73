"""How a case ended, who is told of it, and whether it may be closed: as its screen shows it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from triage_app.domain.other_ends import End
from triage_app.domain.roles import Permission
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import State
from triage_app.services import audit, endings, other_ends
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.endings import Item
from triage_app.services.printed import name_of
from triage_app.storage.models import Case, Ending

SEEN: Final = audit.Deed("endings.seen", audit.Category.CONSULTATION)


@dataclass(frozen=True, slots=True)
class EndView:
    """An ending: its name where it is another than completion, breach and withdrawal."""

    version: int
    state: State
    kind: str
    name: Wording | None
    day: date | None
    reason: str
    to_whom: str
    by: str
    on: date
    to_officer: bool  # whether the officer has a paper of it
    told_on: date | None
    acknowledged_on: date | None
    items: tuple[Item, ...]
    may_settle: bool

    @property
    def waits_for_receiver(self) -> bool:
        """Whether whoever takes the case over has not said that they have it."""
        return self.kind == End.TRANSFERRED and self.acknowledged_on is None


def view(desk: Desk, actor: Actor, case_id: int) -> EndView | None:
    """Return how a case ended; None while it has not, or went no further: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        row = endings.standing(session, case_id)
        seen = _view(session, desk, session.get_one(Case, case_id), row) if row else None
    audit.look(desk, actor, SEEN, case_id, ("end", "day", "reason", "told"))
    return seen


def _view(session: Session, desk: Desk, case: Case, row: Ending) -> EndView:
    over = case.state is State.ENDED and not other_ends.not_told(session, row)
    taken = row.kind != End.TRANSFERRED or row.acknowledged_on is not None
    return EndView(
        version=case.version,
        state=case.state,
        kind=row.kind,
        name=other_ends.name_of_end(desk, case, row.kind),
        day=row.day,
        reason=row.reason,
        to_whom=row.to_whom,
        by=name_of(session, row.confirmed_by),
        on=day_of(row.confirmed_at),
        to_officer=row.paper_id is not None,
        told_on=row.told_on,
        acknowledged_on=row.acknowledged_on,
        items=endings.items(session, case.id),
        may_settle=over and taken,
    )
