"""A case is reopened: whoever was told of its end is told, and called for, until they were."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain import services_hear
from triage_app.domain.other_ends import Who
from triage_app.domain.services_hear import Hears
from triage_app.domain.workflow import State
from triage_app.services import service_notices
from triage_app.services.desk import Actor, Desk
from triage_app.services.endings import Item
from triage_app.services.still_to_tell import reopened_for_good
from triage_app.storage.models import Case, Ending, EndingTold, Printing, Service


def to_tell(
    session: Session, desk: Desk, actor: Actor, reopened: tuple[Case, Ending], to: State
) -> list[EndingTold]:
    """Return a row for everybody who is to be told that a case was reopened to a state.

    A service has its notice, in its own language. The person is spoken to: their case goes on.
    """
    case, ending = reopened
    if services_hear.of_reopening(ending.kind, to) is not Hears.REOPENED:
        return []
    return [
        EndingTold(
            ending_id=ending.id,
            case_id=case.id,
            who=one.who,
            name=one.name,
            service_id=one.service_id,
            paper_id=_notice(session, desk, actor, (case, ending), one),
            again=True,
        )
        for one in _believing(session, case.id)
    ]


def items(session: Session, case_id: int) -> tuple[Item, ...]:
    """Return who is told that a case was reopened; none once it has ended anew."""
    query = (
        select(EndingTold)
        .join(Ending, Ending.id == EndingTold.ending_id)
        .where(EndingTold.case_id == case_id, EndingTold.again, reopened_for_good())
        .order_by(EndingTold.id)
    )
    return tuple(
        Item(one.id, Who(one.who), one.name, one.paper_id, one.told_on, one.how)
        for one in session.scalars(query)
    )


def _believing(session: Session, case_id: int) -> list[EndingTold]:
    """Return who believes that a case has ended: told of an end, and of no reopening since.

    A notice that came out of a printer may have gone, though nobody has said so.
    """
    query = (
        select(EndingTold)
        .join(Ending, Ending.id == EndingTold.ending_id)
        .where(EndingTold.case_id == case_id, EndingTold.who != Who.PARTICIPANT)
        .where(Ending.stands.is_(False))
        .order_by(EndingTold.id)
    )
    printed = set(
        session.scalars(
            select(Printing.paper_id)
            .join(EndingTold, EndingTold.paper_id == Printing.paper_id)
            .where(EndingTold.case_id == case_id, Printing.came_out.is_(True))
        )
    )
    last = {
        (one.who, one.service_id, one.name): one
        for one in session.scalars(query)
        if one.told_on is not None or one.paper_id in printed
    }
    return [one for one in last.values() if not one.again]


def _notice(
    session: Session,
    desk: Desk,
    actor: Actor,
    reopened: tuple[Case, Ending],
    told: EndingTold,
) -> int | None:
    if told.service_id is None:
        return None
    service = session.get_one(Service, told.service_id)
    return service_notices.of_reopening(session, desk, actor, reopened, service)
