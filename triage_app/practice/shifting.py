"""Shift the practice caseload to today: its dates are offsets from the day it was last opened.

Only practice can be shifted. Its log is written again with the rest, on a connection without the
guards, because the key of a practice file is public and its log proves nothing about anybody.
"""

import datetime as dt
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import JSON, Column, Date, Table, create_engine, event, select, text, update
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from triage_app.services import audit
from triage_app.services.desk import LONDON
from triage_app.storage import sqlcipher
from triage_app.storage.models import AuditEntry, Base, Setting
from triage_app.storage.models.base import Moment
from triage_app.storage.sqlcipher import dbapi2
from triage_app.storage.triggers import APPEND_ONLY, make_triggers

DAY: Final = "practice.day"  # the day the dates were last counted from
_ISO: Final = re.compile(r"^\d{4}-\d{2}-\d{2}(?=$|T)")


def shift_to(path: Path, key: bytes, now: dt.datetime) -> int:
    """Move every date of a closed practice file as many days as have gone by; return how many."""
    bare = sqlcipher.unguarded(path, key)
    try:
        engine = create_engine(
            "sqlite://", creator=lambda: bare, module=dbapi2, poolclass=StaticPool
        )
        event.listen(engine, "begin", lambda one: one.execute(text("BEGIN IMMEDIATE")))
        with Session(engine) as session, session.begin():
            return _shift(session, now)
    finally:
        bare.close()


def keep_day(session: Session, day: dt.date) -> None:
    """Write the day from which the dates of a practice caseload are counted."""
    session.merge(Setting(name=DAY, value=day.isoformat()))


def _shift(session: Session, now: dt.datetime) -> int:
    kept = session.get_one(Setting, DAY)
    today = now.astimezone(LONDON).date()
    days = (today - dt.date.fromisoformat(kept.value)).days
    if days <= 0:
        return 0
    for name, deeds in APPEND_ONLY.items():
        for deed in deeds:
            session.execute(text(f"DROP TRIGGER {name}_no_{deed}"))
    for table in Base.metadata.sorted_tables:
        _shift_table(session, table, days)
    _write_log_again(session, now)
    make_triggers(session.connection())
    kept.value = today.isoformat()
    return days


def _shift_table(session: Session, table: Table, days: int) -> None:
    columns = {one: move for one in table.columns if (move := _mover(one, days))}
    if not columns:
        return
    keys = list(table.primary_key.columns)
    for row in session.execute(select(*keys, *columns)).mappings().all():
        moved = {one: move(row[one]) for one, move in columns.items() if row[one] is not None}
        if moved:
            same = [one == row[one] for one in keys]
            session.execute(update(table).where(*same).values(moved))


def _mover(column: Column[Any], days: int) -> Callable[[Any], Any] | None:
    """Return what moves the dates in a column, or nothing where it holds none."""
    if isinstance(column.type, Moment):
        return partial(_later_moment, days=days)
    if isinstance(column.type, Date):
        return partial(_later_day, days=days)
    if isinstance(column.type, JSON):
        return partial(_later_inside, days=days)
    return None


def _later_day(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days=days)


def _later_moment(moment: dt.datetime, days: int) -> dt.datetime:
    """Keep the hour on the suite's clock, summer or winter."""
    return moment.astimezone(LONDON) + dt.timedelta(days=days)


def _later_inside(held: Any, days: int) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(held, dict):
        return {name: _later_inside(value, days) for name, value in held.items()}
    if isinstance(held, list):
        return [_later_inside(value, days) for value in held]
    if isinstance(held, str) and (found := _ISO.match(held)):
        later = dt.date.fromisoformat(found[0]) + dt.timedelta(days=days)
        return later.isoformat() + held[found.end() :]
    return held


def _write_log_again(session: Session, now: dt.datetime) -> None:
    """Chain the entries anew over their moved times, none of which may lie ahead of the clock."""
    key, _ = audit.chain(session)
    previous, last = audit.BEGINNING, None
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id)):
        entry.at = min(entry.at, now)
        entry.previous = previous
        entry.seal = previous = audit.seal(key, entry)
        last = entry
    if last is not None:
        audit.move_head(session, audit.Head(last.id, last.seal, last.at.isoformat()))
