"""What a session has changed since the log was last written: earlier values and new ones."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import LargeBinary, event, inspect
from sqlalchemy.orm import Session, sessionmaker

# The log itself, what stands outside it until it is committed, and the caseload's own keys.
NOT_LOGGED: Final = frozenset({"audit_entry", "revision", "draft", "setting"})
NOT_FACTS: Final = frozenset({"id", "version", "nonce", "resume_at", "saved_at", "saved_by"})


@dataclass(frozen=True, slots=True)
class Change:
    """One field that was given a value, or lost the one it had."""

    row: Any
    field: str
    earlier: str | None
    later: str | None
    had_one: bool  # a new row's fields had no earlier value, which is not the same as None

    @property
    def record(self) -> str:
        """Name the row: its table and its number."""
        state = inspect(self.row)
        number = "/".join(str(part) for part in state.identity or ())
        return f"{state.mapper.local_table.name}:{number}"


def watch(sessions: sessionmaker[Session]) -> None:
    """Keep what every flush replaces: after it, SQLAlchemy no longer knows."""
    event.listen(sessions, "before_flush", _keep)
    event.listen(sessions, "persistent_to_deleted", _keep_gone)
    event.listen(sessions, "before_commit", _refuse_unlogged)


def take(session: Session) -> list[Change]:
    """Return everything changed since last asked, flushed, and leave the slate clean."""
    session.flush()
    session.info["logged"] = True
    changes: list[Change] = session.info.pop("changes", [])
    return changes


def written(value: object) -> str | None:
    """Write a value the way a revision keeps it."""
    if value is None or isinstance(value, str):
        return str(value) if isinstance(value, StrEnum) else value
    if isinstance(value, tuple):
        return " ".join(value)  # codes, side by side
    if isinstance(value, (bool, dict, list)):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return str(value)


def _keep(session: Session, *_: object) -> None:
    session.info.setdefault("changes", []).extend(_changes(session))


def _keep_gone(session: Session, row: object) -> None:
    """Keep what a deleted row held; which rows go with their parent shows only in the flush."""
    session.info.setdefault("changes", []).extend(_of(row, gone=True))


def _refuse_unlogged(session: Session) -> None:
    """Stop a use case that goes on changing after it has written its entry."""
    session.flush()
    changes = session.info.get("changes", [])
    if session.info.get("logged") and changes:
        fields = sorted(f"{change.record} {change.field}" for change in changes)
        message = f"changed after the entry in the log: {', '.join(fields)}"
        raise RuntimeError(message)


def _changes(session: Session) -> Iterator[Change]:
    for row in session.new:
        yield from _of(row, new=True)
    for row in session.dirty:
        yield from _of(row)


def _of(row: object, *, new: bool = False, gone: bool = False) -> Iterator[Change]:
    state = inspect(row)
    if state is None or state.mapper.local_table.name in NOT_LOGGED:
        return
    for attribute in state.mapper.column_attrs:
        column = attribute.columns[0]
        name = attribute.key
        if name in NOT_FACTS or name not in state.dict or isinstance(column.type, LargeBinary):
            continue
        history = state.attrs[name].history
        if gone or new or history.has_changes():
            held = written(state.dict[name])
            earlier = held if gone else written(history.deleted[0]) if history.deleted else None
            yield Change(row, name, earlier, None if gone else held, had_one=not new)
