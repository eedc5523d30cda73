"""Keeps what is being typed two seconds after the last key, and brings it back."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from triage_app.services import drafts
from triage_app.services.drafts import KeptDraft
from ui.forms import Form
from ui.parts import button, line_of, words
from ui.room import Room
from ui.theme import SMALL, Tone

PAUSE = 2000  # milliseconds after the last key


class DraftKeeper(QWidget):
    """Keeps one form's draft for one member of staff; leaving never asks.

    Made when the form shows the record as it is saved: a draft left before is then restored over
    it. It stands at the form's foot, says when the draft was kept, and offers to abandon it.
    """

    abandoned = Signal()

    def __init__(
        self,
        room: Room,
        form: Form,
        code: str,
        about: object,
        found: Mapping[str, KeptDraft] | None = None,
    ) -> None:
        """Look for a draft, unless those of several forms were found in one look, by form."""
        super().__init__()
        self._room, self._form, self._code, self._about = room, form, code, str(about)
        self.has_draft = False
        self._build()
        form.add(self)
        self._saved = form.raw()
        self._restore(found)
        form.changed.connect(self._wait)

    def turn_to(self, about: object, found: Mapping[str, KeptDraft]) -> None:
        """Keep the draft of something else: the form shows that as it is saved."""
        self._about, self._saved = str(about), self._form.raw()
        self._show("")
        self._restore(found)
        self._pause.stop()

    def keep_now(self) -> None:
        """Keep what has been typed and not yet kept: the form is about to go."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep()

    def settled(self) -> None:
        """Forget the draft: what it held is committed."""
        self._pause.stop()
        drafts.settle(self._room.desk, self._room.actor, self._code, self._about)
        self._saved = self._form.raw()
        self._show("")

    def forget_typing(self) -> None:
        """Take the form as it stands for the record: it was filled, and nobody typed."""
        self._pause.stop()
        self._saved = self._form.raw()

    def abandon(self) -> None:
        """Ask once, then throw the draft away and show the record as it is saved."""
        if not self._room.feedback.ask("common.ask_abandon"):
            return
        drafts.abandon(self._room.desk, self._room.actor, self._code, self._about)
        self._form.clear_problems()
        self._form.restore(self._saved)
        self._pause.stop()
        self._show("")
        self.abandoned.emit()

    def _build(self) -> None:
        theme, texts = self._room.theme, self._room.texts
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._keep)
        self.said = words(theme, "", SMALL, Tone.MUTED)
        self.leave_it = button(theme, texts("common.abandon_draft"), "quiet")
        self.leave_it.clicked.connect(self.abandon)
        line = line_of(self.said, self.leave_it)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def _wait(self) -> None:
        self._pause.start()

    def _keep(self) -> None:
        room = self._room
        at = drafts.keep(room.desk, room.actor, self._code, self._about, self._form.raw())
        self._show(room.texts("common.draft_kept_at", time=room.texts.time(at)))

    def _restore(self, found: Mapping[str, KeptDraft] | None) -> None:
        room, code = self._room, self._code
        if found is None:
            found = drafts.kept_of(room.desk, room.actor, [code], self._about)
        draft = found.get(code)
        if draft is None:
            return
        self._form.restore(draft.content)
        at = room.texts.time(draft.kept_at)
        self._show(room.texts("common.draft_restored", time=at))

    def _show(self, said: str) -> None:
        self.has_draft = bool(said)
        self.said.setText(said)
        self.setVisible(self.has_draft)
