"""Read the national index of offences: a JSON list or a CSV of the Ministry's own columns."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from triage_app.domain.identifiers import cjs_code_is_formed, tidy
from triage_app.domain.problems import Refused
from triage_app.exchange.foreign import ForeignFile, shown

CODE, CATEGORY, TITLE, RECORDABLE = (
    "cjsCode",
    "offenceCategory",
    "offenceTitle",
    "recordableOnPnc",
)
# The whole index has 15,352 entries in 3 MB; its longest title has 120 letters.
MOST_BYTES: Final = 32 << 20
MOST_OFFENCES: Final = 100_000
LONGEST_TITLE: Final = 500

_CATEGORY = re.compile(r"[A-Z]{2}")
_SAID = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_DELIMITERS: Final = ",;\t"

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ListedOffence:
    """An entry of the index; whether it is recordable on the PNC may not be said."""

    code: str
    category: str
    title: str
    recordable: bool | None


def read(file: ForeignFile) -> list[ListedOffence]:
    """Return every offence of an index, or refuse it with the first that cannot be used."""
    if file.is_zip:
        raise Refused("imports.not_offences")
    text = file.text(MOST_BYTES)
    entries = _of_json(text) if text.lstrip()[:1] in ("[", "{") else _of_csv(text)
    listed: dict[str, ListedOffence] = {}
    for number, entry in enumerate(entries, 1):
        one = _offence(entry, number)
        if listed.setdefault(one.code, one) != one:
            raise Refused("imports.offence_twice", code=one.code)
        if number > MOST_OFFENCES:
            raise Refused("imports.too_many_offences", most=MOST_OFFENCES)
    if not listed:
        raise Refused("imports.not_offences")
    return list(listed.values())


def _of_json(text: str) -> Iterator[Entry]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused("imports.not_json") from error
    if not isinstance(whole, list) or not all(isinstance(one, dict) for one in whole):
        raise Refused("imports.not_offences")
    if whole and not {CODE, CATEGORY, TITLE} <= whole[0].keys():
        raise Refused("imports.not_offences")
    yield from whole


def _of_csv(text: str) -> Iterator[Entry]:
    lines = iter(text.splitlines())
    first = next(lines, "")
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        rows = csv.DictReader(chain([first], lines), delimiter=delimiter)
        names = {name.strip().lower(): name for name in rows.fieldnames or ()}
        wanted = {name: names.get(name.lower()) for name in (CODE, CATEGORY, TITLE, RECORDABLE)}
        if not all(wanted[name] for name in (CODE, CATEGORY, TITLE)):
            raise Refused("imports.not_offences")
        for row in rows:
            yield {name: row.get(column) for name, column in wanted.items() if column}
    except csv.Error as error:
        raise Refused("imports.not_offences") from error


def _offence(entry: Entry, number: int) -> ListedOffence:
    """Return an entry tidied; one that is none is named by its number and what it says."""
    code, category, title = (_word(entry.get(name)) for name in (CODE, CATEGORY, TITLE))
    code, category = tidy(code), category.upper()
    fits = cjs_code_is_formed(code) and _CATEGORY.fullmatch(category)
    if not fits or not title or len(title) > LONGEST_TITLE:
        raise Refused("imports.bad_offence", number=number, row=shown(f"{code} {category} {title}"))
    said = entry.get(RECORDABLE)
    recordable = said if isinstance(said, bool) else _SAID.get(_word(said).lower())
    return ListedOffence(code, category, title, recordable)


def _word(value: object) -> str:
    """Return a value that should be words, in one line."""
    return " ".join(value.split()) if isinstance(value, str) else ""
