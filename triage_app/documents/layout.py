"""Blocks on their way to pages: each measured once, none divided that should stay whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable


class TooTall(Exception):  # noqa: N818 - a fact about the text, put to whoever can shorten it
    """A block that may not be divided is taller than a page: shorten it before it is printed."""

    def __init__(self, name: str, height: float, room: float) -> None:
        super().__init__(f"{name} needs {height:.0f} points and a page has {room:.0f}")
        self.name = name
        self.height = height
        self.room = room


@dataclass(frozen=True, slots=True)
class Item:
    """A block on its way to a page. It is never divided unless it says it may be."""

    kind: str
    block: Flowable
    name: str = ""
    gap: float = 5 * mm
    with_next: bool = False
    splits: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a block came to stand, in points from the page's lower left corner."""

    page: int
    kind: str
    name: str
    x: float
    y: float
    width: float
    height: float
    block: Flowable = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the page that the text may use."""

    left: float = 20 * mm  # room for punched holes
    bottom: float = 33 * mm
    width: float = A4[0] - 38 * mm
    height: float = 240 * mm


FRAME: Final = Frame()
LARGE_FRAME: Final = Frame(bottom=40 * mm, height=233 * mm)  # its foot is larger too


def paginate(items: Sequence[Item], frame: Frame = FRAME) -> list[Placed]:
    """Give every item its page and place; nothing is drawn yet."""
    cursor = _Cursor(frame)
    for chunk in _chunks(items):
        heights = [_height(item.block, frame) for item in chunk]
        if chunk[-1].splits:
            _flow(cursor, chunk, heights)
        else:
            _place(cursor, chunk, heights)
    return cursor.placed


def _chunks(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield items that must stand on one page together."""
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if not item.with_next:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class _Cursor:
    """The pen's place on the page while blocks are laid out."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.page = 1
        self.used = 0.0
        self.placed: list[Placed] = []

    def turn(self) -> None:
        self.page, self.used = self.page + 1, 0.0

    def room(self, gap: float) -> float:
        return self.frame.height - self.used - (gap if self.used else 0)

    def put(self, item: Item, height: float) -> None:
        self.used += (item.gap if self.used else 0) + height
        bottom = self.frame.bottom + self.frame.height - self.used
        where = (self.frame.left, bottom, self.frame.width, height)
        self.placed.append(Placed(self.page, item.kind, item.name, *where, item.block))


def _place(cursor: _Cursor, chunk: list[Item], heights: list[float]) -> None:
    """Put a chunk on this page or the next; one too tall for a page gives up its last item."""
    tall = sum(heights) + sum(item.gap for item in chunk[1:])
    if tall > cursor.frame.height:
        if len(chunk) == 1:
            raise TooTall(chunk[0].name or chunk[0].kind, tall, cursor.frame.height)
        _place(cursor, chunk[:-1], heights[:-1])
        _place(cursor, chunk[-1:], heights[-1:])
        return
    if tall > cursor.room(chunk[0].gap):
        cursor.turn()
    for item, height in zip(chunk, heights, strict=True):
        cursor.put(item, height)


def _flow(cursor: _Cursor, chunk: list[Item], heights: list[float]) -> None:
    """Lay out a chunk whose last item may be divided: what leads to it stays with its start."""
    *leading, last = chunk
    frame = cursor.frame
    before = sum(heights[:-1]) + sum(item.gap for item in chunk[1:])
    if not _parts(last.block, frame.width, cursor.room(chunk[0].gap) - before):
        cursor.turn()
    for item, height in zip(leading, heights, strict=False):
        cursor.put(item, height)
    rest = last.block
    while parts := _parts(rest, frame.width, cursor.room(last.gap)):
        cursor.put(replace(last, block=parts[0]), _height(parts[0], frame))
        if len(parts) == 1:
            return
        rest = parts[1]
        cursor.turn()
    raise TooTall(last.name or last.kind, _height(rest, frame), frame.height)


def _height(block: Flowable, frame: Frame) -> float:
    return block.wrap(frame.width, frame.height)[1]


def _parts(block: Flowable, width: float, room: float) -> list[Flowable]:
    """Return the block whole if there is room, else in two, else nothing."""
    return [block] if block.wrap(width, room)[1] <= room else list(block.split(width, room))
