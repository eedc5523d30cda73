"""What files said of stays in custody, as it is kept and as it is read back."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, exists, select
from sqlalchemy.orm import Session, aliased

from triage_app.domain.custody_log import Alleged, Entry, record_key
from triage_app.domain.finding import number_keys, pnc_keys
from triage_app.domain.names import fold
from triage_app.storage.models import CustodyEntry, CustodyImport, CustodyRow

# Whatever an entry says that is a column of its row under the same name.
PLAIN: Final = (
    "custody_record",
    "name",
    "born",
    "sex",
    "pnc",
    "arrested",
    "released",
    "officer_name",
    "officer_number",
    "officer_email",
    "address",
    "postcode",
)
Key = tuple[str, str]  # a suite, and a custody record's number as it is compared


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    """Fold what stands in many rows alike."""
    return fold(text)


def searched_for(words: str) -> list[str]:
    """Return what must stand in a row for it to answer to some words: a number is one word."""
    return [
        part
        for word in words.split()
        for part in ([_number(word)] if any(one.isdigit() for one in word) else fold(word).split())
        if part
    ]


def _number(text: str) -> str:
    """Return a number without its strokes; a PNC ID with its serial in seven."""
    return min(pnc_keys(text), key=len, default="")


def holds() -> ColumnElement[bool]:
    """Whether a row is what is known of its entry now; its import must be joined."""
    later, finished = aliased(CustodyRow), aliased(CustodyImport)
    overtaken = exists().where(
        later.entry_id == CustodyRow.entry_id,
        later.id > CustodyRow.id,
        finished.id == later.import_id,
        finished.finished_at.is_not(None),
    )
    return and_(CustodyImport.finished_at.is_not(None), ~overtaken)


def row_values(entry: Entry, line: int) -> dict[str, Any]:
    """Return an entry as the columns of a row."""
    values: dict[str, Any] = {name: getattr(entry, name) for name in PLAIN}
    often = [entry.postcode, *(part for one in entry.offences for part in (one.code, one.title))]
    numbers = (*sorted(number_keys(entry.custody_record)), *sorted(pnc_keys(entry.pnc)))
    searched = [fold(entry.name), *numbers, *map(_folded, often)]
    return values | {
        "line": line,
        "folded": " ".join(searched),
        "pnc_key": _number(entry.pnc),
        "offences": [[one.code, one.title] for one in entry.offences],
    }


def entry_in(suite: str, row: CustodyRow | Row[Any]) -> Entry:
    """Return what a row says as a value."""
    said = {name: getattr(row, name) for name in PLAIN}
    return Entry(suite=suite, offences=tuple(Alleged(*one) for one in row.offences), **said)


def known(session: Session, keys: Iterable[Key]) -> Mapping[Key, tuple[int, Entry]]:
    """Return which of some stays are known, by which number, and what is known of them."""
    by_suite: dict[str, list[str]] = {}
    for suite, key in keys:
        by_suite.setdefault(suite, []).append(key)
    found: dict[Key, tuple[int, Entry]] = {}
    for suite, record_keys in by_suite.items():
        columns = (getattr(CustodyRow, name) for name in (*PLAIN, "offences"))
        query = (
            select(CustodyRow.entry_id, CustodyEntry.record_key, *columns)
            .join(CustodyRow.entry)
            .join(CustodyImport, CustodyImport.id == CustodyRow.import_id)
            .where(CustodyEntry.suite == suite, CustodyEntry.record_key.in_(record_keys), holds())
        )
        for row in session.execute(query):
            found[suite, row.record_key] = (row.entry_id, entry_in(suite, row))
    return found


def key_of(suite: str, custody_record: str) -> Key:
    """Return what a stay is known by."""
    return suite, record_key(custody_record)
