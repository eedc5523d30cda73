"""A supervisor reopens a case that has ended; what was reopened before stands here too."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import reopening
from triage_app.services.reopening import Reopening
from ui.forms import Form
from ui.parts import button, clear, line_of, step_back, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone


class ReopenForm(Form):
    """Why it is reopened, and in which language the officer is told."""

    thought_better = Signal()

    def __init__(self, room: Room, version: int, state: str) -> None:
        super().__init__(room, "endings")
        self.version = version
        self.heading("reopen")
        self.note("reopen_help", state=state)
        self.area("reopen_why", 2)
        languages = [(str(one), room.texts(f"consent.language_{one}")) for one in Language]
        self.radio("reopen_language", languages, across=True)
        leave = ("endings.leave_closed", self.thought_better.emit)
        step_back(room.theme, self.buttons("endings.reopen", [leave]))
        self.fill({"reopen_language": str(Language.ENGLISH)})


class ReopenPart(QWidget):
    """What was reopened before; and a quiet button for whoever may reopen it now."""

    reopened = Signal(object)  # the number of the officer's letter, if one was made

    def __init__(self, room: Room, case_id: int, seen: Reopening) -> None:
        super().__init__()
        self._room, self._case_id, self._seen = room, case_id, seen
        self.form: ReopenForm | None = None
        self.opener: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        texts = room.texts
        for one in seen.earlier:
            said = texts("endings.was_reopened", by=one.by, day=one.on, name=one.name)
            column.addWidget(words(room.theme, said, SMALL, Tone.MUTED))
            column.addWidget(words(room.theme, one.why))
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        self._put_away()

    def open(self) -> None:
        """Say where it goes back to, and ask why."""
        if self._seen.to is None:
            return
        clear(self._place)
        self.form = ReopenForm(self._room, self._seen.version, self._state(self._seen.to))
        self.form.submitted.connect(self._record)
        self.form.thought_better.connect(self._think_better)
        self._place.addWidget(self.form)
        self.form.show()
        self.form.go_to("reopen_why")

    def _state(self, state: State) -> str:
        return self._room.texts(f"state.{state}")

    def _put_away(self) -> None:
        clear(self._place)
        self.form = self.opener = None
        if self._seen.to is None:
            return
        self.opener = button(self._room.theme, self._room.texts("endings.open_reopen"), "quiet")
        self.opener.clicked.connect(self.open)
        holder = QWidget()
        holder.setLayout(line_of(self.opener))
        self._place.addWidget(holder)
        holder.show()

    def _think_better(self) -> None:
        self._put_away()
        if self.opener is not None:
            self.opener.setFocus()

    def _record(self) -> None:
        room, form = self._room, self.form
        if form is None or self._seen.to is None:
            return
        with room.feedback.answering(form):
            state = self._state(self._seen.to)
            if not room.feedback.ask("endings.ask_reopen", state=state):
                return
            values, seen = form.values(), (self._case_id, form.version or 0)
            language = values["reopen_language"] or Language.ENGLISH
            why = values["reopen_why"]
            done = reopening.reopen(room.desk, room.actor, seen, why, language)
            self.reopened.emit(done)
