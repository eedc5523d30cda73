"""Read a data file of ours into a domain value, or say which key of it is wrong and why.

A frozen dataclass says what a file may hold; nothing is turned into what it is not: a number in
quotation marks is no number, and a key that the dataclass does not have is a mistake.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from triage_app.domain.problems import BadFile

Value = TypeVar("Value")
PLAIN = (str, int, bool, date)
MOST_SHOWN = 60  # characters of a value that does not fit


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds; stop at one that cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadFile(path.name, "-", "unreadable") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadFile(path.name, "-", "not_toml", detail=str(error)) from error


def checked(path: Path, data: dict[str, Any], kind: type[Value]) -> Value:
    """Return the data as a frozen value, or the first key that does not fit it."""
    return cast("Value", _File(path.name).fit(data, kind, ()))


@dataclass(frozen=True, slots=True)
class _Place:
    """A key a dataclass has, what its value must be, and whether it must be there."""

    name: str
    kind: Any
    needed: bool


@cache
def _places(kind: Any) -> tuple[_Place, ...]:  # noqa: ANN401 - a class that is a dataclass
    hints = get_type_hints(kind)
    return tuple(
        _Place(one.name, hints[one.name], one.default is one.default_factory is MISSING)
        for one in fields(kind)
    )


@dataclass(frozen=True, slots=True)
class _File:
    """The file that is being read; keys are kept as the way to them."""

    name: str

    def fit(self, value: Any, kind: Any, key: tuple[Any, ...]) -> Any:  # noqa: ANN401
        """Return a value as what its place wants, or stop at the key that does not fit."""
        outer, inner = get_origin(kind), get_args(kind)
        if outer is UnionType:  # of something and None, which no file can hold
            kind = next(one for one in inner if one is not NoneType)
            return self.fit(value, kind, key)
        if outer is tuple:
            return tuple(self._listed(value, inner, key))
        if outer is not None:
            return self._table(value, inner[1], key)
        if is_dataclass(kind):
            return self._record(value, kind, key)
        return value if kind is Any else self._plain(value, kind, key)

    def _listed(self, value: Any, kinds: tuple[Any, ...], key: tuple[Any, ...]) -> Iterator[Any]:  # noqa: ANN401
        """Yield the items of a list, of as many as there may be or of exactly so many."""
        if type(value) is not list:
            raise self._wrong(value, key)
        if kinds[-1] is Ellipsis:
            kinds = kinds[:1] * len(value)
        if len(value) < len(kinds):
            raise self._bad("missing_key", (*key, len(value)))
        if len(value) > len(kinds):
            raise self._wrong(value, key)
        for number, (item, kind) in enumerate(zip(value, kinds, strict=True)):
            yield self.fit(item, kind, (*key, number))

    def _table(self, value: Any, kind: Any, key: tuple[Any, ...]) -> Mapping[str, Any]:  # noqa: ANN401
        """Return a table whose keys are the file's own."""
        if type(value) is not dict:
            raise self._wrong(value, key)
        return {name: self.fit(item, kind, (*key, name)) for name, item in value.items()}

    def _record(self, value: Any, kind: Any, key: tuple[Any, ...]) -> Any:  # noqa: ANN401
        """Return a table whose keys are a dataclass's fields."""
        if type(value) is not dict:
            raise self._wrong(value, key)
        places = _places(kind)
        for one in places:
            if one.needed and one.name not in value:
                raise self._bad("missing_key", (*key, one.name))
        held = {
            one.name: self.fit(value[one.name], one.kind, (*key, one.name))
            for one in places
            if one.name in value
        }
        for name in value:
            if name not in held:
                raise self._bad("unknown_key", (*key, name))
        return kind(**held)

    def _plain(self, value: Any, kind: Any, key: tuple[Any, ...]) -> Any:  # noqa: ANN401
        """Return a word, a number, a day, or one of the words an enumeration has."""
        if kind in PLAIN and type(value) is kind:
            return value
        if type(value) is str and issubclass(kind, Enum) and value in set(kind):
            return kind(value)
        raise self._wrong(value, key)

    def _wrong(self, value: Any, key: tuple[Any, ...]) -> BadFile:  # noqa: ANN401
        return self._bad("wrong_value", key, detail=str(value)[:MOST_SHOWN])

    def _bad(self, reason: str, key: tuple[Any, ...], **values: object) -> BadFile:
        return BadFile(self.name, ".".join(map(str, key)) or "-", reason, **values)
