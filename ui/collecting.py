"""Python's search for objects that hold one another and are held by nobody else, on one thread."""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

PAUSE: Final = 1000  # milliseconds between two searches


class Collecting(QObject):
    """Searches on the window's thread alone, for as long as there are others.

    By itself Python searches on whichever thread makes an object just then, and what it finds ends
    there. A widget that ends on another thread than its own, while that one is at work, takes the
    program down with it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(search)

    def begin(self) -> None:
        """Let nothing be searched for on another thread; to be called before there is one.

        What there is by now is not searched again: going through all of it takes longer than one
        waits for a letter one has typed.
        """
        if not self._timer.isActive():
            gc.disable()
            gc.freeze()
            self._timer.start()

    def end(self) -> None:
        """Let Python search by itself again; to be called when no other thread is left."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()


def search() -> None:
    """Search among as many as Python would by now: it counts on while it does not search."""
    due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if True in due:
        gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))
