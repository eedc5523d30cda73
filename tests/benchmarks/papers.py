"""Q4: the contract as a PDF, against a bare canvas that breaks the same lines itself."""

import io
from dataclasses import dataclass

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTTextBox
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from tests.benchmarks.ratio import Ratio, beside
from tests.documents.samples import CONTRACT, REAL, texts
from triage_app.documents.faces import REGULAR, STRONG
from triage_app.documents.making import make

AT_MOST = 2.5
MERGE = 0.9  # seconds a word processor takes to merge one, and make a PDF of it
TIMES_FASTER = 30
TIMES = 40


@dataclass(frozen=True)
class Words:
    """A run of words on a page: where, how wide, and in what they stand."""

    page: int
    x: float
    top: float
    width: float
    font: str
    size: float
    text: str


def measure(_asked):
    """Yield a ratio for each edition."""
    for language in ("en", "cy", "both", "en_large", "cy_large"):
        made = make(CONTRACT, language, REAL, texts)
        words = words_of(made.pdf)

        def ours(language=language):
            make(CONTRACT, language, REAL, texts)

        def floor(words=words, pages=made.pages):
            draw(words, pages)

        seconds, bare = beside(ours, floor, TIMES)
        yield Ratio(f"contract, {language}", seconds, bare, AT_MOST)
        yield Ratio(f"contract, {language}, against a merge", seconds, MERGE, 1 / TIMES_FASTER)


def words_of(pdf):
    """Read a paper's own words back, box by box."""
    return [
        words_in(number, box)
        for number, page in enumerate(extract_pages(io.BytesIO(pdf)))
        for box in page
        if isinstance(box, LTTextBox) and box.get_text().strip()
    ]


def words_in(page, box):
    first = next(one for line in box for one in line if isinstance(one, LTChar))
    font = STRONG if "emi" in first.fontname or "old" in first.fontname else REGULAR
    text = " ".join(box.get_text().split())
    return Words(page, box.x0, box.y1, box.width + 2, font, first.size, text)


def draw(words, pages):
    """Break the same words and draw them on a canvas: no line, no picture, no code to scan."""
    canvas = Canvas(io.BytesIO(), pagesize=A4, invariant=1, initialFontName=REGULAR)
    for page in range(pages):
        for one in words:
            if one.page == page:
                draw_words(canvas, one)
        canvas.showPage()
    canvas.save()


def draw_words(canvas, one):
    canvas.setFont(one.font, one.size)
    lines = simpleSplit(one.text, one.font, one.size, one.width)
    for number, line in enumerate(lines, start=1):
        canvas.drawString(one.x, one.top - number * one.size * 1.2, line)
