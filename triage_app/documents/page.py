"""A paper's pages: laid out first and drawn after, so that each knows its number."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any, Final

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from triage_app.documents.faces import HEAVY, REGULAR, STRONG, Face, printable
from triage_app.documents.layout import FRAME, LARGE_FRAME, Frame, Item, Placed, paginate
from triage_app.documents.qr import SIDE, draw_qr

STRIP: Final = Face(HEAVY, 12, 14)
HEADER_BASES: Final = {1: (277 * mm,), 2: (279.4 * mm, 275.4 * mm)}  # one line, or two
CREST: Final = (30 * mm, 8 * mm)  # at most; it stands between the text and the strip
CREST_BASE: Final = 274 * mm
PAGE_ROOM: Final = 36 * mm  # for the page's number, at the right of whom to call


@dataclass(frozen=True, slots=True)
class Margins:
    """The frame between head and foot, and the faces that those are set in."""

    frame: Frame
    header: Face
    call: Face
    hours: Face
    office: Face


STANDARD: Final = Margins(
    frame=FRAME,
    header=Face(STRONG, 10, 12.5),
    call=Face(STRONG, 12, 14.4),
    hours=Face(REGULAR, 11.5, 13.8),
    office=Face(STRONG, 9.5, 11.9),
)
LARGE: Final = Margins(
    frame=LARGE_FRAME,
    header=Face(STRONG, 16, 20),
    call=Face(STRONG, 16, 19.2),
    hours=Face(REGULAR, 16, 19.2),
    office=Face(STRONG, 12, 15),
)


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page: whose paper, which, its page, and whom to call."""

    owner: tuple[str, ...]  # one line a language, as is what follows
    paper: tuple[str, ...]
    subject: str  # kind, language and scheme version, for the document's properties
    pages: tuple[str, ...]  # with the blanks page and pages
    calls: tuple[str, ...]
    hours: tuple[str, ...]
    notes: tuple[str, ...]  # what the office needs: proof-reading, scheme, code
    code: str  # none: a draft, which has no code to scan
    strip: str = ""  # PRACTICE, DRAFT
    language: str = "en-GB"
    large: bool = False
    crest: bytes = field(default=b"", repr=False)  # none: the force supplies none


# ---------------------------------------------------------------- header and footer


@dataclass(frozen=True, slots=True)
class _Margin:
    """The edge of one page being drawn: lines of words, set smaller where they would not fit."""

    canvas: Canvas
    running: Running
    faces: Margins

    @property
    def frame(self) -> Frame:
        return self.faces.frame

    @property
    def right(self) -> float:
        return self.frame.left + self.frame.width

    def left_line(self, text: str, base: float, face: Face, room: float) -> None:
        self.canvas.drawString(self.frame.left, base, self._set(text, face, room))

    def right_line(self, text: str, place: tuple[float, float], face: Face, room: float) -> None:
        self.canvas.drawRightString(*place, self._set(text, face, room))

    def _set(self, text: str, face: Face, room: float) -> str:
        shown = printable(text)
        wide = max(1.0, pdfmetrics.stringWidth(shown, face.font, 1))
        self.canvas.setFont(face.font, min(face.size, room / wide))
        return shown

    def draw(self, page: int, pages: int) -> None:
        self.canvas.setStrokeColor(black)
        self.canvas.setFillColor(black)
        self._head()
        self._foot(page, pages)

    def _head(self) -> None:
        canvas, left, width = self.canvas, self.frame.left, self.frame.width
        if self.running.strip:
            canvas.setLineWidth(1.5)
            canvas.rect(left, 283 * mm, width, 7 * mm)
            text = self._set(self.running.strip, STRIP, width - 6 * mm)
            canvas.drawCentredString(left + width / 2, 286.5 * mm - STRIP.size / 3, text)
        aside = self._crest()
        for words, base in _header_lines(self.running.owner):
            shown = self._set(words, self.faces.header, width / 2 - aside)
            canvas.drawString(left + aside, base, shown)
        for words, base in _header_lines(self.running.paper):
            self.right_line(words, (self.right, base), self.faces.header, width / 2)

    def _crest(self) -> float:
        """Draw the force's crest, if it supplies one; return the room that it takes."""
        if not self.running.crest:
            return 0
        image = ImageReader(io.BytesIO(self.running.crest))
        wide, high = image.getSize()
        scale = min(CREST[0] / wide, CREST[1] / high)
        corner = (self.frame.left, CREST_BASE)
        self.canvas.drawImage(image, *corner, wide * scale, high * scale, mask="auto")
        return float(wide * scale + 2 * mm)

    def _foot(self, page: int, pages: int) -> None:
        """Whom to call and the page's number; then hours; then what the office needs."""
        running, base, faces = self.running, self.frame.bottom - 2 * mm, self.faces
        room = self.frame.width - SIDE - 5 * mm
        self.canvas.setLineWidth(1)
        self.canvas.line(self.frame.left, base, self.right, base)
        if running.code:
            corner = (self.right - SIDE, base - 1.5 * mm - SIDE)
            draw_qr(self.canvas, f"{running.code}/{page}", *corner)
        for call, count in zip_longest(running.calls, running.pages, fillvalue=""):
            base -= faces.call.leading
            self.left_line(call, base, faces.call, room - (PAGE_ROOM if count else 0))
            numbered = count.format(page=page, pages=pages)
            self.right_line(numbered, (self.frame.left + room, base), faces.call, PAGE_ROOM)
        for hours in running.hours:
            base -= faces.hours.leading
            self.left_line(hours, base, faces.hours, room)
        for note in running.notes:
            base -= faces.office.leading
            self.left_line(note, base, faces.office, room)


def _header_lines(lines: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    """Return each line with its base line; two share the height that one stands in."""
    return zip(lines, HEADER_BASES[len(lines)], strict=True)


def spaced(code: str) -> str:
    """Write a code in fours, as it is read out: 7QK4 M9T2 XWJ5 H8R3."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


# ---------------------------------------------------------------- the paper


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper, and where each block of it stands."""

    pdf: bytes = field(repr=False)
    placed: tuple[Placed, ...]
    pages: int


def render(
    items: Sequence[Item],
    running: Running,
    frame: Frame | None = None,
    whole: tuple[int, int] | None = None,
) -> Paper:
    """Lay out, then draw: pages are counted before the first begins. Same items, same bytes.

    `whole`: of a part of something longer, how many pages come before it, and how many there are.
    """
    faces = LARGE if running.large else STANDARD
    frame = frame or faces.frame
    placed = paginate(items, frame)
    pages = placed[-1].page
    before, total = whole or (0, pages)
    out = io.BytesIO()
    first_face: Any = REGULAR  # a name, whatever the stubs say; without it, Helvetica
    canvas = Canvas(
        out, pagesize=A4, invariant=1, initialFontName=first_face, lang=running.language
    )
    _describe(canvas, running)
    margin = _Margin(canvas, running, replace(faces, frame=frame))
    for page in range(1, pages + 1):
        margin.draw(before + page, total)
        for one in placed:
            if one.page == page:
                one.block.drawOn(canvas, one.x, one.y)
        canvas.showPage()
    canvas.save()
    return Paper(out.getvalue(), tuple(placed), pages)


def _describe(canvas: Canvas, running: Running) -> None:
    """Set the properties: a printer's queue shows them, so they name the paper, never a person."""
    canvas.setTitle(" / ".join(running.paper))
    owner = " / ".join(running.owner)
    canvas.setAuthor(owner)
    canvas.setCreator(owner)
    canvas.setSubject(running.subject)
