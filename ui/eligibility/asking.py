"""A question beside its finding, answered by one key: 1, 2 or 3; the arrows go to the next."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from triage_app.services.finding_words import answer_word
from ui.parts import button, line_of, words
from ui.room import Room
from ui.theme import UNIT

ANSWERS: Final = (("yes", True), ("no", False), ("not_known", None))
STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Asking(QWidget):
    """One question and its three answers."""

    answered = Signal(str, object)  # the question's code; None: asked, and not known
    moved = Signal(int)  # to the question below, or above

    def __init__(self, room: Room, question: str) -> None:
        super().__init__()
        self.question = question
        theme, texts = room.theme, room.texts
        said = texts(f"question.{question}")
        label = words(theme, said, bold=True)
        self.buttons = []
        for number, (word, _) in enumerate(ANSWERS, start=1):
            answer = answer_word(texts, question, word)
            one = button(theme, f"{number}  {answer}")
            one.setAccessibleName(f"{said} {number}: {answer}")
            one.setAccessibleDescription(texts("question.keys"))
            one.installEventFilter(self)
            one.clicked.connect(self._press)
            self.buttons.append(one)
        layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label)
        if theme.look.large:
            for one in self.buttons:
                layout.addWidget(one)
        else:
            layout.addLayout(line_of(*self.buttons, spacing=UNIT))
        self.setFocusProxy(self.buttons[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a figure answers, an arrow up or down goes to another question."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            number = event.text()
            if number in ("1", "2", "3"):
                self._answer(int(number) - 1)
                return True
            if event.key() in STEPS:
                self.moved.emit(STEPS[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _press(self) -> None:
        pressed = self.sender()
        self._answer(next(at for at, one in enumerate(self.buttons) if one is pressed))

    def _answer(self, at: int) -> None:
        self.answered.emit(self.question, ANSWERS[at][1])
