"""Everybody who is told that a case has ended, ticked off one by one."""

from datetime import date

from triage_app.domain.other_ends import Who
from triage_app.services import endings
from triage_app.services.endings import Item
from ui.parts import heading
from ui.room import Room
from ui.told_list import ToldList


class TellingPart(ToldList):
    """The list of those to tell of an ending, or that it did not hold."""

    feature, prefix = "endings", "end_told_"

    def __init__(self, room: Room, items: tuple[Item, ...], title: str = "heading_told") -> None:
        super().__init__(room)
        self._column.addWidget(heading(room.theme, room.texts(f"endings.{title}")))
        for one in items:
            who = room.texts(f"endings.{self._who(one)}", name=one.name)
            told = "not_reached" if one.how == endings.NOT_REACHED else "told"
            ways = endings.ways(one.who)
            self._column.addWidget(self._row(who, one.told_on, one.id, ways, told))

    def _who(self, one: Item) -> str:
        """Return the code of who it is: whoever took a case over has no sheet of a reopening."""
        if one.who is Who.RECEIVER and one.paper_id is None:
            return "who_took_over"
        return f"who_{one.who}"

    def record(self, number: int, day: date | None, how: str | None) -> None:
        """Record that somebody was told."""
        endings.tell(self._room.desk, self._room.actor, number, day, how)
