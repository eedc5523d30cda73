"""The look: colours, type and a painter that speaks in them.

A theme holds one frozen look. What is painted asks the theme at each paint, so a change of
colours is one repaint. A colour never stands alone: an icon and a word go with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

import font_source_sans_pro as bundled  # type: ignore[import-untyped]
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QPointF, QRectF, Qt

from triage_app.config import RESOURCES
from ui import icons

FAMILY = "Source Sans Pro"
SMALL, BODY, HEAD, TITLE = 14, 16, 20, 28  # the four sizes, in pixels at 100 %
UNIT = 8  # the grid; space does not grow with the text
LARGE = 1.4  # from here on the rail folds to icons and what stands beside goes below
ON_ITS_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextDontClip.value
WRAPS = Qt.TextFlag.TextWordWrap.value
LEFT, MIDDLE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter


class Tone(StrEnum):
    """What a colour means; each names a field of Colours."""

    INK = "ink"
    MUTED = "muted"
    PAPER = "on_accent"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


CALLING = (Tone.WARN, Tone.BAD)  # someone must act: filled icon, bold word, hatched area


@dataclass(frozen=True)
class Colours:
    """Every colour there is: text at least 4.5:1 wherever it is used, edges 3:1."""

    chrome: str  # the frame: rail and bars
    page: str  # where work is done
    well: str  # a panel beside the work
    line: str  # hairlines
    edge: str  # borders of what can be typed in or pressed
    ink: str
    muted: str
    accent: str
    on_accent: str
    chosen: str
    good: str
    warn: str
    warn_tint: str
    bad: str
    bad_tint: str


LIGHT = Colours(
    chrome="#E9EDF1", page="#FFFFFF", well="#F4F6F8", line="#D5DBE2", edge="#6F7B88",
    ink="#17202A", muted="#47535F", accent="#1A5490", on_accent="#FFFFFF", chosen="#DDE9F6",
    good="#1A6638", warn="#7F4F00", warn_tint="#FBEFD6", bad="#AD1F1A", bad_tint="#FBE7E5",
)  # fmt: skip
DARK = Colours(
    chrome="#12171C", page="#1A2027", well="#222A32", line="#36404B", edge="#7E8B98",
    ink="#E7EBEF", muted="#AEB9C4", accent="#8BBDF0", on_accent="#0D1B2A", chosen="#223A54",
    good="#86D3A1", warn="#EFBE68", warn_tint="#392D18", bad="#FF9D94", bad_tint="#432524",
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """The colours and the text scale in force."""

    colours: Colours
    scale: float = 1.0

    @property
    def large(self) -> bool:
        """Whether the text is so large that screens fold."""
        return self.scale >= LARGE

    def px(self, length: float) -> int:
        """A length that grows with the text."""
        return round(length * self.scale)

    def font(self, size: int = BODY, *, bold: bool = False) -> QtGui.QFont:
        """One of the four sizes, in one of the two weights."""
        font = QtGui.QFont(FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(QtGui.QFont.Weight.DemiBold if bold else QtGui.QFont.Weight.Normal)
        return font

    def measured(self, size: int, *, bold: bool) -> tuple[QtGui.QFont, QtGui.QFontMetricsF]:
        """A font to write with and its measures, made once: a list asks for both in every cell."""
        made = self._measured.get((size, bold))
        if made is None:
            font = self.font(size, bold=bold)
            made = self._measured[size, bold] = font, QtGui.QFontMetricsF(font)
        return made

    @cached_property
    def _measured(self) -> dict[tuple[int, bool], tuple[QtGui.QFont, QtGui.QFontMetricsF]]:
        return {}

    @cached_property
    def inks(self) -> Mapping[Tone, QtGui.QColor]:
        """The colour of each tone."""
        return {tone: QtGui.QColor(getattr(self.colours, tone)) for tone in Tone}

    @cached_property
    def hairline(self) -> QtGui.QPen:
        """The pen between rows."""
        return QtGui.QPen(QtGui.QColor(self.colours.line), 1)

    def pen(self, tone: Tone, width: float = 1, *, dashed: bool = False) -> QtGui.QPen:
        """A pen in a tone, flat at its ends so that it stops on its day."""
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        colour = QtGui.QColor(getattr(self.colours, tone))
        return QtGui.QPen(colour, self.px(width), style, Qt.PenCapStyle.FlatCap)


class Theme(QtCore.QObject):
    """Holds the look, and puts it on the application."""

    changed = QtCore.Signal()

    def __init__(
        self, application: QtWidgets.QApplication, look: Look, *, wears: bool = True
    ) -> None:
        super().__init__(application)
        load_fonts()
        self._application, self._images = application, QtCore.QTemporaryDir()
        self._follows, self.look = False, look
        if not wears:
            return
        self.wear(look)
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    def enlarged(self, scale: float) -> "Theme":
        """Return the same colours at another size, for one part; the application wears nothing."""
        return Theme(self._application, Look(self.look.colours, scale), wears=False)

    def follow_desktop(self) -> None:
        """Wear light, dark or high contrast as the desktop does, now and when it changes."""
        self._follows = True
        self._follow()

    def choose(self, colours: Colours, scale: float) -> None:
        """Wear these colours and this text scale, whatever the desktop does."""
        self._follows = False
        self.wear(Look(colours, scale))

    def wear(self, look: Look) -> None:
        """Put a look on. The sheet goes last: setting it is what re-reads the palette."""
        self.look = look
        self._application.setPalette(palette_of(look.colours))
        self._application.setFont(look.font())
        self._application.setStyleSheet(self._sheet())
        self.changed.emit()

    def icon(
        self, name: str, tone: Tone = Tone.INK, size: int = 20, ground: str = ""
    ) -> QtGui.QIcon:
        """Return an icon for one of Qt's own controls, in the colours worn now."""
        colours = self.look.colours
        paper = ground or colours.page
        return icons.icon(name, getattr(colours, tone), paper, self.look.px(size))

    @property
    def is_dark(self) -> bool:
        """Whether the page is darker than what is written on it."""
        colours = self.look.colours
        page, ink = QtGui.QColor(colours.page), QtGui.QColor(colours.ink)
        return page.lightness() < ink.lightness()

    def _follow(self, *_change: object) -> None:
        if not self._follows:
            return
        hints = self._application.styleHints()
        colours = DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            self._application.setPalette(QtGui.QPalette())  # back to the desktop's own
            colours = plain(self._application.palette())
        self.wear(Look(colours, self.look.scale))

    def _sheet(self) -> str:
        colours = self.look.colours
        names = {each.name: getattr(colours, each.name) for each in fields(Colours)}
        names |= {f"h{length}": str(self.look.px(length)) for length in (16, 20, 24, 30, 42, 54)}
        for icon, ink, paper in (
            ("box", colours.edge, colours.page),
            ("box-on", colours.accent, colours.on_accent),
            ("radio", colours.edge, colours.page),
            ("radio-on", colours.accent, colours.page),
            ("chevron-down", colours.muted, colours.page),
        ):
            names[icon] = self._image(icon, ink, paper)
        sheet = (RESOURCES / "style" / "look.qss").read_text(encoding="utf-8")
        for name, value in names.items():
            sheet = sheet.replace(f"@{name}@", value)
        return sheet

    def _image(self, icon: str, ink: str, paper: str) -> str:
        """A sheet can only name a file, so the icon is written to one in its colours."""
        path = Path(self._images.filePath(f"{icon}-{ink[1:]}-{paper[1:]}.svg"))
        path.write_bytes(icons.svg(icon, ink, paper))
        return path.as_posix()


