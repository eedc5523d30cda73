"""The file and its suite, and what each of its columns holds."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from triage_app.domain.custody_log import Field
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.practice.custody import practice_file
from triage_app.services.custody_files import Columns, Looked
from ui.forms import Form
from ui.parts import button, words
from ui.room import Room
from ui.suites import suites_of
from ui.theme import Tone

# The fields under their headings, in the order in which they are asked for.
GROUPS: Final = {
    "needed": (Field.CUSTODY_RECORD, Field.NAME, Field.SURNAME, Field.FORENAMES),
    "person": (Field.BORN, Field.SEX, Field.PNC, Field.ADDRESS, Field.POSTCODE),
    "stay": (Field.ARRESTED, Field.ARRESTED_TIME, Field.RELEASED, Field.RELEASED_TIME, Field.SUITE),
    "offence": (Field.OFFENCE_CODE, Field.OFFENCE_TITLE),
    "officer": (Field.OFFICER_NAME, Field.OFFICER_NUMBER, Field.OFFICER_EMAIL),
}
LONGEST: Final = 28  # letters of a sample


class FileForm(Form):
    """Its path can be typed, or chosen in the system's own dialog."""

    left = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room, "custody_log")
        self.file = self.line("file", 64)
        ready = practice_file(room.desk.config)
        if room.desk.practice and ready.is_file():
            self.file.set_value(str(ready))
        self.choose = button(room.theme, room.texts("custody_log.choose_file"))
        self.column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.pick("suite", suites_of(room)).set_value(room.desk.suite)
        self.buttons("custody_log.look", [("custody_log.to_list", self.left.emit)])
        self.choose.clicked.connect(self._choose)

    def wanted(self) -> tuple[str, str | None]:
        """Return the file's path and the suite."""
        values = self.values()
        return values["file"], values["suite"]

    def refused(self, look: Callable[[], Looked]) -> Looked:
        """Look at the file; what is wrong with it is said beside it."""
        try:
            return look()
        except Refused as refusal:
            if not refusal.code.startswith("custody_log."):
                raise
            raise Invalid(Problem("file", refusal.code, refusal.values)) from refusal

    def _choose(self) -> None:
        title = self.room.texts("custody_log.choose_file")
        folder = str(Path(self.file.value() or ".").parent)
        chosen, _ = QFileDialog.getOpenFileName(self, title, folder)
        if chosen:
            self.file.set_value(chosen)
            self.go_to("suite")


class ColumnsForm(Form):
    """A choice among the headings for each thing a log may say."""

    left = Signal()

    def __init__(self, room: Room, looked: Looked) -> None:
        super().__init__(room, "custody_log")
        lead = room.texts("custody_log.columns_lead", file=looked.log.name)
        self.add(words(room.theme, lead, tone=Tone.MUTED))
        choices = [
            (one, self._shown(looked, place)) for place, one in enumerate(looked.log.headings)
        ]
        for group, fields in GROUPS.items():
            self.heading(group)
            for field in fields:
                self.pick(str(field), choices).set_value(looked.columns.get(field))
        self.buttons("custody_log.preview", [("custody_log.another_file", self.left.emit)])

    def columns(self) -> Columns:
        """Return which heading stands for what."""
        return {Field(name): heading for name, heading in self.values().items() if heading}

    def _shown(self, looked: Looked, place: int) -> str:
        heading = looked.log.headings[place]
        cells = [row[place] for row in looked.log.sample if place < len(row) and row[place]]
        if not cells:
            return heading
        sample = " ".join(cells[0].split())
        sample = sample if len(sample) <= LONGEST else f"{sample[:LONGEST]}…"
        return self.room.texts("custody_log.column_choice", heading=heading, sample=sample)
