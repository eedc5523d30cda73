"""Today: what needs doing, overdue first."""

from ui.parts import column_of, heading
from ui.room import Room
from ui.step import Screen
from ui.theme import TITLE, UNIT


class TodayScreen(Screen):
    """The attention engine's list."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.setLayout(
            column_of(heading(room.theme, room.texts("shell.today"), TITLE), margin=UNIT * 3)
        )
