"""Gives the buttons and sections in view each a letter of their own, to press with Alt."""

import re
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

MARK = re.compile(r"&(?=\w)")  # the ampersand before the letter that is pressed
NOT_LETTERED = "not_lettered"  # a property of a button that is named by a key of its own


def letters_for(all_words: Iterable[str]) -> list[str]:
    """Return a letter for each of some words, none twice; "" where none is left.

    The first letter of the words is best, then the first of another of them, then any: the
    earlier ones choose first.
    """
    taken: set[str] = set()
    chosen = []
    for words in all_words:
        letter = next((one for one in _wanted(words) if one not in taken), "")
        taken.add(letter)
        chosen.append(letter)
    return chosen


def _wanted(words: str) -> Iterator[str]:
    initials = [word[0] for word in words.split()]
    for letter in (*initials, *words):
        if letter.isalpha() and letter.isascii():
            yield letter.casefold()


def marked(words: str, letter: str) -> str:
    """Return words with the mark before their letter: at a word's beginning, if it can be."""
    if not letter:
        return words
    at = [match.start() for match in re.finditer(re.escape(letter), words, re.IGNORECASE)]
    begins = [place for place in at if place == 0 or words[place - 1].isspace()]
    place = (begins or at)[0]
    return f"{words[:place]}&{words[place:]}"


class Mnemonics(QObject):
    """Keeps the letters of one window right as what is in view changes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.assign)

    def watch(self, widget: QWidget) -> None:
        """Assign anew whenever what is laid out in a widget changes."""
        widget.installEventFilter(self)
        self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Qt: something was shown, hidden or moved."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._soon.start()
        return False

    def assign(self) -> None:
        """Give every button in view its letter, in reading order: the sections come first."""
        found = [one for one in self._window.findChildren(QAbstractButton) if _is_lettered(one)]
        letters = letters_for(_plain(one.text()) for one in found)
        for one, letter in zip(found, letters, strict=True):
            text = marked(one.text() if not MARK.search(one.text()) else _plain(one.text()), letter)
            if text != one.text():
                one.setText(text)


def _plain(text: str) -> str:
    return MARK.sub("", text)


def _is_lettered(one: QAbstractButton) -> bool:
    if isinstance(one, QCheckBox | QRadioButton) or one.property(NOT_LETTERED):
        return False
    in_view = one.isVisible() and one.window().isVisible()
    return in_view and any(map(str.isalpha, one.text()))
