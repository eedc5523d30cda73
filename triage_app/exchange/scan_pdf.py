"""A scanned PDF: refused where it holds more than pictures of paper, then drawn page by page.

Its pages are drawn by PDFium, built without scripts and forms. What is refused is refused because
the bytes are kept as they came, and somebody may open them with another reader.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as bare
from PIL import Image

from triage_app.domain.problems import Refused
from triage_app.exchange.scans import MOST_DOTS, MOST_PAGES

LONGEST_SIDE: Final = 3508  # dots that a page is drawn with: A4 at 300 dpi
# A PDF that says 72 dpi of a scan at 600 is 7,016 points high; 14,400 is the most there can be.
LONGEST_POINTS: Final = 7_200
MOST_UNPACKED: Final = 8 << 20  # of all object streams: a scan's hold a few kilobytes
DEEPEST: Final = 3  # forms within forms that are looked into for pictures

_END: Final = re.compile(rb"%%EOF")
_STREAM: Final = re.compile(rb"\bstream\r?\n")
_ENDSTREAM: Final = b"endstream"
_DICTIONARY: Final = 2_000  # bytes before a stream in which its dictionary is looked for
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_DOES_THINGS: Final = re.compile(
    rb"/(JavaScript|JS|Launch|SubmitForm|ImportData|RichMedia|Rendition|Movie|Sound|3D)"
    rb"(?![A-Za-z0-9_.-])"
)
_HOLDS_FILES: Final = re.compile(rb"/(EmbeddedFiles?|Filespec|GoToE|XFA)(?![A-Za-z0-9_.-])")
_ENCRYPT: Final = re.compile(rb"/Encrypt(?![A-Za-z0-9_.-])")
_FILTER: Final = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")


def check(content: bytes) -> None:
    """Refuse a PDF that does things, holds other files, is locked, or was cut off."""
    if _END.search(content[-1024:]) is None:
        raise Refused("scans.broken")
    for text in _structure(content):
        plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)
        if _ENCRYPT.search(plain):
            raise Refused("scans.encrypted")
        if _DOES_THINGS.search(plain):
            raise Refused("scans.script")
        if _HOLDS_FILES.search(plain):
            raise Refused("scans.holds_files")


def _structure(content: bytes) -> Iterator[bytes]:
    """Yield whatever says what is in a PDF: all but the streams, and the object streams unpacked.

    Pictures are left out, in which any three letters may stand by chance.
    """
    room, at, outside = MOST_UNPACKED, 0, []
    while (begun := _STREAM.search(content, at)) is not None:
        outside.append(content[at : begun.start()])
        end = content.find(_ENDSTREAM, begun.end())
        end = len(content) if end < 0 else end
        said = content[max(at, begun.start() - _DICTIONARY) : begun.start()]
        if b"/ObjStm" in said[said.rfind(b"obj") :]:
            unpacked = _unpacked(said, content[begun.end() : end], room)
            room -= len(unpacked)
            yield unpacked
        at = min(end + len(_ENDSTREAM), len(content))
    outside.append(content[at:])
    yield b"\n".join(outside)


def _unpacked(said: bytes, packed: bytes, room: int) -> bytes:
    filters = _FILTER.findall(said[said.rfind(b"obj") :])
    if filters and filters[0].strip(b"[] ") != b"/FlateDecode":
        raise Refused("scans.broken")
    if not filters:
        return packed
    try:
        unpacked = zlib.decompressobj().decompress(packed, room + 1)
    except zlib.error as error:
        raise Refused("scans.broken") from error
    if len(unpacked) > room:
        raise Refused("scans.bomb")
    return unpacked


class ScannedPdf:
    """An open PDF whose pages can be drawn, one at a time."""

    def __init__(self, content: bytes) -> None:
        check(content)
        try:
            self._document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as error:
            locked = "password" in str(error).lower()
            raise Refused("scans.encrypted" if locked else "scans.broken") from error
        self.pages = len(self._document)
        self._check_whole()

    def _check_whole(self) -> None:
        handle = self._document.raw
        if bare.FPDF_GetSecurityHandlerRevision(handle) != -1:
            raise Refused("scans.encrypted")
        if bare.FPDFDoc_GetJavaScriptActionCount(handle) > 0:
            raise Refused("scans.script")
        if bare.FPDFDoc_GetAttachmentCount(handle) > 0:
            raise Refused("scans.holds_files")
        if self.pages > MOST_PAGES:
            raise Refused("scans.too_many_pages", n=self.pages, most=MOST_PAGES)
        if self.pages == 0:
            raise Refused("scans.broken")

    def draw(self, number: int) -> Image.Image:
        """Return a page, from 1, as it would be seen."""
        try:
            page = self._document[number - 1]
        except pdfium.PdfiumError as error:
            raise Refused("scans.broken") from error
        wide, high = page.get_size()
        if not 1 <= min(wide, high) <= max(wide, high) <= LONGEST_POINTS:
            raise Refused("scans.bomb")
        self._check_pictures(page)
        scale = LONGEST_SIDE / max(wide, high)
        drawn: Image.Image = page.render(scale=scale, rev_byteorder=True).to_pil()
        page.close()
        return drawn.convert("RGB")

    @staticmethod
    def _check_pictures(page: pdfium.PdfPage) -> None:
        """Refuse a picture whose dots alone would fill the reader."""
        pictures = page.get_objects(filter=[bare.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST)
        for one in pictures:
            wide, high = one.get_px_size()
            if wide * high > MOST_DOTS:
                raise Refused("scans.bomb")
