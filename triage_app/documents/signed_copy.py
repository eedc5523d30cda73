"""The signed copy of a paper, from the pictures of its pages: upright, in order, one to a sheet.

Nothing of the scanned file itself is in it, so it may be given on where that file may not.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

QUARTER, HALF, THREE_QUARTERS = 90, 180, 270


@dataclass(frozen=True, slots=True)
class Sheet:
    """The picture of one page, a JPEG, and how far clockwise it is to be turned."""

    picture: bytes
    turn: int = 0


def signed_copy(sheets: Sequence[Sheet], code: str) -> bytes:
    """Return the PDF of some pages of a paper's code; the same pages make the same bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for describe in (canvas.setTitle, canvas.setAuthor, canvas.setCreator, canvas.setSubject):
        describe(code)
    for sheet in sheets:
        _draw(canvas, sheet)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, sheet: Sheet) -> None:
    """Fill the page with the picture, whole, and as it was proportioned."""
    picture = ImageReader(io.BytesIO(sheet.picture))
    wide, high = picture.getSize()
    across, down = (high, wide) if sheet.turn in (QUARTER, THREE_QUARTERS) else (wide, high)
    room = landscape(A4) if across > down else A4
    canvas.setPageSize(room)
    scale = min(room[0] / across, room[1] / down)
    canvas.translate((room[0] - across * scale) / 2, (room[1] - down * scale) / 2)
    canvas.scale(scale, scale)
    canvas.translate(*{0: (0, 0), 90: (0, wide), 180: (wide, high), 270: (high, 0)}[sheet.turn])
    canvas.rotate(-sheet.turn)
    canvas.drawImage(picture, 0, 0, wide, high)
