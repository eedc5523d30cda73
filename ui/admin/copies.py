"""Copies that make themselves: when the last good one was made, where they lie, what is aside."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from triage_app.domain.problems import Refused
from triage_app.domain.watched import day_of
from triage_app.services import aside, scheduled_copies
from triage_app.services.aside import Aside
from triage_app.services.copies_kept import HERE, THERE
from triage_app.services.scheduled_copies import Kept, Overview
from ui.forms import Form
from ui.parts import Notice, button, clear, column_of, heading, line_of, step_back, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone


class CopiesPanel(QWidget):
    """Both places with their last good copy, the choice of the second, and what is kept aside."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.deleting: list[QWidget] = []
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show how the copies stand now."""
        room = self.room
        clear(self._told)
        clear(self._aside)
        with room.feedback.answering(unasked=True):
            self._show_copies()
            self._show_aside()

    def go_to(self) -> None:
        """Put the keyboard on the second place."""
        self.form.go_to("place")

    def _build(self) -> None:
        theme, texts, desk = self.room.theme, self.room.texts, self.room.desk
        self._copied = not desk.marked and desk.database.path is not None
        self.form = Form(self.room, "copies")
        self.place = self.form.line("place", 56)
        self.choose = button(theme, texts("copies.choose_folder"))
        self.form.add(self.choose)
        step_back(theme, self.form.buttons("copies.choose"))
        self.form.setVisible(self._copied)
        self._told, self._aside = QVBoxLayout(), QVBoxLayout()
        self._told.setSpacing(UNIT)
        self._aside.setSpacing(UNIT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT * 2)
        column.addWidget(heading(theme, texts("copies.heading")))
        column.addWidget(words(theme, texts(self._lead()), tone=Tone.MUTED))
        column.addLayout(self._told)
        column.addWidget(self.form)
        column.addLayout(self._aside)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.form.submitted.connect(self._keep_place)

    def _lead(self) -> str:
        if self.room.desk.marked:
            return "copies.practice"
        return "copies.lead" if self._copied else "safekeeping.server_is_backed_up_elsewhere"

    def _show_copies(self) -> None:
        if not self._copied:
            return
        theme, texts = self.room.theme, self.room.texts
        found = scheduled_copies.overview(self.room.desk, self.room.actor)
        if found.standing.place and not self.place.value():
            self.place.set_value(str(found.standing.place))
        self._show_place(found, HERE, found.here)
        self._show_place(found, THERE, found.there)
        if found.same_disk:
            self._told.addWidget(Notice(theme, "warn", texts("copies.same_disk")))

    def _show_place(self, found: Overview, where: str, kept: Kept | None) -> None:
        theme, texts, standing = self.room.theme, self.room.texts, found.standing
        label = words(theme, texts(f"copies.{where}"), SMALL, Tone.MUTED)
        good, failed = standing.good.get(where), standing.failed.get(where)
        said = texts("copies.last", when=texts.moment(good.at)) if good else ""
        lines = [words(theme, said or texts("copies.none_yet"), bold=True)]
        if kept is not None:
            lines.append(words(theme, str(kept.folder)))
        elif standing.place is not None:
            gone = texts("copies.unreached", folder=standing.place)
            lines.append(words(theme, gone, tone=Tone.BAD))
        else:
            lines = [words(theme, texts("copies.no_place"), tone=Tone.BAD)]
        if kept is not None and kept.oldest is not None:
            number = texts("copies.number", n=kept.number, day=day_of(kept.oldest))
            lines.append(words(theme, number, SMALL, Tone.MUTED))
        if failed is not None and (kept is not None or failed.code != "copies.place_gone"):
            why = texts(failed.code, **failed.values)
            told = texts("copies.failed", day=day_of(failed.at), why=why)
            lines.append(words(theme, told, tone=Tone.BAD))
        self._told.addLayout(column_of(label, *lines, spacing=0))

    def _show_aside(self) -> None:
        room = self.room
        found = aside.kept(room.desk, room.actor)
        self.deleting = []
        if not found:
            return
        self._aside.addWidget(words(room.theme, room.texts("copies.aside"), bold=True))
        lead = words(room.theme, room.texts("copies.aside_lead"), tone=Tone.MUTED)
        self._aside.addWidget(lead)
        for one in found:
            values = {"file": one.file.name, "day": one.until}
            delete = button(room.theme, room.texts("copies.aside_delete"))
            delete.setAccessibleName(room.texts("copies.aside_delete_named", file=one.file.name))
            delete.clicked.connect(partial(self._delete, one))
            self.deleting.append(delete)
            self._aside.addWidget(words(room.theme, room.texts("copies.aside_until", **values)))
            self._aside.addLayout(line_of(delete))

    def _choose(self) -> None:
        title = self.room.texts("copies.choose_folder")
        chosen = QFileDialog.getExistingDirectory(self, title, self.place.value())
        if chosen:
            self.place.set_value(chosen)

    def _keep_place(self) -> None:
        room = self.room
        with room.feedback.answering(self.form):
            folder = self.form.values()["place"] or ""
            failures = scheduled_copies.choose_place(room.desk, room.actor, folder)
            self.refresh()
            self.changed.emit()
            if failures:
                room.feedback.tell("copies.chosen_failed", why=self._why(failures[0]))
            else:
                room.feedback.tell("copies.chosen")

    def _delete(self, one: Aside, *_: object) -> None:
        room, name = self.room, one.file.name
        if not room.feedback.ask("copies.ask_aside", file=name):
            return
        with room.feedback.answering():
            aside.delete(room.desk, room.actor, Path(one.file))
            self.refresh()
            self.changed.emit()
            room.feedback.tell("copies.aside_deleted", file=name)

    def _why(self, refused: Refused) -> str:
        return self.room.texts(refused.code, **refused.values)
