"""An entry of the custody log becomes a referral: in a draft of its own, and for good."""

from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from triage_app.domain.custody_log import record_key
from triage_app.storage.models import Case, CustodyEntry

DRAFT: Final = "new-entry-"  # the name of the draft, before the number of the entry


def draft_of(entry_id: int) -> str:
    """Return the name of the draft in which an entry becomes a referral."""
    return f"{DRAFT}{entry_id}"


def entry_of(draft: str) -> int | None:
    """Return the entry that a draft of this name was begun from."""
    number = draft.removeprefix(DRAFT)
    return int(number) if draft.startswith(DRAFT) and number.isdigit() else None


def refer(session: Session, case: Case, draft: str = "") -> None:
    """Mark the entry a referral was begun from, and the one with its custody record, as referred.

    Whoever was referred by hand while their log was under way waits no longer either.
    """
    same = (CustodyEntry.suite == case.suite) & (
        CustodyEntry.record_key == record_key(case.custody_record)
    )
    query = select(CustodyEntry).where(or_(CustodyEntry.id == entry_of(draft), same))
    for entry in session.scalars(query.where(CustodyEntry.case_id.is_(None))):
        entry.case_id = case.id
        entry.aside, entry.aside_note, entry.aside_by, entry.aside_at = None, "", "", None
