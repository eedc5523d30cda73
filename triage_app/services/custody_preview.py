"""Every row of a custody log before it is taken in: good or bad, and what it would change."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from triage_app.domain.custody_log import (
    Entry,
    Field,
    Reading,
    changed_fields,
    joined,
    merged,
    read_row,
)
from triage_app.domain.names import fold
from triage_app.domain.problems import Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.exchange.custody_log import LogFile, Row, rows_of
from triage_app.exchange.spreadsheet import Format, Sheet, write
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.custody_files import REASON, Columns, Looked, check_columns, remember
from triage_app.services.custody_rows import known
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.texts import Texts

KEPT: Final = audit.Deed("custody_log.bad_kept", audit.Category.DISCLOSURE)
AT_ONCE: Final = 500  # rows between two words on how far it is
# Told how much is done, of 1; whatever it raises ends the work and leaves no trace of it.
Progress = Callable[[float], None]


class Verdict(StrEnum):
    """What taking in a row would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"  # known, and unchanged
    AGAIN = "again"  # of a stay that a row above speaks of
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the file: where it stands, what it would do, and what is to be said of it."""

    line: int
    verdict: Verdict
    custody_record: str
    name: str
    entry: Entry | None = None
    said: tuple[Problem, ...] = ()  # wrong with a bad row, odd in another
    changes: tuple[str, ...] = ()  # names of what is known otherwise
    cells: tuple[str, ...] = ()  # of a bad row


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it would be taken in."""

    log: LogFile
    suite: str
    columns: Columns
    rows: tuple[PreviewRow, ...]
    counts: Mapping[Verdict, int]

    @property
    def good(self) -> list[PreviewRow]:
        """The rows that would be taken in."""
        return [row for row in self.rows if row.entry is not None]

    @property
    def bad(self) -> list[PreviewRow]:
        """The rows that cannot be."""
        return [row for row in self.rows if row.verdict is Verdict.BAD]


def preview(
    desk: Desk, actor: Actor, looked: Looked, columns: Columns, progress: Progress
) -> Preview:
    """Read every row by its columns, and set it against what is known; nothing is taken in."""
    permit(actor, Permission.IMPORT_CUSTODY_LOG)
    check_columns(columns)
    rows = _read(looked, columns, _reading(desk, looked), progress)
    rows = list(_compared(desk, rows, frozenset(columns)))
    with desk.sessions.begin() as session:
        remember(session, desk, actor, looked, columns)
    counts = Counter(row.verdict for row in rows)
    return Preview(looked.log, looked.suite, columns, tuple(rows), counts)


def sentence(preview: Preview, row: PreviewRow, texts: Texts) -> str:
    """Say in words what is wrong or odd in a row, each under the heading it stands under."""
    said = []
    for problem in row.said:
        heading = _heading(preview, problem.field)
        words = texts(problem.code, **problem.values)
        said.append(f"{heading}: {words}" if heading else words)
    if row.changes:
        names = ", ".join(texts(f"custody_log.{name}") for name in row.changes)
        said.append(texts("custody_log.changes", fields=names))
    return " ".join(said)


def to_mend(preview: Preview, texts: Texts) -> bytes:
    """Return the bad rows as a CSV of the same columns, and one more that says why."""
    width = len(preview.log.headings)
    sheet = Sheet(
        "bad",
        (*preview.log.headings, texts(REASON)),
        [
            (*_padded(row.cells[:width], width), sentence(preview, row, texts), *row.cells[width:])
            for row in preview.bad
        ],
    )
    return write(sheet, Format.CSV)


