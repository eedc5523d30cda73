"""Shows who is known already and may be the one being referred, beside what has been typed."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QRadioButton, QVBoxLayout, QWidget

from triage_app.domain.likeness import Description
from triage_app.domain.workflow import State
from triage_app.services.background import Background
from triage_app.services.likely import MOST, Likely
from ui.parts import Notice, clear, heading, holding, line_of, words
from ui.referral.comparison import Comparison
from ui.referral.earlier import Earlier, open_case
from ui.room import Place, Room
from ui.theme import BODY, SMALL, UNIT, Tone

SOMEBODY_NEW = 0
KEYS = "Ctrl+{number}"  # takes the first, the second …; with 0 somebody new


class SamePerson(QWidget):
    """One answer for each person it may be, and one for somebody new; None: not yet said.

    What matches and what differs stands under each, and once one is taken what is known of them.
    """

    changed = Signal()
    picked = Signal(int)
    went = Signal(Place)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._answers: dict[int, QRadioButton] = {}
        self._value: int | None = None
        self._shown: object = None
        self._build()
        for number in range(MOST + 1):
            keys = QShortcut(QKeySequence(KEYS.format(number=number)), self)
            keys.setContext(Qt.ShortcutContext.WindowShortcut)
            keys.activated.connect(partial(self._press, number))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def offer(self, found: Sequence[Likely], given: Description) -> bool:
        """Show who it may be, beside what was typed; say whether there is anybody."""
        shown = [given, [(one.person_id, one.known, one.cases) for one in found]]
        if shown == self._shown:
            return bool(found)
        self._shown = shown
        self._clear()
        for number, likely in enumerate(found, start=1):
            self._column.addWidget(self._card(number, likely, given))
        self._column.addWidget(
            self._answer(SOMEBODY_NEW, self._room.texts("referral.same_none"), 0)
        )
        self._value = self._value if self._value in self._answers else None
        self._check()
        return bool(found)

    def show_background(self, known: Background | None) -> None:
        """Show what is known from before of whoever was taken, or nothing."""
        self.before.setVisible(known is not None)
        if known is not None:
            self.earlier.show_background(known)

    def value(self) -> int | None:
        """Return the person's number, SOMEBODY_NEW, or None."""
        return self._value

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Choose an answer."""
        self._value = value
        self._check()

    def words(self, value: Any) -> str:  # noqa: ANN401
        """Return how an answer is shown."""
        return self._answers[value].accessibleName() if value in self._answers else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard goes to the answer chosen, or to the first."""
        super().focusInEvent(event)
        answers = list(self._answers.values())
        chosen = [one for one in answers if one.isChecked()]
        if answers:
            (chosen or answers)[0].setFocus()

    def _build(self) -> None:
        theme, texts = self._room.theme, self._room.texts
        self._column = QVBoxLayout()
        self._column.setSpacing(UNIT)
        self.before, self.earlier = QWidget(), Earlier(self._room)
        self.earlier.went.connect(self.went)
        under = QVBoxLayout(self.before)
        under.setContentsMargins(0, UNIT, 0, 0)
        under.addWidget(heading(theme, texts("background.title"), BODY))
        under.addWidget(self.earlier)
        self.before.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.addLayout(self._column)
        layout.addWidget(self.before)

    def _card(self, number: int, likely: Likely, given: Description) -> QWidget:
        """Return one person known: the answer, their cases, and the two side by side."""
        room, texts = self._room, self._room.texts
        card = QFrame()
        card.setProperty("place", "panel")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, UNIT, 12, 12)
        column.setSpacing(UNIT)
        text = texts("referral.same_this")
        answer = self._answer(likely.person_id, text, number, likely.known.name)
        column.addWidget(answer)
        heads = (texts("referral.same_typed"), texts("referral.same_known"))
        compared = Comparison(room, heads, (given, likely.known), likely.likeness)
        column.addWidget(compared)
        if likely.now:
            earlier = texts("referral.same_earlier", name=likely.now)
            column.addWidget(words(room.theme, earlier, SMALL, Tone.MUTED))
        self._answers[likely.person_id].setAccessibleDescription(compared.accessibleName())
        live = [one for one in likely.cases if one.state is not State.CLOSED]
        for case in live:
            state = texts(f"state.{case.state}")
            said = texts("referral.same_live", number=case.number, state=state)
            column.addWidget(Notice(room.theme, "warn", said, self._opening(case)))
        closed = [one for one in likely.cases if one not in live]
        if closed:
            how_many = texts("referral.same_closed", n=len(closed))
            label = words(room.theme, how_many, SMALL, Tone.MUTED)
            label.setWordWrap(False)
            column.addLayout(line_of(label, *(self._opening(one) for one in closed)))
        return card

    def _opening(self, case: Any) -> QWidget:  # noqa: ANN401 - one of the cases of somebody likely
        opening = open_case(self._room, case)
        opening.clicked.connect(self._open)
        return opening

    def _answer(self, person_id: int, text: str, number: int, name: str = "") -> QWidget:
        one = QRadioButton(text)
        one.setFont(self._room.theme.look.font(bold=True))
        one.setProperty("person", person_id)
        one.setAccessibleName(f"{text}: {name}" if name else text)
        one.clicked.connect(self._pick)
        self._answers[person_id] = one
        keys = words(self._room.theme, KEYS.format(number=number), SMALL, Tone.MUTED)
        keys.setWordWrap(False)
        return holding(line_of(one, keys))

    def _press(self, number: int) -> None:
        """Take the answer a key stands for, wherever in the form the keyboard is."""
        answers = [*self._answers.values()]
        if self.isVisible() and number < len(answers):
            answers[number - 1].click()  # somebody new is the last

    def _pick(self) -> None:
        person_id = int(self.sender().property("person"))
        self._value = person_id
        self._check()
        self.changed.emit()
        self.picked.emit(person_id)

    def _open(self) -> None:
        self.went.emit(Place("case", int(self.sender().property("case"))))

    def _check(self) -> None:
        for person_id, one in self._answers.items():
            one.setAutoExclusive(False)
            one.setChecked(person_id == self._value)

    def _clear(self) -> None:
        clear(self._column)
        self._answers = {}
