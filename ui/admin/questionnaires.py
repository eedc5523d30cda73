"""Questionnaires: whose they are, whether their words are here, and loading those that are not."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from triage_app.domain.problems import Invalid, Problem
from triage_app.services import loaded_words
from triage_app.services.desk import LONDON
from triage_app.services.loaded_words import Holding, Looked
from ui.admin.looked_over import LookedOver
from ui.forms import Form
from ui.parts import clear, heading, step_back, words
from ui.preferences import Preferences
from ui.room import Room
from ui.tables import Column, Table, TableModel
from ui.theme import SMALL, UNIT, Standing, Tone


class QuestionnairesPanel(QWidget):
    """A table of the instruments; below it the one chosen, and the file its words may come from."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._looked: Looked | None = None
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the instruments as they stand now."""
        room, chosen = self.room, self.chosen()
        self.model.replace(loaded_words.holdings(room.desk, room.actor))
        codes = [row.instrument for row in self.model.rows()]
        kept = chosen.instrument if chosen and chosen.instrument in codes else codes[0]
        self.table.selectRow(codes.index(kept))
        self.table.setFixedHeight(room.theme.look.px(32 + 36 * len(codes)) + UNIT)

    def chosen(self) -> Holding | None:
        """Return the instrument that is chosen."""
        rows: list[Holding] = self.table.chosen()
        return rows[0] if rows else None

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.model: TableModel[Holding] = TableModel(self._columns(), self)
        preferences = Preferences(self.room.desk.config.data, self.room.actor.username)
        self.table = Table(theme, self.model, "questionnaires", preferences)
        self.table.setAccessibleName(texts("loaded_words.title"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self._told = QVBoxLayout()
        self._told.setSpacing(4)
        self.form = Form(self.room, "loaded_words")
        self.file = self.form.line("file", 56)
        choosing = ("loaded_words.choose", self._choose)
        step_back(theme, self.form.buttons("loaded_words.look", [choosing]))
        self.looked_over = LookedOver(self.room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT * 2)
        column.addWidget(heading(theme, texts("loaded_words.title")))
        column.addWidget(words(theme, texts("loaded_words.lead"), tone=Tone.MUTED))
        column.addWidget(self.table)
        column.addLayout(self._told)
        column.addWidget(self.form)
        column.addWidget(self.looked_over)

    def _columns(self) -> tuple[Column[Holding], ...]:
        texts = self.room.texts
        language = texts.language
        return (
            Column(
                "name",
                texts("loaded_words.name"),
                lambda row: row.name[language],
                width=360,
                bold=True,
            ),
            Column(
                "version",
                texts("loaded_words.version"),
                lambda row: row.instrument,
                width=200,
                essential=False,
            ),
            Column(
                "standing",
                texts("loaded_words.standing"),
                lambda row: self._standing(row).word,
                standing=self._standing,
                width=320,
            ),
        )

    def _standing(self, row: Holding) -> Standing:
        texts = self.room.texts
        if row.wants:
            return Standing("warn", texts("loaded_words.are_wanted"), Tone.WARN)
        code = "are_loaded" if row.loaded_at else "came_with"
        return Standing("good", texts(f"loaded_words.{code}"), Tone.GOOD)

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._tell)
        self.table.opened.connect(self._go_to_file)
        self.form.submitted.connect(self._look)
        self.file.changed.connect(self._forget)
        self.looked_over.load.clicked.connect(self._load)

    def _go_to_file(self, *_row: object) -> None:
        if not self.form.isHidden():
            self.form.go_to("file")

    def _tell(self, *_: object) -> None:
        """Say of the instrument chosen all that is known of it, and offer to load its words."""
        self._forget()
        clear(self._told)
        row, theme = self.chosen(), self.room.theme
        self.form.setVisible(row is not None and row.wants)
        if row is None:
            return
        self._told.addWidget(words(theme, row.name[self.room.texts.language], bold=True))
        for line in self._lines(row):
            self._told.addWidget(words(theme, line, SMALL, Tone.MUTED))

    def _lines(self, row: Holding) -> list[str]:
        texts = self.room.texts
        lines = [texts("loaded_words.version_begins", version=row.instrument, day=row.begins)]
        if row.terms:
            lines.append(texts("loaded_words.terms", terms=row.terms))
        elif not row.notice:
            lines.append(texts("loaded_words.terms_own"))
        if row.notice:
            lines.append(texts("loaded_words.notice", notice=row.notice))
        if row.loaded_at:
            at = row.loaded_at.astimezone(LONDON)
            lines.append(texts("loaded_words.loaded_by", by=row.loaded_by, at=at))
            lines.append(texts("loaded_words.from_file", file=row.file, digest=row.digest))
        return lines

    # ── A file of words ──

    def _choose(self) -> None:
        title = self.room.texts("loaded_words.choose")
        chosen, _ = QFileDialog.getOpenFileName(self, title, self.file.value())
        if chosen:
            self.file.set_value(chosen)
            self._look()

    def _forget(self) -> None:
        """What was looked at is no longer what the form names."""
        self._looked = None
        self.looked_over.empty()

    def _look(self) -> None:
        """Look the file over: everything that is wrong with it, or what it would put to people."""
        room, row = self.room, self.chosen()
        self._forget()
        with room.feedback.answering(self.form):
            typed = self.form.values()["file"]
            if not typed or row is None:
                raise Invalid(Problem("file", "loaded_words.file_missing"))
            path = Path(typed).expanduser().absolute()
            looked = loaded_words.look(room.desk, room.actor, path, row.instrument)
            self.looked_over.show_looked(looked)
            self._looked = looked if looked.instrument else None

    def _load(self) -> None:
        """Load what was looked at."""
        room, looked = self.room, self._looked
        if looked is None:
            return
        with room.feedback.answering(self.form):
            held = loaded_words.load(room.desk, room.actor, looked)
            self.file.set_value("")
            self.refresh()
            self.table.setFocus()
            room.feedback.tell("loaded_words.done", name=held.name)
