"""Approvals: what waits for a supervisor, the least time to charge first."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from triage_app.domain.watched import day_of
from triage_app.services import approvals
from triage_app.services.approvals import Waiting
from ui.approvals.variations import VariationsWaiting
from ui.approvals.words import WordsWaiting
from ui.decision import DecisionPart, time_told, tone_of
from ui.parts import Empty, button, clear, heading, line_of, words
from ui.room import Place, Room
from ui.step import Screen
from ui.theme import SMALL, TITLE, UNIT, Tone


class ApprovalsScreen(Screen):
    """A row for each breach proposed; one at a time is open, with its evidence and its form."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.rows: list[QPushButton] = []
        self.part: DecisionPart | None = None
        self._waiting: tuple[Waiting, ...] = ()
        self._open: int | None = None  # the breach that is open
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Show what waits now; what was being typed is kept first."""
        self.leave()
        room = self.room
        with room.feedback.answering():
            self._waiting = approvals.queue(room.desk, room.actor)
            self.words.refresh()
            self.variations.refresh()
            self._show()

    def go_to(self, field: str) -> None:
        """Put the keyboard on the first that waits, or on a field of the one that is open."""
        if self.part is not None and self.part.form is not None and field:
            self.part.go_to(field)
        elif rows := [*self.rows, *self.words.rows, *self.variations.rows]:
            rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.part is not None:
            self.part.leave()
        self.words.leave()
        self.variations.leave()

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.setProperty("place", "page")
        inner, self._column = QWidget(), QVBoxLayout()
        inner.setProperty("place", "page")
        self._column.setContentsMargins(UNIT * 3, UNIT * 2, UNIT * 3, UNIT * 3)
        self._column.setSpacing(UNIT * 2)
        self._breaches = QVBoxLayout()
        self._breaches.setSpacing(UNIT * 2)
        self.words = WordsWaiting(self.room)
        self.words.case_wanted.connect(self._go_to_words)
        self.words.decided.connect(self._ruled)
        self._column.addLayout(self._breaches)
        self.variations = VariationsWaiting(self.room)
        self.variations.case_wanted.connect(self._go_to_variation)
        self.variations.decided.connect(self._ruled)
        self._column.addWidget(self.words)
        self._column.addWidget(self.variations)
        self._column.addStretch(1)
        inner.setLayout(self._column)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setProperty("place", "page")
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._title = heading(theme, texts("approvals.title"), TITLE)
        self._title.setContentsMargins(UNIT * 3, UNIT * 2, 0, 0)
        whole.addWidget(self._title)
        whole.addWidget(area, 1)

    def _show(self) -> None:
        room, texts = self.room, self.room.texts
        clear(self._breaches)
        self.rows, self.part = [], None
        others = (*self.words.waiting, *self.variations.waiting)
        if not self._waiting and not others:
            said = texts("approvals.nothing"), texts("approvals.nothing_how")
            self._breaches.addWidget(Empty(room.theme, "approvals", *said))
        if self._waiting and others:
            self._breaches.addWidget(heading(room.theme, texts("approvals.breaches")))
        for one in self._waiting:
            self._breaches.addWidget(self._row(one))
            if one.breach_id == self._open:
                self._breaches.addWidget(self._opened(one))

    def _row(self, one: Waiting) -> QWidget:
        room, texts = self.room, self.room.texts
        is_open = one.breach_id == self._open
        name = words(room.theme, f"{one.name}, {one.number}", bold=True)
        told = words(room.theme, time_told(texts, one), SMALL, tone_of(one), bold=True)
        code = "approvals.fold" if is_open else "approvals.read"
        read = button(room.theme, texts(code), "", "chevron-up" if is_open else "chevron-down")
        read.setAccessibleName(texts("approvals.read_named", name=one.name))
        read.clicked.connect(partial(self._toggle, one.breach_id))
        case = button(room.theme, texts("approvals.open_case"), "quiet")
        case.setAccessibleName(texts("approvals.open_case_named", name=one.name))
        case.clicked.connect(partial(self._go_to_case, one.case_id))
        self.rows.append(read)
        holder, column, beside = QWidget(), QVBoxLayout(), QWidget()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        beside.setLayout(line_of(read, case))
        column.addWidget(name)
        if not is_open:  # what is opened says so itself
            column.addWidget(told)
            values = {"name": one.proposer, "day": day_of(one.proposed_at)}
            said = texts("approvals.proposed", **values)
            column.addWidget(words(room.theme, said, SMALL, Tone.MUTED))
        column.addWidget(beside)
        holder.setLayout(column)
        return holder

    def _opened(self, one: Waiting) -> QWidget:
        self.part = DecisionPart(self.room, one)
        self.part.decided.connect(self._decided)
        self.part.sent_back.connect(self._sent_back)
        return self.part

    def _toggle(self, breach_id: int, *_: object) -> None:
        self.leave()
        self._open = None if breach_id == self._open else breach_id
        place = [one.breach_id for one in self._waiting].index(breach_id)
        self._show()
        if self.part is not None and self.part.form is not None:
            self.part.go_to()
        else:
            self.rows[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_variation(self, case_id: int) -> None:
        self.went.emit(Place("case", case_id, "contract"))

    def _go_to_case(self, case_id: int, *_: object) -> None:
        self.went.emit(Place("case", case_id, "outcome", "found"))

    def _decided(self, _paper: int) -> None:
        """Go to the case, where the paper just made waits to be printed."""
        part = self.part
        self._open, self.part = None, None
        self.refresh()
        if part is not None:
            self.went.emit(Place("case", part.waiting.case_id, "outcome"))

    def _sent_back(self) -> None:
        """Nothing was decided: what still waits comes next."""
        self._open, self.part = None, None
        self._ruled()

    def _go_to_words(self, case_id: int, position: int) -> None:
        self.went.emit(Place("case", case_id, "contract", f"condition_{position}.approved"))

    def _ruled(self) -> None:
        """Show what still waits, with the keyboard on the first of it."""
        self.refresh()
        self.changed.emit()
        self.go_to("")
