"""A disposal that somebody proposed: a second person confirms it for good, or refuses it."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from triage_app.services import retention
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import words
from ui.room import Room
from ui.theme import Tone


@dataclass(frozen=True)
class Proposed:
    """Which record it is, and which proposal, seen as (number, version)."""

    case_id: int
    number: str
    review: tuple[int, int]


class DisposalForm(Form):
    """Dispose of a record for good, or refuse and say why; it asks once before the former."""

    gone = Signal()
    refused = Signal()
    missed = Signal()

    def __init__(self, room: Room, proposed: Proposed) -> None:
        super().__init__(room, "retention")
        self._proposed = proposed
        theme, texts = room.theme, room.texts
        self.add(words(theme, texts("retention.answer"), bold=True))
        self.add(words(theme, texts("retention.answer_how"), tone=Tone.MUTED))
        self.area("answer_reason", 2)
        self.buttons("retention.confirm", [("retention.refuse", self._refuse)])
        self.keeper = DraftKeeper(room, self, "retention.answer", proposed.case_id)
        self.submitted.connect(self._confirm)

    def _refuse(self) -> None:
        room, one = self.room, self._proposed
        with room.feedback.answering(self):
            retention.refuse(room.desk, room.actor, one.review, self.values()["answer_reason"])
            self.keeper.settled()
            self.refused.emit()
            return
        self.missed.emit()

    def _confirm(self) -> None:
        room, one = self.room, self._proposed
        if not room.feedback.ask("retention.ask_confirm", number=one.number):
            return
        with room.feedback.answering(self):
            done = retention.confirm(room.desk, room.actor, one.review)
            self.keeper.settled()
            self.gone.emit()
            cleared = "retention.gone" if done.cleared else "retention.gone_not_cleared"
            code = "retention.gone_unreached" if done.unreached else cleared
            folder = ", ".join(map(str, done.unreached))
            room.feedback.tell(code, number=one.number, folder=folder)
            return
        self.missed.emit()
