"""Printing: every paper that may not have come out, the oldest first."""

from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.services import printings
from triage_app.services.printings import Waiting
from ui.paper_sheet import named
from ui.parts import Empty, Notice, breakable, button, clear, column_of, heading, line_of, words
from ui.print_history import answered
from ui.print_question import PrintQuestion
from ui.room import Place, Room
from ui.scrolling import scrolled
from ui.step import Screen
from ui.theme import SMALL, TITLE, UNIT, Tone

PAPERS = "papers"  # the place on a case where all its papers are


class PrintQueueScreen(Screen):
    """Each is answered here, or opened in its case and printed again there."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.stops: list[QPushButton] = []  # the answer that is hoped for, of each
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Show what waits now."""
        room = self.room
        with room.feedback.answering():
            found = printings.waiting(room.desk, room.actor)
            self._show(found)

    def go_to(self, field: str) -> None:  # noqa: ARG002 - there is one thing here
        """Put the keyboard on the first that waits."""
        if self.stops:
            self.stops[0].setFocus()

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.setProperty("place", "page")
        inner, self._column = QWidget(), QVBoxLayout()
        self._column.setContentsMargins(UNIT * 3, UNIT * 2, UNIT * 3, UNIT * 3)
        self._column.setSpacing(UNIT * 3)
        inner.setLayout(self._column)
        title = heading(theme, texts("print_queue.title"), TITLE)
        lead = words(theme, texts("print_queue.lead"), tone=Tone.MUTED)
        for label in (title, lead):
            label.setContentsMargins(UNIT * 3, 0, UNIT * 3, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, UNIT * 2, 0, 0)
        for widget in (title, lead):
            whole.addWidget(widget)
        whole.addWidget(scrolled(inner), 1)

    def _show(self, found: tuple[Waiting, ...]) -> None:
        room = self.room
        clear(self._column)
        self.stops = []
        if not found:
            texts = room.texts("print_queue.nothing"), room.texts("print_queue.nothing_how")
            self._column.addWidget(Empty(room.theme, "print", *texts))
        for one in found:
            row = self._row(one)
            self._column.addWidget(row)
            row.show()  # at once: the keyboard may be wanted on it
        self._column.addStretch(1)

    def _row(self, one: Waiting) -> QWidget:
        theme, texts = self.room.theme, self.room.texts
        paper = named(texts, one.kind, one.language)
        whose = texts("print_queue.whose", name=breakable(one.participant), number=one.number)
        sent = texts("print_queue.sent", moment=texts.moment(one.printing.at), by=one.printing.by)
        case = button(theme, texts("print_queue.open_case"), "quiet", "paper")
        case.setAccessibleName(texts("print_queue.open_case_named", name=one.participant))
        case.clicked.connect(partial(self._open_case, one.case_id))
        column = column_of(
            words(theme, paper, bold=True),
            words(theme, whose),
            words(theme, sent, SMALL, Tone.MUTED),
            self._failed(one) if one.printing.came_out is False else self._question(one),
            spacing=4,
        )
        column.addLayout(line_of(case))
        holder = QWidget()
        holder.setLayout(column)
        return holder

    def _question(self, one: Waiting) -> QWidget:
        question = PrintQuestion(self.room, one.printing, one.code)
        question.answered.connect(self._answered)
        self.stops.append(question.came_out)
        return question

    def _failed(self, one: Waiting) -> QWidget:
        """A paper that did not come out waits to be printed again, or to be let go."""
        theme, texts = self.room.theme, self.room.texts
        let_go = button(theme, texts("print_queue.let_go"))
        let_go.clicked.connect(partial(self._let_go, one.printing.id))
        self.stops.append(let_go)
        told = texts(f"paperwork.answer_{one.printing.answer}", **answered(one.printing))
        return Notice(theme, "warn", f"{told} {texts('print_queue.again')}", let_go)

    def _let_go(self, printing_id: int, *_: object) -> None:
        room = self.room
        with room.feedback.answering():
            printings.let_go(room.desk, room.actor, printing_id)
        self._answered()

    def _open_case(self, case_id: int | None, *_: object) -> None:
        self.went.emit(Place("case", case_id, PAPERS))

    def _answered(self) -> None:
        self.refresh()
        self.changed.emit()
        self.go_to("")
