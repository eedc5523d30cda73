"""Draws a page of a paper as a printer would, for whoever scans it."""

import io

from PIL import Image
from PySide6.QtCore import QBuffer, QSize
from PySide6.QtPdf import QPdfDocument

WIDTH, HEIGHT = 1654, 2339  # A4 at 200 dots to the inch


def image_of(pdf, page):
    """Return one page in black on white."""
    buffer = QBuffer()
    buffer.setData(pdf)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)
    document.load(buffer)
    drawn = document.render(page - 1, QSize(WIDTH, HEIGHT))
    out = QBuffer()
    out.open(QBuffer.OpenModeFlag.WriteOnly)
    drawn.save(out, "PNG")
    document.close()
    over = Image.open(io.BytesIO(bytes(out.data()))).convert("RGBA")
    sheet = Image.new("RGBA", over.size, "white")
    return Image.alpha_composite(sheet, over).convert("L")
