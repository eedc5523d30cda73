"""F1: the keys that work here, in a strip that covers nothing one is working on."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.parts import heading, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

KEYS = (
    ("Ctrl+K", "key_find"),
    ("Ctrl+N", "key_referral"),
    ("Ctrl+1 … 5", "key_known"),
    ("Ctrl+0", "key_another"),
    ("Ctrl+S", "key_save"),
    ("Ctrl+P", "key_paper"),
    ("Alt+1 … 7", "key_steps"),
    ("Alt+0", "key_head"),
    ("Alt+A … Z", "key_letters"),
    ("Enter", "key_open"),
    ("Esc", "key_back"),
    ("F12", "key_cover"),
    ("F1", "key_help"),
)

LEAST = 76  # pixels: its heading and the first keys


class KeysHelp(QScrollArea):
    """Each key, and what it does; where the page leaves no room for all of them, they scroll."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._list = _listed(room)
        self.setProperty("place", "below")
        self.setAccessibleName(room.texts("shell.help"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(room.theme.look.px(LEAST))
        self.setWidget(self._list)
        self.hide()

    def sizeHint(self) -> QSize:
        """Qt: as high as all the keys are at this width."""
        return QSize(self.width(), self._list.heightForWidth(self.viewport().width()) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: words may wrap otherwise now."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def _listed(room: Room) -> QWidget:
    theme, texts = room.theme, room.texts
    listed = QWidget()
    column = QVBoxLayout(listed)
    column.setContentsMargins(UNIT * 3, UNIT * 2, UNIT * 3, UNIT * 2)
    column.addWidget(heading(theme, texts("shell.help")))
    grid = QGridLayout()
    grid.setHorizontalSpacing(UNIT * 2)
    grid.setVerticalSpacing(UNIT)
    across = 1 if theme.look.large else 2
    for number, (key, code) in enumerate(KEYS):
        row, place = divmod(number, across)
        box = words(theme, key, SMALL, bold=True)
        box.setWordWrap(False)
        grid.addWidget(box, row, place * 2)
        grid.addWidget(words(theme, texts(f"shell.{code}"), tone=Tone.MUTED), row, place * 2 + 1)
        grid.setColumnStretch(place * 2 + 1, 1)
    column.addLayout(grid)
    return listed
