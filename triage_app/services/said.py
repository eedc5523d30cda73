"""A sentence as it is shown and kept: its wording in both languages and what fills its blanks.

A decision is read again years later in the words it was taken by, though the wording, the scheme
or the list of offences may have changed since.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from triage_app.domain.wording import Language, Wording
from triage_app.services.desk import Desk
from triage_app.texts import Texts


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its blanks, in both languages, and the values that fill them."""

    words: Wording
    values: Mapping[str, object]

    def text(self, texts: Texts) -> str:
        """Say it in the language of some wording."""
        values = {name: _filled(value, texts) for name, value in self.values.items()}
        return texts.fill(self.words[texts.language], **values).strip()

    def as_record(self) -> dict[str, Any]:
        """Return it as plain values."""
        values = {name: _kept(value) for name, value in self.values.items()}
        return {"en": self.words.en, "cy": self.words.cy, "values": values}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> "Said":
        """Read it again."""
        values = {name: _read(value) for name, value in record["values"].items()}
        return cls(Wording(record["en"], record["cy"]), values)


def say(desk: Desk, code: str, **values: object) -> Said:
    """Return the wording of a code, to be said in either language."""
    number = values.get("n")
    english, welsh = (desk.texts(one).template(code, number) for one in Language)
    return Said(Wording(english, welsh), values)


def wording(desk: Desk, code: str) -> Wording:
    """Return a word or two that fill a blank, in both languages."""
    english, welsh = (desk.texts(one)(code) for one in Language)
    return Wording(english, welsh)


def plain(text: str) -> Said:
    """Return what a person wrote, the same in both languages."""
    return Said(Wording("{text}", "{text}"), {"text": text})


def records(sentences: Iterable[Said]) -> list[dict[str, Any]]:
    """Return sentences as plain values."""
    return [one.as_record() for one in sentences]


def read(kept: Iterable[Mapping[str, Any]]) -> tuple[Said, ...]:
    """Read sentences again."""
    return tuple(Said.from_record(one) for one in kept)


def _filled(value: object, texts: Texts) -> object:
    if isinstance(value, tuple):
        return "; ".join(one.text(texts) for one in value)
    return value


def _kept(value: object) -> object:
    if isinstance(value, tuple):
        return [one.as_record() for one in value]
    if isinstance(value, Wording):
        return {"en": value.en, "cy": value.cy}
    if isinstance(value, dt.datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, dt.date):
        return {"day": value.isoformat()}
    return value


def _read(value: Any) -> object:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, list):
        return read(value)
    if not isinstance(value, dict):
        return value
    if "moment" in value:
        return dt.datetime.fromisoformat(value["moment"])
    if "day" in value:
        return dt.date.fromisoformat(value["day"])
    return Wording(value["en"], value["cy"])
