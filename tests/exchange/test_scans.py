"""Scans made from the program's own papers: every page's code read, whichever way it came."""

import io

import pytest
from PIL import Image

from tests.documents.samples import CONTRACT, REAL, texts
from tests.exchange import scanners as made
from triage_app.documents.making import make
from triage_app.exchange import scans
from triage_app.exchange.scan_codes import codes
from triage_app.exchange.scans import Kind

WAYS = {
    "as it is": lambda page: page,
    "a quarter turn": lambda page: made.turned(page, 90),
    "upside down": lambda page: made.turned(page, 180),
    "three quarters": lambda page: made.turned(page, 270),
    "askew": lambda page: made.skewed(page, 1.5),
    "askew the other way": lambda page: made.skewed(page, -2.5),
    "grey": made.greyed,
    "faint": lambda page: made.greyed(page, 225, 165),
    "dotted": made.noisy,
    "grainy": made.grainy,
    "one bit": made.one_bit,
    "one bit, dark": lambda page: made.one_bit(page, 200),
    "one bit, light, askew, dotted": lambda page: made.one_bit(
        made.noisy(made.skewed(page, 1)), 80
    ),
    "blurred": made.blurred,
    "signed": made.signed,
    "in blue": lambda page: made.signed(page, colour=(40, 60, 170)),
}
TURNS = {"a quarter turn": 270, "upside down": 180, "three quarters": 90}


@pytest.fixture(scope="module")
def paper():
    return make(CONTRACT, "both", REAL, texts)


def read(content, name="scan.pdf"):
    return list(scans.read(content, name, lambda _: None))


def marks(pages, code=REAL.code):
    return [page.texts for page in pages] == [(f"{code}/{n}",) for n, _ in enumerate(pages, 1)]


@pytest.mark.parametrize("dpi", [150, 200])
@pytest.mark.parametrize("way", WAYS)
def test_every_page_is_read_whichever_way_it_came(paper, way, dpi):
    (found,) = read(made.as_pdf([WAYS[way](made.rasters(paper.pdf, dpi)[0])], dpi))
    assert found.texts == (f"{REAL.code}/1",)
    assert found.turn == TURNS.get(way, 0)


def test_a_whole_paper_is_read_page_by_page(paper):
    found = read(made.as_pdf(made.rasters(paper.pdf)))
    assert len(found) == paper.pages == 3
    assert marks(found)


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "group4"])
def test_a_tiff_is_read_page_by_page(paper, compression):
    pages = [made.one_bit(page) for page in made.rasters(paper.pdf)]
    assert marks(read(made.as_tiff(pages, compression), "scan.tif"))


def test_pictures_are_read_as_well(paper):
    page = made.rasters(paper.pdf)[1]
    deep = Image.frombytes("I;16", page.size, b"".join(bytes((0, dot)) for dot in page.tobytes()))
    for content, name in (
        (made.as_png(page), "page.png"),
        (made.as_png(page.convert("P")), "page.png"),
        (made.as_png(page.convert("RGBA")), "page.png"),
        (made.as_png(deep), "page.png"),
        (made.as_jpeg(page), "page.JPG"),
        (made.as_jpeg(page.convert("CMYK")), "page.jpeg"),
        (made.as_jpeg(page), "page"),
    ):
        (found,) = read(content, name)
        assert found.texts == (f"{REAL.code}/2",), name


def test_a_telephone_that_says_how_it_was_held_is_believed(paper):
    page = made.rasters(paper.pdf)[0]
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6  # turn it a quarter clockwise to see it
    made.turned(page, 270).save(out, "JPEG", exif=exif)
    (found,) = read(out.getvalue(), "IMG_0417.jpg")
    assert (found.texts, found.turn) == ((f"{REAL.code}/1",), 0)
    assert Image.open(io.BytesIO(found.picture)).size[1] > 2000


def test_what_is_filed_keeps_the_blue_of_a_signature_and_no_colour_where_there_is_none(paper):
    page = made.rasters(paper.pdf)[0]
    blue, grey = made.signed(page, colour=(40, 60, 170)), made.signed(page).convert("RGB")
    modes = [Image.open(io.BytesIO(one.picture)).mode for one in read(made.as_pdf([blue, grey]))]
    assert modes == ["RGB", "L"]


def test_a_back_without_anything_on_it_is_blank_and_a_written_one_is_not(paper):
    front = made.rasters(paper.pdf)[0]
    back = made.noisy(Image.new("L", front.size, 236), share=0.001)
    written = made.signed(Image.new("L", front.size, 236))
    found = read(made.as_pdf([front, back, written]))
    assert [page.blank for page in found] == [False, True, False]
    assert [len(page.texts) for page in found] == [1, 0, 0]


def test_a_code_under_a_stain_is_not_guessed(paper):
    assert codes(made.covered(made.rasters(paper.pdf, 150)[0])) == ((), 0)


def test_a_real_scan_of_four_pages_in_colour_at_300_dpi_fits_the_limit(paper):
    pages = made.rasters(paper.pdf, 300)
    pages = [made.grainy(page.convert("L"), depth=12).convert("RGB") for page in (*pages, pages[0])]
    scan = made.as_pdf(pages, 300, quality=85)
    assert len(scan) < scans.MOST_BYTES
    assert len(read(scan)) == 4


def test_progress_goes_from_nothing_to_all(paper):
    told = []
    list(scans.read(made.as_pdf(made.rasters(paper.pdf)), "scan.pdf", told.append))
    assert told[0] == 0
    assert told == sorted(told)
    assert told[-1] <= 1


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", b"%PDF-1.4", Kind.PDF),
        ("A.PDF", b"%PDF-1.4", Kind.PDF),
        ("scan", b"\x89PNG\r\n\x1a\n", Kind.PNG),
        ("scan.scan", b"\xff\xd8\xff\xe0", Kind.JPEG),
        ("a.TIFF", b"MM\x00*", Kind.TIFF),
    ],
)
def test_a_file_is_what_it_begins_as(name, content, kind):
    assert scans.kind_of(content, name) is kind
