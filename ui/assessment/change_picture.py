"""What changed from the first assessment to the newest: a picture, and the same in words."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from triage_app.services import changes
from triage_app.services.changes import ChangeView
from ui.parts import heading, words
from ui.room import Room
from ui.theme import BODY, SMALL, Tone

WIDEST, NARROWEST = 720, 320


class ChangePicture(QWidget):
    """Two bars for each pathway, drawn to the width there is; who cannot see it is told."""

    def __init__(self, room: Room, found: ChangeView) -> None:
        super().__init__()
        self._room, self._found = room, found
        self._renderer, self._drawn = QSvgRenderer(), (0, "")
        self.setAccessibleName(changes.in_words(found, room.texts))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMaximumWidth(room.theme.look.px(WIDEST))
        self.setMinimumWidth(NARROWEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.heightForWidth(self.maximumWidth()))

    def heightForWidth(self, width: int) -> int:
        """Qt: names that wrap make rows higher."""
        self._draw(width)
        return self._renderer.defaultSize().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width, another height; no layout may press it together."""
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw it as high as it comes out, in the colours worn now."""
        self._draw(self.width())
        painter = QPainter(self)
        self._renderer.render(
            painter, QRectF(0, 0, self.width(), self._renderer.defaultSize().height())
        )
        painter.end()

    def _draw(self, width: int) -> None:
        """Draw it anew where the width or the colours are others."""
        look = self._room.theme.look
        if (width, look.colours.page) == self._drawn:
            return
        inks = (look.colours.ink, look.colours.page)
        svg = changes.picture(self._found, self._room.texts, (width, look.px(BODY)), inks)
        self._renderer.load(QByteArray(svg))
        self._drawn = (width, look.colours.page)


class ChangePart(QWidget):
    """The picture under its title, and where only a part is compared."""

    def __init__(self, room: Room, found: ChangeView) -> None:
        super().__init__()
        texts, theme = room.texts, room.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading(theme, texts("change.changed_title")))
        column.addWidget(words(theme, texts("change.changed_note"), SMALL, Tone.MUTED))
        column.addWidget(ChangePicture(room, found))
        for line in changes.left_out(found, texts):
            column.addWidget(words(theme, line, SMALL, Tone.MUTED))
