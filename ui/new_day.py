"""A new day begins while a screen is open: in the morning it shows that morning."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from triage_app.domain.watched import day_of

LOOK_EVERY = 15_000  # milliseconds


class NewDay(QObject):
    """Says, once, that another day has begun: as soon as nobody would be disturbed by it."""

    begun = Signal()

    def __init__(
        self, clock: Callable[[], datetime], busy: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._clock, self._busy = clock, busy
        self._day = day_of(clock())
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY)
        self._look.timeout.connect(self.look)
        self._look.start()

    def stop(self) -> None:
        """Look no more: the window is closed."""
        self._look.stop()

    def seen(self) -> None:
        """Take what was just made as of today: it need not be made again."""
        self._day = day_of(self._clock())

    def look(self) -> None:
        """Say so if it is another day."""
        today = day_of(self._clock())
        if today != self._day and not self._busy():
            self._day = today
            self.begun.emit()
