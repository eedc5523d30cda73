"""The small parts that screens are put together from: words, buttons, tags, notices, panels."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import BODY, HEAD, SMALL, UNIT, Canvas, Theme, Tone

LONG_WORD, BREAK = 16, "\u200b"  # where a word may be broken that no line could hold
LONGEST = 40  # letters: whatever is longer is no word, and would make its page scroll sideways


def words(
    theme: Theme, text: str, size: int = BODY, tone: Tone = Tone.INK, *, bold: bool = False
) -> QLabel:
    """Return a label of plain text that wraps and grows with the text size."""
    label = QLabel(breakable(text) if _is_unbroken(text) else text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.look.font(size, bold=bold))
    label.setWordWrap(True)
    if tone is not Tone.INK:
        label.setProperty("tone", tone.value)
    return label


def heading(theme: Theme, text: str, size: int = HEAD) -> QLabel:
    """Return the title of a page or of a part of one."""
    return words(theme, text, size, bold=True)


def breakable(name: str) -> str:
    """Return a name that can be wrapped even within a word as long as a line."""
    return " ".join(
        BREAK.join(word[n : n + LONG_WORD] for n in range(0, len(word), LONG_WORD))
        for word in name.split(" ")
    )


def _is_unbroken(text: str) -> bool:
    return len(text) > LONGEST and max(map(len, text.split()), default=0) > LONGEST


def tip(text: str) -> str:
    """Return words as a tool tip that wraps, and shows marks as they were typed."""
    return f"<p>{escape(text)}</p>"


def button(
    theme: Theme, text: str, kind: str = "", icon: str = "", *, checkable: bool = False
) -> QPushButton:
    """Return a button; kind is primary, quiet, tab, link or nothing. Enter presses it too."""
    made = QPushButton(f" {text}" if icon else text)
    made.setProperty("kind", kind)
    made.setFont(theme.look.font(bold=kind == "primary"))
    made.setAutoDefault(True)
    made.setCheckable(checkable)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if icon:
        tones = {"primary": Tone.PAPER, "quiet": Tone.ACCENT}
        ground = theme.look.colours.accent if kind == "primary" else ""
        made.setIcon(theme.icon(icon, tones.get(kind, Tone.INK), ground=ground))
        made.setIconSize(QSize(theme.look.px(20), theme.look.px(20)))
        made.setAccessibleName(text)
    return made


def step_back(theme: Theme, button: QPushButton) -> None:
    """Make a primary button a plain one: another on the screen is the next thing to press."""
    button.setProperty("kind", "")
    button.setFont(theme.look.font())


def line_of(*widgets: QWidget | None, spacing: int = UNIT) -> QHBoxLayout:
    """Return widgets side by side at the left; None is a stretch."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    if None not in widgets:
        layout.addStretch(1)
    return layout


def column_of(*widgets: QWidget, spacing: int = UNIT, margin: int = 0) -> QVBoxLayout:
    """Return widgets one above the other."""
    layout = QVBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def holding(layout: QLayout) -> QWidget:
    """Return a line or a column as one part."""
    holder = QWidget()
    holder.setLayout(layout)
    return holder


def stack(*widgets: QWidget) -> QWidget:
    """Return widgets one above the other, as one part."""
    return holding(column_of(*widgets))


def be_there(part: QWidget, there: bool) -> None:  # noqa: FBT001 - it is what is said of it
    """Show a part or hide it; what has no place yet is shown with its place, never by itself.

    A widget shown before it has a parent would be a window, and hidden again while it moves in: the
    keyboard could not be put into it until later.
    """
    if not there:
        part.hide()
    elif part.parentWidget() is not None:
        part.show()


def clear(layout: QBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None and isinstance(inner, QBoxLayout):
            clear(inner)


class Picture(QWidget):
    """An icon standing by itself; it says nothing that words beside it do not."""

    def __init__(self, theme: Theme, name: str, tone: Tone = Tone.INK, side: int = 20) -> None:
        super().__init__()
        self._theme, self._name, self._tone, self._paper = theme, name, tone, ""
        self.setFixedSize(theme.look.px(side), theme.look.px(side))

    def lie_on(self, ground: str) -> "Picture":
        """Name the colour it lies on, where that is not the page."""
        self._paper = ground
        return self

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw the icon."""
        painter = QPainter(self)
        look = self._theme.look
        ground = getattr(look.colours, self._paper, "")
        Canvas(painter, look).icon(self._name, QRectF(self.rect()), self._tone, ground)
        painter.end()


class Tag(QFrame):
    """A need or a safety flag: an icon and a bold word in a small box."""

    def __init__(
        self, theme: Theme, icon: str, text: str, *, flag: bool = False, alone: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("place", "flag" if flag else "tag")
        self.setAccessibleName(text)
        self.setToolTip(tip(text))
        tone = Tone.BAD if flag else Tone.MUTED
        picture = Picture(theme, icon, tone, 16).lie_on("bad_tint" if flag else "well")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(7, 0, 7, 0)
        layout.setSpacing(6)
        layout.addWidget(picture)
        if not alone:  # an icon without its word is for where there is no room for words
            label = words(theme, text, SMALL, tone, bold=True)
            label.setWordWrap(False)
            layout.addWidget(label)
        self.setFixedHeight(theme.look.px(24))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Empty(QFrame):
    """What a list with nothing in it says: what belongs here, and how it gets here."""

    def __init__(self, theme: Theme, icon: str, title: str, how: str, *more: QWidget) -> None:
        super().__init__()
        self.setProperty("place", "panel")
        column = column_of(
            Picture(theme, icon, Tone.MUTED, 28).lie_on("well"),
            words(theme, title, bold=True),
            words(theme, how, tone=Tone.MUTED),
            *more,
            margin=UNIT * 2,
        )
        self.setLayout(column)


class Notice(QFrame):
    """One sentence on the page, with its icon; it stays until it is taken away."""

    def __init__(self, theme: Theme, icon: str, text: str, *more: QWidget) -> None:
        super().__init__()
        self.setProperty("place", "notice")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, UNIT, UNIT, UNIT)
        layout.setSpacing(UNIT)
        picture = Picture(theme, icon, Tone.WARN).lie_on("warn_tint")
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self.label = words(theme, text)
        layout.addWidget(self.label, 1)
        for widget in more:
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)


def rule(theme: Theme) -> QFrame:  # noqa: ARG001 - every part is given the theme
    """Return a hairline across."""
    line = QFrame()
    line.setProperty("place", "rule")
    line.setFixedHeight(1)
    return line


def spoken(parts: Iterable[str]) -> str:
    """Join what a screen reader should say of one thing."""
    return ". ".join(part for part in parts if part)
