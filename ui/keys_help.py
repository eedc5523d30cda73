"""F1: the keys that work here, in a strip that covers nothing one is working on."""

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from ui.parts import heading, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

KEYS = (
    ("Ctrl+K", "key_find"),
    ("Ctrl+N", "key_referral"),
    ("Ctrl+S", "key_save"),
    ("Ctrl+P", "key_paper"),
    ("Alt+1 … 7", "key_steps"),
    ("Alt+A … Z", "key_letters"),
    ("Enter", "key_open"),
    ("Esc", "key_back"),
    ("F12", "key_cover"),
    ("F1", "key_help"),
)


class KeysHelp(QFrame):
    """A key in its box, and what it does."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.setProperty("place", "below")
        theme, texts = room.theme, room.texts
        column = QVBoxLayout(self)
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
            grid.addWidget(
                words(theme, texts(f"shell.{code}"), tone=Tone.MUTED), row, place * 2 + 1
            )
            grid.setColumnStretch(place * 2 + 1, 1)
        column.addLayout(grid)
        self.hide()
