"""Lists of postcodes as they are published, in every form that has been met."""

import datetime as dt

import pytest

from tests.exchange.lists import (
    ABERYSTWYTH,
    AMMANFORD,
    CARMARTHENSHIRE,
    CEREDIGION,
    NSPL,
    ONSPD,
    ONSPD_2026,
    SWANSEA,
    code_point,
    code_point_row,
    ons_text,
    packed,
)
from triage_app.domain.postcodes import Placed, placed
from triage_app.domain.problems import Refused
from triage_app.exchange import postcodes
from triage_app.exchange.foreign import opened
from triage_app.exchange.postcodes import Counts, Source, month_in

DYFED_POWYS, SOUTH_WALES = "W15000004", "W15000003"
ROWS = [
    ("SA18 1AA", "", CARMARTHENSHIRE, DYFED_POWYS),
    ("SA18 1AB", "201503", CARMARTHENSHIRE, DYFED_POWYS),
    ("SA18 9ZZ", "", SWANSEA, SOUTH_WALES),
    ("BT1 1AA", "", "N09000003", "N24000001"),
]


def read(path):
    """What a list holds, by outward code; what it is; and what was counted."""
    with opened(path) as file:
        found = postcodes.recognised(file, path.name)
        places, counts = postcodes.read(file, found, lambda _: None).sorted_out()
    return places, found, counts


def refused(path):
    with pytest.raises(Refused) as told:
        read(path)
    return told.value.code


def test_code_point_open_is_read_as_published(tmp_path):
    path = tmp_path / "codepo_gb.zip"
    code_point(path, {"sa": AMMANFORD, "sy": ABERYSTWYTH})

    places, found, counts = read(path)

    assert found.source is Source.CODE_POINT_OPEN
    assert found.members == ("Data/CSV/sa.csv", "Data/CSV/sy.csv")
    assert counts == Counts(rows=5, retired=0, strange=0)
    assert places.keys() == {"SA18", "SY23"}
    assert placed(places["SA18"], "9ZZ") == Placed(SWANSEA)
    assert placed(places["SY23"], "1AB") == Placed(CEREDIGION)


@pytest.mark.parametrize("postcode", ["SA181AA", "SA18 1AA", "SA1  1AA", "SA1 1AA", "S1  1AA"])
def test_a_postcode_is_read_with_or_without_the_spaces_that_fill_it_up(tmp_path, postcode):
    path = code_point(tmp_path / "a.zip", {"sa": [(postcode, SWANSEA)]})

    (code,) = read(path)[0]

    assert code == postcode[:-3].strip()


def test_its_month_is_what_its_own_notes_say_before_what_its_name_says(tmp_path):
    notes = "ORDNANCE SURVEY\nPRODUCT: OS CODE-POINT OPEN\nCOPYRIGHT DATE: 20240115\n"
    path = code_point(tmp_path / "2023-11.zip", {"sa": AMMANFORD}, Doc__metadata_txt=notes)

    assert read(path)[1].vintage == dt.date(2024, 1, 1)


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("code-point-open-gb-2024-02.zip", dt.date(2024, 2, 1)),
        ("ONSPD_FEB_2024_UK.csv", dt.date(2024, 2, 1)),
        ("NSPL21_NOV_2025_UK.csv", dt.date(2025, 11, 1)),
        ("ONS Postcode Directory August 2025.zip", dt.date(2025, 8, 1)),
        ("codepo_gb_202405.zip", dt.date(2024, 5, 1)),
        ("codepo_gb.zip", None),
        ("postcodes-13-2024.zip", None),
        ("120240212.zip", None),
    ],
)
def test_a_month_is_read_out_of_a_name(name, month):
    assert month_in(name) == month


@pytest.mark.parametrize(
    ("header", "source"),
    [(ONSPD, Source.ONSPD), (ONSPD_2026, Source.ONSPD), (NSPL, Source.NSPL)],
)
def test_columns_are_found_whatever_their_vintage(tmp_path, header, source):
    path = tmp_path / f"{source}_FEB_2026_UK.csv"
    path.write_text(ons_text(header, ROWS), encoding="utf-8")

    places, found, counts = read(path)

    assert (found.source, found.vintage) == (source, dt.date(2026, 2, 1))
    assert counts == Counts(rows=3, retired=1, strange=0)
    assert placed(places["SA18"], "1AA") == Placed(CARMARTHENSHIRE)
    assert placed(places["SA18"], "1AB") == Placed(CARMARTHENSHIRE, retired=True)


