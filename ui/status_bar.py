"""The bar at the foot: which suite, when work was saved and backed up, and whether it is real."""

from datetime import date, datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout

from triage_app.services.desk import LONDON
from ui.parts import words
from ui.practice_badge import PracticeBadge
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

HEIGHT = 28


class StatusBar(QFrame):
    """What is always true, in small words."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._parts = {"suite": suite_name(room), "saved": "", "backed_up": ""}
        self.setProperty("place", "foot")
        self.said = words(room.theme, "", SMALL, Tone.MUTED)
        self.said.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(UNIT * 2, 0, UNIT * 2, 0)
        row.addWidget(self.said)
        row.addStretch(1)
        if room.desk.marked:
            row.addWidget(PracticeBadge(room.theme, room.texts("shell.practice")))
        self.setFixedHeight(room.theme.look.px(HEIGHT))
        self._show()

    def saved(self, at: datetime) -> None:
        """Say when something was last saved."""
        self._parts["saved"] = self._room.texts("shell.saved", time=self._room.texts.time(at))
        self._show()

    def backed_up(self, at: datetime | None, today: date) -> None:
        """Say when the caseload was last copied."""
        texts = self._room.texts
        if at is None:
            self._parts["backed_up"] = texts("shell.never_backed_up")
        else:
            day = at.astimezone(LONDON).date()
            when = texts.time(at) if day == today else texts.short_date(day, today)
            self._parts["backed_up"] = texts("shell.backed_up", when=when)
        self._show()

    def _show(self) -> None:
        self.said.setText(" · ".join(part for part in self._parts.values() if part))


def suite_name(room: Room) -> str:
    """Return the name of the suite this caseload is of, in the screen's language."""
    code, language = room.desk.suite, room.texts.language
    suites = (suite for scheme in room.desk.schemes.schemes for suite in scheme.suites)
    return next((suite.name[language] for suite in suites if suite.code == code), code)
