"""Who may do what: the first line of every use case."""

from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission, may
from triage_app.services.desk import Actor


def permit(actor: Actor, permission: Permission) -> None:
    """Refuse unless the actor's role carries the permission."""
    if not may(actor.role, permission):
        raise Refused("access.not_permitted")
