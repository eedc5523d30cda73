"""What changed, as a picture a person can read: two bars for each pathway, then and now.

One drawing for paper and screen: the paper takes it as it is, the screen as SVG in its own colours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.graphics.renderSVG import drawToString
from reportlab.graphics.shapes import Drawing, Line, Rect, Shape, String
from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from triage_app.documents.faces import REGULAR, STRONG, prepare, printable

LINE: Final = 1.3  # from one line of words to the next, in sizes of its letters
BAR: Final = 0.75  # a bar's height
# Papers name a face by its file; a screen names its family and how heavy it is.
ON_SCREEN: Final = {
    f"font-family: {STRONG};": "font-family: 'Source Sans Pro'; font-weight: 600;",
    f"font-family: {REGULAR};": "font-family: 'Source Sans Pro';",
}
ROW: Final = 2.7  # a row's height, where its name takes one or two lines
LABEL_SHARE: Final = 0.34  # of the width, for names
WORD_SHARE: Final = 0.22  # for what became of it


@dataclass(frozen=True, slots=True)
class Pair:
    """One pathway: its name, how full each bar is (0 to 1; None: not asked), and a word."""

    name: str
    before: float | None
    after: float | None
    word: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What the picture shows: what each kind of bar stands for, and the pathways."""

    before: str
    after: str
    pairs: Sequence[Pair]


@dataclass(frozen=True, slots=True)
class Inks:
    """The two colours it is drawn in."""

    ink: Color = black
    paper: Color = white


def draw_changes(
    chart: Chart, width: float, size: float = 11.0, inks: Inks | None = None
) -> Drawing:
    """Return the picture, as wide as asked and as high as its rows need."""
    prepare()
    return _Sketch(width, size, inks or Inks()).draw(chart)


def as_svg(chart: Chart, width: float, size: float, ink: str, paper: str) -> bytes:
    """Return the picture for a screen, in two colours given as #rrggbb.

    Clipping is asked for, or Qt paints the clip path itself as a black panel.
    """
    inks = Inks(HexColor(ink), HexColor(paper))
    drawing = draw_changes(chart, width, size, inks)
    svg = str(drawToString(drawing, useClip=True))
    for on_paper, on_screen in ON_SCREEN.items():
        svg = svg.replace(on_paper, on_screen)
    return svg.encode()


@dataclass(frozen=True, slots=True)
class _Sketch:
    width: float
    size: float
    inks: Inks

    @property
    def left(self) -> float:
        return self.width * LABEL_SHARE

    @property
    def right(self) -> float:
        return self.width * (1 - WORD_SHARE)

    def draw(self, chart: Chart) -> Drawing:
        rows = [self._row_height(one) for one in chart.pairs]
        legend = self._legend_lines(chart)
        head = self.size * LINE * (0.6 + len(legend))
        height = head + sum(rows) + 2
        drawing = Drawing(self.width, height)
        top = height - head
        for below, line in zip(reversed(range(len(legend))), legend, strict=True):
            for shape in self._legend(line, top + below * LINE * self.size):
                drawing.add(shape)
        for one, row in zip(chart.pairs, rows, strict=True):
            for shape in self._row(one, top - row, row):
                drawing.add(shape)
            top -= row
        return drawing

    def _row_height(self, one: Pair) -> float:
        lines = max(
            len(self._split(one.name, self.left)),
            len(self._split(one.word, self.width - self.right)),
        )
        return max(ROW, lines * LINE + 0.8) * self.size

    def _legend_lines(self, chart: Chart) -> list[list[tuple[str, bool]]]:
        """Say what each bar stands for on one line, or on two where that is too long."""
        before, after = (chart.before, False), (chart.after, True)
        beside = self._long(chart.before) + self._long(chart.after)
        return [[before, after]] if beside <= self.width else [[before], [after]]

    def _long(self, words: str) -> float:
        """Return how long the legend of one bar is, with the room after it."""
        return stringWidth(printable(words), REGULAR, self.size) + self.size * (BAR + 2)

    def _legend(self, line: list[tuple[str, bool]], top: float) -> list[Shape]:
        """Return one line of the legend, above the bars where there is room for it."""
        long = sum(self._long(words) for words, _ in line)
        x = self.left if self.left + long <= self.width else 0
        base, side = top + self.size * 0.6, self.size * BAR
        shapes: list[Shape] = []
        for words, solid in line:
            shapes.append(self._bar(x, base, side, solid=solid))
            shapes.append(self._text(x + side + self.size * 0.5, base, words))
            x += self._long(words)
        return shapes

    def _row(self, one: Pair, bottom: float, row: float) -> list[Shape]:
        middle, thick = bottom + row / 2, self.size * BAR
        room = self.right - self.left - self.size
        shapes: list[Shape] = [
            Line(0, bottom, self.width, bottom, strokeColor=self.inks.ink, strokeWidth=0.4),
            Line(self.left, bottom + 3, self.left, bottom + row - 3, strokeColor=self.inks.ink),
            *self._words(0, middle, one.name, self.left, STRONG),
            *self._words(self.right, middle, one.word, self.width - self.right, REGULAR),
        ]
        for share, base, solid in (
            (one.before, middle + thick * 0.12, False),
            (one.after, middle - thick * 1.12, True),
        ):
            if share is not None:
                long = max(share * room, 1.2)  # nothing left is a mark too
                shapes.append(self._bar(self.left, base, long, solid=solid))
        return shapes

    def _bar(self, x: float, y: float, long: float, *, solid: bool) -> Rect:
        bar = Rect(x, y, long, self.size * BAR)
        bar.strokeColor, bar.fillColor = self.inks.ink, self.inks.paper
        if solid:
            bar.fillColor = self.inks.ink
        return bar

    def _words(self, x: float, middle: float, words: str, room: float, font: str) -> list[Shape]:
        lines = self._split(words, room, font)
        high = len(lines) * LINE * self.size
        base = middle + high / 2 - self.size
        return [
            self._text(x, base - number * LINE * self.size, line, font)
            for number, line in enumerate(lines)
        ]

    def _split(self, words: str, room: float, font: str = STRONG) -> list[str]:
        return list(simpleSplit(printable(words), font, self.size, room - self.size * 0.8))

    def _text(self, x: float, y: float, words: str, font: str = REGULAR) -> String:
        return String(
            x, y, printable(words), fontName=font, fontSize=self.size, fillColor=self.inks.ink
        )
