"""Records to review: due, waiting for a second person, kept for longer, disposed of."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.services import retention_queue
from triage_app.services.retention_queue import Done, Kept, Listed, Queue
from ui.parts import Empty, button, clear, column_of, heading, line_of, words
from ui.room import Place, Room
from ui.scrolling import scrolled
from ui.step import Screen
from ui.theme import SMALL, TITLE, UNIT, Tone


class RecordsScreen(Screen):
    """A row for each record; its case opens where the review stands, and is answered there."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.rows: list[QPushButton] = []
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Show what is to be done now, and what was decided."""
        room = self.room
        with room.feedback.answering():
            found = retention_queue.queue(room.desk, room.actor)
            clear(self._column)
            self.rows = []
            self._show(found)

    def go_to(self, field: str) -> None:  # noqa: ARG002 - there is one place to begin
        """Put the keyboard on the first record."""
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.setProperty("place", "page")
        inner, self._column = QWidget(), QVBoxLayout()
        self._column.setSpacing(UNIT * 2)
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(UNIT * 3, UNIT * 2, UNIT * 3, UNIT * 3)
        outer.addLayout(self._column)
        outer.addStretch(1)
        title = heading(theme, texts("retention.title"), TITLE)
        title.setContentsMargins(UNIT * 3, UNIT * 2, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(title)
        whole.addWidget(scrolled(inner), 1)

    def _show(self, found: Queue) -> None:
        theme, texts = self.room.theme, self.room.texts
        if not found.to_confirm and not found.to_review:
            said = texts("retention.nothing"), texts("retention.nothing_how")
            self._column.addWidget(Empty(theme, "records", *said))
        self._section("to_confirm", [self._listed(one) for one in found.to_confirm])
        self._section("to_review", [self._listed(one) for one in found.to_review])
        self._section("kept_longer", [self._kept(one) for one in found.kept])
        done = [self._done(one) for one in found.done]
        if (more := found.number_done - len(found.done)) > 0:
            done.append(words(theme, texts("retention.done_more", n=more), tone=Tone.MUTED))
        self._section("disposed_of", done)

    def _section(self, code: str, rows: Sequence[QWidget]) -> None:
        if rows:
            self._column.addWidget(heading(self.room.theme, self.room.texts(f"retention.{code}")))
        for row in rows:
            self._column.addWidget(row)

    def _listed(self, one: Listed) -> QWidget:
        texts = self.room.texts
        told = [texts("retention.closed", closed=one.closed, day=one.due)]
        if one.proposed_on is not None:
            said = texts("retention.proposed", name=one.proposed_by, day=one.proposed_on)
            told += [said, *([texts("retention.own")] if one.own else [])]
        if one.refused_on is not None:
            told.append(texts("retention.refused", name=one.refused_by, day=one.refused_on))
        return self._row(one, told)

    def _kept(self, one: Kept) -> QWidget:
        values = {"name": one.by, "day": one.on, "until": one.until}
        return self._row(one, [self.room.texts("retention.kept", **values)])

    def _row(self, one: Listed | Kept, told: Sequence[str]) -> QWidget:
        theme, texts = self.room.theme, self.room.texts
        case = button(theme, texts("retention.open_case"), "", "arrow-right")
        case.setAccessibleName(texts("retention.open_case_named", number=one.number))
        case.clicked.connect(partial(self._go_to_case, one.case_id))
        self.rows.append(case)
        beside, holder = QWidget(), QWidget()
        beside.setLayout(line_of(case))
        name = words(theme, f"{one.name}, {one.number}", bold=True)
        lines = [words(theme, said, SMALL, Tone.MUTED) for said in told]
        holder.setLayout(column_of(name, *lines, beside, spacing=4))
        return holder

    def _done(self, one: Done) -> QWidget:
        code = "retention.done_again" if one.again else "retention.done"
        values = {"number": one.case_id, "day": one.on, "name": one.by}
        return words(self.room.theme, self.room.texts(code, **values))

    def _go_to_case(self, case_id: int, *_: object) -> None:
        self.went.emit(Place("case", case_id, "outcome", "choice"))
