"""A question beside its finding, answered by one key: 1, 2 or 3; the arrows go to the next."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.services.finding_words import answer_word
from ui.flow import Flow
from ui.parts import button, words
from ui.room import Room

Choice = tuple[str, object]  # what it says, and what it answers
ANSWERS: Final = (("yes", True), ("no", False), ("not_known", None))
STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Asking(QWidget):
    """One question and its few answers, each with the figure that gives it."""

    answered = Signal(str, object)  # the question's code, and the answer
    moved = Signal(int)  # to the question below, or above

    def __init__(self, room: Room, question: str, said: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.question, self._choices = question, tuple(choices)
        theme, texts = room.theme, room.texts
        self.buttons = []
        for number, (answer, _) in enumerate(choices, start=1):
            one = button(theme, f"{number}  {answer}")
            one.setAccessibleName(f"{said} {number}: {answer}")
            one.setAccessibleDescription(texts("question.keys"))
            one.installEventFilter(self)
            one.clicked.connect(self._press)
            self.buttons.append(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(4)
        layout.addWidget(words(theme, said))
        layout.addLayout(Flow(*self.buttons))  # they wrap where there is little room
        self.setFocusProxy(self.buttons[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a figure answers, an arrow up or down goes to another question."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            figure = event.text()
            if figure in [str(at + 1) for at in range(len(self._choices))]:
                self._answer(int(figure) - 1)
                return True
            if event.key() in STEPS:
                self.moved.emit(STEPS[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _press(self) -> None:
        pressed = self.sender()
        self._answer(next(at for at, one in enumerate(self.buttons) if one is pressed))

    def _answer(self, at: int) -> None:
        self.answered.emit(self.question, self._choices[at][1])


def ask(room: Room, question: str) -> Asking:
    """Return a question by its code, to be answered yes, no or not known."""
    texts = room.texts
    choices = [(answer_word(texts, question, word), said) for word, said in ANSWERS]
    return Asking(room, question, texts(f"question.{question}"), choices)
