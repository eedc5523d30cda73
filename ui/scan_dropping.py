"""A scan may be dropped anywhere on a case: whichever step is open takes it."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from ui.room import Room
from ui.scan_panel import ScanPanel, dropped

MOVES = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class Dropping(QObject):
    """Listens to a page for files that are dropped on it."""

    def __init__(self, page: QWidget, room: Room) -> None:
        super().__init__(page)
        self._page, self._room = page, room
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: something happens to the page."""
        if isinstance(event, QDropEvent) and (paths := dropped(event)):
            event.acceptProposedAction()
            if event.type() not in MOVES:
                self._take(paths)
            return True
        return super().eventFilter(watched, event)

    def _take(self, paths: list[Path]) -> None:
        panels = self._page.findChildren(ScanPanel)
        ready = next((one for one in panels if one.drop.isVisibleTo(self._page)), None)
        if ready is None:
            self._room.feedback.tell("scans.drop_where")
        else:
            ready.bring(paths)
