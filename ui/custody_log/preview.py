"""Every row of a file before anything is written: what it does, and what is wrong beside it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.services import custody_preview
from triage_app.services.custody_preview import Preview, PreviewRow, Verdict, sentence
from ui.custody_log.columns import preview_columns
from ui.custody_log.least_rows import keep_rows_in_view
from ui.fields import PickField
from ui.flow import Flow
from ui.forms import Form
from ui.parts import button, step_back, words
from ui.preferences import Preferences
from ui.room import Room
from ui.tables import Table, TableModel
from ui.theme import SMALL, UNIT, Tone

CODE = "custody_preview"
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16",
             "utf-16-be": "UTF-16", "cp1252": "Windows-1252"}  # fmt: skip


class PreviewPart(QWidget):
    """The rows, the bad ones first to be seen; the good can be taken in, the bad kept as a file."""

    asked_import = Signal()
    asked_columns = Signal()
    asked_file = Signal()

    def __init__(self, room: Room, preview: Preview) -> None:
        super().__init__()
        self.room, self.preview = room, preview
        self._build()
        self._connect()
        self._filter()

    def go_to(self) -> None:
        """Put the keyboard on the rows, the first chosen; where there is none, on what is next."""
        if self.model.rows():
            self.table.setFocus()
            self.table.selectRow(0)
        else:
            self.another.setFocus()

    def _build(self) -> None:
        room, theme, texts = self.room, self.room.theme, self.room.texts
        preferences = Preferences(room.desk.config.data, room.actor.username)
        columns = preview_columns(texts, self.preview, room.desk.now())
        self.model: TableModel[PreviewRow] = TableModel(columns, self)
        self.table = Table(theme, self.model, CODE, preferences)
        self.table.setAccessibleName(texts("custody_log.rows"))
        keep_rows_in_view(theme, self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(words(theme, self._counted(), bold=True))
        column.addWidget(words(theme, self._written_in(), SMALL, Tone.MUTED))
        column.addWidget(self._actions())
        column.addWidget(self.table, 1)
        self.said = words(theme, "")
        column.addWidget(self.said)
        self.bad = self._bad_form()
        column.addWidget(self.bad)

    def _actions(self) -> QWidget:
        theme, texts = self.room.theme, self.room.texts
        kinds = [(str(one), texts(f"custody_log.verdict_{one}")) for one in self._verdicts()]
        self.which = PickField(theme, kinds)
        self.which.setItemText(0, texts("custody_log.rows_every"))
        self.which.setAccessibleName(texts("custody_log.rows_which"))
        self.take = button(theme, texts("custody_log.import_good"), "primary")
        self.columns = button(theme, texts("custody_log.change_columns"), "quiet")
        self.another = button(theme, texts("custody_log.another_file"), "quiet")
        if not self.preview.good:
            self.take.hide()
        holder = QWidget()
        holder.setLayout(Flow(self.which, self.take, self.columns, self.another, spacing=12))
        return holder

    def _bad_form(self) -> Form:
        texts, form = self.room.texts, Form(self.room, "custody_log")
        form.note("bad_lead")
        name = Path(self.preview.log.name)
        mending = texts("custody_log.to_mend_name", name=name.stem)
        form.line("bad_file", 64).set_value(str(Path(self.preview.log.folder, f"{mending}.csv")))
        step_back(self.room.theme, form.buttons("custody_log.keep_bad"))
        if not self.preview.bad:  # what is shown before it has its place is a window of its own
            form.hide()
        return form

    def _connect(self) -> None:
        self.which.changed.connect(self._filter)
        self.table.selectionModel().selectionChanged.connect(self._say)
        self.take.clicked.connect(self.asked_import)
        self.columns.clicked.connect(self.asked_columns)
        self.another.clicked.connect(self.asked_file)
        self.bad.submitted.connect(self._keep_bad)

    def _filter(self) -> None:
        wanted = self.which.value()
        rows = self.preview.rows
        self.model.replace([row for row in rows if wanted in (None, str(row.verdict))])
        self.table.selectRow(0)
        self._say()

    def _say(self, *_: object) -> None:
        """Say of the row chosen everything there is to be said, however long."""
        chosen = self.table.chosen()[:1]
        self.said.setText("\n".join(sentence(self.preview, row, self.room.texts) for row in chosen))

    def _keep_bad(self) -> None:
        room = self.room
        with room.feedback.answering(self.bad):
            path = Path(self.bad.values()["bad_file"] or "?")
            kept = custody_preview.keep_bad(room.desk, room.actor, self.preview, path, room.texts)
            room.feedback.tell("custody_log.bad_kept", file=str(kept))

    def _verdicts(self) -> list[Verdict]:
        return [one for one in Verdict if self.preview.counts.get(one)]

    def _counted(self) -> str:
        texts, counts = self.room.texts, self.preview.counts
        if not self.preview.rows:
            return texts("custody_log.no_rows")
        told = texts(
            "custody_log.counted",
            new=counts.get(Verdict.NEW, 0),
            changed=counts.get(Verdict.CHANGED, 0),
            same=counts.get(Verdict.SAME, 0),
            bad=counts.get(Verdict.BAD, 0),
        )
        if again := counts.get(Verdict.AGAIN, 0):
            told = f"{told} {texts('custody_log.counted_again', again=again)}"
        if set(counts) <= {Verdict.SAME, Verdict.AGAIN}:
            return f"{told} {texts('custody_log.nothing_to_do')}"
        return told

    def _written_in(self) -> str:
        log, texts = self.preview.log, self.room.texts
        return texts(
            "custody_log.written_in",
            file=log.name,
            encoding=ENCODINGS[log.text.encoding],
            separator=texts(f"custody_log.separator_{SEPARATORS[log.separator]}"),
        )
