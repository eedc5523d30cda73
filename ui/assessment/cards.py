"""Answer cards: a key, the words and a note, pressed anywhere; one chosen, or several."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from ui.assessment.card_face import CardFace, Choice
from ui.scrolling import bring_into_view
from ui.theme import Theme

UNASKED = (Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class AnswerCards(QWidget):
    """The answers to one question, one above the other: one stop of the Tab key, then arrows."""

    chosen = Signal(str, bool)  # the code, and whether it stands chosen now

    def __init__(self, theme: Theme, choices: Sequence[Choice], *, several: bool) -> None:
        super().__init__()
        self._theme, self._kind = theme, TickCard if several else OneCard
        self.choices: tuple[Choice, ...] = ()
        self.cards: list[OneCard | TickCard] = []  # those in use; as many choices
        self._spare: list[OneCard | TickCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.offer(choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer other answers, on the cards there are as far as they go; none of them stands."""
        cards = [*self.cards, *self._spare]
        while len(cards) < len(choices):
            cards.append(self._add_card())
        self.choices, count = tuple(choices), len(choices)
        self.cards, self._spare = cards[:count], cards[count:]
        for card, choice in zip(self.cards, choices, strict=True):
            card.setChecked(False)
            card.show_choice(choice)
            card.show()
        self._rove(self.cards[0])
        for card in self._spare:
            if card.hasFocus():
                self.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)
            card.hide()

    def show_chosen(self, codes: Sequence[str]) -> None:
        """Show which answers stand."""
        for card, choice in zip(self.cards, self.choices, strict=True):
            card.setChecked(choice.code in codes)
        if not any(card.hasFocus() for card in self.cards):
            self._rove(self._first())

    def press(self, key: int) -> bool:
        """Choose what a number key stands for; say whether there was such an answer."""
        for card, choice in zip(self.cards, self.choices, strict=True):
            if choice.key == key:
                card.setFocus(Qt.FocusReason.ShortcutFocusReason)
                card.click()
                return True
        return False

    def take_focus(self) -> None:
        """Put the keyboard on the answer chosen, or on the first."""
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: arrows go from card to card and choose nothing."""
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusIn:
            self._rove(watched)
            # A question that was just put is read from its top: nobody has gone to an answer yet.
            if event.reason() not in UNASKED:
                bring_into_view(self._card(watched))
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = STEPS.get(Qt.Key(event.key()))
            if step:
                place = [card is watched for card in self.cards].index(True) + step
                held = self.cards[place % len(self.cards)]
                held.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def _add_card(self) -> "OneCard | TickCard":
        card = self._kind(CardFace(self._theme))
        self._column.addWidget(card)
        card.installEventFilter(self)
        card.clicked.connect(self._clicked)
        return card

    def _first(self) -> QAbstractButton:
        return next((one for one in self.cards if one.isChecked()), self.cards[0])

    def _card(self, watched: QObject) -> QWidget:
        return next(card for card in self.cards if card is watched)

    def _rove(self, held: QObject) -> None:
        for card in self.cards:
            here = card is held
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    def _clicked(self) -> None:
        for card, choice in zip(self.cards, self.choices, strict=True):
            if card is self.sender():
                self.chosen.emit(choice.code, card.isChecked())


class OneCard(QRadioButton):
    """An answer of which only one can be chosen."""

    def __init__(self, face: CardFace) -> None:
        super().__init__()
        self._face = face
        self.setAutoExclusive(False)  # what is chosen is shown once it is kept
        face.dress(self)

    def nextCheckState(self) -> None:
        """Qt: pressed again, it stays chosen."""
        self.setChecked(True)

    def show_choice(self, choice: Choice) -> None:
        """Be the card of an answer."""
        self._face.show_choice(self, choice)

    def heightForWidth(self, width: int) -> int:
        """Qt: as high as its words need."""
        return self._face.height_for(width)

    def sizeHint(self) -> QSize:
        """Qt: what it would like."""
        return self._face.size()

    def minimumSizeHint(self) -> QSize:
        """Qt: narrow enough for the largest text."""
        return self._face.least()

    def hitButton(self, place: QPoint) -> bool:
        """Qt: it is pressed anywhere."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw the card."""
        self._face.paint(self)


class TickCard(QCheckBox):
    """An answer of which any number can be chosen."""

    def __init__(self, face: CardFace) -> None:
        super().__init__()
        self._face = face
        face.dress(self)

    def show_choice(self, choice: Choice) -> None:
        """Be the card of an answer."""
        self._face.show_choice(self, choice)

    def heightForWidth(self, width: int) -> int:
        """Qt: as high as its words need."""
        return self._face.height_for(width)

    def sizeHint(self) -> QSize:
        """Qt: what it would like."""
        return self._face.size()

    def minimumSizeHint(self) -> QSize:
        """Qt: narrow enough for the largest text."""
        return self._face.least()

    def hitButton(self, place: QPoint) -> bool:
        """Qt: it is pressed anywhere."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw the card."""
        self._face.paint(self)
