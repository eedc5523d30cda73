"""What every sheet to a service has: for whom it is alone, and groups of facts under headings."""

from collections.abc import Iterable, Iterator
from typing import Final

from reportlab.lib.units import mm

from triage_app.documents.blocks import Framed, Ruled, Stack
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item

GAP: Final = 3.5 * mm
LONG_FACT: Final = 1500  # letters: a fact with more may go on overleaf


def titled(hand: Hand, title: str) -> Item:
    """Set the title, under the frame that says for whom the sheet is."""
    return Item("title", hand.pen.words(hand.pen.scale.title, title), "title", gap=GAP)


def confidential(hand: Hand, paper: str, service: str) -> Item:
    """Set in a frame for whom a sheet is alone; `paper` is where its wording stands."""
    texts = hand.voice.main
    head = hand.pen.heading(texts(f"{paper}.confidential", service=service))
    block = Stack(head, hand.pen.body(texts(f"{paper}.confidential_told")), gap=1 * mm)
    return Item("notice", Framed(block), "confidential")


def facts(hand: Hand, paper: str, code: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Item]:
    """Yield a heading and its facts; the first stays with the heading."""
    head = Ruled(hand.pen.heading(hand.voice.main(f"{paper}.{code}")))
    yield Item("heading", head, code, gap=GAP, with_next=True)
    for label, text in pairs:
        if len(text) > LONG_FACT:
            yield Item("label", hand.pen.strong(label), code, gap=1 * mm, with_next=True)
            yield Item("text", hand.pen.body(text), code, gap=1 * mm, splits=True)
        elif text:
            yield Item("fact", hand.fact(label, text), code, gap=1 * mm)
