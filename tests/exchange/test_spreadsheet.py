import csv
import datetime as dt
import io
import zipfile

import pytest

from triage_app.exchange.spreadsheet import Format, Sheet, harmless, write

DAY = dt.date(2026, 11, 20)


def sheet(*rows):
    return Sheet("Caseload", ["Person", "Days", "Ends"], rows)


def read_csv(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\r=1", " =cmd|' /C calc'!A0", "＝1"],  # noqa: RUF001
)
def test_what_a_spreadsheet_would_run_is_only_text(text):
    assert harmless(text) == f"'{text}"
    assert read_csv(write(sheet((text, 1, None)), Format.CSV))[1][0] == f"'{text}"


def test_an_ordinary_text_is_left_as_it_is():
    assert harmless("O’Neill-Ŵyn, 3") == "O’Neill-Ŵyn, 3"


def test_dates_numbers_and_nothing_are_written_plainly():
    data = write(sheet(("Tŷ, <b>", -3, DAY), ("", None, None)), Format.CSV)
    assert data.startswith(b"\xef\xbb\xbf")
    assert read_csv(data)[1:] == [["Tŷ, <b>", "-3", "2026-11-20"], ["", "", ""]]


def test_a_formula_in_a_workbook_is_a_text_too():
    parts = read_parts(write(sheet(("=1+1", 3, DAY), ("http://a", 1, None)), Format.XLSX))
    assert "<f>" not in parts["xl/worksheets/sheet1.xml"]
    assert "=1+1" in parts["xl/sharedStrings.xml"]
    assert not any("rels" in name and "hyperlink" in text for name, text in parts.items())
