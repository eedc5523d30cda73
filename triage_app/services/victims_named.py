"""Words that leave the office, held against the names of whoever was harmed in the case.

Whoever writes is warned beside the field and decides; nothing of it stands on any paper.
"""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.roles import Permission
from triage_app.domain.victims import is_named
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Victim

NAMED: Final = audit.Deed("victims.named", audit.Category.CONSULTATION)
FIELDS: Final = ("name", "contact_person")


def named_in(desk: Desk, actor: Actor, case_id: int, text: str, *, again: bool = False) -> bool:
    """Say whether words hold the surname of a victim of a case: a look, logged once it tells that.

    Asked again about words of which that was told, it is not logged anew.
    """
    permit(actor, Permission.SEE_VICTIMS)
    if not text.strip():
        return False
    with desk.sessions() as session:
        found = is_named(text, _people(session, case_id))
    if found and not again:
        audit.look(desk, actor, NAMED, case_id, FIELDS)
    return found


def _people(session: Session, case_id: int) -> list[str]:
    """Return the people harmed, and whom to ask for where a company was."""
    query = select(Victim.kind, Victim.name, Victim.contact_person).where(
        Victim.case_id == case_id, Victim.removed_at.is_(None)
    )
    return [name if kind == "person" else contact for kind, name, contact in session.execute(query)]
