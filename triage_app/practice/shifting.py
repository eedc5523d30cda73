"""Shift the practice caseload to today: its dates are offsets from the day it was last opened.

What has happened stays behind the clock, even where it is opened earlier in the day than it was
left. Only practice can be shifted. Its log is written again with the rest, on a connection
without the guards, because the key of a practice file is public and its log proves nothing
about anybody.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import JSON, Column, Date, Table, create_engine, event, select, text, update
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from triage_app.domain.problems import Refused
from triage_app.services import audit
from triage_app.services.desk import LONDON
from triage_app.services.opening import PRACTICE
from triage_app.storage import sqlcipher
from triage_app.storage.models import AuditEntry, Base, Setting
from triage_app.storage.models.base import Moment
from triage_app.storage.sqlcipher import dbapi2
from triage_app.storage.triggers import APPEND_ONLY, make_triggers
from triage_app.storage.upgrading import upgrade_file

DAY: Final = "practice.day"  # the day the dates were last counted from
FIXED: Final = ("born",)  # nobody grows younger
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT: Final = re.compile(_DAY.pattern + r"T\d{2}:\d{2}(:\d{2}(\.\d+)?)?([+-]\d{2}:\d{2}|Z)")


@dataclass(frozen=True, slots=True)
class Move:
    """How far the dates move: so many days, but nothing that has happened past now."""

    days: int
    left: dt.datetime  # when the caseload was last worked in
    now: dt.datetime

    def day(self, day: dt.date) -> dt.date:
        """Return a day moved."""
        return day + dt.timedelta(days=self.days)

    def moment(self, moment: dt.datetime) -> dt.datetime:
        """Return a moment moved, at the same hour on the suite’s clock, summer or winter."""
        local = moment.astimezone(LONDON) + dt.timedelta(days=self.days)
        moved = local.astimezone(dt.UTC)
        return min(moved, self.now) if moment <= self.left else moved

    def inside(self, held: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return what JSON holds, with the days in it moved."""
        if isinstance(held, dict):
            return {one: it if one in FIXED else self.inside(it) for one, it in held.items()}
        if isinstance(held, list):
            return [self.inside(value) for value in held]
        if isinstance(held, str) and _DAY.fullmatch(held):
            return self.day(dt.date.fromisoformat(held)).isoformat()
        if isinstance(held, str) and _MOMENT.fullmatch(held):
            return self.moment(dt.datetime.fromisoformat(held)).isoformat()
        return held


def shift_to(path: Path, key: bytes, now: dt.datetime) -> int:
    """Move every date of a closed practice file as many days as have gone by; return how many."""
    try:
        upgrade_file(path, key)
        bare = sqlcipher.unguarded(path, key)
    except dbapi2.DatabaseError as error:
        raise Refused("safekeeping.not_practice", file=path.name) from error
    try:
        engine = create_engine(
            "sqlite://", creator=lambda: bare, module=dbapi2, poolclass=StaticPool
        )
        event.listen(engine, "begin", lambda one: one.execute(text("BEGIN IMMEDIATE")))
        with Session(engine) as session, session.begin():
            return _shift(session, now.astimezone(dt.UTC))
    finally:
        bare.close()


def keep_day(session: Session, day: dt.date) -> None:
    """Write the day from which the dates of a practice caseload are counted."""
    session.merge(Setting(name=DAY, value=day.isoformat()))


def _shift(session: Session, now: dt.datetime) -> int:
    kept = _kept(session)
    today = now.astimezone(LONDON).date()
    _, head = audit.chain(session)
    left = dt.datetime.fromisoformat(head.at)
    move = Move((today - dt.date.fromisoformat(kept.value)).days, left, now)
    if not move.days and move.left <= now:
        return 0
    for name, deeds in APPEND_ONLY.items():
        for deed in deeds:
            session.execute(text(f"DROP TRIGGER {name}_no_{deed}"))
    for table in Base.metadata.sorted_tables:
        _shift_table(session, table, move)
    _write_log_again(session)
    make_triggers(session.connection())
    kept.value = today.isoformat()
    return move.days


def _kept(session: Session) -> Setting:
    """Return the day last counted from; refuse a real caseload that goes by another name."""
    if session.get_one(Setting, "caseload.kind").value != PRACTICE:
        raise Refused("safekeeping.real_is_not_practice")
    return session.get_one(Setting, DAY)


def _shift_table(session: Session, table: Table, move: Move) -> None:
    columns = {one: mover for one in table.columns if (mover := _mover(one, move))}
    if not columns:
        return
    keys = list(table.primary_key.columns)
    for row in session.execute(select(*keys, *columns)).mappings().all():
        moved = {one: mover(row[one]) for one, mover in columns.items() if row[one] is not None}
        if any(moved[one] != row[one] for one in moved):
            same = [one == row[one] for one in keys]
            session.execute(update(table).where(*same).values(moved))


def _mover(column: Column[Any], move: Move) -> Callable[[Any], Any] | None:
    """Return what moves the dates in a column, or nothing where it holds none that move."""
    if column.name in FIXED:
        return None
    if isinstance(column.type, Moment):
        return move.moment
    if isinstance(column.type, Date):
        return move.day
    if isinstance(column.type, JSON):
        return move.inside
    return None


def _write_log_again(session: Session) -> None:
    """Chain the entries anew over their moved times."""
    key, _ = audit.chain(session)
    previous, last = audit.BEGINNING, None
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id)):
        entry.previous = previous
        entry.seal = previous = audit.seal(key, entry)
        last = entry
    if last is not None:
        audit.move_head(session, audit.Head(last.id, last.seal, last.at.isoformat()))
