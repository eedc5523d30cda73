"""What came of the checks on re-offending: figures by scheme and period, none that tells who."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QVBoxLayout, QWidget

from triage_app.domain.reoffending import LEAST_TOLD
from triage_app.services import reoffending_figures
from triage_app.services.caseload import KINDS, Order
from triage_app.services.reoffending_figures import NUMBERS, Figures, offended_told
from ui.forms import Form
from ui.parts import Empty, button, clear, column_of, heading, words
from ui.room import Room
from ui.scrolling import scrolled
from ui.step import Screen
from ui.theme import SMALL, TITLE, UNIT, Tone


class FiguresScreen(Screen):
    """A table for each version of a scheme, with the definition that its figures go by."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        room = self.room
        with room.feedback.answering():
            found = reoffending_figures.figures(room.desk, room.actor)
            clear(self._column)
            self.export.setVisible(bool(found))
            if not found:
                said = room.texts("figures.nothing"), room.texts("figures.nothing_how")
                self._column.addWidget(Empty(room.theme, "figures", *said))
            for one in found:
                self._column.addWidget(self._table(one))
            if found:
                small = room.texts("figures.small", n=LEAST_TOLD)
                self._column.addWidget(words(room.theme, small, SMALL, Tone.MUTED))

    def go_to(self, field: str) -> None:  # noqa: ARG002 - there is one place to begin
        """Put the keyboard on what can be done here."""
        if self.export.isVisibleTo(self):
            self.export.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_to(self, path: Path, recipient: str, kind: str) -> None:
        """Write the figures to a file."""
        room = self.room
        with room.feedback.answering(self.form):
            order = Order(recipient, kind, room.texts)
            made = reoffending_figures.export(room.desk, room.actor, order)
            try:
                path.write_bytes(made)
            except OSError:
                room.feedback.tell("caseload.cannot_write", file=path.name)
                return
            self._put_away()
            room.feedback.tell("caseload.exported", file=path.name)

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.setProperty("place", "page")
        self.export = button(theme, texts("figures.export"), "", "paper")
        self.export.clicked.connect(self._ask)
        self.form = self._export_form()
        self._asked = QFrame()
        self._asked.setProperty("place", "panel")
        self._asked.setLayout(column_of(self.form, margin=UNIT * 2))
        self._asked.hide()
        inner, self._column = QWidget(), QVBoxLayout()
        self._column.setSpacing(UNIT * 3)
        outer = column_of(self.export, self._asked, margin=UNIT * 3, spacing=UNIT * 2)
        outer.setAlignment(self.export, Qt.AlignmentFlag.AlignLeft)
        outer.addLayout(self._column)
        outer.addStretch(1)
        inner.setLayout(outer)
        title = heading(theme, texts("figures.title"), TITLE)
        title.setContentsMargins(UNIT * 3, UNIT * 2, 0, 0)
        whole = column_of(title, spacing=0)
        whole.addWidget(scrolled(inner), 1)
        self.setLayout(whole)

    def _export_form(self) -> Form:
        form = Form(self.room, "figures")
        form.line("recipient", 40)
        kinds = [(one, self.room.texts(f"caseload.format_{one}")) for one in reversed(KINDS)]
        form.radio("format", kinds, across=True)
        form.fill({"format": kinds[0][0]})
        form.buttons("caseload.choose_file", [("common.go_back", self._leave)])
        form.submitted.connect(self._export)
        return form

    def _table(self, found: Figures) -> QWidget:
        theme, texts = self.room.theme, self.room.texts
        holder, grid = QWidget(), QGridLayout()
        grid.setHorizontalSpacing(UNIT * 3)
        grid.setVerticalSpacing(UNIT)
        for number, code in enumerate(NUMBERS):
            head = words(theme, texts(f"figures.{code}"), SMALL, Tone.MUTED)
            grid.addWidget(head, 0, number, Qt.AlignmentFlag.AlignBottom)
        for row, one in enumerate(found.periods, 1):
            numbers = (one.months, one.due, one.done, one.unknown, one.told.counted)
            for number, said in enumerate((*map(str, numbers), offended_told(texts, one))):
                shown = words(theme, said, bold=number == len(numbers))
                shown.setAccessibleName(f"{texts(f'figures.{NUMBERS[number]}')}: {said}")
                grid.addWidget(shown, row, number)
        title = texts("figures.scheme", name=found.name[texts.language], month=found.since)
        definition = words(theme, found.definition[texts.language], SMALL, Tone.MUTED)
        column = column_of(heading(theme, title), definition, spacing=UNIT)
        column.addLayout(grid)
        holder.setLayout(column)
        return holder

    def _ask(self) -> None:
        self.form.clear_problems()
        self._asked.show()
        self.form.go_to("")

    def _leave(self) -> None:
        self._put_away()

    def _put_away(self) -> None:
        self._asked.hide()
        self.go_to("")

    def _export(self) -> None:
        values = self.form.values()
        name = f"{self.room.texts('figures.title')}.{values['format']}"
        if not values["recipient"]:
            self.save_to(Path(name), "", values["format"])  # which says what is missing
            return
        path, _ = QFileDialog.getSaveFileName(self, "", name)
        if path:
            self.save_to(Path(path), values["recipient"], values["format"])