def keep_bad(desk: Desk, actor: Actor, preview: Preview, path: Path, texts: Texts) -> Path:
    """Write the bad rows to a file of their own; one that is there already is left alone."""
    permit(actor, Permission.IMPORT_CUSTODY_LOG)
    data = to_mend(preview, texts)
    free = _free(path.expanduser())
    with desk.sessions.begin() as session:
        names = tuple(str(field) for field in preview.columns)
        audit.record(session, desk, actor, KEPT, fields=names, recipient=free.name)
        try:
            with os.fdopen(os.open(free, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as to:
                to.write(data)
        except OSError as error:
            raise Refused("custody_log.cannot_write", file=free.name) from error
    return free


def _free(path: Path) -> Path:
    """Return a path at which there is nothing yet."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _heading(preview: Preview, name: str) -> str:
    """Return the heading under which something stands in the file."""
    if name == "name" and Field.NAME not in preview.columns:
        name = "surname"
    return preview.columns.get(Field(name), "") if name in set(Field) else ""


def _reading(desk: Desk, looked: Looked) -> Reading:
    suites = {
        fold(said): suite.code
        for suite in desk.schemes.suites_beside(desk.suite)
        for said in (suite.code, suite.name.en, suite.name.cy)
    }
    return Reading(looked.suite, suites, desk.now().astimezone(LONDON))


def _read(
    looked: Looked, columns: Columns, reading: Reading, progress: Progress
) -> list[PreviewRow]:
    """Read the rows; two of one stay are one entry, unless they disagree."""
    places = {field: looked.log.headings.index(heading) for field, heading in columns.items()}
    total = looked.log.text.data.count(b"\n") + 1
    rows: list[PreviewRow] = []
    first: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows_of(looked.log)):
        if number % AT_ONCE == 0:
            progress(min(row.line / total, 1))
        one = _read_one(row, places, reading)
        if one.entry is not None:
            place = first.setdefault(one.entry.key, len(rows))
            if place < len(rows):
                rows[place], one = _put_together(rows[place], one, row)
        rows.append(one)
    return rows


def _read_one(row: Row, places: Mapping[Field, int], reading: Reading) -> PreviewRow:
    cells = {
        field: row.cells[place] if place < len(row.cells) else "" for field, place in places.items()
    }
    record = cells.get(Field.CUSTODY_RECORD, "")
    name = cells.get(Field.NAME) or cells.get(Field.SURNAME, "")
    if row.fault:
        said = (Problem("", row.fault, row.values),)
        return PreviewRow(row.line, Verdict.BAD, record, name, said=said, cells=row.cells)
    read = read_row(cells, reading)
    if read.entry is None:
        return PreviewRow(row.line, Verdict.BAD, record, name, said=read.problems, cells=row.cells)
    return PreviewRow(row.line, Verdict.NEW, record, read.entry.name, read.entry, read.notes)


def _put_together(first: PreviewRow, again: PreviewRow, row: Row) -> tuple[PreviewRow, PreviewRow]:
    """Return both rows of one stay as they count: the second adds to the first, or is bad."""
    if first.entry is None or again.entry is None:
        return first, again
    both = joined(first.entry, again.entry)
    if both is None:
        why = Problem("custody_record", "custody_log.row_disagrees", {"line": first.line})
        bad = replace(again, verdict=Verdict.BAD, entry=None, said=(why,), cells=row.cells)
        return first, bad
    told = Problem("", "custody_log.row_again", {"line": first.line})
    kept = replace(again, verdict=Verdict.AGAIN, entry=None, said=(told,))
    return replace(first, entry=both), kept


def _compared(
    desk: Desk, rows: Sequence[PreviewRow], mapped: frozenset[Field]
) -> Iterator[PreviewRow]:
    """Yield the rows with what each would do to what is known."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        with desk.sessions() as session:
            held = known(session, [row.entry.key for row in some if row.entry])
        for row in some:
            if row.entry is None or row.entry.key not in held:
                yield row
                continue
            _, earlier = held[row.entry.key]
            changes = changed_fields(earlier, merged(earlier, row.entry, mapped))
            verdict = Verdict.CHANGED if changes else Verdict.SAME
            yield replace(row, verdict=verdict, changes=changes)
