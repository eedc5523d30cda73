"""A pen and a voice together: how a label, a fact or a row of boxes is set on every paper."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from triage_app.documents.blocks import Beside, Framed, Square, Stack, WriteBoxes
from triage_app.documents.faces import (
    LARGE,
    PAIRED,
    STANDARD,
    Pen,
    Scale,
    bare,
    unprintable,
    without,
)
from triage_app.documents.layout import Item
from triage_app.documents.voice import Say, Voice
from triage_app.texts import Texts

WHEN_BOX: Final = 48 * mm
LARGE_WHEN_BOX: Final = 58 * mm
LONG_NAME: Final = 40  # letters: more stand above the boxes, not beside them
SIDE: Final = 36 * mm  # the label column where two languages share one


@dataclass(frozen=True, slots=True)
class Hand:
    """Sets what a paper says; knows nothing of pages, nor of what the paper is about."""

    pen: Pen
    voice: Voice

    @classmethod
    def at(cls, scale: Scale, voice: Voice) -> "Hand":
        """Return a hand that writes at a scale."""
        return cls(Pen(scale), voice)

    @classmethod
    def to_read(cls, voice: Voice) -> "Hand":
        """Return the hand that writes to a participant: the voice says how large."""
        single = LARGE if voice.large else STANDARD
        return cls.at(PAIRED if voice.paired else single, voice)

    @property
    def side(self) -> float:
        """The width of the label column for what is said once for every language."""
        return self.pen.scale.side or SIDE

    def across(self, cell: Callable[[Texts], Flowable], gutter: Flowable | None = None) -> Flowable:
        """Set one cell a language, level with each other, after a narrow column for a number."""
        cells = [cell(texts) for texts in self.voice.texts]
        if gutter is not None:
            return Beside([self.pen.scale.gutter, *(0 for _ in cells)], gutter, *cells)
        return Beside([0 for _ in cells], *cells) if len(cells) > 1 else cells[0]

    def title(self, say: Say) -> Item:
        """Set a paper's title, which opens it."""
        face = self.pen.scale.title
        return Item("title", self.across(lambda texts: self.pen.words(face, say(texts))), "title")

    def lead(self, say: Say) -> Item:
        """Set the sentence under a title that says what the paper is."""
        face = self.pen.scale.lead
        block = self.across(lambda texts: self.pen.words(face, say(texts)))
        return Item("text", block, "lead", gap=1 * mm)

    def told(self, label: Say, text: Say) -> Flowable:
        """Set a label and what it says: in a column of its own, or above it, once a language."""
        return self.labelled(label, lambda texts: [self.pen.body(text(texts))])

    def labelled(
        self, label: Say, parts: Callable[[Texts], list[Flowable]], *, big: bool = False
    ) -> Flowable:
        """Set a label and the paragraphs it belongs to; a big label is a heading."""
        head = self.pen.heading if big else self.pen.strong
        if self.pen.scale.side:
            texts = self.voice.main
            return self.beside(head(label(texts)), Stack(*parts(texts), gap=0.5 * mm))
        return self.across(lambda t: Stack(head(label(t)), *parts(t), gap=0.5 * mm))

    def beside(self, left: Flowable, right: Flowable) -> Flowable:
        """Set something in the label column, and something beside it; in large print below."""
        if self.voice.large:
            return Stack(left, right, gap=1 * mm)
        return Beside([self.side, 0], left, right)

    def fact(self, label: str, text: str) -> Flowable:
        """Set a label said once for every language, and what it says."""
        return self.beside(self.pen.strong(label), self.pen.body(text))

    def facts(self, pairs: Iterable[tuple[str, str]]) -> Flowable:
        """Set facts one under another; those that say nothing are left out."""
        return Stack(*(self.fact(label, text) for label, text in pairs if text), gap=1 * mm)

    def ticks(self, *codes: str, columns: int = 2) -> Flowable:
        """Set boxes to tick, so many to a row."""
        size = self.pen.scale.body.size
        each = [
            Beside([size, 0], Square(size * 1.1), self.pen.body(self.voice.label(code)), gap=2 * mm)
            for code in codes
        ]
        rows = [each[start : start + columns] for start in range(0, len(each), columns)]
        return Stack(*(Beside([0] * len(row), *row) for row in rows), gap=1 * mm)

    @property
    def when(self) -> str:
        """The label of a box for day and time, shorter where two languages share it."""
        return f"paper_running.{'date_time' if self.voice.paired else 'date_and_time'}"

    def boxes(self, *codes: str, last: float = 0) -> Flowable:
        """Set boxes to write in; the last is as wide as asked, the first takes what is left."""
        last = last or (LARGE_WHEN_BOX if self.voice.large else WHEN_BOX)
        labels = [self.pen.small(self.voice.label(code)) for code in codes]
        widths = [0.0, *(last for _ in labels[1:])]
        return WriteBoxes(widths, *labels, height=self.pen.scale.write)

    def signer(self, role: str, name: str) -> Flowable:
        """Set somebody's role and name, with boxes for their signature and its day."""
        said = self.voice.label(f"paper_running.{role}")
        boxes = self.boxes("paper_running.signature", self.when)
        if self.voice.large or len(name) > LONG_NAME:
            whole = self.pen.body((f"{said}: ", self.pen.scale.body.bold()), name)
            return Stack(whole, boxes, gap=1 * mm)
        return self.beside(Stack(self.pen.strong(said), self.pen.body(name)), boxes)

    def noticed(self, items: Iterable[Item]) -> list[Item]:
        """Return the items, led by boxes to write in where some letters could not be printed.

        What is to be written is a name, or something else that was typed, or each.
        """
        made = list(items)
        lacking, names = tuple(self.pen.unprinted), unprintable(self.voice.names)
        self.pen.unprinted.clear()  # it is told of: another piece may have nothing to tell
        if not lacking:
            return made
        named = any(bare(name) in bare(words) for words in lacking for name in names)
        beside = any(unprintable([without(words, names)]) for words in lacking)
        boxes = [code for code, holds in (("name", named), ("other", beside)) if holds]
        parts: list[Flowable] = [self.pen.strong(self.voice.label("paper_running.unprinted"))]
        for code in boxes:
            parts.append(self.pen.body(self.voice.label(f"paper_running.unprinted_{code}")))
            label = self.pen.small(self.voice.label(f"paper_running.{code}"))
            parts.append(WriteBoxes([0], label, height=14 * mm))
        box = Framed(Stack(*parts, gap=2 * mm))
        return [made[0], Item("notice", box, "unprinted", gap=3 * mm), *made[1:]]
