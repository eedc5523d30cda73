"""A case that has ended is read: what else would change it is refused, and says so."""

from sqlalchemy.orm import Session

from triage_app.domain.problems import Refused
from triage_app.domain.workflow import OVER
from triage_app.storage.models import Case


def insist_not_over(session: Session, case_id: int) -> None:
    """Refuse to work on a case that has ended: from then on nothing but its ending is worked on."""
    if session.get_one(Case, case_id).state in OVER:
        raise Refused("endings.over")
