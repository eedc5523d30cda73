"""Tables for other programs: CSV and XLSX in which nothing a person typed is ever run."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

Cell = str | int | date | None
# What a spreadsheet takes for the beginning of a formula, some of it only after being saved again.
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
WIDEST: Final = 48
LEAST: Final = 8


class Format(StrEnum):
    """The kinds of file there are."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its headings and its rows."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def write(sheet: Sheet, kind: Format) -> bytes:
    """Return a table as a file of a kind."""
    return _csv(sheet) if kind is Format.CSV else _xlsx(sheet)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe goes before it."""
    return f"'{text}" if text.lstrip(" ").startswith(DANGEROUS) else text


def as_meant(text: str) -> str:
    """Return a text as it was before it was made harmless: what we write, we can read again."""
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text


def _csv(sheet: Sheet) -> bytes:
    """Write dates as 2026-11-20, and a mark in front by which Excel knows UTF-8."""
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(map(harmless, sheet.headings))
    for row in sheet.rows:
        writer.writerow(map(_plain, row))
    return held.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(cell) if isinstance(cell, str) else str(cell)


def _xlsx(sheet: Sheet) -> bytes:
    """Write texts as texts: a cell of this kind of file is a formula only if it says so."""
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415 - slow, and seldom wanted

    held = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(held, options) as book:
        page = book.add_worksheet(sheet.name[:31])
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "d mmm yyyy"})
        for column, text in enumerate(sheet.headings):
            page.write_string(0, column, text, bold)
        for number, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(number, column, cell)
                elif isinstance(cell, date):
                    page.write_datetime(number, column, cell, day)
                elif cell is not None:
                    page.write_number(number, column, cell)
        for column in range(len(sheet.headings)):
            page.set_column(column, column, _width(sheet, column))
        page.freeze_panes(1, 0)
    return held.getvalue()


def _width(sheet: Sheet, column: int) -> int:
    lengths = [len(str(row[column] or "")) for row in sheet.rows]
    return max(LEAST, min(WIDEST, max([len(sheet.headings[column]), *lengths]) + 2))
