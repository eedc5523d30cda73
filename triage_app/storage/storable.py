"""Nothing reaches a database that it cannot keep: not in a row, nor in what is asked of one."""

from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session, sessionmaker

from triage_app.domain.storable import is_storable, storable


def watch(engine: Engine, writing: sessionmaker[Session]) -> None:
    """Let what a session writes, and what any statement is given, be what can be kept.

    A row is put right before it is written, so that it says the same as the database from then on.
    """
    event.listen(writing, "before_flush", _put_right)
    event.listen(engine, "before_cursor_execute", _give, retval=True)


def _put_right(session: Session, *_: object) -> None:
    for row in (*session.new, *session.dirty):
        lacking = [
            (name, value)
            for name, value in vars(row).items()
            if isinstance(value, str) and not is_storable(value)
        ]
        for name, value in lacking:
            setattr(row, name, storable(value))


def _give(
    _connection: object,
    _cursor: object,
    statement: str,
    given: Any,  # noqa: ANN401 - the values of one row, or of many
    _context: object,
    _many: bool,  # noqa: FBT001
) -> tuple[str, Any]:
    return statement, _kept(given) if _lacks(given) else given


def _lacks(given: object) -> bool:
    if isinstance(given, str):
        return not is_storable(given)
    if isinstance(given, dict):
        return any(map(_lacks, given.values()))
    return isinstance(given, list | tuple) and any(map(_lacks, given))


def _kept(given: Any) -> Any:  # noqa: ANN401
    if isinstance(given, str):
        return storable(given)
    if isinstance(given, dict):
        return {name: _kept(value) for name, value in given.items()}
    if isinstance(given, list | tuple):
        return type(given)(map(_kept, given))
    return given
