"""Scans made to hurt whoever opens them: each is refused in words, quickly, in little room."""

import io
import os
import struct
import time
import zipfile
import zlib

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.exchange.scanners import as_jpeg, as_pdf, as_png, as_tiff
from triage_app.config import RESOURCES
from triage_app.domain.problems import Refused
from triage_app.exchange import scanning, scans
from triage_app.texts import Texts

SECONDS, MEMORY = 2, 256 << 20
PAGE = Image.new("L", (827, 1169), 250)
HOSTILE = {}


def hostile(code, name="scan.pdf"):
    """Put a maker among those whose file a reader is given, and say how it is refused."""

    def put(make):
        HOSTILE[make.__name__] = (make, f"scans.{code}", name)
        return make

    return put


def written(do):
    """A PDF of one white page, with something done to it."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    do(writer, page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bare(*objects, trailer=b""):
    """A PDF written by hand: its objects, from the first, which is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    begins = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (size, trailer)
    return out + b"startxref\n%d\n%%%%EOF\n" % begins


def stream(content, more=b""):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def packed(content, more=b""):
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode " + more)


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def page_of(contents=b"", box=b"0 0 595 842", more=b""):
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] %s %s >>" % (box, contents, more)


@hostile("empty")
def nothing_at_all():
    return b""


@hostile("not_a_scan", "letter.docx")
def a_workbook_or_a_letter():
    return zipped()


@hostile("not_a_scan", "scan.pdf")
def a_zip_that_is_called_a_pdf():
    return zipped()


@hostile("not_a_scan", "scan.pdf")
def a_program_that_is_called_a_pdf():
    return b"MZ\x90\x00" + as_pdf([PAGE])


@hostile("not_a_scan", "scan.png")
def a_drawing_that_holds_a_script():
    return b"<svg onload='alert(1)'/>"


@hostile("another_kind", "scan.png")
def a_jpeg_that_is_called_a_png():
    return as_jpeg(PAGE)


@hostile("another_kind", "scan.jpg")
def a_pdf_that_is_called_a_jpeg():
    return as_pdf([PAGE])


@hostile("two_in_one")
def a_pdf_that_is_a_zip_too():
    return as_pdf([PAGE]) + zipped()


@hostile("two_in_one", "scan.jpg")
def a_jpeg_that_is_a_pdf_too():
    jpeg = as_jpeg(PAGE)
    return jpeg[:2] + b"\xff\xfe\x00\x10%PDF-1.4\n12345" + jpeg[2:]


@hostile("script")
def a_pdf_with_a_script():
    names = b"<< /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> >>"
    return bare(b"<< /Type /Catalog /Pages 2 0 R /Names %s >>" % names, ONE_PAGE, page_of())


@hostile("script")
def a_pdf_that_does_something_on_opening():
    def do(writer, _):
        action = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
        )
        writer.root_object[NameObject("/OpenAction")] = action

    return written(do)


@hostile("script")
def a_pdf_that_hides_the_name_of_its_script():
    return a_pdf_that_does_something_on_opening().replace(b"/JavaScript", b"/J#61vaScript")


@hostile("script")
def a_pdf_that_hides_its_script_in_a_packed_object():
    inner = b"4 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    catalogue = b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>"
    return bare(
        catalogue, ONE_PAGE, page_of(), b"<< >>", packed(inner, b"/Type /ObjStm /N 1 /First 4")
    )


@hostile("script")
def a_pdf_that_starts_a_program():
    action = b"<< /S /Launch /F (cmd.exe) >>"
    return bare(b"<< /Type /Catalog /Pages 2 0 R /OpenAction %s >>" % action, ONE_PAGE, page_of())


@hostile("holds_files")
def a_pdf_with_a_file_in_it():
    return written(lambda writer, _: writer.add_attachment("invoice.exe", b"MZ"))


@hostile("encrypted")
def a_locked_pdf():
    return written(lambda writer, _: writer.encrypt("secret"))


@hostile("encrypted")
def a_pdf_that_is_locked_against_printing_only():
    return written(lambda writer, _: writer.encrypt("", "secret"))


@hostile("broken")
def a_pdf_cut_off():
    return as_pdf([PAGE, PAGE])[:-600]


@hostile("broken")
def a_pdf_of_nothing():
    return b"%PDF-1.7\n" + b"\x00" * 4000 + b"%%EOF"


@hostile("broken")
def a_pdf_without_pages():
    return bare(CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>")


@hostile("too_many_pages")
def a_pdf_of_thousands_of_pages():
    count = 5_000
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + count))
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    return bare(CATALOGUE, pages, *[page_of()] * count)


