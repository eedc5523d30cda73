"""A question put to the database as often as a key is pressed: worded once, and asked as it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Select


@dataclass(frozen=True, slots=True)
class _Worded:
    """A question in the words of one database."""

    text: str
    order: tuple[str, ...] | None  # of its values, where they are given by their place
    constants: Mapping[str, Any]  # what the wording itself brings along
    readers: tuple[tuple[int, Callable[[Any], Any]], ...]


class Question:
    """A statement whose wording is kept: working it out anew would take longer than the answer."""

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._worded = cache(self._word)

    def ask(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Return the rows there are for these values."""
        worded = self._worded(connection.dialect)
        every = {**values, **worded.constants} if worded.constants else values
        given = tuple(map(every.__getitem__, worded.order)) if worded.order else every
        rows = _rows(connection, worded.text, given)
        return [_read(row, worded.readers) for row in rows] if worded.readers else rows

    def _word(self, dialect: Dialect) -> _Worded:
        compiled: Any = self._statement.compile(dialect=dialect)
        types = [column.type for column in self._statement.selected_columns]
        readers = [one.dialect_impl(dialect).result_processor(dialect, None) for one in types]
        return _Worded(
            text=compiled.string,
            order=tuple(compiled.positiontup) if compiled.positional else None,
            constants={name: one for name, one in compiled.params.items() if one is not None},
            readers=tuple((place, one) for place, one in enumerate(readers) if one),
        )


def cursor_of(connection: Connection) -> Any:  # noqa: ANN401 - of whichever driver
    """Return the driver's own cursor."""
    return connection.connection.cursor()


def _rows(connection: Connection, text: str, given: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
    """Ask the driver itself; where it fails, ask again by the way that puts failures into words."""
    failure: Any = connection.dialect.loaded_dbapi.Error
    bare = cursor_of(connection)
    try:
        bare.execute(text, given)
        return list(bare.fetchall())
    except failure:
        return [tuple(row) for row in connection.exec_driver_sql(text, given)]
    finally:
        bare.close()


def _read(row: Any, readers: tuple[tuple[int, Callable[[Any], Any]], ...]) -> tuple[Any, ...]:  # noqa: ANN401
    values = list(row)
    for place, reader in readers:
        values[place] = reader(values[place])
    return tuple(values)
