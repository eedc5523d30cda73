"""Several PDFs joined into one: bookmarks, links from the index, and each page's number in it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.errors import PyPdfError
from reportlab.lib.colors import black, white
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from triage_app.documents.faces import REGULAR, STRONG, Face
from triage_app.documents.page import Running

STAMP: Final = Face(STRONG, 9.5, 11.9)
# Below the office's line and left of the code to scan: nothing of ours is printed there.
CORNER: Final = (20 * mm, 5.5 * mm)
PAD: Final = 1 * mm
# What a damaged file makes of its reader, besides the reader's own errors.
BROKEN: Final = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
Place = tuple[float, float, float, float]  # x, y, width, height


class Unreadable(Exception):  # noqa: N818 - a fact about a file, put to whoever joins it
    """A file that is no PDF, or none that can be read."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One of the PDFs, what its bookmark says, and what is stamped on each page of it."""

    title: str
    pdf: bytes = field(repr=False)
    stamps: tuple[str, ...] = ()


def pages_in(pdf: bytes) -> int:
    """Return how many pages a PDF has, having read each: one that cannot be joined is told now."""
    try:
        pages = PdfReader(io.BytesIO(pdf)).pages
        for page in pages:
            PdfWriter().add_page(page)
        count = len(pages)
    except BROKEN as error:
        raise Unreadable from error
    if not count:
        raise Unreadable
    return count


def joined(
    leaves: Sequence[Leaf], links: Sequence[tuple[int, Place, int]], running: Running
) -> bytes:
    """Return one PDF of them all; a link leads from a place of a page to the start of another."""
    writer = PdfWriter()
    for leaf in leaves:
        start = len(writer.pages)
        for number, page in enumerate(PdfReader(io.BytesIO(leaf.pdf)).pages):
            added = writer.add_page(page)
            if leaf.stamps:
                _stamp(added, leaf.stamps[number])
        writer.add_outline_item(title=leaf.title, page_number=start)
    for place, (x, y, width, height), target in links:
        link = Link(rect=(x, y, x + width, y + height), target_page_index=target - 1)
        writer.add_annotation(place - 1, link)
    _describe(writer, running)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _stamp(page: PageObject, text: str) -> None:
    """Print a page's number in the whole over it, on white, whatever lies there."""
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    out = io.BytesIO()
    face: Any = REGULAR  # a name, whatever the stubs say; without it, Helvetica
    canvas = Canvas(out, pagesize=(width, height), invariant=1, initialFontName=face)
    x, y = CORNER
    wide = pdfmetrics.stringWidth(text, STAMP.font, STAMP.size)
    canvas.setFillColor(white)
    canvas.setStrokeColor(black)
    canvas.setLineWidth(0.5)
    canvas.rect(x, y, wide + 2 * PAD, STAMP.leading + PAD, fill=1)
    canvas.setFillColor(black)
    canvas.setFont(STAMP.font, STAMP.size)
    canvas.drawString(x + PAD, y + PAD + 1.5, text)
    canvas.showPage()
    canvas.save()
    page.merge_page(PdfReader(io.BytesIO(out.getvalue())).pages[0])


def _describe(writer: PdfWriter, running: Running) -> None:
    """Set the properties as every paper's: its number, never a person."""
    owner = " / ".join(running.owner)
    writer.add_metadata(
        {
            "/Title": " / ".join(running.paper),
            "/Author": owner,
            "/Creator": owner,
            "/Producer": owner,
            "/Subject": running.subject,
        }
    )
