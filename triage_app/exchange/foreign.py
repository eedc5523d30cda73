"""Open a file that somebody else has made: a ZIP or plain text, within limits, never unpacked.

Nothing of such a file is trusted: not its name, not the sizes it declares, not that it ends. Text
is read a block at a time and a member of a ZIP straight out of it, so that no file costs more
memory than a block and its longest line; no member's name is ever used as a path.
"""

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from triage_app.domain.problems import Refused

BLOCK: Final = 1 << 20  # bytes read at a time
# A row of ONSPD has 53 columns and 500 characters; a longer line belongs to something else.
LONGEST_LINE: Final = 16_384
# ONSPD lies in its ZIP twice, whole and in 124 parts, among some hundred documents.
MOST_MEMBERS: Final = 2_000
# Room for the names of so many members; a ZIP's directory is read whole before it can be judged.
LONGEST_DIRECTORY: Final = 2 << 20
# ONSPD holds 1.4 GB of text; Code-Point Open 160 MB.
MOST_TEXT: Final = 4 << 30
# Lists of postcodes shrink some tenfold. A bomb of one letter shrinks a thousandfold.
MOST_SHRUNK: Final = 100

_ZIP, _EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
# Where a ZIP ends: its last record, with a comment of up to 64 kB; before it that of a large one.
_END, _LOCATOR, _LOCATOR_BYTES, _LONGEST_END = _EMPTY_ZIP, b"PK\x06\x07", 20, 22 + 0xFFFF
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_MARK = b"\xef\xbb\xbf"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# An absolute path, a drive, or a step up: no member of a published list has one.
_LEADS_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)")
_WORKBOOK = "[Content_Types].xml"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


class ForeignFile:
    """An open file: what kind it is, the texts in it, how far they have been read."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file, self.size = file, size
        self._read = 0
        start = self._start(file)
        self.is_zip = start.startswith((_ZIP, _EMPTY_ZIP))
        self._zip = self._opened() if self.is_zip else None
        if self._zip is None:
            _check_text(start)

    @property
    def at(self) -> int:
        """How many bytes of the file have been read."""
        return self._read

    def members(self) -> list[str]:
        """Return the names in a ZIP, in its order; a plain text has none."""
        return [one.filename for one in self._zip.infolist()] if self._zip else []

    def lines(self, member: str = "") -> Iterator[list[str]]:
        """Yield the lines of a text, or of a member of a ZIP, a block of them at a time."""
        if self._zip is None:
            self._file.seek(0)
            yield from _lines(self._blocks(self._file))
            return
        info = self._zip.getinfo(member)
        with _whole(), self._zip.open(info) as text:
            blocks = self._blocks(text, info.compress_size / max(info.file_size, 1))
            start = next(blocks, b"")
            _check_text(start)
            yield from _lines(_after(start, blocks))
            if text.tell() != info.file_size:
                raise Refused("imports.broken")

    def text(self, most: int, member: str = "") -> str:
        """Return a whole text of at most so many bytes."""
        if self._zip is None:
            self._file.seek(0)
            return _decoded(self._short(self._file, most))
        with _whole(), self._zip.open(member) as text:
            return _decoded(self._short(text, most))

    def digest(self) -> str:
        """Return the SHA-256 of the file as it lies there."""
        self._file.seek(0)
        whole = hashlib.sha256()
        while block := self._file.read(BLOCK):
            whole.update(block)
        return whole.hexdigest()

    @staticmethod
    def _start(file: IO[bytes]) -> bytes:
        start = file.read(4096)
        if not start:
            raise Refused("imports.empty")
        return start

    def _opened(self) -> zipfile.ZipFile:
        if _directory(self._file, self.size) > LONGEST_DIRECTORY:
            raise Refused("imports.bomb")
        with _whole():
            opened = zipfile.ZipFile(self._file)
        _check_members(opened.infolist(), self.size)
        return opened

    def _blocks(self, text: IO[bytes], weight: float = 1.0) -> Iterator[bytes]:
        """Yield a text in blocks, counting what of the file they took."""
        taken = 0
        while block := text.read(BLOCK):
            taken += len(block)
            if taken > MOST_TEXT:
                raise Refused("imports.too_large")
            self._read += round(len(block) * weight)
            yield block

    def _short(self, text: IO[bytes], most: int) -> bytes:
        whole = text.read(most + 1)
        if len(whole) > most:
            raise Refused("imports.too_large")
        self._read += len(whole)
        return whole


@contextmanager
def opened(path: Path) -> Iterator[ForeignFile]:
    """Open a foreign file for reading; one that cannot be read is refused in words."""
    try:
        with path.open("rb") as file:
            yield ForeignFile(file, path.stat().st_size)
    except OSError as error:
        raise Refused("imports.unreadable") from error
    except MemoryError as error:
        raise Refused("imports.too_large") from error


@contextmanager
def _whole() -> Iterator[None]:
    """Refuse a ZIP that is cut off, altered, or does not hold what it declares."""
    try:
        yield
    except _BROKEN as error:
        raise Refused("imports.broken") from error


def _directory(file: IO[bytes], size: int) -> int:
    """Return how long a ZIP's directory says it is; a ZIP without an end has been cut off."""
    file.seek(max(0, size - _LONGEST_END))
    tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + 22:
        raise Refused("imports.broken")
    (length,) = struct.unpack_from("<I", tail, end + 12)
    if end >= _LOCATOR_BYTES and tail.startswith(_LOCATOR, end - _LOCATOR_BYTES):
        (place,) = struct.unpack_from("<Q", tail, end - _LOCATOR_BYTES + 8)
        file.seek(min(place, size))
        record = file.read(56)
        (length,) = struct.unpack_from("<Q", record.ljust(56, b"\xff"), 40)
    return int(length)


