"""What a partner answered of one referral: asked for under the sheet that went."""

from typing import Any

from PySide6.QtCore import Signal

from triage_app.domain.partner_reply import Ended, Reply, Word
from triage_app.services.partner_referrals import Shared
from ui.forms import Form
from ui.parts import step_back
from ui.room import Room


class ReplyForm(Form):
    """Offers only what can follow; asks how it ended where it did."""

    thought_better = Signal()

    def __init__(self, room: Room, one: Shared) -> None:
        super().__init__(room, "partner_reply")
        self.one, texts = one, room.texts
        self.heading("form")
        said = [(str(word), texts(f"partner_reply.say_{word}")) for word in one.may_follow]
        self.word = self.radio("word", said)
        ways = [(str(way), texts(f"partner_reply.ended_{way}")) for way in Ended]
        self.how_ended = self.radio("how_ended", ways)
        self.day("day")
        self.area("note", 2)
        main = self.buttons("partner_reply.record", [("partner_reply.keep", self._keep)])
        step_back(room.theme, main)
        self.word.changed.connect(self._ask)
        self.fill({"day": room.desk.today()})
        self._ask()

    def reply(self) -> Reply:
        """Return what was filled in."""
        values: dict[str, Any] = self.values()
        return Reply(values["word"], values["day"], values.get("how_ended"), values["note"])

    def _ask(self) -> None:
        self.reveal("how_ended", self.word.value() == Word.ENDED)

    def _keep(self) -> None:
        self.thought_better.emit()
