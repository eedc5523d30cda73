"""Two people and one record: the second to save is told, and shown both versions."""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from triage_app.domain.problems import Stale
from triage_app.services.printed import name_of
from triage_app.storage.models import AuditEntry, Base

Row = TypeVar("Row", bound=Base)


def load(
    session: Session, model: type[Row], number: int, seen: int, fields: Iterable[str] = ()
) -> Row:
    """Return a record to change, held until we are done, if it is as its editor saw it.

    `seen` is the version the editor was shown. Stale carries the fields as they now stand.
    """
    row = session.get_one(model, number, with_for_update=True)
    unchanged(session, row, seen, fields)
    return row


def unchanged(session: Session, row: Base, seen: int, fields: Iterable[str] = ()) -> None:
    """Refuse a record saved since it was seen, with what stands there now and by whose hand."""
    held: Any = row
    if held.version != seen:
        columns = inspect(row).mapper.column_attrs.keys()
        names = tuple(fields) or tuple(name for name in columns if name not in ("id", "version"))
        raise Stale({name: getattr(row, name) for name in names}, _who(session, row))


def _who(session: Session, row: Base) -> str:
    """Return who last changed a record, by the log: it names the case, or the person's page."""
    held: Any = row
    query = select(AuditEntry.actor).where(AuditEntry.category != "consultation")
    case_id = held.id if row.__tablename__ == "case" else getattr(row, "case_id", None)
    if case_id is not None:
        query = query.where(AuditEntry.case_id == case_id)
    elif row.__tablename__ == "person":
        query = query.where(AuditEntry.person_id == held.id)
    else:
        query = query.where(AuditEntry.action.startswith(f"{row.__tablename__}s."))
    username = session.scalar(query.order_by(AuditEntry.id.desc()).limit(1)) or ""
    return name_of(session, username)
