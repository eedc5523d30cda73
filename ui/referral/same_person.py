"""Asks whether somebody of this name and birth, known already, is the one being referred."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from triage_app.services.likely import Likely
from ui.room import Room
from ui.theme import UNIT

SOMEBODY_NEW = 0


class SamePerson(QWidget):
    """One answer for each person it may be, and one for somebody new; None: not yet said."""

    changed = Signal()
    picked = Signal(int)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._answers: dict[int, QRadioButton] = {}
        self._value: int | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(UNIT)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def offer(self, found: Sequence[Likely]) -> bool:
        """Show who it may be; say whether there is anybody."""
        people = {one.person_id: one for one in found}
        if people.keys() | {SOMEBODY_NEW} != self._answers.keys():
            self._clear()
            for person_id, likely in people.items():
                self._add(person_id, self._words(likely))
            self._add(SOMEBODY_NEW, self._room.texts("referral.same_none"))
            self._value = self._value if self._value in self._answers else None
            self._check()
        return bool(people)

    def value(self) -> int | None:
        """Return the person's number, SOMEBODY_NEW, or None."""
        return self._value

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Choose an answer."""
        self._value = value
        self._check()

    def words(self, value: Any) -> str:  # noqa: ANN401
        """Return how an answer is shown."""
        return self._answers[value].text() if value in self._answers else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard goes to the answer chosen, or to the first."""
        super().focusInEvent(event)
        answers = list(self._answers.values())
        chosen = [one for one in answers if one.isChecked()]
        if answers:
            (chosen or answers)[0].setFocus()

    def _add(self, person_id: int, text: str) -> None:
        one = QRadioButton(text)
        one.setFont(self._room.theme.look.font())
        one.setProperty("person", person_id)
        one.setAccessibleName(text)
        one.clicked.connect(self._pick)
        self._answers[person_id] = one
        self._column.addWidget(one)

    def _pick(self) -> None:
        self._value = int(self.sender().property("person"))
        self.changed.emit()
        self.picked.emit(self._value)

    def _check(self) -> None:
        for person_id, one in self._answers.items():
            one.setChecked(person_id == self._value)

    def _clear(self) -> None:
        for one in self._answers.values():
            self._column.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._answers = {}

    def _words(self, one: Likely) -> str:
        texts, known = self._room.texts, one.known
        said = known.name
        if known.born:
            said = texts("referral.same_born", name=known.name, born=known.born)
        if one.cases:
            state = texts(f"state.{one.cases[0].state}")
            number = one.cases[0].number
            said = texts("referral.same_case", person=said, number=number, state=state)
        return said