def _check_members(members: list[zipfile.ZipInfo], size: int) -> None:
    if len(members) > MOST_MEMBERS:
        raise Refused("imports.too_many_members", n=len(members), most=MOST_MEMBERS)
    # Members that share their bytes are declared longer than the file is: a bomb's trick.
    if sum(one.compress_size for one in members) > size or any(map(_is_bomb, members)):
        raise Refused("imports.bomb")
    for one in members:
        if _LEADS_OUT.search(one.filename):
            raise Refused("imports.leads_out", member=shown(one.filename))
        if one.flag_bits & _ENCRYPTED:
            raise Refused("imports.encrypted")
        if one.compress_type not in _METHODS:
            raise Refused("imports.broken")
    if any(one.filename == _WORKBOOK for one in members):
        raise Refused("imports.workbook")


def _is_bomb(one: zipfile.ZipInfo) -> bool:
    return one.file_size > max(BLOCK, MOST_SHRUNK * one.compress_size)


def _check_text(start: bytes) -> None:
    """Refuse what is not text, or is text of two bytes a letter."""
    if start.startswith(_UTF_16):
        raise Refused("imports.utf_16")
    if b"\x00" in start:
        zeros = sorted((start[0::2].count(0), start[1::2].count(0)))
        every_other = zeros[0] <= len(start) // 50 and zeros[1] >= len(start) // 3
        raise Refused("imports.utf_16" if every_other else "imports.not_text")


def _lines(blocks: Iterator[bytes]) -> Iterator[list[str]]:
    rest = b""
    first = True
    for block in blocks:
        whole, cut, after = (rest + block).rpartition(b"\n")
        if len(after) > LONGEST_LINE:
            raise Refused("imports.long_line", most=LONGEST_LINE)
        rest = after
        if cut:
            lines = _decoded(whole, marked=first).split("\n")
            first = False
            yield lines
    if rest:
        yield [_decoded(rest, marked=first)]


def _after(start: bytes, blocks: Iterator[bytes]) -> Iterator[bytes]:
    yield start
    yield from blocks


def _decoded(text: bytes, *, marked: bool = True) -> str:
    if marked:
        text = text.removeprefix(_UTF_8_MARK)
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("imports.not_text") from error


def shown(text: str, most: int = 60) -> str:
    """Return a piece of a foreign text, short and in one line, to be quoted in a sentence."""
    plain = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )
    return plain if len(plain) <= most else f"{plain[:most]}…"
