"""Spoils papers on purpose, so that the checker is seen to find what it should."""

import io

from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from triage_app.documents.faces import REGULAR


def stamped(pdf, draw, page=1):
    """Return the paper with something drawn over one of its pages."""
    over = io.BytesIO()
    canvas = Canvas(over, pagesize=A4, initialFontName=REGULAR)
    canvas.setFont(REGULAR, 12)
    draw(canvas)
    canvas.save()
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.pages[page - 1].merge_page(PdfReader(over).pages[0])
    return _written(writer)


def without_page(pdf, page):
    """Return the paper with one page taken out."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.remove_page(writer.pages[page - 1])
    return _written(writer)


def with_blank_page(pdf):
    """Return the paper with an empty page behind it."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.add_blank_page()
    return _written(writer)


def _written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
