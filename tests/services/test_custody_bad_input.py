"""A custody log in whatever shape it comes: a sentence for what is wrong, nothing half done."""

import pytest

from tests.services.verbs_custody import a_row, as_csv, look_at, previewed, unwatched
from triage_app.domain.problems import Refused
from triage_app.services import custody_import, custody_preview
from triage_app.services.custody_preview import Verdict
from triage_app.storage.models import CustodyImport, CustodyRow

GOOD = (a_row(), a_row(Custody_record="HW/2002/26", Name="Ŵyn Łukasz <b>&=\U0001f600"))
SERIAL = (a_row(DOB="32907", Arrested="46152.7083333", Released="46153,2916667"),)
UNBALANCED = as_csv(*GOOD).replace("HW/2001/26,", '"HW/2001/26,')
TWO_TIMES = (a_row(Arrested="26/10/2025 01:30", Released=""),)
NO_TIME = (a_row(Arrested="29/03/2026 01:30", Released=""),)
TAKEN = [
    ("UTF-8", as_csv(*GOOD).encode(), (2, 0), ""),
    ("UTF-8 with its mark", as_csv(*GOOD).encode("utf-8-sig"), (2, 0), ""),
    ("UTF-16", as_csv(*GOOD).encode("utf-16"), (2, 0), ""),
    ("UTF-16, big end first", as_csv(*GOOD).encode("utf-16-be"), (2, 0), ""),
    ("Windows' own", as_csv(a_row(Name="Siân Frëd")).encode("cp1252"), (1, 0), ""),
    ("semicolons", as_csv(*GOOD, separator=";").encode(), (2, 0), ""),
    ("tabs", as_csv(*GOOD, separator="\t").encode(), (2, 0), ""),
    ("a spreadsheet's dates", as_csv(*SERIAL).encode(), (1, 0), ""),
    ("unbalanced quotes", UNBALANCED.encode(), (1, 1), "A quotation mark is opened"),
    ("a cell too few", as_csv(*GOOD).replace(",Theft", "", 1).encode(), (1, 1), "Cells in this"),
    ("a NUL", as_csv(*GOOD).replace("418", "4\x0018", 1).encode(), (1, 1), "characters that no"),
    ("the same person twice", as_csv(a_row(), a_row()).encode(), (1, 0), ""),
    (
        "the same person under two records",
        as_csv(a_row(), a_row(Custody_record="HW/9/26")).encode(),
        (2, 0),
        "",
    ),
    ("an hour that came twice", as_csv(*TWO_TIMES).encode(), (0, 1), "came twice"),
    ("an hour that never was", as_csv(*NO_TIME).encode(), (0, 1), "there was no such time"),
    ("no rows", as_csv().encode(), (0, 0), ""),
]


@pytest.mark.parametrize(
    ("data", "wanted", "said"), [it[1:] for it in TAKEN], ids=[it[0] for it in TAKEN]
)
def test_the_good_rows_are_taken_in_and_each_bad_one_has_its_sentence(
    desk, assessor, folder, rows, data, wanted, said
):
    seen = previewed(desk, assessor, folder, data)
    told = [custody_preview.sentence(seen, row, desk.texts("en")) for row in seen.bad]
    taken = custody_import.take_in(desk, assessor, seen, unwatched)

    assert (taken.new, taken.bad) == wanted
    assert len(rows(CustodyRow)) == wanted[0]
    assert all(said in one for one in told)
    assert len(told) == wanted[1]
    again = previewed(desk, assessor, folder, data)
    assert again.counts.get(Verdict.NEW, 0) == 0


def test_a_missing_column_is_asked_for_and_a_missing_cell_is_said(desk, assessor, folder):
    few = look_at(desk, assessor, folder, as_csv(a_row(), headings=("Name", "DOB")))
    assert "custody_record" not in few.columns

    seen = previewed(desk, assessor, folder, as_csv(a_row(Custody_record=""), a_row(Name="")))
    told = [custody_preview.sentence(seen, row, desk.texts("cy")) for row in seen.rows]

    assert told == ["Custody record: Llenwch y maes hwn.", "Name: Llenwch y maes hwn."]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "is_empty"),
        (b"PK\x03\x04[Content_Types].xml xl/workbook.xml", "is_workbook"),
        (b"PK\x03\x04Data/CSV/sa.csv", "is_zip"),
        (b"%PDF-1.7", "is_pdf"),
        (b"PK\x03\x04" + b"\x00" * 100_000, "is_zip"),
        (b"a" * 1_000_000, "no_columns"),
        (b"a," * 1_000_000, "too_many_columns"),
    ],
)
def test_what_is_no_log_is_refused_in_words_and_nothing_is_begun(
    desk, assessor, folder, rows, data, code
):
    with pytest.raises(Refused) as refused:
        look_at(desk, assessor, folder, data)

    assert refused.value.code == f"custody_log.{code}"
    assert desk.texts("cy")(refused.value.code, **refused.value.values)
    assert rows(CustodyImport) == []
