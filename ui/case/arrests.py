"""New arrests of the person, seen in the custody log: what was found is asked of whoever looks."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from triage_app.services import arrests
from triage_app.services.arrests import ArrestSeen
from triage_app.services.watch import Sighted
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import Picture, clear, heading, line_of, step_back, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

FIELD = "arrest_"  # before the number of the entry: where Today leads
DRAFT = "arrest"


class ArrestsPanel(QWidget):
    """Above whichever step is open, while there is something to be looked at or to be known."""

    recorded = Signal()

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self._room, self._case_id = room, case_id
        self.forms: dict[int, Form] = {}
        self._keepers: dict[int, DraftKeeper] = {}
        frame = QFrame()
        frame.setProperty("place", "panel")
        self._column = QVBoxLayout(frame)
        self._column.setContentsMargins(UNIT * 2, UNIT * 2, UNIT * 2, UNIT * 2)
        self._column.setSpacing(UNIT)
        around = QVBoxLayout(self)  # as far from the edges as most steps keep; hidden, none of it
        around.setContentsMargins(UNIT * 3, UNIT * 2, UNIT * 3, 0)
        around.addWidget(frame)
        self.hide()

    def refresh(self, sighted: Sighted | None = None) -> None:
        """Show the arrests as they stand now; nothing is there where there are none.

        Of a case that has just been read it is known whether there is anything to be looked at.
        """
        room = self._room
        self.leave()
        clear(self._column)
        self.forms, self._keepers = {}, {}
        with room.feedback.answering():
            none_new = sighted is not None and not sighted.watched.arrests
            found = arrests.arrests_in(room.desk, room.actor, self._case_id, none_new=none_new)
            if found:
                title = heading(room.theme, room.texts("arrests.title"))
                picture = Picture(room.theme, "warn", Tone.WARN).lie_on("well")
                self._column.addLayout(line_of(picture, title, None))
            for one in found:
                self._show(one)
            self.setVisible(bool(found))

    def go_to(self, field: str) -> bool:
        """Put the keyboard where an arrest is answered; say whether it is one of these."""
        number = field.removeprefix(FIELD)
        form = self.forms.get(int(number)) if number.isdigit() else None
        if form is not None:
            form.go_to("found")
        return form is not None

    def leave(self) -> None:
        """Keep what was being typed."""
        for keeper in self._keepers.values():
            keeper.keep_now()

    def _show(self, one: ArrestSeen) -> None:
        theme, texts = self._room.theme, self._room.texts
        self._column.addWidget(words(theme, self._said(one)))
        offences = "; ".join(it.title or it.code for it in one.entry.offences)
        if offences:
            self._column.addWidget(words(theme, offences, bold=True))
        if one.looked_at is not None:
            told = {"name": one.looked_by, "day": one.looked_at.date(), "found": one.found}
            looked = words(theme, texts("arrests.looked", **told), SMALL, Tone.MUTED)
            self._column.addWidget(looked)
            return
        form = Form(self._room, "arrests")
        form.area("found", 2)
        step_back(theme, form.buttons("arrests.record"))
        form.submitted.connect(partial(self._record, one.entry_id))
        self.forms[one.entry_id] = form
        about = f"{self._case_id}-{one.entry_id}"
        self._keepers[one.entry_id] = DraftKeeper(self._room, form, DRAFT, about)
        self._column.addWidget(form)

    def _said(self, one: ArrestSeen) -> str:
        texts, entry = self._room.texts, one.entry
        values = {"record": entry.custody_record, "suite": self._suite(entry.suite)}
        if entry.arrested is None:
            return texts("arrests.said_without_time", day=one.seen, **values)
        return texts("arrests.said", moment=entry.arrested, **values)

    def _suite(self, code: str) -> str:
        named = {
            suite.code: suite.name[self._room.texts.language]
            for scheme in self._room.desk.schemes.schemes
            for suite in scheme.suites
        }
        return named.get(code, code)

    def _record(self, entry_id: int) -> None:
        room, form = self._room, self.forms[entry_id]
        with room.feedback.answering(form):
            found = form.values()["found"]
            arrests.look_at(room.desk, room.actor, self._case_id, entry_id, found)
            self._keepers.pop(entry_id).settled()
            self.recorded.emit()
