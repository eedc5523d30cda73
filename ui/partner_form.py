"""The form of one referral sheet: what is told, why, to whom, and how it goes."""

from datetime import timedelta
from typing import Any, Final

from PySide6.QtCore import Signal

from triage_app.domain.directory import language_of
from triage_app.domain.partner_referral import WRITTEN, Manner, Sending
from triage_app.domain.told import Told
from triage_app.domain.wording import Language
from triage_app.services.partner_grounds import Asked
from ui.forms import Form
from ui.parts import step_back
from ui.room import Room
from ui.several import SeveralField

DAYS_TO_ANSWER: Final = 7  # where the service says none: never on a day when nobody is there
FIRST_TICKED: Final = (Told.CONTACT, Told.BORN, Told.NEED, Told.ACCESS)


class PartnerForm(Form):
    """Asks in words only for what is ticked; a file without a password asks why."""

    thought_better = Signal()
    preview_wanted = Signal()

    def __init__(self, room: Room, asked: Asked) -> None:
        super().__init__(room, "partner_referral")
        self.asked, texts = asked, room.texts
        self.heading("form")
        choices = [(one.value, texts(f"support.told_{one}")) for one in asked.may_be_told]
        self.told = self.custom(
            "told", SeveralField(room.theme, texts("partner_referral.told"), choices)
        )
        for name in WRITTEN.values():
            self.area(name, 2)
        self.day("answer_by")
        spoken = [(one.value, texts(f"paperwork.language_{one}")) for one in Language]
        self.radio("language", spoken, across=True)
        self.line("recipient", 50)
        ways = [(one.value, texts(f"partner_referral.manner_{one}")) for one in
                (Manner.SEALED, Manner.PRINTED, Manner.OPEN)]  # fmt: skip
        self.manner = self.radio("manner", ways)
        self.area("why_open", 2)
        others = [
            ("partner_referral.preview", self.preview_wanted.emit),
            ("partner_referral.keep", self.thought_better.emit),
        ]
        step_back(room.theme, self.buttons("partner_referral.send", others))
        self.told.changed.connect(self._ask_for_words)
        self.manner.changed.connect(self._ask_for_words)
        self.fill(self._proposed())
        self._ask_for_words()

    def sending(self) -> Sending:
        """Return what was filled in; nothing of what is not ticked."""
        values: dict[str, Any] = self.values()
        return Sending(ground=self.asked.ground, about_id=self.asked.about_id, **values)

    def _proposed(self) -> dict[str, Any]:
        days = self.asked.answer_days or DAYS_TO_ANSWER
        return {
            "told": tuple(str(one) for one in self.asked.may_be_told if one in FIRST_TICKED),
            "asks": self.asked.asks,
            "answer_by": self.room.desk.today() + timedelta(days=days),
            "language": str(language_of(self.asked.languages)),
            "manner": str(Manner.SEALED),
        }

    def _ask_for_words(self) -> None:
        for code, name in WRITTEN.items():
            self.reveal(name, code in self.told.value())
        self.reveal("why_open", self.manner.value() == Manner.OPEN)
