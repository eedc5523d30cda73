"""The code to scan: one size and one mask, so that whatever does not change is worked out once."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import cycle, islice
from typing import Any, Final

from reportlab.graphics.barcode import qrencoder
from reportlab.pdfgen.canvas import Canvas

DOT: Final = 72 / 300  # one dot of the printer, in points
MODULE: Final = 9 * DOT  # 0.76 mm: on whole dots, and large enough for a fax
MASK: Final = 3  # a fixed one: trying all eight takes eight times as long and reads no better
VERSION: Final = 2  # at level H, for up to 20 capitals and digits
MODULES: Final = 25
SIDE: Final = MODULES * MODULE  # 19 mm
DATA, CORRECTION = 16, 28  # words of it
CODEWORDS: Final = DATA + CORRECTION
ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
FILLING: Final = (0xEC, 0x11)
LEVEL: Final = qrencoder.QRErrorCorrectLevel.H


def qr_runs(text: str) -> tuple[tuple[int, int, int], ...]:
    """Return the dark runs of a QR code as column, row and length."""
    blank, places = _plan()
    modules = bytearray(blank)
    for place, bit in zip(places, _bits(_codewords(text)), strict=True):
        modules[place] ^= bit
    return tuple(
        (dark.start(), row, len(dark.group()))
        for row in range(MODULES)
        for dark in re.finditer(b"\x01+", modules[row * MODULES : (row + 1) * MODULES])
    )


def draw_qr(canvas: Canvas, text: str, x: float, y: float) -> None:
    """Draw the code as one path, on the dots nearest x and y; white is kept around it."""
    canvas.saveState()
    canvas.translate(round(x / DOT) * DOT, round(y / DOT) * DOT)
    canvas.scale(MODULE, MODULE)
    runs = (f"{x} {MODULES - 1 - row} {length} 1 re" for x, row, length in qr_runs(text))
    canvas.addLiteral(" ".join((*runs, "f")))  # whole modules: nothing to format, one path
    canvas.restoreState()


@lru_cache(maxsize=1)
def _plan() -> tuple[bytes, tuple[int, ...]]:
    """Return a code whose every bit is 0, and where in it each bit comes to stand.

    Nine codes tell: in the nth are those bits set whose own number has its nth bit set.
    """
    blank = _drawn([0] * CODEWORDS)
    found = [0] * len(blank)
    bits = range(1, CODEWORDS * 8 + 1)
    for nth in range(bits[-1].bit_length()):
        asked = [(number >> nth) & 1 for number in bits]
        words = [int("".join(map(str, asked[at : at + 8])), 2) for at in range(0, len(asked), 8)]
        for place, (bit, unset) in enumerate(zip(_drawn(words), blank, strict=True)):
            found[place] |= (bit ^ unset) << nth
    where = {number: place for place, number in enumerate(found) if number}
    return blank, tuple(where[number] for number in bits)


def _drawn(codewords: list[int]) -> bytes:
    code: Any = qrencoder.QRCode(VERSION, LEVEL)  # ReportLab tells no types of it
    code.dataCache = codewords
    code.makeImpl(False, MASK)
    return bytes(module for row in code.modules for module in row)


def _codewords(text: str) -> bytes:
    """Return the words of capitals and digits, filled up, and behind them what corrects them."""
    signs = [ALPHABET.index(sign) for sign in text]
    pairs = zip(signs[::2], signs[1::2], strict=False)
    bits = f"0010{len(signs):09b}" + "".join(f"{one * 45 + two:011b}" for one, two in pairs)
    bits += f"{signs[-1]:06b}" if len(signs) % 2 else ""
    bits += "0" * min(4, DATA * 8 - len(bits))
    said = [int(bits[at : at + 8].ljust(8, "0"), 2) for at in range(0, len(bits), 8)]
    filled = bytes([*said, *islice(cycle(FILLING), DATA - len(said))])
    return filled + _correction(filled)


def _correction(words: bytes) -> bytes:
    """Divide by Reed and Solomon's polynomial, a word at a time: what remains."""
    products, rest = _products(), 0
    for word in words:
        lead = word ^ rest >> 8 * (CORRECTION - 1)
        rest = (rest << 8 & (1 << 8 * CORRECTION) - 1) ^ products[lead]
    return rest.to_bytes(CORRECTION, "big")


@lru_cache(maxsize=1)
def _products() -> tuple[int, ...]:
    """Return the polynomial times each word."""
    field: Any = qrencoder.QRMath
    util: Any = qrencoder.QRUtil
    factors = util.getErrorCorrectPolynomial(CORRECTION).num[1:]
    logs = [field.glog(one) for one in factors]
    lines = (bytes(field.gexp(field.glog(word) + one) for one in logs) for word in range(1, 256))
    return 0, *(int.from_bytes(line, "big") for line in lines)


def _bits(codewords: Sequence[int]) -> Sequence[int]:
    return [(word >> shift) & 1 for word in codewords for shift in range(7, -1, -1)]
