"""Backups by hand, and what this caseload is."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from triage_app.domain.problems import Invalid, Problem
from triage_app.services import disposals, safekeeping
from triage_app.services.desk import LONDON
from triage_app.services.opening import files_of
from ui.forms import Form
from ui.parts import Notice, button, column_of, heading, line_of, step_back, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone


class BackupPanel(QWidget):
    """Writes a backup, opens it again, and says so."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._build()
        self.choose.clicked.connect(self._choose)
        self.form.submitted.connect(self._back_up)

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.form = Form(self.room, "admin")
        self.folder = self.form.line("folder", 56)
        self.choose = button(theme, texts("admin.choose_folder"))
        self.form.add(self.choose)
        step_back(theme, self.form.buttons("admin.back_up_now"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT * 2)
        column.addWidget(heading(theme, texts("admin.backup")))
        column.addWidget(words(theme, texts("admin.backup_lead"), tone=Tone.MUTED))
        column.addWidget(self.form)
        column.addWidget(words(theme, texts("admin.restore_how"), tone=Tone.MUTED))
        if number := disposals.number_again(self.room.desk, self.room.actor):
            said = texts("admin.disposed_again", n=number)
            column.addWidget(Notice(theme, "info", said))

    def _choose(self) -> None:
        title = self.room.texts("admin.choose_folder")
        chosen = QFileDialog.getExistingDirectory(self, title, self.folder.value())
        if chosen:
            self.folder.set_value(chosen)

    def _back_up(self) -> None:
        room = self.room
        with room.feedback.answering(self.form):
            folder = self.form.values()["folder"]
            if not folder:
                raise Invalid(Problem("folder", "admin.folder_missing"))
            stamp = f"{room.desk.now().astimezone(LONDON):%Y-%m-%d-%H%M}"
            kind = "practice" if room.desk.practice else room.desk.suite
            file = Path(folder).expanduser().absolute() / f"custody-triage-{kind}-{stamp}.backup"
            made = safekeeping.back_up(room.desk, room.actor, file)
            self.changed.emit()
            room.feedback.tell("admin.backed_up", file=made.file)


class AboutPanel(QWidget):
    """Where the caseload lies and of what kind it is; and whether all is as it was written."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._build()
        self.check.clicked.connect(self._check)

    def _build(self) -> None:
        theme, texts, desk = self.room.theme, self.room.texts, self.room.desk
        scheme = desk.schemes.of_office(desk.suite, desk.today())
        kind = texts("admin.kind_practice" if desk.marked else "admin.kind_real")
        facts = (
            ("suite", scheme.suite(desk.suite).name[texts.language]),
            ("kind", kind),
            ("kept_in", str(files_of(desk.config).folder)),
            ("workstation", desk.workstation),
        )
        self.check = button(theme, texts("admin.check"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(heading(theme, texts("admin.about")))
        for name, value in facts:
            label = words(theme, texts(f"admin.{name}"), SMALL, Tone.MUTED)
            column.addLayout(column_of(label, words(theme, value), spacing=0))
        column.addLayout(line_of(self.check))

    def _check(self) -> None:
        room = self.room
        with room.feedback.answering():
            found = safekeeping.verify(room.desk, room.actor)
            if found.broken_entries:
                room.feedback.tell("admin.log_broken", number=found.broken_entries[0])
            elif found.damage:
                room.feedback.tell("admin.damage_found")
            else:
                room.feedback.tell("admin.all_is_well")
