"""A supervisor reopens a case that has ended; what was reopened before stands here too."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from triage_app.domain.wording import Language
from triage_app.services import reopening
from triage_app.services.reopening import Reopening
from ui.form_opener import FormOpener, OpenedForm
from ui.parts import step_back, words
from ui.room import Room
from ui.theme import SMALL, Tone


class ReopenForm(OpenedForm):
    """Why it is reopened, and in which language the officer is told."""

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


class ReopenPart(FormOpener[ReopenForm]):
    """What was reopened before; and a quiet button for whoever may reopen it now."""

    opens, draft = "endings.open_reopen", "endings.reopen"

    def __init__(self, room: Room, case_id: int, seen: Reopening) -> None:
        super().__init__(room, case_id, *_earlier(room, seen), may_open=seen.to is not None)
        self._version, self._to = seen.version, room.texts(f"state.{seen.to}") if seen.to else ""

    def open(self) -> None:
        """Say where it goes back to, and ask why."""
        self.put(ReopenForm(self.room, self._version, self._to), "reopen_why")

    def record(self, form: ReopenForm) -> None:
        """Reopen the case, once it is asked whether it should be."""
        room = self.room
        if room.feedback.ask("endings.ask_reopen", state=self._to):
            values, seen = form.values(), (self.case_id, form.version or 0)
            language = values["reopen_language"] or Language.ENGLISH
            why = values["reopen_why"]
            self.finish(reopening.reopen(room.desk, room.actor, seen, why, language))


def _earlier(room: Room, seen: Reopening) -> Iterator[QWidget]:
    for one in seen.earlier:
        said = room.texts("endings.was_reopened", by=one.by, day=one.on, name=one.name)
        yield words(room.theme, said, SMALL, Tone.MUTED)
        yield words(room.theme, one.why)
