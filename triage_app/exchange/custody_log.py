"""A custody log as a file: what it is written in, its headings and its rows, each by itself.

A row that cannot be read never takes another with it: an unclosed quotation mark, which for most
readers swallows everything behind it, is a fault of its own line.
"""

import csv
import stat
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final

from triage_app.domain.problems import Refused
from triage_app.exchange.custody_headings import recognised
from triage_app.exchange.spreadsheet import as_meant
from triage_app.exchange.text_files import Text, decoded

# 100,000 rows of twenty columns are some 25 MB, and twice that in UTF-16, as spreadsheets write
# "Unicode text"; a whole force's log of several years is less. What is larger is something else.
MOST_BYTES: Final = 64 * 1024 * 1024
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 200
MOST_LINES: Final = 12  # of one row: an address may be broken over some
LONGEST_LINE: Final = 20_000  # letters
SEPARATORS: Final = (",", ";", "\t", "|")
LOOKED_AT: Final = 12  # lines, for the headings: exports put a title above them


@dataclass(frozen=True, slots=True)
class LogFile:
    """A file that was read whole, so that what is taken in is what was shown."""

    name: str
    text: Text
    separator: str
    headings: tuple[str, ...]  # no two alike; one that is empty has its number
    first_line: int  # of the rows
    sample: tuple[tuple[str, ...], ...] = field(repr=False)
    folder: str = ""  # where it lies

    @property
    def digest(self) -> str:
        """The SHA-256 of the file as it was read."""
        return sha256(self.text.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file: where it stands, its cells, and what keeps it from being read."""

    line: int
    cells: tuple[str, ...]
    fault: str = ""  # a code of the wording
    values: Mapping[str, object] = field(default_factory=dict)


def open_log(path: Path) -> LogFile:
    """Read a file, and say what it is not if it is no custody log; nothing in it is run."""
    return replace(read_log(path.name, _bytes(path)), folder=str(path.absolute().parent))


def read_log(name: str, data: bytes) -> LogFile:
    """Find out how a log is written, and where its headings are."""
    text = decoded(name, data)
    lines = _beginning(text)
    separator, number = _headings_in(name, lines)
    headings = _told_apart(_cells(lines[number][1], separator))
    log = LogFile(name, text, separator, headings, lines[number][0] + 1, ())
    sample = tuple(row.cells for row in islice(rows_of(log), 3) if not row.fault)
    return replace(log, sample=sample)


def rows_of(log: LogFile) -> Iterator[Row]:
    """Yield every row that is not empty, good or bad, in the order of the file."""
    lines = enumerate(log.text.lines(), start=1)
    for _ in range(log.first_line - 1):
        next(lines, None)
    found = 0
    for row in _rows(lines, log.separator, len(log.headings)):
        if any(row.cells):
            found += 1
            if found > MOST_ROWS:
                raise Refused("custody_log.too_many_rows", most=MOST_ROWS)
            yield row


def _bytes(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused("custody_log.not_a_file", file=path.name)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise Refused("custody_log.no_such_file", file=path.name) from error
    except (OSError, ValueError) as error:
        raise Refused("custody_log.cannot_read", file=path.name) from error
    if len(data) > MOST_BYTES:
        raise Refused("custody_log.too_large", file=path.name, most=MOST_BYTES // 1024 // 1024)
    return data


# ── The headings ─────────────────────────────────────────────────────────────────────────────


def _beginning(text: Text) -> list[tuple[int, str]]:
    numbered = ((number, line) for number, line in enumerate(text.lines(), 1) if line.strip())
    return list(islice(numbered, LOOKED_AT))


def _headings_in(name: str, lines: Sequence[tuple[int, str]]) -> tuple[str, int]:
    """Return by what columns are parted, and in which line the headings are.

    The line in which the most headings are known; where none is, the first of several columns.
    """
    told = [
        line[1].strip()[4:5] or "\t" for line in lines[:1] if line[1].lower().startswith("sep=")
    ]
    best, found = (0, 0), ("", 0)
    for number, (_, line) in enumerate(lines[len(told) :], start=len(told)):
        for separator in told or SEPARATORS:
            cells = _cells(line, separator)
            score = (recognised(cells), len(cells) if not best[1] else 0)
            if len(cells) > 1 and score > best:
                best, found = score, (separator, number)
    if not found[0]:
        raise Refused("custody_log.no_columns", file=name)
    if len(_cells(lines[found[1]][1], found[0])) > MOST_COLUMNS:
        raise Refused("custody_log.too_many_columns", file=name, most=MOST_COLUMNS)
    return found


def _told_apart(cells: Sequence[str]) -> tuple[str, ...]:
    """Return headings no two of which are alike."""
    seen: dict[str, int] = {}
    told = []
    for number, cell in enumerate(cells, start=1):
        heading = " ".join(cell.split()) or f"#{number}"
        seen[heading] = seen.get(heading, 0) + 1
        told.append(heading if seen[heading] == 1 else f"{heading} ({seen[heading]})")
    return tuple(told)


def _cells(line: str, separator: str) -> list[str]:
    """Return the cells of one line, however its quotation marks stand."""
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=separator), [])]
    except csv.Error:
        return [cell.strip() for cell in line.split(separator)]


# ── The rows ─────────────────────────────────────────────────────────────────────────────────


def _rows(lines: Iterator[tuple[int, str]], separator: str, columns: int) -> Iterator[Row]:
    ahead: deque[tuple[int, str]] = deque()
    while line := ahead.popleft() if ahead else next(lines, None):
        number, text = line
        if '"' not in text:
            yield _checked(number, text.rstrip("\n").split(separator), text, columns)
            continue
        ahead.extend(islice(lines, max(MOST_LINES - 1 - len(ahead), 0)))
        cells, taken = _quoted(text, ahead, separator)
        if cells is None or (taken > 1 and len(cells) != columns):
            yield Row(number, tuple(_cells(text, separator)), "custody_log.row_quotes")
            continue
        for _ in range(taken - 1):
            ahead.popleft()
        yield _checked(number, cells, text, columns)


def _quoted(
    text: str, ahead: Sequence[tuple[int, str]], separator: str
) -> tuple[list[str] | None, int]:
    """Return the cells of a row with quotation marks, and over how many lines it goes."""
    reader = csv.reader((line for _, line in ((0, text), *ahead)), delimiter=separator, strict=True)
    try:
        return next(reader), reader.line_num
    except (csv.Error, StopIteration):
        return None, 1


def _checked(number: int, cells: Sequence[str], text: str, columns: int) -> Row:
    held = tuple(as_meant(cell.strip()) for cell in cells)
    if len(held) > columns and not any(held[columns:]):
        held = held[:columns]
    if len(text) > LONGEST_LINE:
        return Row(number, held[:columns], "custody_log.row_too_long")
    if "\x00" in text:
        return Row(number, tuple(one.replace("\x00", "") for one in held), "custody_log.row_nul")
    if "\ufffd" in text:
        return Row(number, held, "custody_log.row_unreadable")
    if len(held) != columns and any(held):
        values = {"found": len(held), "wanted": columns}
        return Row(number, held, "custody_log.row_ragged", values)
    return Row(number, held)