@hostile("too_many_pages")
def a_pdf_that_says_it_has_a_million_pages():
    return bare(CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>", page_of())


@hostile("bomb")
def a_page_as_large_as_a_field():
    return bare(CATALOGUE, ONE_PAGE, page_of(box=b"0 0 14400 14400"))


@hostile("bomb")
def a_page_of_a_hairs_breadth():
    return bare(CATALOGUE, ONE_PAGE, page_of(box=b"0 0 0.001 842"))


@hostile("bomb")
def a_pdf_with_a_picture_as_large_as_a_house():
    picture = packed(
        bytes(10_000_000),
        b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray",
    )
    return drawing(b"q 595 0 0 842 0 0 cm /P Do Q", picture)


@hostile("bomb")
def objects_packed_a_thousandfold():
    inner = b"4 0 " + b" " * (200 << 20)
    return bare(
        CATALOGUE,
        ONE_PAGE,
        page_of(),
        packed(inner, b"/Type /ObjStm /N 1 /First 4"),
    )


@hostile("reader_ended")
def a_page_that_is_never_drawn_to_its_end():
    line = b"0 0 m 595 842 l 595 0 l 0 842 l b* "
    return bare(CATALOGUE, ONE_PAGE, page_of(b"/Contents 4 0 R"), packed(line * 400_000))


@hostile("reader_ended")
def contents_packed_a_thousandfold():
    return bare(CATALOGUE, ONE_PAGE, page_of(b"/Contents 4 0 R"), packed(b" " * (900 << 20)))


def drawing(contents, picture):
    resources = b"/Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >>"
    return bare(CATALOGUE, ONE_PAGE, page_of(resources), stream(contents), picture)


def chunk(kind, content):
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


@hostile("bomb", "scan.png")
def a_png_that_unpacks_to_a_thousand_times_its_size():
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(bytes(60_001) * 2_000, 9))
    return b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IEND", b"")


@hostile("broken", "scan.png")
def a_png_with_words_without_end():
    png = as_png(PAGE)
    words = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(b"A" * (300 << 20), 9))
    return png[:33] + words + png[33:]


@hostile("broken", "scan.png")
def a_png_cut_off():
    return as_png(Image.effect_noise((600, 600), 60))[:2_000]


@hostile("broken", "scan.jpg")
def a_jpeg_of_nothing():
    return b"\xff\xd8\xff" + bytes(2_000)


@hostile("bomb", "scan.jpg")
def a_jpeg_that_says_it_is_a_field():
    jpeg = as_jpeg(PAGE)
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", 65_000, 65_000) + jpeg[at + 4 :]


@hostile("too_many_pages", "scan.tif")
def a_tiff_of_hundreds_of_pages():
    return as_tiff([Image.new("1", (8, 8))] * 400)


@hostile("broken", "scan.tiff")
def a_tiff_whose_pages_go_round_in_a_ring():
    # A first directory of no entries, whose next is itself.
    return b"II*\x00\x08\x00\x00\x00" + struct.pack("<HI", 0, 8)


@hostile("bomb", "scan.tif")
def a_tiff_that_says_it_is_a_field():
    entries = [(256, 4, 100_000), (257, 4, 100_000), (258, 3, 8), (259, 3, 1), (262, 3, 1)]
    entries += [(273, 4, 8), (277, 3, 1), (278, 4, 100_000), (279, 4, 100)]
    rows = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
    return b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", len(entries)) + rows + bytes(200)


def zipped():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("word/document.xml", "<w/>")
    return made.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_scan_is_refused_in_words_quickly_and_in_little_room(name):
    make, code, called = HOSTILE[name]
    content = make()
    before = seconds_of_readers()

    with pytest.raises(Refused) as told:
        list(scans.read(content, called, lambda _: None))

    assert told.value.code == code
    assert seconds_of_readers() - before < SECONDS
    for language in ("en", "cy"):
        said = Texts(RESOURCES / "wording", language)(code, **told.value.values)
        assert "{" not in said


def test_no_reader_may_have_more_room():
    assert scanning.MOST_MEMORY <= MEMORY


@pytest.mark.parametrize("size", [(40 << 20), scans.MOST_BYTES + 1])
def test_a_scan_of_forty_megabytes_is_refused_before_it_is_read(tmp_path, size):
    path = tmp_path / "scan.pdf"
    with path.open("wb") as file:
        file.truncate(size)
    begun = time.perf_counter()
    with pytest.raises(Refused, match=r"scans\.too_large"):
        scans.brought([path])
    assert time.perf_counter() - begun < SECONDS


def test_the_limit_is_on_all_files_together(tmp_path):
    paths = [tmp_path / f"{number}.jpg" for number in range(3)]
    for path in paths:
        path.write_bytes(bytes(8 << 20))
    assert len(scans.brought(paths[:2])) == 2
    with pytest.raises(Refused, match=r"scans\.too_large"):
        scans.brought(paths)


@pytest.mark.parametrize("name", ["", "no-such-scan.pdf"])
def test_what_cannot_be_opened_is_told(tmp_path, name):
    with pytest.raises(Refused, match=r"scans\.cannot_open"):
        scans.brought([tmp_path / name])


def test_whatever_is_raised_meanwhile_ends_the_reader():
    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(scans.read(as_pdf([PAGE]), "scan.pdf", stop))


def test_a_reader_that_says_nothing_more_is_given_up(monkeypatch):
    monkeypatch.setattr(scans, "SILENCE", -1.0)
    with pytest.raises(Refused, match=r"scans\.reader_ended"):
        list(scans.read(as_pdf([PAGE]), "scan.pdf", lambda _: None))


def seconds_of_readers():
    spent = os.times()
    return spent.children_user + spent.children_system
