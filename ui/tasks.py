"""Work that takes longer than a tenth of a second, done beside the window."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from weakref import WeakMethod

from PySide6.QtCore import QObject, Qt, Signal

Done = Callable[[Any], None]


@dataclass(frozen=True)
class _Finished:
    """What came of one piece of work, and who wanted to know."""

    done: WeakMethod[Done]
    result: Any = None
    failure: BaseException | None = None


class Tasks(QObject):
    """One for the whole program: a QObject a task would die before its answer arrives."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="task")
        self._finished.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], Any], done: Done) -> None:
        """Do some work, then call a method with its result, if its owner is still there."""
        self._pool.submit(self._do, work, WeakMethod(done))

    def stop(self) -> None:
        """Wait for what has begun, and begin nothing more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _do(self, work: Callable[[], Any], done: WeakMethod[Done]) -> None:
        try:
            result = work()
        except Exception as failure:  # noqa: BLE001 - raised again where the window can show it
            self._finished.emit(_Finished(done, failure=failure))
        else:
            self._finished.emit(_Finished(done, result))

    def _tell(self, finished: _Finished) -> None:
        if finished.failure is not None:
            raise finished.failure
        if (done := finished.done()) is not None:
            done(finished.result)
