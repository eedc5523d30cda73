"""How many people each service has now: counted from the contracts that run, kept nowhere."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage_app.domain.roles import Permission
from triage_app.domain.workflow import State
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Case, Condition, Contract

RUNNING = (State.LIVE, State.BREACH_PROPOSED)


def places_taken(session: Session) -> Mapping[int, int]:
    """Return how many running contracts name each service; a person counts once at each.

    Of a contract with several versions the newest that was signed counts.
    """
    newest = (
        select(Contract.case_id, func.max(Contract.issue).label("issue"))
        .join(Case, Case.id == Contract.case_id)
        .where(Contract.signed_on.is_not(None), Case.state.in_(RUNNING))
        .group_by(Contract.case_id)
        .subquery()
    )
    query = (
        select(Condition.service_id, func.count(Contract.case_id.distinct()))
        .join(Contract, Contract.id == Condition.contract_id)
        .join(
            newest,
            (newest.c.case_id == Contract.case_id) & (newest.c.issue == Contract.issue),
        )
        .where(Condition.service_id.is_not(None))
        .group_by(Condition.service_id)
    )
    return {service: people for service, people in session.execute(query).all() if service}


def used(desk: Desk, actor: Actor) -> Mapping[int, int]:
    """Return the same for the directory; nobody's case is looked at."""
    permit(actor, Permission.SEE_DIRECTORY)
    with desk.sessions() as session:
        return places_taken(session)
