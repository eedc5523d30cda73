"""The prosecution file: one indexed PDF, paged through, of papers as filed and of the record.

What cannot be joined is named in the index, and a sheet stands in its place: nothing is dropped.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from reportlab.lib.units import mm

from triage_app.documents import officer
from triage_app.documents.blocks import Beside, Ruled, Stack
from triage_app.documents.contents import Mark, ProsecutionContents
from triage_app.documents.faces import OFFICE
from triage_app.documents.for_prosecution import Attached, Piece, RowPrinted, Section
from triage_app.documents.hand import Hand
from triage_app.documents.joining import Leaf, Unreadable, joined, pages_in
from triage_app.documents.kinds import Kind
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper, Running, render, spaced
from triage_app.documents.running import running
from triage_app.documents.standings import contract
from triage_app.documents.voice import Voice, long_date, plain_date, short_date
from triage_app.texts import Texts

COLUMNS: Final = (7 * mm, 0, 36 * mm, 23 * mm, 22 * mm)  # the dates: 22 September 2026
COLUMN_GAP: Final = 3 * mm
SEAL: Final = 8  # of the digest's figures, as they are printed


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece with its pages: those of a paper as filed, or a sheet set for it."""

    piece: Piece
    paper: Paper | None  # None: as filed
    pages: int
    missing: bool = False  # the sheet stands in its place


def prosecution_file(contents: ProsecutionContents, mark: Mark, voice: Voice) -> Paper:
    """Return the whole file; placed are the blocks of its own pages, on the pages they came to."""
    hand = Hand.at(OFFICE, voice)
    head = _running(hand, contents, mark)
    parts = [_part(hand, head, one) for one in contents.pieces]
    front = render(_front(hand, contents, mark, parts, 0), head)
    total = front.pages + sum(one.pages for one in parts)
    front = render(_front(hand, contents, mark, parts, front.pages), head, whole=(0, total))
    return _joined(hand, head, (front, parts), total)


def _joined(hand: Hand, head: Running, told: tuple[Paper, list[_Part]], total: int) -> Paper:
    """Set each part anew with its pages' numbers in the whole, and join them."""
    front, parts = told
    texts = hand.voice.main
    placed, before = list(front.placed), front.pages
    leaves = [Leaf(say("index", texts), front.pdf)]
    for one in parts:
        title = _title(texts, one.piece)
        if one.paper is None:
            pdf = one.piece.pdf if isinstance(one.piece, Attached) else b""
            stamps = [
                say("page", texts, page=before + page, pages=total)
                for page in range(1, one.pages + 1)
            ]
            leaves.append(Leaf(title, pdf or b"", tuple(stamps)))
        else:
            items = _items(hand, one.piece, missing=one.missing)
            made = render(items, head, whole=(before, total))
            leaves.append(Leaf(title, made.pdf))
            placed += [replace(block, page=block.page + before) for block in made.placed]
        before += one.pages
    rows = [one for one in front.placed if one.name == "index_row"]
    starts = _starts(front.pages, parts)
    links = [(one.page, (one.x, one.y, one.width, one.height), starts[n])
             for n, one in enumerate(rows)]  # fmt: skip
    return Paper(joined(leaves, links, head), tuple(placed), total)


def _part(hand: Hand, head: Running, piece: Piece) -> _Part:
    if isinstance(piece, Attached) and piece.pdf is not None:
        try:
            return _Part(piece, None, pages_in(piece.pdf))
        except Unreadable:
            pass  # a sheet says so in its place
    missing = isinstance(piece, Attached)
    made = render(_items(hand, piece, missing=missing), head)
    return _Part(piece, made, made.pages, missing)


def _items(hand: Hand, piece: Piece, *, missing: bool) -> list[Item]:
    if isinstance(piece, Section):
        return hand.noticed(_section(hand, piece))
    if not missing:
        raise AssertionError("a paper as it was filed is not set anew")
    return hand.noticed(_in_its_place(hand, piece))


# ── The front ────────────────────────────────────────────────────────────────────────────────


def _front(
    hand: Hand, contents: ProsecutionContents, mark: Mark, parts: Sequence[_Part], before: int
) -> list[Item]:
    """Set the clock, the case, what lies where, and who checked it."""
    texts = hand.voice.main
    items = [
        officer.limit(hand, contents.case.clock, mark.made_on),
        replace(hand.title(lambda said: say("title", said)), gap=3.5 * mm),
        officer.case(hand, contents.case, contract(texts, contents.starts, contents.ends)),
        *_index(hand, parts, before),
    ]
    if contents.lacking:
        lacking = [(say("not_on_file", texts), one[texts.language])
                   for one in contents.lacking]  # fmt: skip
        items.append(officer.heading(hand, "lacking", say("lacking", texts)))
        items += officer.told(hand, "lacking", lacking)
    told = hand.pen.body(say("explained", texts))
    total = before + sum(one.pages for one in parts)
    checked = hand.pen.body(say("checked", texts, n=total))
    boxes = hand.boxes("paper_prosecution.name_and_signature", hand.when)
    items.append(Item("text", told, "explained", gap=4 * mm))
    block = Ruled(Stack(checked, boxes, gap=2 * mm), line=1.5)
    items.append(Item("sign", block, "checked", gap=4 * mm))
    return hand.noticed(items)