@cache
def load_fonts() -> None:
    """Load the bundled face; without it Qt would take another in silence."""
    for path in (bundled.SourceSansPro, bundled.SourceSansProSemibold):
        if QtGui.QFontDatabase.addApplicationFont(path) < 0:
            raise RuntimeError("a bundled font cannot be loaded", path)
    if FAMILY not in QtGui.QFontDatabase.families():
        raise RuntimeError("the bundled face is not among the fonts", FAMILY)


def palette_of(colours: Colours) -> QtGui.QPalette:
    """Our colours in Qt's roles, for whatever no sheet or delegate reaches."""
    role, palette = QtGui.QPalette.ColorRole, QtGui.QPalette()
    for name, roles in {
        "chrome": (role.Window, role.Button),
        "page": (role.Base, role.Light),
        "well": (role.AlternateBase, role.ToolTipBase),
        "line": (role.Mid, role.Midlight),
        "edge": (role.Dark, role.Shadow),
        "ink": (role.WindowText, role.Text, role.ButtonText, role.ToolTipText),
        "muted": (role.PlaceholderText,),
        "accent": (role.Link, role.Accent, role.Highlight),
        "on_accent": (role.HighlightedText,),
    }.items():
        for each in roles:
            palette.setColor(each, QtGui.QColor(getattr(colours, name)))
    return palette


def plain(palette: QtGui.QPalette) -> Colours:
    """High contrast: two colours of the desktop's own; icons, words and rings do the rest."""
    page = palette.color(QtGui.QPalette.ColorRole.Base).name()
    ink = palette.color(QtGui.QPalette.ColorRole.Text).name()
    papers = ("chrome", "page", "well", "on_accent", "chosen", "warn_tint", "bad_tint")
    names = (each.name for each in fields(Colours))
    return Colours(**{name: page if name in papers else ink for name in names})


