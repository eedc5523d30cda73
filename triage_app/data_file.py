"""Read a data file of ours into a domain value, or say which keys of it are wrong and why.

A frozen dataclass says what a file may hold; nothing is turned into what it is not: a number in
quotation marks is no number, and a key that the dataclass does not have is a mistake.
"""

import tomllib
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, cast, get_args, get_origin, get_type_hints

from triage_app.domain.problems import BadFile
from triage_app.domain.storable import storable

Value = TypeVar("Value")
Key = tuple[Any, ...]
# What each plain value must be, as the code of a sentence that tells an author how to write it.
PLAIN: Final = {str: "wants_text", int: "wants_number", bool: "wants_yes_no", date: "wants_day"}
WORD, LIST, TABLE = "wants_one_of", "wants_list", "wants_table"
MOST_SHOWN = 60  # characters of a value that does not fit


class _Unfit:
    """What stands for a value that does not fit its place: the mistake is on the list."""


UNFIT: Final = _Unfit()


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds; stop at one that cannot be read."""
    try:
        # Some editors write a mark before the text; it says nothing that UTF-8 does not.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadFile(path.name, "-", "unreadable") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadFile(path.name, "-", "not_toml", detail=str(error)) from error


def checked(path: Path, data: dict[str, Any], kind: type[Value]) -> Value:
    """Return the data as a frozen value, or the first key that does not fit it."""
    file = _File(path.name)
    value = file.fit(data, kind, ())
    for mistake in file.mistakes:
        raise mistake
    return cast("Value", value)


def parts(path: Path, data: dict[str, Any], kind: Any) -> tuple[dict[str, Any], list[BadFile]]:  # noqa: ANN401 - a class that is a dataclass
    """Return the keys of a file that fit, as its dataclass holds them, and every mistake in it."""
    file = _File(path.name)
    held = file.held(data, kind, ())
    left_out = {one.name: _default(one) for one in fields(kind) if one.name not in data}
    return {name: it for name, it in (held | left_out).items() if it is not UNFIT}, file.mistakes


@dataclass(frozen=True, slots=True)
class _Place:
    """A key a dataclass has, what its value must be, and whether it must be there."""

    name: str
    kind: Any
    needed: bool


@cache
def _places(kind: Any) -> tuple[_Place, ...]:  # noqa: ANN401 - a class that is a dataclass
    hints = get_type_hints(kind)
    return tuple(_Place(one.name, hints[one.name], _default(one) is UNFIT) for one in fields(kind))


def _default(one: Field[Any]) -> Any:  # noqa: ANN401
    """Return what stands for a key that is left out; unfit where it must not be."""
    if one.default is not MISSING:
        return one.default
    return UNFIT if one.default_factory is MISSING else one.default_factory()


@dataclass(frozen=True, slots=True)
class _File:
    """The file that is being read, and its mistakes in their order; keys are the way to them."""

    name: str
    mistakes: list[BadFile] = field(default_factory=list)

    def fit(self, value: Any, kind: Any, key: Key) -> Any:  # noqa: ANN401
        """Return a value as what its place wants; where it does not fit, note the mistake."""
        outer, inner = get_origin(kind), get_args(kind)
        if outer is UnionType:  # of something and None, which no file can hold
            kind = next(one for one in inner if one is not NoneType)
            return self.fit(value, kind, key)
        if outer is tuple:
            return self._listed(value, inner, key)
        if outer is not None:
            return self._table(value, inner[1], key)
        if is_dataclass(kind):
            return self._record(value, kind, key)
        return value if kind is Any else self._plain(value, kind, key)

    def held(self, value: dict[str, Any], kind: Any, key: Key) -> dict[str, Any]:  # noqa: ANN401
        """Return what a table says for each of a dataclass's fields; those that lack are noted."""
        places = _places(kind)
        for one in places:
            if one.needed and one.name not in value:
                self._note("missing_key", (*key, one.name))
        held = {
            one.name: self.fit(value[one.name], one.kind, (*key, one.name))
            for one in places
            if one.name in value
        }
        for name in value:
            if name not in held:
                self._note("unknown_key", (*key, name))
        return held

    def _listed(self, value: Any, kinds: tuple[Any, ...], key: Key) -> Any:  # noqa: ANN401
        """Return the items of a list, of as many as there may be or of exactly so many."""
        if type(value) is not list:
            return self._wrong(value, key, LIST)
        if kinds[-1] is Ellipsis:
            kinds = kinds[:1] * len(value)
        if len(value) < len(kinds):
            return self._note("missing_key", (*key, len(value) + 1))
        if len(value) > len(kinds):
            return self._wrong(value, key, LIST)
        items = enumerate(zip(value, kinds, strict=True), start=1)
        return _whole(
            tuple(
                self.fit(item, kind, (*key, _name(item, number))) for number, (item, kind) in items
            )
        )

    def _table(self, value: Any, kind: Any, key: Key) -> Any:  # noqa: ANN401
        """Return a table whose keys are the file's own."""
        if type(value) is not dict:
            return self._wrong(value, key, TABLE)
        table = {name: self.fit(item, kind, (*key, name)) for name, item in value.items()}
        return UNFIT if UNFIT in table.values() else table

    def _record(self, value: Any, kind: Any, key: Key) -> Any:  # noqa: ANN401
        """Return a table whose keys are a dataclass's fields."""
        if type(value) is not dict:
            return self._wrong(value, key, TABLE)
        before = len(self.mistakes)
        held = self.held(value, kind, key)
        return kind(**held) if len(self.mistakes) == before else UNFIT

    def _plain(self, value: Any, kind: Any, key: Key) -> Any:  # noqa: ANN401
        """Return a word, a number, a day, or one of the words an enumeration has."""
        if kind in PLAIN:
            if type(value) is not kind:
                return self._wrong(value, key, PLAIN[kind])
            return storable(value) if kind is str else value
        if type(value) is str and issubclass(kind, Enum) and value in set(kind):
            return kind(value)
        return self._wrong(value, key, WORD, words=", ".join(kind))

    def _wrong(self, value: Any, key: Key, wants: str, **values: object) -> _Unfit:  # noqa: ANN401
        detail = str(value)[:MOST_SHOWN]
        return self._note("wrong_value", key, detail=detail, wants=wants, **values)

    def _note(self, reason: str, key: Key, **values: object) -> _Unfit:
        named = ".".join(map(str, key)) or "-"
        self.mistakes.append(BadFile(self.name, named, reason, **values))
        return UNFIT


def _whole(items: tuple[Any, ...]) -> Any:  # noqa: ANN401
    return UNFIT if any(one is UNFIT for one in items) else items


def _name(item: Any, number: int) -> str | int:  # noqa: ANN401
    """Return how an author finds an entry of a list: by its code, or counted from 1."""
    code = item.get("code") if type(item) is dict else None
    return code if type(code) is str and code else number
