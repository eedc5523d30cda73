"""A withdrawal as it was recorded, and everybody who has been told of it, or has not yet."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.sharing import TOLD as WAYS
from triage_app.domain.withdrawal import Who, day_problems
from triage_app.domain.workflow import State
from triage_app.services import audit, endings, ways_out_record
from triage_app.services.access import permit
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import Case, Withdrawal, WithdrawalTold

SEEN: Final = audit.Deed("withdrawal.seen", audit.Category.CONSULTATION)
TOLD: Final = audit.Deed("withdrawal.told", audit.Category.DISCLOSURE)


@dataclass(frozen=True, slots=True)
class Item:
    """Somebody on the list; without a number it is the officer, whom the letter tells."""

    id: int | None
    who: Who
    name: str
    told_on: date | None
    how: str
    paper_id: int | None = None  # a service's notice


@dataclass(frozen=True, slots=True)
class WithdrawalView:
    """A withdrawal, and who is to be told of it."""

    day: date
    how: str
    reason: str
    withdrew_from: State
    recorded_by: str
    recorded_on: date
    items: tuple[Item, ...]

    @property
    def left(self) -> tuple[Item, ...]:
        """Those who are still to be told."""
        return tuple(one for one in self.items if one.told_on is None)


def view(desk: Desk, actor: Actor, case_id: int) -> WithdrawalView | None:
    """Return the newest withdrawal of a case; None where nobody withdrew. A look, logged."""
    permit(actor, Permission.SEE_CASES)
    query = select(Withdrawal).where(Withdrawal.case_id == case_id)
    with desk.sessions() as session:
        row = session.scalars(query.order_by(Withdrawal.id.desc()).limit(1)).first()
        seen = _view(session, row) if row else None
    audit.look(desk, actor, SEEN, case_id, ("day", "how", "reason", "told"))
    return seen


def tell(desk: Desk, actor: Actor, told_id: int, day: date | None, how: str | None) -> None:
    """Record that somebody was told of a withdrawal: a disclosure, logged with who it was."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        row = session.get_one(WithdrawalTold, told_id, with_for_update=True)
        if row.told_on is not None:
            raise Refused("withdrawal.told_already")
        since = session.get_one(Withdrawal, row.withdrawal_id).day
        found = list(day_problems("told_on", day, since, desk.today()))
        if how not in WAYS:
            found.append(Problem("told_how", "problem.choose"))
        if found:
            raise Invalid(*found)
        row.told_on, row.how, row.recorded_by = day, str(how), actor.username
        recipient = row.name or row.who
        fields = ("told_on", "how")
        audit.record(session, desk, actor, TOLD, row.case_id, fields, recipient=recipient)


def _view(session: Session, row: Withdrawal) -> WithdrawalView:
    query = select(WithdrawalTold).where(WithdrawalTold.withdrawal_id == row.id)
    told = session.scalars(query.order_by(WithdrawalTold.id))
    items = [
        Item(one.id, Who(one.who), one.name, one.told_on, one.how, one.paper_id) for one in told
    ]
    return WithdrawalView(
        day=row.day,
        how=row.how,
        reason=row.reason,
        withdrew_from=row.withdrew_from,
        recorded_by=name_of(session, row.recorded_by),
        recorded_on=row.recorded_at.astimezone(LONDON).date(),
        items=(_officer(session, row.case_id), *items),
    )


def _officer(session: Session, case_id: int) -> Item:
    """Return the officer, told by the letter: made before a contract, sent under one."""
    case = session.get_one(Case, case_id)
    name = " ".join(filter(None, (case.officer_name, case.officer_number)))
    ending = endings.standing(session, case_id)
    if ending is not None:
        return Item(None, Who.OFFICER, name, ending.told_on, "")
    way_out = ways_out_record.standing(session, case_id)
    letter = ways_out_record.letter_of(session, way_out) if way_out else None
    made = letter.made_on if letter else None
    return Item(None, Who.OFFICER, name, made, "")