@dataclass(frozen=True)
class Standing:
    """How something stands: always an icon, a word and a tone together."""

    icon: str
    word: str
    tone: Tone


class Canvas:
    """A painter that speaks in our sizes and tones."""

    def __init__(self, painter: QtGui.QPainter, look: Look) -> None:
        self.painter, self.look = painter, look
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)

    def width(self, words: str, size: int = BODY, *, bold: bool = False) -> float:
        """The room words take on one line."""
        return self.look.measured(size, bold=bold)[1].horizontalAdvance(words) + 1

    def text(
        self, box: QRectF, words: str, size: int = BODY, tone: Tone = Tone.INK,
        *, bold: bool = False, align: Qt.AlignmentFlag = LEFT,
    ) -> None:  # fmt: skip
        """Write one line in the middle of a box, cut with an ellipsis if it must be."""
        font, measures = self.look.measured(size, bold=bold)
        shown = measures.elidedText(words, Qt.TextElideMode.ElideRight, box.width() + 1)
        self.painter.setFont(font)
        self.painter.setPen(self.look.inks[tone])
        self.painter.drawText(box, align.value | ON_ITS_LINE, shown)

    def wrapped(
        self, box: QRectF, words: str, size: int = BODY, tone: Tone = Tone.INK,
        *, bold: bool = False,
    ) -> None:  # fmt: skip
        """Write words over the lines there are in a box; over one, as any text."""
        font = self.look.font(size, bold=bold)
        if box.height() < QtGui.QFontMetricsF(font).lineSpacing() * 2 - 1:
            self.text(box, words, size, tone, bold=bold)
            return
        self.painter.setFont(font)
        self.painter.setPen(self.look.pen(tone))
        self.painter.drawText(box, Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip, words)

    def two_lines(
        self, box: QRectF, words: str, size: int = BODY, tone: Tone = Tone.INK,
        *, bold: bool = False,
    ) -> None:  # fmt: skip
        """Write words over two lines; what they do not hold is an ellipsis."""
        font, measures = self.look.measured(size, bold=bold)
        tall, room, shown = QRectF(0, 0, box.width(), 10_000), box.width() * 2, words
        while measures.boundingRect(tall, WRAPS, shown).height() > measures.lineSpacing() * 2.5:
            shown = measures.elidedText(words, Qt.TextElideMode.ElideRight, room)
            room -= measures.averageCharWidth()
        self.painter.setFont(font)
        self.painter.setPen(self.look.inks[tone])
        self.painter.drawText(box, WRAPS | Qt.TextFlag.TextDontClip.value, shown)

    def icon(self, name: str, box: QRectF, tone: Tone = Tone.INK, paper: str = "") -> None:
        """Draw an icon: its line in a tone, its inside in the paper it lies on."""
        colours = self.look.colours
        drawing = icons.renderer(name, getattr(colours, tone), paper or colours.page)
        drawing.render(self.painter, box)

    def standing(self, box: QRectF, standing: Standing, size: int = BODY) -> None:
        """Icon and word on one line, the word bold where someone must act."""
        large = size == BODY
        side = self.look.px(20 if large else 16)
        spot = QRectF(box.left(), box.center().y() - side / 2, side, side)
        self.icon(standing.icon, spot, standing.tone)
        words = box.adjusted(side + (UNIT if large else 6), 0, 0, 0)
        bold = large and standing.tone in CALLING
        self.text(words, standing.word, size, standing.tone, bold=bold)

    def fill(self, box: QRectF, colour: str, radius: float = 0) -> None:
        """Fill a box, its corners rounded if asked."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QtGui.QColor(colour))
        self.painter.drawRoundedRect(box, radius, radius)

    def hatch(self, box: QRectF, tone: Tone) -> None:
        """Diagonals of our own: Qt's patterns are in device pixels, and vanish in print."""
        self.painter.save()
        self.painter.setClipRect(box)
        self.painter.setOpacity(0.28)
        self.painter.setPen(self.look.pen(tone))
        for x in range(int(box.left() - box.height()), int(box.right()), UNIT):
            self.painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
        self.painter.restore()

    def line(self, start: QPointF, end: QPointF, pen: QtGui.QPen | None = None) -> None:
        """Draw a line; a hairline unless a pen is given."""
        self.painter.setPen(pen or self.look.hairline)
        self.painter.drawLine(start, end)

    def upright(self, x: float, box: QRectF, pen: QtGui.QPen | None = None) -> None:
        """Draw a line from the top of a box to its foot."""
        self.line(QPointF(x, box.top()), QPointF(x, box.bottom()), pen)
