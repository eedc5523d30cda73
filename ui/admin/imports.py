"""Reference data: what is in force of each kind, and bringing in what takes its place."""

from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from triage_app.domain.editions import Kind
from triage_app.domain.entry import Unreadable, read_month
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.services import imports
from triage_app.services.imports import InForce, Recognised, Wanted
from ui.fields import LineField
from ui.forms import Form
from ui.parts import button, clear, column_of, heading, step_back, words
from ui.progress import Progress
from ui.room import Room
from ui.tasks import Cancelled, Task
from ui.theme import SMALL, UNIT, Tone


class ImportsPanel(QWidget):
    """The lists that others publish: postcodes first, then offences."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.lists = {kind: ListPanel(room, kind) for kind in Kind}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT * 3)
        column.addLayout(
            column_of(
                heading(room.theme, room.texts("imports.title")),
                words(room.theme, room.texts("imports.lead"), tone=Tone.MUTED),
            )
        )
        for panel in self.lists.values():
            column.addWidget(panel)
        self._room = room
        self.refresh()

    def refresh(self) -> None:
        """Show what is in force now."""
        found = imports.in_force(self._room.desk, self._room.actor)
        for kind, panel in self.lists.items():
            panel.show_in_force(found.get(kind))


class ListPanel(QWidget):
    """One kind: what is in force, the file that is to take its place, and how far that has come."""

    def __init__(self, room: Room, kind: Kind) -> None:
        super().__init__()
        self.room, self.kind = room, kind
        self._file, self._looked_at = f"file_{kind}", ""
        self._build()
        self._connect()
        room.tasks.follow(kind, self._followed)

    def show_in_force(self, found: InForce | None) -> None:
        """Say what is in force, since when, and by whom."""
        clear(self._standing)
        theme, texts = self.room.theme, self.room.texts
        if found is None:
            self._standing.addWidget(words(theme, texts(f"imports.none_{self.kind}")))
            return
        lines = in_force_words(self.room, found)
        for line in lines[:2]:
            self._standing.addWidget(words(theme, line))
        for line in lines[2:]:
            self._standing.addWidget(words(theme, line, SMALL, Tone.MUTED))

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self._standing = QVBoxLayout()
        self._standing.setSpacing(4)
        self.form = Form(self.room, "imports")
        self.file = self.form.line(self._file, 56)
        self.choose = button(theme, texts(f"imports.choose_{self.kind}"))
        self.form.add(self.choose)
        self.recognised = words(theme, "", tone=Tone.MUTED)
        self.form.add(self.recognised)
        self.recognised.hide()
        if self.kind is Kind.POSTCODES:
            self.form.custom("vintage", MonthField(self.room))
        self.begin = self.form.buttons(f"imports.do_{self.kind}")
        step_back(theme, self.begin)
        self.progress = Progress(self.room, "imports.cancel")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT * 2)
        head = column_of(words(theme, texts(f"imports.kind_{self.kind}"), bold=True), spacing=4)
        head.addLayout(self._standing)
        column.addLayout(head)
        column.addWidget(self.form)
        column.addWidget(self.progress)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.file.editingFinished.connect(self._look)
        self.form.submitted.connect(self._import)
        self.progress.cancelled.connect(self._cancel)

    def _choose(self) -> None:
        title = self.room.texts(f"imports.choose_{self.kind}")
        chosen, _ = QFileDialog.getOpenFileName(self, title, self.file.value())
        if chosen:
            self.file.set_value(chosen)
            self._look()

    def _look(self) -> None:
        """Look what the file is, so that what is wrong with it is said before anything is done."""
        typed = self.file.value()
        if typed in ("", self._looked_at):
            return
        self._looked_at = typed
        self.recognised.hide()
        desk, actor = self.room.desk, self.room.actor
        look = partial(imports.recognise, desk, actor, self.kind, _path(typed))
        self.room.tasks.run(f"look-{self.kind}", look, self._seen)

    def _seen(self, task: Task) -> None:
        if task.ended and not isinstance(task.failure, Cancelled):
            with self.room.feedback.answering(self.form):
                self._show_recognised(self._outcome(task))

    def _show_recognised(self, found: Recognised) -> None:
        source = self.room.texts(f"imports.source_{found.source}")
        self.recognised.setText(self.room.texts("imports.recognised", source=source))
        self.recognised.show()
        if found.vintage and "vintage" in self.form.rows:
            self.form.fill({"vintage": found.vintage})

    def _import(self) -> None:
        room = self.room
        with room.feedback.answering(self.form):
            wanted = self._wanted(self.form.values())
            work = partial(imports.bring_in, room.desk, room.actor, wanted)
            room.tasks.run(self.kind, work, self._followed, wanted.path.name)
            self._show_share(wanted.path.name, 0)

    def _wanted(self, values: dict[str, Any]) -> Wanted:
        if not values[self._file]:
            raise Invalid(Problem(self._file, "imports.file_missing"))
        vintage: date | None = values.get("vintage")
        if self.kind is Kind.POSTCODES and vintage is None:
            raise Invalid(Problem("vintage", "imports.vintage_missing"))
        if vintage and vintage > self.room.desk.today():
            raise Invalid(Problem("vintage", "imports.vintage_ahead"))
        return Wanted(self.kind, _path(values[self._file]), vintage)

    def _cancel(self) -> None:
        self.room.tasks.cancel(self.kind)

    def _followed(self, task: Task) -> None:
        """Show how far the import has come; at its end, what came of it."""
        if not task.ended:
            self._show_share(task.about, task.share)
            return
        self.progress.hide()
        self.form.show()
        self.choose.setFocus()
        if isinstance(task.failure, Cancelled):
            self.room.feedback.tell("imports.cancelled")
            return
        with self.room.feedback.answering(self.form):
            self._say_done(self._outcome(task))

    def _say_done(self, made: InForce) -> None:
        self.show_in_force(made)
        self.form.fill({self._file: "", "vintage": None})
        self._looked_at = ""
        self.recognised.hide()
        self.room.feedback.tell(
            f"imports.done_{self.kind}",
            source=source_words(self.room, made),
            entries=f"{made.entries:,}",
            inside=f"{made.inside or 0:,}",
        )

    def _show_share(self, name: str, share: float) -> None:
        self.form.hide()
        self.progress.show_share(self.room.texts("imports.under_way", file=name), share)

    def _outcome(self, task: Task) -> Any:  # noqa: ANN401 - whatever the use case returns
        """Return what came of it; a file that was refused is marked as what is wrong."""
        refused = task.failure
        if isinstance(refused, Refused) and refused.code.startswith("imports."):
            raise Invalid(Problem(self._file, refused.code, refused.values))
        return task.outcome()


class MonthField(LineField):
    """A month of a year, typed as people write it and shown back in full."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.theme, 20)
        self._room = room
        self.editingFinished.connect(self._show_back)

    def value(self) -> date | None:
        """Return the first day of the month that was meant."""
        typed = self.text().strip()
        return read_month(typed, self._room.desk.today()) if typed else None

    def set_value(self, value: date | None) -> None:
        """Show a month and its year."""
        super().set_value(self._room.texts.month(value) if value else "")

    def _show_back(self) -> None:
        with suppress(Unreadable):  # it stays as it was typed, and is told on importing
            self.set_value(self.value())


def source_words(room: Room, found: InForce) -> str:
    """Name a list and its month."""
    source = room.texts(f"imports.source_{found.source}")
    if found.vintage is None:
        return source
    return room.texts("imports.of_month", source=source, month=room.texts.month(found.vintage))


def in_force_words(room: Room, found: InForce) -> list[str]:
    """Say of a list in force what it is, what it holds, and how it came here."""
    texts = room.texts
    holds = {"entries": f"{found.entries:,}", "inside": f"{found.inside or 0:,}"}
    said = [texts(f"imports.has_{found.kind}", **holds)]
    if found.retired:
        said.append(texts("imports.has_retired", retired=f"{found.retired:,}"))
    if found.strange:
        said.append(texts("imports.has_strange", strange=f"{found.strange:,}"))
    return [
        source_words(room, found),
        " ".join(said),
        texts("imports.brought_in", by=found.by, at=found.at),
        texts("imports.from_file", file=found.file_name, digest=found.digest),
    ]


def _path(typed: str) -> Path:
    return Path(typed).expanduser().absolute()
