"""Blocks: what a paper is built of, each drawn at a height it knows beforehand."""

from collections.abc import Sequence

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import black, white
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.paragraph import Paragraph

from triage_app.documents.faces import HEAVY

Size = tuple[float, float]


class Block(Flowable):
    """The mother of the rest: drawn in page coordinates, so the canvas keeps no state for it."""

    def drawOn(self, canvas: Canvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draw at x, y, as ReportLab asks."""
        self.place(canvas, x, y)

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw with the lower left corner at x, y."""
        raise NotImplementedError


class Stack(Block):
    """Blocks one under another."""

    def __init__(self, *parts: Flowable, gap: float = 0) -> None:
        super().__init__()
        self.parts = parts
        self.gap = gap
        self.heights: list[float] = []

    def wrap(self, width: float, height: float) -> Size:
        """Measure each part, one after another."""
        self.heights = [part.wrap(width, height)[1] for part in self.parts]
        self.width = width
        self.height = sum(self.heights) + self.gap * (len(self.parts) - 1)
        return self.width, self.height

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw from the top."""
        top = y + self.height
        for part, tall in zip(self.parts, self.heights, strict=True):
            part.drawOn(canvas, x, top - tall)
            top -= tall + self.gap


class Beside(Block):
    """Blocks side by side, tops or middles level; a width of 0 takes a share of what is left."""

    def __init__(
        self,
        widths: Sequence[float],
        *parts: Flowable,
        gap: float = 4 * mm,
        middle: bool = False,
    ) -> None:
        super().__init__()
        self.given = widths
        self.parts = parts
        self.gap = gap
        self.middle = middle
        self.widths: list[float] = []
        self.heights: list[float] = []

    def wrap(self, width: float, height: float) -> Size:
        """Share the width out, and be as high as the highest."""
        left = width - sum(self.given) - self.gap * (len(self.parts) - 1)
        share = left / max(1, sum(not given for given in self.given))
        self.widths = [given or share for given in self.given]
        measured = zip(self.parts, self.widths, strict=True)
        self.heights = [part.wrap(wide, height)[1] for part, wide in measured]
        self.width, self.height = width, max(self.heights)
        return self.width, self.height

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw from the left."""
        for part, wide, tall in zip(self.parts, self.widths, self.heights, strict=True):
            below = self.height - tall
            part.drawOn(canvas, x, y + (below / 2 if self.middle else below))
            x += wide + self.gap


class Framed(Block):
    """A block in a box, for what must be seen first."""

    def __init__(self, part: Flowable, line: float = 1.5, pad: float = 3 * mm) -> None:
        super().__init__()
        self.part = part
        self.line = line
        self.pad = pad

    def wrap(self, width: float, height: float) -> Size:
        """Leave the padding all around."""
        self.width = width
        self.height = self.part.wrap(width - 2 * self.pad, height)[1] + 2 * self.pad
        return self.width, self.height

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the box, then what is in it."""
        canvas.setLineWidth(self.line)
        canvas.rect(x, y, self.width, self.height)
        self.part.drawOn(canvas, x + self.pad, y + self.pad)


class Ruled(Block):
    """A block under a full-width line."""

    def __init__(self, part: Flowable, line: float = 1, pad: float = 1.75 * mm) -> None:
        super().__init__()
        self.part = part
        self.line = line
        self.pad = pad

    def wrap(self, width: float, height: float) -> Size:
        """Leave the padding under the line."""
        self.width, self.height = width, self.part.wrap(width, height)[1] + self.pad
        return self.width, self.height

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the line, then what stands under it."""
        canvas.setLineWidth(self.line)
        canvas.line(x, y + self.height, x + self.width, y + self.height)
        self.part.drawOn(canvas, x, y)


class WriteBoxes(Block):
    """Boxes to write in, side by side and equally high, each with its label inside at the top."""

    def __init__(
        self, widths: Sequence[float], *labels: Paragraph, height: float, gap: float = 4 * mm
    ) -> None:
        super().__init__()
        self.given = widths
        self.labels = labels
        self.tall = height
        self.gap = gap
        self.widths: list[float] = []
        self.under: list[float] = []

    def wrap(self, width: float, height: float) -> Size:
        """Leave nine millimetres to write in under the longest label."""
        left = width - sum(self.given) - self.gap * (len(self.labels) - 1)
        self.widths = [given or left for given in self.given]
        measured = zip(self.labels, self.widths, strict=True)
        self.under = [label.wrap(wide - 3 * mm, height)[1] for label, wide in measured]
        self.width, self.height = width, max(self.tall, max(self.under) + 9 * mm)
        return self.width, self.height

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw each box and its label."""
        canvas.setLineWidth(1)
        for label, wide, tall in zip(self.labels, self.widths, self.under, strict=True):
            canvas.rect(x, y, wide, self.height)
            label.drawOn(canvas, x + 1.5 * mm, y + self.height - tall - 0.5 * mm)
            x += wide + self.gap


class Nothing(Block):
    """An empty cell."""

    def __init__(self) -> None:
        super().__init__()
        self.width = self.height = 0

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw nothing."""


class Square(Block):
    """An empty box to tick."""

    def __init__(self, size: float) -> None:
        super().__init__()
        self.width = self.height = size

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it as high as a capital letter."""
        side = self.width * 0.8
        canvas.setLineWidth(1)
        canvas.rect(x, y + self.height - side - self.width * 0.1, side, side)


class Disc(Block):
    """A number, white in a black disc: it survives a fax."""

    def __init__(self, number: str, size: float) -> None:
        super().__init__()
        self.number = number
        self.width = self.height = size

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the disc, then the number on it."""
        half = self.width / 2
        canvas.circle(x + half, y + half, half, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.setFont(HEAVY, self.width * 0.68)
        canvas.drawCentredString(x + half, y + half - self.width * 0.225, self.number)
        canvas.setFillColor(black)


class Picture(Block):
    """A drawing made by `reportlab.graphics`."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self.drawing = drawing
        self.width, self.height = drawing.width, drawing.height

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it as it is."""
        renderPDF.draw(self.drawing, canvas, x, y)
