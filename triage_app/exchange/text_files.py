"""Files of text from other programs: what they are written in, and what they are if not text."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from triage_app.domain.problems import Refused

# What a file begins with, and the kind it is of then: each has its sentence.
MAGIC: Final = (
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "old_office"),
    (b"\x1f\x8b", "packed"),
    (b"7z\xbc\xaf", "packed"),
    (b"Rar!", "packed"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"{\\rtf", "document"),
    (b"<!DOCTYPE", "web_page"),
    (b"<!doctype", "web_page"),
    (b"<html", "web_page"),
    (b"<HTML", "web_page"),
    (b"<?xml", "web_page"),
)
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE: Final = 8192
MANY: Final = 0.3  # of a sample: so many NULs on one side are the other half of UTF-16
STRANGE: Final = 0.05  # so many control characters are no text
ALLOWED: Final = frozenset("\t\r\n\x00\x1a\ufeff\ufffd")


@dataclass(frozen=True, slots=True)
class Text:
    """Bytes that are text, and the encoding they are in."""

    data: bytes = field(repr=False)
    encoding: str

    def lines(self) -> Iterator[str]:
        """Yield its lines, whichever way they end, decoded a little at a time.

        What cannot be decoded comes as U+FFFD: it spoils its own line and no other.
        """
        yield from io.TextIOWrapper(io.BytesIO(self.data), self.encoding, "replace", newline=None)


def decoded(name: str, data: bytes) -> Text:
    """Find out what a file's text is written in; refuse by its kind what is none."""
    if kind := _kind(data):
        code = f"custody_log.is_{kind}"
        raise Refused(code, file=name)
    text = Text(data, _encoding(data))
    beginning = "".join(_sample(text))
    if not beginning.strip("\ufeff\x00 \t\r\n\x1a"):
        code = "custody_log.is_not_text" if "\x00" in beginning else "custody_log.is_empty"
        raise Refused(code, file=name)
    strange = sum(not one.isprintable() and one not in ALLOWED for one in beginning)
    if strange > STRANGE * len(beginning) or beginning.count("\x00") > STRANGE * len(beginning):
        raise Refused("custody_log.is_not_text", file=name)
    return text


def _kind(data: bytes) -> str:
    start = data[:64].lstrip()
    if data.startswith(ZIP):
        listed = data[:SAMPLE] + data[-SAMPLE * 8 :]
        return "workbook" if b"xl/" in listed else "zip"
    return next((kind for magic, kind in MAGIC if start.startswith(magic)), "")


def _encoding(data: bytes) -> str:
    """Return the encoding: by its mark, by its NULs, UTF-8 where it is that, or Windows' own."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd > MANY * half and even < odd / 4:
        return "utf-16-le"
    if even > MANY * half and odd < even / 4:
        return "utf-16-be"
    try:
        codecs.decode(data, "utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _sample(text: Text) -> Iterator[str]:
    """Yield the beginning of a text, and some of its middle: a title may be all of the first."""
    size = SAMPLE
    for line in text.lines():
        yield line[:size]
        size -= len(line)
        if size <= 0:
            return
