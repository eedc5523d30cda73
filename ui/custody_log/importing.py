"""Taking in a log: the file, its columns, every row before it is written, and how far it is."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.services import custody_files, custody_import, custody_preview
from triage_app.services.custody_files import Columns, Looked
from triage_app.services.custody_import import Taken
from triage_app.services.custody_preview import Preview
from ui.custody_log.file_parts import ColumnsForm, FileForm
from ui.custody_log.preview import PreviewPart
from ui.parts import heading, words
from ui.progress import Progress
from ui.room import Room
from ui.scrolling import scrolled
from ui.tasks import Cancelled, Task
from ui.theme import TITLE, UNIT, Tone

READING, IMPORTING = "custody-log-reading", "custody-log-import"
MARGIN = UNIT * 3


class ImportPage(QWidget):
    """One part at a time: the file, the columns, the preview; or how far the work has come.

    The work goes on where its user goes elsewhere, and is found again on coming back.
    """

    left = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.looked: Looked | None = None
        self.part: QWidget | None = None
        self._build()
        self.ask_file()
        room.tasks.follow(IMPORTING, self._imported)

    @staticmethod
    def is_under_way(room: Room) -> bool:
        """Whether an import begun here before is still going on, or has news."""
        return room.tasks.under_way(IMPORTING)

    def go_to(self) -> None:
        """Put the keyboard where the part that is shown begins."""
        if self.progress.isVisible():
            self.progress.cancel.setFocus()
        elif isinstance(self.part, (FileForm, ColumnsForm)):
            self.part.go_to("")
        elif isinstance(self.part, PreviewPart):
            self.part.go_to()

    def ask_file(self) -> None:
        """Ask for the file and its suite."""
        self.looked = None
        form = FileForm(self.room)
        form.submitted.connect(partial(self._look, form))
        form.left.connect(self.left)
        self._show(form)

    def ask_columns(self) -> None:
        """Ask what each column holds."""
        if self.looked is not None:
            form = ColumnsForm(self.room, self.looked)
            form.submitted.connect(partial(self._preview_by, form))
            form.left.connect(self.ask_file)
            self._show(form)

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.setProperty("place", "page")
        self.progress = Progress(self.room, "custody_log.cancel")
        self.progress.cancelled.connect(self._cancel)
        self._slot = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN, UNIT * 2, MARGIN, UNIT)
        self._column.setSpacing(UNIT)
        self._column.addWidget(heading(theme, texts("custody_log.import_title"), TITLE))
        self._lead = words(theme, texts("custody_log.import_lead"), tone=Tone.MUTED)
        self._column.addWidget(self._lead)
        self._column.addWidget(self.progress)
        self._column.addLayout(self._slot, 1)

    def _show(self, part: QWidget) -> None:
        while (item := self._slot.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.part = part
        self.progress.hide()
        self._lead.setVisible(isinstance(part, FileForm))
        self._slot.addWidget(scrolled(_at_the_top(part)), 1)
        part.show()
        self.go_to()

    def _look(self, form: FileForm) -> None:
        room = self.room
        with room.feedback.answering(form):
            file, suite = form.wanted()
            self.looked = form.refused(
                partial(custody_files.look, room.desk, room.actor, file, suite)
            )
            if self.looked.remembered:
                self._preview(self.looked.columns)
            else:
                self.ask_columns()

    def _preview_by(self, form: ColumnsForm) -> None:
        with self.room.feedback.answering(form):
            columns = form.columns()
            custody_files.check_columns(columns)
            self._preview(columns)

    def _preview(self, columns: Columns) -> None:
        room, looked = self.room, self.looked
        if looked is not None:
            work = partial(custody_preview.preview, room.desk, room.actor, looked, columns)
            room.tasks.run(READING, work, self._read, looked.log.name)
            self._show_share("custody_log.reading", looked.log.name, 0)

    def _read(self, task: Task) -> None:
        """Show how far the reading has come; at its end, every row."""
        if not task.ended:
            self._show_share("custody_log.reading", task.about, task.share)
        elif (found := self._came(task)) is not None:
            self._show_preview(found)
        else:
            self.ask_file()

    def _show_preview(self, found: Preview) -> None:
        part = PreviewPart(self.room, found)
        part.asked_import.connect(partial(self._import, found))
        part.asked_columns.connect(self.ask_columns)
        part.asked_file.connect(self.ask_file)
        self._show(part)

    def _import(self, found: Preview) -> None:
        room = self.room
        work = partial(custody_import.take_in, room.desk, room.actor, found)
        room.tasks.run(IMPORTING, work, self._imported, found.log.name)
        self._show_share("custody_log.importing", found.log.name, 0)

    def _imported(self, task: Task) -> None:
        """Show how far the import has come; at its end, what came of it."""
        if not task.ended:
            self._show_share("custody_log.importing", task.about, task.share)
            return
        taken = self._came(task)
        if taken is None:
            self.ask_file()
            return
        self.left.emit()
        self._tell(task.about, taken)

    def _tell(self, file: str, taken: Taken) -> None:
        code = "imported" if taken.new or taken.changed or taken.bad else "imported_nothing"
        values = {name: getattr(taken, name) for name in ("new", "changed", "unchanged", "bad")}
        if code == "imported_nothing":
            self.room.feedback.tell("custody_log.imported_nothing", file=file)
        else:
            self.room.feedback.tell("custody_log.imported", file=file, **values)

    def _came(self, task: Task) -> Any:  # noqa: ANN401 - whatever the work returns
        """Return what came of the work; nothing, once it is said why."""
        if isinstance(task.failure, Cancelled):
            self.room.feedback.tell("custody_log.cancelled")
            return None
        with self.room.feedback.answering():
            return task.outcome()
        return None

    def _show_share(self, code: str, file: str, share: float) -> None:
        if self.part is not None:
            self.part.hide()
        self.progress.show_share(self.room.texts(code, file=file), share)

    def _cancel(self) -> None:
        for name in (READING, IMPORTING):
            self.room.tasks.cancel(name)


def _at_the_top(part: QWidget) -> QWidget:
    """Return a part in a page of its own: a form at its top, rows all over it."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, UNIT, UNIT)
    column.addWidget(part, 1)
    if not isinstance(part, PreviewPart):
        column.addStretch(1)
    return page