def _index(hand: Hand, parts: Sequence[_Part], before: int) -> Iterator[Item]:
    texts = hand.voice.main
    names = ("what", "dated", "pages", "seal")
    heads = [hand.pen.strong(""), *(hand.pen.strong(say(one, texts)) for one in names)]
    row = Beside(COLUMNS, *heads, gap=COLUMN_GAP)
    block = Stack(hand.pen.heading(say("index", texts)), row, gap=1.5 * mm)
    yield Item("heading", block, "index", gap=4 * mm, with_next=True)
    starts = _starts(before, parts)
    for number, (one, start) in enumerate(zip(parts, starts, strict=True), start=1):
        cells = (str(number), *_told(texts, one), _span(start, one.pages), _seal(one.piece))
        set_ = [hand.pen.body(cell) for cell in cells]
        line = Ruled(Beside(COLUMNS, *set_, gap=COLUMN_GAP), line=0.5, pad=1 * mm)
        yield Item("row", line, "index_row", gap=1.2 * mm)


def _told(texts: Texts, one: _Part) -> tuple[str, str]:
    title = _title(texts, one.piece)
    if one.missing:
        title = say("damaged", texts, title=title)
    dated = plain_date(texts, one.piece.dated) if isinstance(one.piece, Attached) else ""
    return title, dated


def _title(texts: Texts, piece: Piece) -> str:
    if isinstance(piece, Section):
        return say(f"{piece.code}", texts)
    return piece.title[texts.language]


def _seal(piece: Piece) -> str:
    if isinstance(piece, Section):
        return ""
    return spaced(piece.seal[:SEAL].upper())


def _span(start: int, pages: int) -> str:
    """Write the pages a part has: 4, or 4 to 6 with a dash."""
    return str(start) if pages == 1 else f"{start}\N{EN DASH}{start + pages - 1}"


def _starts(before: int, parts: Sequence[_Part]) -> list[int]:
    found, page = [], before + 1
    for one in parts:
        found.append(page)
        page += one.pages
    return found


# ── The record ───────────────────────────────────────────────────────────────────────────────


def _section(hand: Hand, section: Section) -> Iterator[Item]:
    """Set a part of the record: each row whole, many of them overleaf."""
    texts = hand.voice.main
    yield hand.title(lambda said: say(f"{section.code}", said))
    lead = hand.pen.body(say(f"{section.code}_told", texts))
    yield Item("text", lead, "lead", gap=2 * mm)
    pairs = [(_label(texts, one), one.text[texts.language]) for one in section.rows]
    if not pairs:
        nothing = hand.pen.body(say("nothing", texts))
        yield Item("text", nothing, "nothing", gap=3 * mm)
    yield from officer.told(hand, section.code, pairs)


def _label(texts: Texts, row: RowPrinted) -> str:
    if isinstance(row.label, datetime):
        day = short_date(texts, row.label.date())
        return f"{day} {row.label.year}, {texts.time(row.label)}"
    if isinstance(row.label, date):
        return plain_date(texts, row.label)
    return row.label[texts.language]


def _in_its_place(hand: Hand, piece: Attached) -> Iterator[Item]:
    """Set the sheet that stands where a paper could not be joined."""
    texts = hand.voice.main
    yield hand.title(lambda said: say("not_joined", said))
    facts = [
        (say("what", texts), piece.title[texts.language]),
        (say("dated", texts), long_date(texts, piece.dated)),
        (say("code", texts), spaced(piece.code)),
        (say("seal", texts), _seal(piece)),
    ]
    yield Item("text", hand.facts(facts), "facts", gap=4 * mm)
    why = hand.pen.body(say("not_joined_told", texts))
    yield Item("text", why, "why", gap=4 * mm)


def _running(hand: Hand, contents: ProsecutionContents, mark: Mark) -> Running:
    def title(texts: Texts) -> str:
        return say("paper", texts, number=contents.case.number)

    return running(hand.voice, mark, Kind.PROSECUTION, title, contents.case.assessor)


def say(line: str, texts: Texts, /, **values: object) -> str:
    """Say a line of the file's wording."""
    return texts(f"paper_prosecution.{line}", **values)
