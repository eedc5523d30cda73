"""The bespoke conditions that wait, below the breaches: one at a time is open."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.services import own_words
from triage_app.services.own_words import Asked
from ui.own_words import OwnWordsPart, written
from ui.parts import button, clear, heading, line_of, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

Key = tuple[int, int]


class WordsWaiting(QWidget):
    """A row for each bespoke condition that waits; what is open shows its words and the form."""

    case_wanted = Signal(int, int)
    decided = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.rows: list[QPushButton] = []
        self.part: OwnWordsPart | None = None
        self.waiting: tuple[Asked, ...] = ()
        self._open: Key | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT * 2)

    def refresh(self) -> None:
        """Show what waits now; what was being typed is kept first."""
        self.leave()
        self.waiting = own_words.queue(self._room.desk, self._room.actor)
        self._show()

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.part is not None:
            self.part.leave()

    def _show(self) -> None:
        clear(self._column)
        self.rows, self.part = [], None
        if self.waiting:
            title = self._room.texts("approvals.own_words")
            self._column.addWidget(heading(self._room.theme, title))
        for one in self.waiting:
            self._column.addWidget(self._row(one))
            if _key(one) == self._open:
                self.part = OwnWordsPart(self._room, one)
                self.part.decided.connect(self._decided)
                self._column.addWidget(self.part)

    def _row(self, one: Asked) -> QWidget:
        theme, texts = self._room.theme, self._room.texts
        is_open = _key(one) == self._open
        code = "approvals.fold" if is_open else "approvals.read"
        read = button(theme, texts(code), "", "chevron-up" if is_open else "chevron-down")
        read.setAccessibleName(texts("approvals.read_named", name=one.name))
        read.clicked.connect(partial(self._toggle, _key(one)))
        case = button(theme, texts("approvals.open_case"), "quiet")
        case.setAccessibleName(texts("approvals.open_case_named", name=one.name))
        case.clicked.connect(partial(self._go_to_case, *_key(one)))
        self.rows.append(read)
        holder, column, beside = QWidget(), QVBoxLayout(), QWidget()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        beside.setLayout(line_of(read, case))
        column.addWidget(words(theme, f"{one.name}, {one.number}", bold=True))
        column.addWidget(words(theme, written(self._room, one), SMALL, Tone.MUTED))
        column.addWidget(beside)
        holder.setLayout(column)
        return holder

    def _toggle(self, key: Key, *_: object) -> None:
        self.leave()
        self._open = None if key == self._open else key
        place = [_key(one) for one in self.waiting].index(key)
        self._show()
        if self.part is not None and self.part.form is not None:
            self.part.go_to()
        else:
            self.rows[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_case(self, case_id: int, position: int, *_: object) -> None:
        self.case_wanted.emit(case_id, position)

    def _decided(self) -> None:
        self._open, self.part = None, None
        self.decided.emit()


def _key(one: Asked) -> Key:
    return one.case_id, one.position
