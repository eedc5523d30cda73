"""Words that cannot do harm: our own faces, their sizes, and a pen that never meets markup."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Final, cast

import font_source_sans_pro  # type: ignore[import-untyped]
from reportlab import rl_config
from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.lib.colors import black
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus.paragraph import Paragraph
from reportlab.platypus.paraparser import ParaFrag

REGULAR: Final = "SourceSans"
STRONG: Final = "SourceSans-Semibold"
HEAVY: Final = "SourceSans-Bold"
FILES: Final = {
    REGULAR: "SourceSansPro-Regular.ttf",
    STRONG: "SourceSansPro-Semibold.ttf",
    HEAVY: "SourceSansPro-Bold.ttf",
}
UNPRINTED: Final = "[?]"


@lru_cache(maxsize=1)
def prepare() -> None:
    """Load the three faces, once a process, and keep ReportLab from fetching anything."""
    folder = Path(font_source_sans_pro.font_directory)
    for name, file in FILES.items():
        # Without asciiReadable each face carries only the letters that are used.
        pdfmetrics.registerFont(TTFont(name, str(folder / file), asciiReadable=0))
    STATE_DEFAULTS["fontName"] = REGULAR  # or every drawing pulls in Helvetica, unembedded
    rl_config.trustedSchemes, rl_config.trustedHosts = [], None
    rl_config.useA85 = 0


def letters_of(name: str) -> set[int]:
    """Return the letters a face has."""
    return set(cast("TTFont", pdfmetrics.getFont(name)).face.charToGlyph)


@lru_cache(maxsize=1)
def _unprintable() -> re.Pattern[str]:
    """Match a run of letters that a face lacks, or that ReportLab would swallow in silence."""
    have = set.intersection(*(letters_of(name) for name in FILES))
    seen = (chr(one) for one in sorted(have) if unicodedata.category(chr(one)) not in {"Cc", "Cf"})
    return re.compile(f"[^{re.escape(''.join(seen))}]+")


def printable(text: str) -> str:
    """Return text with plain spaces, each run of letters that the faces lack shown as `[?]`."""
    plain = re.sub(r"[ \t\r\n\f\v\u2028\u2029]+", " ", unicodedata.normalize("NFC", text))
    return _unprintable().sub(UNPRINTED, plain)


def unprintable(texts: Iterable[str]) -> list[str]:
    """Return those of which the faces lack some letter."""
    return [one for one in texts if UNPRINTED in printable(one)]


def bare(text: str) -> str:
    """Return text without its spaces, which a paper sets in its own way."""
    return "".join(unicodedata.normalize("NFC", text).split())


def without(text: str, names: Iterable[str]) -> str:
    """Return what is left of text once the names in it are taken out, longest first, bare."""
    left = bare(text)
    for name in sorted(map(bare, names), key=len, reverse=True):
        left = left.replace(name, " ")
    return left


@dataclass(frozen=True, slots=True)
class Face:
    """A font at a size with its line height, in points."""

    font: str
    size: float
    leading: float

    def bold(self) -> "Face":
        """Return the same size, heavier, for the words that matter in a line."""
        return replace(self, font=STRONG)


@dataclass(frozen=True, slots=True)
class Scale:
    """The few sizes a paper is set in, and the width of its label column (none: labels above)."""

    title: Face
    lead: Face
    heading: Face
    body: Face
    small: Face
    side: float
    gutter: float = 10 * mm  # where a number stands before its text
    disc: float = 7.5 * mm
    write: float = 13.5 * mm  # the height of a box to sign in


STANDARD: Final = Scale(
    title=Face(HEAVY, 26, 30),
    lead=Face(REGULAR, 13.5, 18),
    heading=Face(HEAVY, 13.5, 16.5),
    body=Face(REGULAR, 12, 15.5),
    small=Face(STRONG, 10, 12.5),
    side=36 * mm,
)
PAIRED: Final = replace(
    STANDARD, body=Face(REGULAR, 11.5, 14.5), lead=Face(REGULAR, 12.5, 16), side=0
)
LARGE: Final = Scale(  # for somebody who sees poorly: 18 points, labels above what they say
    title=Face(HEAVY, 32, 38),
    lead=Face(REGULAR, 20, 27),
    heading=Face(HEAVY, 21, 27),
    body=Face(REGULAR, 18, 25),
    small=Face(STRONG, 16, 20),
    side=0,
    gutter=14 * mm,
    disc=9 * mm,
    write=16 * mm,
)
OFFICE: Final = replace(
    STANDARD,
    title=Face(HEAVY, 22, 26),
    body=Face(REGULAR, 11.5, 15),
    heading=Face(HEAVY, 13, 16),
    side=34 * mm,
)


@lru_cache(maxsize=64)
def _style(face: Face) -> ParagraphStyle:
    """Left aligned, never one line of a paragraph alone on a page."""
    return ParagraphStyle(
        f"{face.font} {face.size}",
        fontName=face.font,
        fontSize=face.size,
        leading=face.leading,
        textColor=black,
        allowWidows=0,
        allowOrphans=0,
    )


Run = tuple[str, Face]


@dataclass(slots=True)
class Pen:
    """Sets words at one scale, and remembers those of which some letter could not be printed."""

    scale: Scale
    unprinted: list[str] = field(default_factory=list)

    def words(self, face: Face, *runs: str | Run) -> Paragraph:
        """Return a paragraph of fragments: as none meets the markup parser, none is escaped."""
        pairs = [run if isinstance(run, tuple) else (run, face) for run in runs]
        frags = [self._fragment(words, one) for words, one in pairs]
        return Paragraph("", _style(face), frags=frags)

    def _fragment(self, words: str, face: Face) -> ParaFrag:
        text = printable(words)
        if UNPRINTED in text:
            self.unprinted.append(words)
        return ParaFrag(
            text=text,
            fontName=face.font,
            fontSize=face.size,
            textColor=black,
            rise=0,
            greek=0,
            bold=0,
            italic=0,
            us_lines=[],
            link=[],
        )

    def body(self, *runs: str | Run) -> Paragraph:
        """Set ordinary words."""
        return self.words(self.scale.body, *runs)

    def strong(self, text: str) -> Paragraph:
        """Set words that are to be found again."""
        return self.words(self.scale.body.bold(), text)

    def heading(self, text: str) -> Paragraph:
        """Set a heading that asks or tells."""
        return self.words(self.scale.heading, text)

    def small(self, *runs: str | Run) -> Paragraph:
        """Set what the office needs and the reader may skip."""
        return self.words(self.scale.small, *runs)
