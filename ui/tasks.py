"""Work that takes longer than a tenth of a second, done beside the window."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event
from typing import Any
from weakref import WeakMethod

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from triage_app.domain.problems import Invalid, Refused
from ui.collecting import Collecting

Tell = Callable[[float], None]  # how much is done, of 1
Work = Callable[[Tell], Any]
STEP = 0.005  # the least progress worth drawing


class Cancelled(Exception):  # noqa: N818 - an answer, not an error
    """Somebody asked for the work to end, and it has."""


class Task:
    """A piece of work: what it is called, how far it has come, and at its end what came of it."""

    def __init__(self, name: str, about: str) -> None:
        self.name, self.about = name, about
        self.share = 0.0
        self.ended = False
        self.failure: BaseException | None = None
        self._result: Any = None
        self._cancelled = Event()

    def cancel(self) -> None:
        """Ask for the work to end; it does when it next tells how far it has come."""
        self._cancelled.set()

    def outcome(self) -> Any:  # noqa: ANN401 - whatever the work returns
        """Return what came of it, or raise what it was refused with."""
        if self.failure is not None:
            raise self.failure
        return self._result

    def do(self, work: Work, tell: Tell) -> None:
        """Do the work, and keep what comes of it."""

        def told(share: float) -> None:
            if self._cancelled.is_set():
                raise Cancelled
            tell(share)

        try:
            self._result = work(told)
        except Exception as failure:  # noqa: BLE001 - raised again where the window can show it
            self.failure = failure
        self.ended = True


class Tasks(QObject):
    """One for the whole program: a QObject a task would die before its answer arrives.

    Of each name there is one task at a time. Whoever follows it hears how far it has come and then
    its end, on the window's own thread; one who comes later hears of what they missed.
    """

    _came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="task")
        self._collecting = Collecting(self)
        self._tasks: dict[str, Task] = {}
        self._followers: dict[str, WeakMethod[Callable[[Task], None]]] = {}
        self._running: set[Future[None]] = set()
        self.kept: dict[str, Any] = {}  # what came of some, until it is done with or nobody is left
        self._came.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def run(self, name: str, work: Work, follower: Callable[[Task], None], about: str = "") -> None:
        """Do some work beside the window, unless work of that name is under way."""
        self._followers[name] = WeakMethod(follower)
        if self.under_way(name):
            return
        self._collecting.begin()
        task = self._tasks[name] = Task(name, about)
        future = self._pool.submit(self._do, task, work)
        self._running.add(future)
        future.add_done_callback(self._running.discard)

    def follow(self, name: str, follower: Callable[[Task], None]) -> None:
        """Follow work that somebody else may have begun; hear at once how it stands."""
        self._followers[name] = WeakMethod(follower)
        if name in self._tasks:
            self._hear(self._tasks[name])

    def under_way(self, name: str) -> bool:
        """Say whether work of a name is being done."""
        return name in self._tasks and not self._tasks[name].ended

    def cancel(self, name: str) -> None:
        """Ask work of a name to end."""
        if name in self._tasks:
            self._tasks[name].cancel()

    def settle(self) -> None:
        """Cancel whatever is under way, wait until it has ended, and forget it: nobody is left."""
        for task in self._tasks.values():
            task.cancel()
        wait(list(self._running))
        self._tasks.clear()
        self._followers.clear()
        self.kept.clear()

    def stop(self) -> None:
        """The same, and begin nothing more."""
        self.settle()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._collecting.end()

    def _do(self, task: Task, work: Work) -> None:
        def tell(share: float) -> None:
            if share - task.share >= STEP:
                task.share = share
                self._came.emit(task)

        task.do(work, tell)
        self._came.emit(task)

    def _hear(self, task: Task) -> None:
        if self._tasks.get(task.name) is not task:
            return  # it has been heard of, or nobody is left to hear
        follower = self._follower_of(task)
        if task.ended and (follower is not None or _is_a_fault(task.failure)):
            del self._tasks[task.name]
        if follower is not None:
            follower(task)
        elif task.ended and _is_a_fault(task.failure):
            task.outcome()

    def _follower_of(self, task: Task) -> Callable[[Task], None] | None:
        """Return who follows a task and is still there: Python may outlive what Qt has let go."""
        held = self._followers.get(task.name)
        follower = held() if held is not None else None
        whose = getattr(follower, "__self__", None)
        return None if isinstance(whose, QObject) and not isValid(whose) else follower


def _is_a_fault(failure: BaseException | None) -> bool:
    return failure is not None and not isinstance(failure, (Cancelled, Refused, Invalid))