def test_where_there_is_no_district_the_police_area_answers(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(ons_text("pcds,doterm,pfa23cd", ROWS), encoding="utf-8")

    assert placed(read(path)[0]["SA18"], "1AA") == Placed(DYFED_POWYS)


def test_a_list_with_a_byte_order_mark_and_unix_lines_is_read(tmp_path):
    path = tmp_path / "list.csv"
    text = ons_text(ONSPD, ROWS).replace("\r\n", "\n").replace('"', "")
    path.write_text(text, encoding="utf-8-sig")

    assert read(path)[2].rows == 3


def test_the_whole_list_of_an_onspd_zip_is_read_once_and_its_documents_passed_over(tmp_path):
    path = packed(
        tmp_path / "onspd.zip",
        Documents__LA_UA_names="LAD23CD,LAD23NM\nW06000010,Carmarthenshire\n",
        Data__multi_csv__ONSPD_FEB_2024_UK_SA=ons_text(ONSPD, ROWS[:1]),
        Data__ONSPD_FEB_2024_UK=ons_text(ONSPD, ROWS),
    )

    _, found, counts = read(path)

    assert found.members == ("Data/ONSPD_FEB_2024_UK.csv",)
    assert (found.vintage, counts.rows) == (dt.date(2024, 2, 1), 3)


def test_where_only_its_parts_are_there_they_are_read_one_after_another(tmp_path):
    path = packed(
        tmp_path / "onspd.zip",
        Data__multi_csv__ONSPD_FEB_2024_UK_BT=ons_text(ONSPD, ROWS[3:]),
        Data__multi_csv__ONSPD_FEB_2024_UK_SA=ons_text(ONSPD, ROWS[:3]),
    )

    assert read(path)[2] == Counts(rows=3, retired=1, strange=0)


def test_a_postcode_in_use_again_is_in_use(tmp_path):
    path = tmp_path / "list.csv"
    rows = [("SA18 1AA", "199606", SWANSEA, ""), ("SA18 1AA", "", CARMARTHENSHIRE, "")]
    path.write_text(ons_text(ONSPD, rows), encoding="utf-8")

    places, _, counts = read(path)

    assert counts == Counts(rows=1, retired=1, strange=0)
    assert placed(places["SA18"], "1AA") == Placed(CARMARTHENSHIRE)


def test_a_postcode_without_a_district_is_kept_as_that(tmp_path):
    path = code_point(tmp_path / "a.zip", {"sa": [*AMMANFORD, ("SA18 2AA", "")]})

    assert placed(read(path)[0]["SA18"], "2AA") == Placed("")


def test_a_few_rows_not_in_the_form_of_a_postcode_are_counted_and_left_out(tmp_path):
    many = [(f"SA{n} {d}AB", SWANSEA) for n in range(10, 40) for d in range(10)]
    path = code_point(
        tmp_path / "a.zip", {"sa": [*many, ("NPT 0AA", SWANSEA), ("SA1 AAA", SWANSEA)]}
    )

    assert read(path)[2] == Counts(rows=300, retired=0, strange=2)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([*AMMANFORD, ("SA18 1AA", SWANSEA)], "imports.twice"),
        ([AMMANFORD[0], ("NPT 0AA", SWANSEA)], "imports.not_postcodes"),
        ([("Ammanford", SWANSEA)], "imports.no_postcodes_in_it"),
    ],
)
def test_a_list_that_cannot_be_relied_on_is_refused(tmp_path, rows, code):
    assert refused(code_point(tmp_path / "a.zip", {"sa": rows})) == code


def test_one_area_alone_is_refused_because_it_would_leave_the_others_out(tmp_path):
    path = tmp_path / "sa.csv"
    path.write_text("".join(map(code_point_row, AMMANFORD)), encoding="utf-8")

    assert refused(path) == "imports.one_area"


def test_a_text_cut_off_within_a_row_is_refused(tmp_path):
    path = tmp_path / "list.csv"
    text = ons_text(ONSPD, ROWS)
    path.write_text(text[: text.rindex("BT1") + 5], encoding="utf-8")

    assert refused(path) == "imports.bad_row"


def test_an_area_of_another_shape_among_the_right_ones_is_refused(tmp_path):
    path = packed(
        tmp_path / "a.zip",
        Data__CSV__sa="".join(map(code_point_row, AMMANFORD)),
        Data__CSV__sy="",
        Data__CSV__zz="a,b,c\n1,2,3\n",
    )

    assert refused(path) == "imports.not_code_point"
