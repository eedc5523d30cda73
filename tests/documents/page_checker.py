"""Reads a finished PDF back and says what is wrong with it, knowing nothing of its layout."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Final

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve, LTLine, LTPage, LTRect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics

from triage_app.documents.faces import FILES, letters_of, printable
from triage_app.documents.layout import FRAME, Frame, Placed

SLACK: Final = 0.6  # points: the rounding of a PDF and the width of a line
PRINTER: Final = 5 * mm  # what a printer cannot reach


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong, and where."""

    page: int
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One printed letter: its place, its baseline, its size and its font."""

    text: str
    left: float
    right: float
    base: float
    size: float
    font: str

    @property
    def top(self) -> float:
        """Its body's top: a little under that of capitals."""
        return self.base + self.size * 0.6

    @property
    def foot(self) -> float:
        """Its body's foot: a little under the line."""
        return self.base - self.size * 0.15


@dataclass(slots=True)
class Leaf:
    """One page as it was drawn: letters and lines in the order of drawing."""

    number: int
    letters: list[Letter] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    shapes: list[tuple[float, float, float, float]] = field(default_factory=list)  # discs, boxes

    @property
    def text(self) -> str:
        """All its letters in drawing order, without spaces: paragraphs in columns stay whole."""
        return squeezed("".join(letter.text for letter in self.letters))


@dataclass(frozen=True, slots=True)
class Promise:
    """What a paper has promised: text that must be there, and not be parted from its fellows."""

    kept_whole: Sequence[Sequence[str]] = ()  # each condition: all its sentences, on one page
    signing: Sequence[str] = ()  # if one of these labels is on a page ...
    vouched: Sequence[str] = ()  # ... then one of these must be there too
    unbroken: Sequence[str] = ()  # codes, dates, telephone numbers: never over two lines
    every_page: Sequence[str] = ()
    never: Sequence[str] = ()
    smallest: float = 9.5
    frame: Frame = FRAME


def squeezed(text: str) -> str:
    """Without any spaces."""
    return re.sub(r"\s+", "", text)


def read(pdf: bytes) -> list[Leaf]:
    """Every page with its letters and straight lines, in the order of drawing."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    leaves = []
    for number, page in enumerate(PDFPage.get_pages(io.BytesIO(pdf)), start=1):
        interpreter.process_page(page)
        leaves.append(_leaf(number, device.get_result()))
    return leaves


def _leaf(number: int, page: LTPage) -> Leaf:
    leaf = Leaf(number)
    for thing in page:
        if isinstance(thing, LTChar):
            text, font = thing.get_text(), thing.fontname.split("+")[-1]
            leaf.letters.append(Letter(text, thing.x0, thing.x1, thing.matrix[5], thing.size, font))
        elif isinstance(thing, (LTLine, LTRect)) and thing.stroke:
            leaf.rules += _sides(thing)
        elif isinstance(thing, LTCurve) and len(thing.pts) == 2:
            leaf.rules.append((*thing.pts[0], *thing.pts[1]))
        elif isinstance(thing, LTCurve):
            leaf.shapes.append((thing.x0, thing.y0, thing.x1, thing.y1))
    return leaf


def _sides(box: LTCurve) -> Iterator[tuple[float, float, float, float]]:
    if box.height < 1 or box.width < 1:
        yield box.x0, box.y0, box.x1, box.y1
        return
    for y in (box.y0, box.y1):
        yield box.x0, y, box.x1, y
    for x in (box.x0, box.x1):
        yield x, box.y0, x, box.y1


def faults(pdf: bytes, promise: Promise) -> list[Fault]:
    """Everything wrong with the paper, page by page; nothing when it keeps its promise."""
    leaves = read(pdf)
    found = [fault for leaf in leaves for check in PAGE_CHECKS for fault in check(leaf, promise)]
    return [*found, *_wholeness(leaves, promise), *_count(leaves)]


def _margins(leaf: Leaf, promise: Promise) -> Iterator[Fault]:
    left, right = promise.frame.left - SLACK, promise.frame.left + promise.frame.width + SLACK
    for letter in leaf.letters:
        if letter.text.strip() and not (left <= letter.left and letter.right <= right):
            yield Fault(
                leaf.number, "margin", f"{letter.text!r} at {letter.left:.0f} to {letter.right:.0f}"
            )
        if letter.base < PRINTER:
            yield Fault(leaf.number, "margin", f"{letter.text!r} at height {letter.base:.0f}")
    for x, y, x2, y2 in leaf.rules:
        if min(x, x2) < left or max(x, x2) > right or min(y, y2) < PRINTER:
            yield Fault(leaf.number, "margin", f"a line at {x:.0f} to {x2:.0f}")
    for x, y, x2, _ in leaf.shapes:
        if x < left or x2 > right or y < PRINTER:
            yield Fault(leaf.number, "margin", f"a shape at {x:.0f} to {x2:.0f}")


def _overlaps(leaf: Leaf, _: Promise) -> Iterator[Fault]:
    """No letter's body meets another's."""
    cells: dict[tuple[int, int], list[Letter]] = {}
    for letter in leaf.letters:
        if letter.text.strip():
            cells.setdefault((int(letter.left // 30), int(letter.base // 30)), []).append(letter)
    for (column, row), here in cells.items():
        near = [
            one
            for dx, dy in ((1, 0), (0, 1), (1, 1), (1, -1))
            for one in cells.get((column + dx, row + dy), ())
        ]
        pairs = [*combinations(here, 2), *((one, other) for one in here for other in near)]
        for one, other in pairs:
            if _meets(one, other):
                yield Fault(
                    leaf.number,
                    "overlap",
                    f"{one.text!r} on {other.text!r} at {one.left:.0f}, {one.base:.0f}",
                )


def _meets(one: Letter, other: Letter) -> bool:
    """Two letters meet when their bodies do."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.top, other.top) - max(one.foot, other.foot)
    return wide > 0.25 * min(
        one.right - one.left, other.right - other.left
    ) + 0.3 and high > 0.1 * min(one.size, other.size)


