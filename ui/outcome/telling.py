"""Everybody who is told that a case has ended, ticked off one by one."""

from datetime import date

from triage_app.services import endings
from triage_app.services.endings import Item
from ui.parts import heading
from ui.room import Room
from ui.told_list import ToldList


class TellingPart(ToldList):
    """The list of those to tell of an ending."""

    feature, prefix = "endings", "end_told_"

    def __init__(self, room: Room, items: tuple[Item, ...]) -> None:
        super().__init__(room)
        self._column.addWidget(heading(room.theme, room.texts("endings.heading_told")))
        for one in items:
            who = room.texts(f"endings.who_{one.who}", name=one.name)
            told = "not_reached" if one.how == endings.NOT_REACHED else "told"
            ways = endings.ways(one.who)
            self._column.addWidget(self._row(who, one.told_on, one.id, ways, told))

    def record(self, number: int, day: date | None, how: str | None) -> None:
        """Record that somebody was told."""
        endings.tell(self._room.desk, self._room.actor, number, day, how)
