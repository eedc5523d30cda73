"""A withdrawal as it was recorded, and everybody who is to be told of it, ticked off one by one."""

from datetime import date

from triage_app.domain.withdrawal import Who
from triage_app.services import withdrawal_telling
from triage_app.services.withdrawal_telling import Item, WithdrawalView
from ui.parts import clear, heading, words
from ui.room import Room
from ui.theme import SMALL, Tone
from ui.told_list import ToldList


class WithdrawnPart(ToldList):
    """Says that consent was taken back, when and how, and who is still to be told."""

    feature, prefix = "withdrawal", "told_"

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room)
        self._case_id = case_id
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands now."""
        room = self._room
        with room.feedback.answering():
            view = withdrawal_telling.view(room.desk, room.actor, self._case_id)
            clear(self._column)
            self.form, self.tickers = None, {}
            if view is not None:
                self._show(view)
            if view is None or self.parentWidget() is not None:  # alone it would be a window
                self.setVisible(view is not None)

    def record(self, number: int, day: date | None, how: str | None) -> None:
        """Record that somebody was told."""
        withdrawal_telling.tell(self._room.desk, self._room.actor, number, day, how)
        self.refresh()

    def _show(self, view: WithdrawalView) -> None:
        theme, texts = self._room.theme, self._room.texts
        how = texts(f"sharing.how_{view.how}")
        by = texts("withdrawal.recorded", by=view.recorded_by, day=view.recorded_on)
        self._column.addWidget(heading(theme, texts("withdrawal.withdrew", day=view.day)))
        self._column.addWidget(words(theme, how))
        code = "withdrew_why" if view.reason else "withdrew_no_reason"
        said = texts(f"withdrawal.{code}", reason=view.reason)
        self._column.addWidget(words(theme, said))
        self._column.addWidget(words(theme, by, SMALL, Tone.MUTED))
        self._column.addWidget(heading(theme, texts("withdrawal.heading_told")))
        for one in view.items:
            self._column.addWidget(self._row(self._who(one), one.told_on, one.id))

    def _who(self, one: Item) -> str:
        texts = self._room.texts
        if one.who is Who.OFFICER and not one.name:
            return texts("withdrawal.who_officer_unnamed")
        if one.who is Who.PARTNER:
            return one.name
        return texts(f"withdrawal.who_{one.who}", name=one.name)
