"""What a scan may be: its kinds, its limits, and what a file says of itself at first sight.

Four pages of A4 at 300 dpi are some 1 MB in one bit, 4 MB in grey and 8 MB in colour as scanners
pack them, and 35 MB of bare grey, which no scanner needs to send.
"""

import base64
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from triage_app.domain.problems import Refused
from triage_app.exchange.beside import said_by
from triage_app.exchange.foreign import shown

MOST_BYTES: Final = 20 << 20  # of all files that are dropped together
MOST_PAGES: Final = 40
MOST_DOTS: Final = 40_000_000  # of one picture: A4 at 600 dpi has 35 million
MEGABYTE: Final = 1 << 20
SILENCE: Final = 30.0  # seconds: on a slow machine a stained page takes five


class Kind(StrEnum):
    """What a scanner or a telephone makes."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"


BEGINNINGS: Final = {
    b"%PDF-": Kind.PDF,
    b"\x89PNG\r\n\x1a\n": Kind.PNG,
    b"\xff\xd8\xff": Kind.JPEG,
    b"II*\x00": Kind.TIFF,
    b"MM\x00*": Kind.TIFF,
}
SUFFIXES: Final = {
    ".pdf": Kind.PDF,
    ".png": Kind.PNG,
    ".jpg": Kind.JPEG,
    ".jpeg": Kind.JPEG,
    ".jpe": Kind.JPEG,
    ".jfif": Kind.JPEG,
    ".tif": Kind.TIFF,
    ".tiff": Kind.TIFF,
}
# Two files in one: a ZIP is found by its end, a PDF within the first kilobyte.
_ZIP_END, _LONGEST_ZIP_END = b"PK\x05\x06", 22 + 0xFFFF
_PDF_START, _PDF_ROOM = re.compile(rb"%PDF-\d"), 1024


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a reader saw it: the codes on it, how to turn it, and its picture as a JPEG."""

    texts: tuple[str, ...]
    turn: int
    blank: bool
    picture: bytes


def read(
    content: bytes, name: str, beat: Callable[[float], None], most: int = MOST_PAGES
) -> Iterator[Page]:
    """Yield the pages of a scan as a process beside this one reads them.

    With more pages than there may be it is refused before the first is read. `beat` is told all
    the while how much is done, of 1; whatever it raises ends the reader.
    """
    kind = kind_of(content, name)
    watch = _Watch(beat)
    try:
        for message, *said in said_by("scanning", (kind,), watch.beat, content):
            watch.heard()
            if message == "found":
                watch.found(said[0], most)
            else:
                texts, turn, blank, picture = said
                watch.read += 1
                yield Page(tuple(texts), turn, blank, base64.b64decode(picture))
    except Refused as refused:
        ended = refused.code == "imports.reader_ended"
        code = "scans.reader_ended" if ended else refused.code
        raise Refused(code, **{"file": shown(name), **refused.values}) from refused


class _Watch:
    """Tells how far a reader has come, and loses patience with one that says nothing more."""

    def __init__(self, tell: Callable[[float], None]) -> None:
        self._tell = tell
        self._last = time.monotonic()
        self.pages, self.read = 1, 0

    def heard(self) -> None:
        """A reader said something."""
        self._last = time.monotonic()

    def found(self, pages: int, most: int) -> None:
        """Take how many pages there are; refuse more than there may be."""
        if pages > most:
            raise Refused("scans.too_many_pages", n=pages, most=MOST_PAGES)
        self.pages = pages

    def beat(self) -> None:
        """Go on waiting, or not."""
        self._tell(self.read / self.pages)
        if time.monotonic() - self._last > SILENCE:
            raise Refused("scans.reader_ended")


def brought(paths: Sequence[Path], room: int = MOST_BYTES) -> tuple[bytes, ...]:
    """Return the bytes of some files, which together take no more than there is room for."""
    taken: list[bytes] = []
    for path in paths:
        try:
            with path.open("rb") as file:
                content = file.read(room + 1)
        except OSError as error:
            raise Refused("scans.cannot_open", file=shown(path.name)) from error
        if len(content) > room:
            raise Refused("scans.too_large", most=MOST_BYTES // MEGABYTE)
        room -= len(content)
        taken.append(content)
    return tuple(taken)


def kind_of(content: bytes, name: str) -> Kind:
    """Return what a file is by how it begins; its name must not say otherwise."""
    if not content:
        raise Refused("scans.empty", file=shown(name))
    kinds = (kind for start, kind in BEGINNINGS.items() if content.startswith(start))
    kind = next(kinds, None)
    if kind is None:
        raise Refused("scans.not_a_scan", file=shown(name))
    if SUFFIXES.get(Path(name).suffix.lower(), kind) is not kind:
        said = Path(name).suffix.lower().removeprefix(".").upper()
        raise Refused("scans.another_kind", file=shown(name), said=said, kind=kind.upper())
    _check_single(content, kind, name)
    return kind


def _check_single(content: bytes, kind: Kind, name: str) -> None:
    start = content[: _PDF_ROOM + 8]
    hidden_pdf = kind is not Kind.PDF and _PDF_START.search(start) is not None
    if hidden_pdf or _ZIP_END in content[-_LONGEST_ZIP_END:]:
        raise Refused("scans.two_in_one", file=shown(name))
