"""A custody log in whatever its makers write: read, or refused in words, row by row."""

import pytest

from triage_app.config import RESOURCES
from triage_app.domain.custody_log import Field
from triage_app.domain.problems import Refused
from triage_app.exchange import custody_headings, custody_log
from triage_app.exchange.custody_log import open_log, read_log, rows_of
from triage_app.exchange.spreadsheet import as_meant, harmless
from triage_app.texts import Texts

HEADINGS = "Custody record,Name,DOB,Arrested\r\n"
ROWS = 'HW/1/26,"Rhŷs, Siân",3/2/1990,10/05/2026 17:00\r\nHW/2/26,Łukasz,,\r\n'
CELLS = [("HW/1/26", "Rhŷs, Siân", "3/2/1990", "10/05/2026 17:00"), ("HW/2/26", "Łukasz", "", "")]


def cells(data, name="log.csv"):
    return [row.cells for row in rows_of(read_log(name, data))]


def faults(text):
    return {row.line: row.fault for row in rows_of(read_log("log.csv", text.encode()))}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_log_is_read_in_every_encoding_and_with_every_separator(encoding, separator):
    quoted = (HEADINGS + ROWS).replace("Rhŷs, Siân", "Rhŷs\0 Siân").replace(",", separator)
    text = quoted.replace("\0", ",")

    log = read_log("log.csv", text.encode(encoding))

    assert log.separator == separator
    assert log.headings == ("Custody record", "Name", "DOB", "Arrested")
    assert [row.cells for row in rows_of(log)] == CELLS