def _struck(leaf: Leaf, _: Promise) -> Iterator[Fault]:
    """No line runs through a letter."""
    for x, y, x2, y2 in leaf.rules:
        for letter in leaf.letters:
            if not letter.text.strip():
                continue
            low, high = letter.base + letter.size * 0.06, letter.base + letter.size * 0.42
            level = (
                abs(y - y2) < 0.5
                and low < y < high
                and min(x, x2) < letter.right - 0.5
                and max(x, x2) > letter.left + 0.5
            )
            inner = letter.left + 0.7 < x < letter.right - 0.7
            upright = abs(x - x2) < 0.5 and inner and min(y, y2) < high and max(y, y2) > low
            if level or upright:
                yield Fault(
                    leaf.number,
                    "struck",
                    f"{letter.text!r} at {letter.left:.0f}, {letter.base:.0f}",
                )


def _fonts(leaf: Leaf, promise: Promise) -> Iterator[Fault]:
    """Only our fonts, not too small, and only letters that they have."""
    for name in {letter.font for letter in leaf.letters} - set(_faces()):
        yield Fault(leaf.number, "font", name)
    for letter in leaf.letters:
        if letter.size < promise.smallest - 0.01:
            yield Fault(leaf.number, "small", f"{letter.text!r} at {letter.size:.1f} points")
        if letter.font in _faces() and any(
            ord(sign) not in _faces()[letter.font] for sign in letter.text
        ):
            yield Fault(leaf.number, "glyph", f"{letter.text!r} is not in {letter.font}")


@lru_cache(maxsize=1)
def _faces() -> dict[str, frozenset[int]]:
    return {_in_the_file(name): frozenset(letters_of(name)) for name in FILES}


def _in_the_file(name):
    """A face's name as the PDF gives it, without the mark of a subset."""
    inner = pdfmetrics.getFont(name).face.name
    return inner.decode() if isinstance(inner, bytes) else inner


def _words(leaf: Leaf, promise: Promise) -> Iterator[Fault]:
    text = leaf.text
    if len(text) < 150:
        yield Fault(leaf.number, "blank", f"{len(text)} letters")
    for gap in re.findall(r"None(?![a-z])|\{\w*\}", text):
        yield Fault(leaf.number, "unfilled", gap)
    for word in promise.never:
        if squeezed(word).casefold() in text.casefold():
            yield Fault(leaf.number, "word", word)
    for phrase in promise.every_page:
        if squeezed(phrase) not in text:
            yield Fault(leaf.number, "lacking", phrase)
    signed = [label for label in promise.signing if squeezed(label) in text]
    if signed and not any(squeezed(phrase) in text for phrase in promise.vouched):
        yield Fault(leaf.number, "orphan", f"{signed[0]} without what is signed")


def _broken(leaf: Leaf, promise: Promise) -> Iterator[Fault]:
    """No code, date or number runs over two lines."""
    letters = [letter for letter in leaf.letters if letter.text.strip()]
    text = "".join(letter.text for letter in letters)
    for phrase in promise.unbroken:
        for found in re.finditer(re.escape(squeezed(phrase)), text):
            if len({round(letter.base, 1) for letter in letters[found.start() : found.end()]}) > 1:
                yield Fault(leaf.number, "broken", phrase)


def _wholeness(leaves: Sequence[Leaf], promise: Promise) -> Iterator[Fault]:
    """Each condition's every sentence stands on one and the same page."""
    pages = [leaf.text for leaf in leaves]
    for phrases in promise.kept_whole:
        wanted = [squeezed(printable(phrase)) for phrase in phrases]
        for phrase, want in zip(phrases, wanted, strict=True):
            if not any(want in page for page in pages):
                yield Fault(0, "cut", phrase[:60])
        if not any(all(want in page for want in wanted) for page in pages):
            yield Fault(0, "split", phrases[0][:60])


def _count(leaves: Sequence[Leaf]) -> Iterator[Fault]:
    for leaf in leaves:
        counts = re.findall(r"(?:Page|Tudalen)(\d+)o(?:f)?(\d+)", leaf.text)
        if not counts or any(
            (int(page), int(pages)) != (leaf.number, len(leaves)) for page, pages in counts
        ):
            yield Fault(leaf.number, "count", f"{counts} on page {leaf.number} of {len(leaves)}")


PAGE_CHECKS: Final = (_margins, _overlaps, _struck, _fonts, _words, _broken)


def placing_faults(placed: Iterable[Placed], frame: Frame = FRAME) -> list[Fault]:
    """Ask the layout's own record: inside the frame, none on another, no heading at a foot."""
    found = []
    by_page: dict[int, list[Placed]] = {}
    for one in placed:
        by_page.setdefault(one.page, []).append(one)
        low, high = (
            one.y < frame.bottom - SLACK,
            one.y + one.height > frame.bottom + frame.height + SLACK,
        )
        if low or high or one.width > frame.width + SLACK:
            found.append(Fault(one.page, "margin", one.name))
    for page, blocks in by_page.items():
        for upper, lower in pairwise(blocks):
            if lower.y + lower.height > upper.y + SLACK:
                found.append(Fault(page, "overlap", f"{lower.name} on {upper.name}"))
        if blocks[-1].kind == "heading":
            found.append(Fault(page, "heading", f"{blocks[-1].name} left at the foot"))
    return found
