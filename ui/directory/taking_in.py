"""A file to be taken in: which it is, every row of it before anything is written, and the end."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.services.desk import Actor, Desk
from triage_app.services.table_files import Judged, Preview, Verdict
from triage_app.texts import Texts
from ui.flow import Flow
from ui.forms import Form
from ui.parts import button, clear, heading, words
from ui.preferences import Preferences
from ui.room import Room
from ui.tables import Column, Table, TableModel
from ui.theme import TITLE, UNIT, Tone

CODE = "table_file"


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of file: how it is called, judged and taken in, and how a field of it is named."""

    name: str  # services, replies
    look: Callable[[Desk, Actor, str], Preview]
    take_in: Callable[[Desk, Actor, Preview], int]
    named: Callable[[Texts, str], str]


class TakingIn(QWidget):
    """Takes the whole screen until it is closed."""

    saved = Signal()
    closed = Signal()

    def __init__(self, room: Room, kind: Kind) -> None:
        super().__init__()
        self._room, self._kind = room, kind
        self.preview: Preview | None = None
        self.table: Table | None = None
        self._model: TableModel[Judged] = TableModel((), self)
        theme, texts = room.theme, room.texts
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT * 2)
        column.addWidget(heading(theme, texts(f"table_file.title_{kind.name}"), TITLE))
        lead = words(theme, texts(f"table_file.lead_{kind.name}"), tone=Tone.MUTED)
        column.addWidget(lead)
        self._column = QVBoxLayout()
        self._column.setSpacing(UNIT)
        column.addLayout(self._column)
        self._ask()

    def go_to(self, _field: str = "") -> None:
        """Put the keyboard where the work goes on."""
        if self.table is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.go_to("file")

    def leave(self) -> None:
        """Nothing is kept of a file that was only looked at."""

    def look(self) -> None:
        """Judge the file named, and show every row of it."""
        room = self._room
        with room.feedback.answering(self.form):
            try:
                path = self.form.values()["file"]
                self.preview = self._kind.look(room.desk, room.actor, path)
            except Refused as refusal:
                raise Invalid(Problem("file", refusal.code, refusal.values)) from refusal
            self._show(self.preview)

    def take(self) -> None:
        """Take in what was shown."""
        room, preview = self._room, self.preview
        if preview is None:
            return
        with room.feedback.answering():
            taken = self._kind.take_in(room.desk, room.actor, preview)
            values = {"file": preview.file.name, "taken": taken, "bad": preview.count(Verdict.BAD)}
            self.saved.emit()
            room.feedback.tell("table_file.taken_in", **values)

    def _ask(self) -> None:
        clear(self._column)
        self.preview = self.table = None
        room = self._room
        self.form = Form(room, CODE)
        self.form.line("file", 64)
        choose = button(room.theme, room.texts("table_file.choose_file"))
        choose.clicked.connect(self._choose)
        self.form.column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.buttons("table_file.look", [("table_file.back", self.closed.emit)])
        self.form.submitted.connect(self.look)
        self._column.addWidget(self.form)
        self.form.show()

    def _ask_again(self) -> None:
        self._ask()
        self.go_to()

    def _choose(self) -> None:
        title = self._room.texts("table_file.choose_file")
        folder = str(Path(self.form.values()["file"] or ".").parent)
        chosen, _ = QFileDialog.getOpenFileName(self, title, folder)
        if chosen:
            self.form.fill({"file": chosen})

    def _show(self, preview: Preview) -> None:
        clear(self._column)
        room, theme, texts = self._room, self._room.theme, self._room.texts
        counted = {str(one): preview.count(one) for one in Verdict}
        self._column.addWidget(words(theme, texts("table_file.counted", **counted), bold=True))
        self.accept = button(theme, texts("table_file.take_in"), "primary")
        self.accept.clicked.connect(self.take)
        another = button(theme, texts("table_file.another_file"), "quiet")
        another.clicked.connect(self._ask_again)
        back = button(theme, texts("table_file.back"), "quiet")
        back.clicked.connect(self.closed)
        holder = QWidget()
        holder.setLayout(Flow(self.accept, another, back))
        self.accept.setVisible(preview.good > 0)
        self._column.addWidget(holder)
        self._model = model = TableModel(self._columns(), self)
        preferences = Preferences(room.desk.config.data, room.actor.username)
        self.table = Table(theme, model, CODE, preferences)
        self.table.setAccessibleName(texts("table_file.rows"))
        self.table.setMinimumHeight(theme.look.px(320))
        # What cannot be taken in is what somebody must read: it comes first.
        model.replace(sorted(preview.rows, key=lambda one: one.verdict is not Verdict.BAD))
        self._column.addWidget(self.table, 1)
        self.said = words(theme, "")  # of the row chosen, whole: a cell may be too narrow for it
        self._column.addWidget(self.said)
        self.table.selectionModel().selectionChanged.connect(self._tell)
        self.table.show()
        self.table.selectRow(0)
        self.go_to()

    def _tell(self) -> None:
        if self.table is not None:
            chosen = [self._model.row(one) for one in self.table.selectionModel().selectedRows()]
            self.said.setText(self._said(chosen[0]) if chosen else "")

    def _columns(self) -> tuple[Column[Judged], ...]:
        texts = self._room.texts

        def verdict(row: Judged) -> str:
            return texts(f"table_file.verdict_{row.verdict}")

        return (
            Column(
                "line",
                texts("table_file.column_line"),
                lambda row: str(row.line),
                lambda row: row.line,
                width=60,
                right=True,
            ),
            Column(
                "about",
                texts("table_file.column_about"),
                lambda row: row.about,
                width=220,
                bold=True,
            ),
            Column("verdict", texts("table_file.column_verdict"), verdict, width=140),
            Column("said", texts("table_file.column_said"), self._said, width=640),
        )

    def _said(self, row: Judged) -> str:
        """Say what keeps a row out, each with its field, or what it changes."""
        texts, named = self._room.texts, self._kind.named
        if row.changes:
            fields = ", ".join(named(texts, one) for one in row.changes)
            return texts("table_file.changes", fields=fields)
        told = []
        for one in row.problems:
            sentence = texts(one.code, **one.values)
            told.append(f"{named(texts, one.field)}: {sentence}" if one.field else sentence)
        return " ".join(told)