def test_windows_own_encoding_is_read():
    text = HEADINGS + "HW/1/26,Siân Frëd ap Rhŷs,,\r\n".replace("ŷ", "y")

    assert cells(text.encode("cp1252")) == [("HW/1/26", "Siân Frëd ap Rhys", "", "")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_every_way(end):
    assert cells((HEADINGS + ROWS).replace("\r\n", end).encode()) == CELLS


def test_excels_hint_and_a_title_above_the_headings_are_passed_over():
    text = f"sep=;\r\nCustody log; 11 May 2026\r\n\r\n{HEADINGS}{ROWS}".replace(",", ";")
    text = text.replace("Rhŷs; Siân", "Rhŷs, Siân")

    log = read_log("log.csv", text.encode())

    assert log.headings[0] == "Custody record"
    assert [row.line for row in rows_of(log)] == [5, 6]


def test_an_unclosed_quotation_mark_spoils_its_own_row_and_no_other():
    text = (
        "Custody record,Name,DOB\n"
        '1,"unclosed,x\n'
        "2,well,x\n"
        '3,"said "Y Bardd" here",x\n'
        '4,"two\nlines",x\n'
        '5,a 5" knife,x\n'
        '6,"Rees, Ann",x\n'
        '7,"unclosed at the end,x\n'
    )

    assert faults(text) == {
        2: "custody_log.row_quotes",
        3: "",
        4: "custody_log.row_quotes",
        5: "",
        7: "",
        8: "",
        9: "custody_log.row_quotes",
    }


def test_ragged_rows_nuls_and_broken_letters_are_faults_of_their_rows():
    text = "Custody record,Name,DOB\n1,a\n2,a,b,c\n3,a,b,,,\n,,\n\n4,\0a,b\n5,\ufffd,b\n6,a,b\n"

    assert faults(text) == {
        2: "custody_log.row_ragged",
        3: "custody_log.row_ragged",
        4: "",
        7: "custody_log.row_nul",
        8: "custody_log.row_unreadable",
        9: "",
    }


def test_a_row_as_long_as_a_book_is_a_fault():
    assert faults(f"Custody record,Name\n1,{'a' * 30_000}\n2,b\n") == {
        2: "custody_log.row_too_long",
        3: "",
    }


def test_headings_that_are_alike_or_empty_are_told_apart():
    log = read_log("log.csv", b"Custody record,Name,Date,Date,\n1,a,b,c,d\n")

    assert log.headings == ("Custody record", "Name", "Date", "Date (2)", "#5")


NOT_LOGS = [
    (b"", "is_empty"),
    (b"\xef\xbb\xbf \r\n", "is_empty"),
    (b"PK\x03\x04 [Content_Types].xml xl/workbook.xml", "is_workbook"),
    (b"PK\x03\x04 Data/CSV/sa.csv", "is_zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is_old_office"),
    (b"\x1f\x8b\x08\x00", "is_packed"),
    (b"%PDF-1.7\n1 0 obj", "is_pdf"),
    (b"\x89PNG\r\n\x1a\n", "is_picture"),
    (b"{\\rtf1 Custody record", "is_document"),
    (b"<!DOCTYPE html><table>", "is_web_page"),
    (b"\x00" * 5000, "is_not_text"),
    (bytes(range(256)) * 40, "is_not_text"),
    (b"nothing but words\nand more of them\n", "no_columns"),
    (("a," * 300 + "\n").encode(), "too_many_columns"),
]


@pytest.mark.parametrize(("data", "code"), NOT_LOGS, ids=[code for _, code in NOT_LOGS])
def test_what_is_no_log_is_said_to_be_what_it_is(data, code):
    with pytest.raises(Refused) as refused:
        read_log("log.csv", data)

    assert refused.value.code == f"custody_log.{code}"
    for language in ("en", "cy"):
        said = Texts(RESOURCES / "wording", language)(refused.value.code, **refused.value.values)
        assert said.startswith(("log.csv", "There", "Does", "Llyfr", "ZIP", "Hen", "Mae", "PDF",
                                "Llun", "Dogfen", "Tudalen", "Nid", "Un"))  # fmt: skip


def test_a_path_that_leads_to_no_file_is_said(folder):
    for path, code in ((folder / "none.csv", "no_such_file"), (folder, "not_a_file")):
        with pytest.raises(Refused, match=code):
            open_log(path)


def test_a_file_beyond_the_limits_is_refused(folder, monkeypatch):
    monkeypatch.setattr(custody_log, "MOST_BYTES", 40)
    monkeypatch.setattr(custody_log, "MOST_ROWS", 1)
    path = folder / "log.csv"
    path.write_bytes((HEADINGS + ROWS).encode())

    with pytest.raises(Refused, match="too_large"):
        open_log(path)
    with pytest.raises(Refused, match="too_many_rows"):
        cells((HEADINGS + ROWS).encode())


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Custody Record No.", Field.CUSTODY_RECORD),
        ("CUSTODY_RECORD_NUMBER", Field.CUSTODY_RECORD),
        ("Rhif cofnod y ddalfa", Field.CUSTODY_RECORD),
        ("Date of Birth", Field.BORN),
        ("D.O.B.", Field.BORN),
        ("Dyddiad geni", Field.BORN),
        ("Date/Time of Arrest", Field.ARRESTED),
        ("Arrest time", Field.ARRESTED_TIME),
        ("Amser arestio", Field.ARRESTED),
        ("Dyddiad ac amser rhyddhau", Field.RELEASED),
        ("Post Code", Field.POSTCODE),
        ("Cod post", Field.POSTCODE),
        ("OIC Collar No", Field.OFFICER_NUMBER),
        ("E-mail of OIC", Field.OFFICER_EMAIL),
        ("Offence description", Field.OFFENCE_TITLE),
        ("CJS code", Field.OFFENCE_CODE),
        ("Enw llawn", Field.NAME),
        ("Cyfenw", Field.SURNAME),
        ("PNC ID", Field.PNC),
        ("Favourite colour", None),
        ("", None),
    ],
)
def test_a_heading_is_known_however_it_is_spelt(heading, field):
    assert custody_headings.meant(heading) is field


def test_every_heading_on_the_list_stands_for_what_it_is_listed_under():
    wrong = {
        phrase: found
        for field, phrases in custody_headings.KNOWN.items()
        for phrase in phrases
        if (found := custody_headings.meant(phrase)) is not field
    }

    assert wrong == {}


def test_a_time_without_its_day_is_taken_for_the_whole_moment():
    assert custody_headings.guess(["Arrest time", "Custody record"])[Field.ARRESTED] == (
        "Arrest time"
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 1632", "-1", "@x", "\tx", "plain", "'quoted", "", "'"]
)
def test_what_we_made_harmless_is_read_as_it_was_meant(text):
    assert as_meant(harmless(text)) == text
