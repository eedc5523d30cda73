"""Read a data file of ours into a domain value, or say which key of it is wrong and why."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from triage_app.domain.problems import BadFile

Value = TypeVar("Value")

# What pydantic calls a mistake, and the sentence of resources/wording/reference.toml that says so.
REASONS = {
    "missing": "missing_key",
    "unexpected_keyword_argument": "unknown_key",
    "extra_forbidden": "unknown_key",
}


class _Strict(BaseModel):
    """No key too many, no value of another type: plain dataclasses inside take this on."""

    model_config = ConfigDict(extra="forbid", strict=True)


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
    holder = _holder(kind)
    # As JSON, because only there do strict rules let a list be a tuple and a table a dataclass.
    text = json.dumps({"value": data}, default=_as_text)
    try:
        return holder.validate_json(text)["value"]
    except ValidationError as error:
        raise _bad_file(path.name, error) from error


def _holder(kind: type[Value]) -> TypeAdapter[dict[str, Value]]:
    return TypeAdapter(dict[str, kind], config=_Strict.model_config)  # type: ignore[valid-type]


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _bad_file(file: str, error: ValidationError) -> BadFile:
    first = error.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"][1:]) or "-"
    reason = REASONS.get(first["type"], "wrong_value")
    return BadFile(file, key, reason, detail=first["msg"])
