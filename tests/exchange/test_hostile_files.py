"""Files made to hurt whoever opens them: each is refused in words, quickly, in little room."""

import io
import json
import os
import struct
import zipfile
from pathlib import Path

import pytest

from tests.exchange.lists import AMMANFORD, ONSPD, code_point, ons_text
from triage_app.config import RESOURCES
from triage_app.domain.problems import Refused
from triage_app.exchange import offences, reading
from triage_app.exchange.beside import messages
from triage_app.texts import Texts

SECONDS, MEMORY = 2, 256 << 20
ROW = ons_text(ONSPD, [("SA18 1AA", "", "W06000010", "W15000004")])
HOSTILE = {"postcodes": {}, "offences": {}}


def hostile(deed, code):
    """Put a maker among those whose file a reader is given, and say how it is refused."""

    def put(make):
        HOSTILE[deed][make.__name__] = (make, f"imports.{code}")
        return make

    return put


def zipped(*members, method=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return bytearray(made.getvalue())


@hostile("postcodes", "empty")
def nothing_at_all():
    return b""


@hostile("postcodes", "no_postcodes_in_it")
def a_zip_of_nothing():
    return zipped()


@hostile("postcodes", "no_postcodes_in_it")
def a_zip_of_something_else():
    return zipped(("holiday.csv", "day,place\n1,Tenby\n"), ("holiday.jpg", b"\xff\xd8\xff"))


@hostile("postcodes", "bomb")
def a_bomb_of_three_members():
    return zipped(*((f"s{letter}.csv", b"0" * (64 << 20)) for letter in "abc"))


@hostile("postcodes", "bomb")
def a_bomb_whose_members_share_their_bytes():
    made = zipped(("sa.csv", bytes(range(256)) * 400), method=zipfile.ZIP_STORED)
    start = made.index(b"PK\x01\x02")
    end = made.index(b"PK\x05\x06")
    entry = made[start:end]
    tail = made[end:]
    struct.pack_into("<HHII", tail, 8, 50, 50, 50 * len(entry), start)
    return made[:start] + entry * 50 + tail


@hostile("postcodes", "bomb")
def a_directory_without_end():
    made = zipped(("sa.csv", ROW))
    struct.pack_into("<I", made, made.index(b"PK\x05\x06") + 12, 0x7FFFFFFF)
    return made


@hostile("postcodes", "broken")
def a_size_that_is_less_than_it_is():
    return lying(b"PK\x01\x02", 24, 10)


@hostile("postcodes", "broken")
def a_size_that_is_more_than_it_is():
    return lying(b"PK\x01\x02", 24, 100_000)


def lying(record, offset, size):
    rows = ROW + "".join(ROW.splitlines(keepends=True)[1:]) * 20
    made = zipped(("ONSPD_FEB_2024_UK.csv", rows))
    struct.pack_into("<I", made, made.index(record) + offset, size)
    return made


@hostile("postcodes", "leads_out")
def a_name_that_leads_out():
    return zipped(("../../.bashrc", "echo"), ("sa.csv", ROW))


@hostile("postcodes", "leads_out")
def a_name_that_leads_out_the_other_way():
    return zipped(("Data\\..\\..\\autoexec.bat", "echo"), ("sa.csv", ROW))


@hostile("postcodes", "leads_out")
def a_name_from_the_root():
    return zipped(("/etc/cron.d/sa.csv", ROW))


@hostile("postcodes", "leads_out")
def a_name_on_a_drive():
    return zipped(("C:\\Windows\\sa.csv", ROW))


@hostile("postcodes", "too_many_members")
def ten_thousand_members():
    return zipped(*((f"{number}.csv", "") for number in range(10_000)))


@hostile("postcodes", "encrypted")
def a_locked_zip():
    made = zipped(("ONSPD_FEB_2024_UK.csv", ROW))
    for record, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        made[made.index(record) + offset] |= 1
    return made


@hostile("postcodes", "broken")
def a_zip_packed_another_way():
    return zipped(("ONSPD_FEB_2024_UK.csv", ROW), method=zipfile.ZIP_LZMA)


@hostile("postcodes", "broken")
def a_zip_cut_off():
    return zipped(("ONSPD_FEB_2024_UK.csv", ROW))[:-40]


@hostile("postcodes", "broken")
def a_zip_with_a_letter_changed():
    made = zipped(("ONSPD_FEB_2024_UK.csv", ROW), method=zipfile.ZIP_STORED)
    made[made.index(b"SA18")] = ord("X")
    return made


@hostile("postcodes", "workbook")
def a_workbook():
    return zipped(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>"))


@hostile("postcodes", "long_line")
def a_million_columns():
    return ("pcds," * 1_000_000 + "\n").encode()


@hostile("postcodes", "long_line")
def a_line_without_end():
    return b"A" * (32 << 20)


@hostile("postcodes", "long_line")
def a_million_columns_in_a_zip():
    return zipped(("ONSPD_FEB_2024_UK.csv", ",".join(str(n) for n in range(1_000_000))))


@hostile("postcodes", "not_text")
def a_picture():
    return b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


@hostile("postcodes", "not_text")
def a_program_that_begins_with_something_else():
    return b"MZ\x90\x00\x03\x00" + zipped(("sa.csv", ROW))


@hostile("postcodes", "utf_16")
def a_text_of_two_bytes_a_letter():
    return ROW.encode("utf-16")


@hostile("postcodes", "utf_16")
def the_same_without_its_mark():
    return ROW.encode("utf-16-be")


@hostile("postcodes", "not_text")
def a_text_of_another_encoding():
    return "pcds,doterm,oslaua\nŵ\n".encode("cp1253", "replace").replace(b"?", b"\xff")


@hostile("postcodes", "not_postcodes")
def a_list_of_something_else():
    return b"code,name\nW06000010,Carmarthenshire\n"


@hostile("postcodes", "not_postcodes")
def a_heading_and_nothing_under_it():
    return (ONSPD + "\n").encode()


@hostile("postcodes", "not_postcodes")
def rows_of_nonsense_under_the_right_heading():
    return (ONSPD + "\n" + ",".join("=cmd|' /C calc'!A0" for _ in range(15)) + "\n").encode()


@hostile("postcodes", "not_postcodes")
def a_json_in_place_of_a_list():
    return json.dumps([{"cjsCode": "TH68010"}]).encode()


@hostile("offences", "not_offences")
def a_json_of_something_else():
    return json.dumps({"type": "FeatureCollection", "features": []}).encode()


@hostile("offences", "not_offences")
def a_json_of_other_things():
    return json.dumps([{"name": "Tenby"}, {"name": "Narberth"}]).encode()


@hostile("offences", "not_json")
def a_json_cut_off():
    return b'[{"cjsCode": "TH68010", "offenceCategory": "CE", "offenceTi'


@hostile("offences", "not_json")
def a_json_nested_without_end():
    return b"[" * 1_000_000


@hostile("offences", "not_json")
def a_number_without_end():
    return b"[" + b"9" * 5_000_000 + b"]"


@hostile("offences", "too_large")
def a_json_of_everything():
    return b'[{"cjsCode": "' + b"A" * (40 << 20) + b'"}]'


@hostile("offences", "too_large")
def a_json_that_takes_more_room_than_it_has():
    return b"[" + b"{}," * 6_000_000 + b"{}]"


@hostile("offences", "bad_offence")
def a_code_that_is_none():
    return b'cjsCode,offenceCategory,offenceTitle\n"=HYPERLINK(1)",CE,Theft\n'


@hostile("offences", "bad_offence")
def a_title_of_a_thousand_letters():
    return b"cjsCode,offenceCategory,offenceTitle\nTH68010,CE," + b"T" * 1000 + b"\n"


@hostile("offences", "bad_offence")
def a_code_that_is_a_list():
    return b'[{"cjsCode": ["TH68010"], "offenceCategory": {}, "offenceTitle": 7}]'


@hostile("offences", "offence_twice")
def a_code_twice():
    return b"cjsCode;offenceCategory;offenceTitle\nTH68010;CE;Theft\nTH68010;CS;Theft\n"


@hostile("offences", "not_offences")
def a_heading_that_is_not_the_index():
    return b"code,title\nTH68010,Theft\n"


@hostile("offences", "not_offences")
def a_list_of_postcodes():
    return zipped(("ONSPD_FEB_2024_UK.csv", ROW))


@hostile("offences", "utf_16")
def an_index_of_two_bytes_a_letter():
    return "cjsCode,offenceCategory,offenceTitle\n".encode("utf-16")


CASES = [(deed, name) for deed, made in HOSTILE.items() for name in made]


@pytest.mark.parametrize(("deed", "name"), CASES, ids=[name for _, name in CASES])
def test_a_hostile_file_is_refused_in_words_quickly_and_in_little_room(tmp_path, deed, name):
    make, code = HOSTILE[deed][name]
    path = tmp_path / "list"
    path.write_bytes(make())
    before = seconds_of_readers()

    with pytest.raises(Refused) as told:
        list(messages(deed, path, lambda: None))

    assert told.value.code == code
    assert seconds_of_readers() - before < SECONDS
    for language in ("en", "cy"):
        assert Texts(RESOURCES / "wording", language)(code, **told.value.values)


def test_what_takes_more_room_than_a_reader_may_have_is_told():
    assert reading.MOST_MEMORY <= MEMORY
    assert HOSTILE["offences"]["a_json_that_takes_more_room_than_it_has"][1] == "imports.too_large"
    assert len(a_json_that_takes_more_room_than_it_has()) < offences.MOST_BYTES


def test_the_same_reader_reads_what_is_right(tmp_path):
    path = code_point(tmp_path / "a.zip", {"sa": AMMANFORD})

    kinds = [kind for kind, *_ in messages("postcodes", path, lambda: None)]

    assert kinds[-2:] == ["read", "rows"]


def test_a_reader_that_fails_is_not_taken_for_one_that_ended(tmp_path):
    path = code_point(tmp_path / "a.zip", {"sa": AMMANFORD})

    with pytest.raises(Refused, match=r"imports\.reader_ended"):
        list(messages("no such deed", path, lambda: None))


def test_whatever_is_raised_meanwhile_ends_the_reader(tmp_path):
    path = tmp_path / "pipe"
    path.write_bytes(b"A" * 100)
    beats = []

    def stop():
        beats.append(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(messages("postcodes", path, stop))
    assert len(beats) == 1


def test_a_file_that_is_not_there_is_told():
    with pytest.raises(Refused, match=r"imports\.unreadable"):
        list(messages("postcodes", Path("/no/such/file.zip"), lambda: None))


def seconds_of_readers():
    used = os.times()
    return used.children_user + used.children_system
