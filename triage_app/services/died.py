"""Whoever died is sent nothing more: no paper to them is made, and none is printed."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.documents.kinds import Kind
from triage_app.domain.other_ends import End
from triage_app.domain.problems import Refused
from triage_app.storage.models import Case, Ending

TO_THE_PERSON: Final = frozenset(
    {
        Kind.INFORMATION,
        Kind.CONTRACT,
        Kind.EASY_READ,
        Kind.WARNING,
        Kind.NOT_BREACH,
        Kind.REMINDER,
        Kind.OWN_PAGE,
        Kind.VARIATION,
        Kind.END_LETTER,
        Kind.KEPT_LETTER,
    }
)


def insist_alive(session: Session, case: Case, kind: str) -> None:
    """Refuse a paper to somebody who died, in whichever of their cases that was recorded."""
    if kind not in TO_THE_PERSON:
        return
    query = (
        select(Ending.id)
        .join(Case, Case.id == Ending.case_id)
        .where(Case.person_id == case.person_id, Ending.kind == End.DIED, Ending.stands.is_(True))
    )
    if session.scalar(query.limit(1)) is not None:
        raise Refused("endings.nothing_is_sent")
