"""Approvals: what waits for a supervisor, of whatever kind, what is nearest its limit first."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from triage_app.domain.approval import Matter
from triage_app.services import (
    approval_queue,
    approvals,
    own_words,
    variation_approvals,
)
from triage_app.services.approval_queue import Row
from ui.approvals.disposal import DisposalPart
from ui.approvals.kinds import KindTabs
from ui.approvals.row import RowLine
from ui.approvals.variation import VariationPart
from ui.decision import DecisionPart
from ui.own_words import OwnWordsPart
from ui.parts import Empty, clear, heading, line_of, rule, words
from ui.room import Place, Room
from ui.scrolling import scrolled
from ui.step import Screen
from ui.theme import TITLE, UNIT, Tone

Part = DecisionPart | VariationPart | OwnWordsPart | DisposalPart
READABLE = (3, 1)  # a part of the width: lines as long as the window are lost half way


class ApprovalsScreen(Screen):
    """A row for each thing that waits; one at a time is open, with what to decide it by."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.rows: list[QPushButton] = []
        self.part: Part | None = None
        self._found: tuple[Row, ...] = ()
        self._open = ""  # the key of the row that is open
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Show what waits now; what was being typed is kept first."""
        self.leave()
        room = self.room
        with room.feedback.answering():
            self._found = approval_queue.queue(room.desk, room.actor)
            self._show()

    def go_to(self, field: str) -> None:
        """Open a row by its key; else put the keyboard on a field, or the first that waits."""
        if field in {row.key for row in self._found} and field != self._open:
            self.tabs.kind = None
            self._toggle(field)
        elif self.part is not None and self.part.form is not None and field:
            self.part.go_to(field)
        elif self.rows:
            self.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.part is not None:
            self.part.leave()

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.setProperty("place", "page")
        self.tabs = KindTabs(self.room)
        self.tabs.chosen.connect(self._choose)
        inner, self._column = QWidget(), QVBoxLayout()
        self._column.setContentsMargins(UNIT * 3, 0, UNIT * 3, UNIT * 3)
        self._column.setSpacing(0)
        inner.setLayout(self._column)
        self._area = area = scrolled(inner)
        self._title = heading(theme, texts("approvals.title"), TITLE)
        self._order = words(theme, texts("approvals.order"), tone=Tone.MUTED)
        self._order.setContentsMargins(0, 0, 0, 5)
        title = line_of(self._title, self._order, spacing=12)
        title.setAlignment(self._order, Qt.AlignmentFlag.AlignBottom)
        title.setContentsMargins(UNIT * 3, UNIT * 2, UNIT * 3, 0)
        for label in (self._title, self._order):
            label.setWordWrap(False)
        self.tabs.setContentsMargins(UNIT * 2 - 4, 0, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(UNIT)
        whole.addLayout(title)
        whole.addWidget(self.tabs)
        whole.addWidget(area, 1)

    def _show(self) -> None:
        room, texts = self.room, self.room.texts
        clear(self._column)
        self.rows, self.part = [], None
        self.tabs.count(self._found)
        self._order.setVisible(len(self._found) > 1 and not room.theme.look.large)
        if not self._found:
            said = texts("approvals.nothing"), texts("approvals.nothing_how")
            self._column.addWidget(Empty(room.theme, "approvals", *said))
        for row in self._found:
            if self.tabs.shows(row):
                self._add(row)
        self._column.addStretch(1)

    def _add(self, row: Row) -> None:
        room, is_open = self.room, row.key == self._open
        line = RowLine(room, row, is_open=is_open)
        line.toggled.connect(self._toggle)
        line.case_wanted.connect(self._go_to_case)
        self.rows.append(line.read)
        self._column.addWidget(line)
        if is_open:
            self.part = self._opened(row)
            beside = QHBoxLayout()
            beside.setContentsMargins(UNIT * 4, 0, 0, UNIT * 2)
            text, rest = (1, 0) if room.theme.look.large else READABLE
            beside.addWidget(self.part, text)
            beside.addStretch(rest)
            self._column.addLayout(beside)
        self._column.addWidget(rule(room.theme))

    def _opened(self, row: Row) -> Part:
        part = _part_of(self.room, row)
        part.decided.connect(self._decided)
        if isinstance(part, DecisionPart):
            part.sent_back.connect(self._next)
        part.missed.connect(self._missed)
        return part

    def _choose(self) -> None:
        """Show the kind chosen; what is open there stays so."""
        self.leave()
        self._show()

    def _toggle(self, key: str) -> None:
        self.leave()
        self._open = "" if key == self._open else key
        shown = [row.key for row in self._found if self.tabs.shows(row)]
        self._show()
        pressed = self.rows[shown.index(key)]
        if self.part is not None and self.part.form is not None:
            self.part.go_to()
        else:
            pressed.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.part is not None:  # it is read from its top, wherever the keyboard is
            QTimer.singleShot(0, pressed, partial(self._to_top, pressed))

    def _to_top(self, pressed: QPushButton) -> None:
        line = pressed.parentWidget()
        while line is not None and not isinstance(line, RowLine):
            line = line.parentWidget()
        if line is not None:
            self._area.verticalScrollBar().setValue(line.y())

    def _go_to_case(self, key: str) -> None:
        row = next(one for one in self._found if one.key == key)
        step, field = {
            Matter.BREACH: ("outcome", "found"),
            Matter.VARIATION: ("contract", ""),
            Matter.OWN_WORDS: ("contract", f"condition_{row.place}.approved"),
            Matter.DISPOSAL: ("outcome", "choice"),
        }[row.kind]
        self.went.emit(Place("case", row.case_id, step, field))

    def _decided(self, *_paper: int) -> None:
        """Go to the case where a paper just made waits to be printed; else to what comes next."""
        part = self.part
        if isinstance(part, DecisionPart):
            self._open, self.part = "", None
            self.refresh()
            self.went.emit(Place("case", part.waiting.case_id, "outcome"))
        else:
            self._next()

    def _next(self) -> None:
        """Show what still waits, with the keyboard on the first of it."""
        self._open, self.part = "", None
        self.refresh()
        self.changed.emit()
        self.go_to("")

    def _missed(self) -> None:
        """Take away what another has answered meanwhile; why it went wrong stays on the screen."""
        found = approval_queue.queue(self.room.desk, self.room.actor)
        if self._open in {row.key for row in found}:
            return
        self.leave()
        self._found, self._open, self.part = found, "", None
        self._show()
        self.changed.emit()
        self.go_to("")


def _part_of(room: Room, row: Row) -> Part:
    """Return what a row opens to: the form of its kind, below what there is to decide it by."""
    thing = row.thing
    if isinstance(thing, approvals.Waiting):
        return DecisionPart(room, thing, brief=True)
    if isinstance(thing, variation_approvals.Waiting):
        return VariationPart(room, thing)
    if isinstance(thing, own_words.Asked):
        return OwnWordsPart(room, thing)
    return DisposalPart(room, thing)
