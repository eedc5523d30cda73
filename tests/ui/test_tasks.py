"""Work beside the window: followed, cancelled, and told to whoever is still there."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from triage_app.domain.problems import Refused
from ui.tasks import Cancelled, Tasks


class Follower(QObject):
    def __init__(self):
        super().__init__()
        self.heard, self.ended = [], []

    def follow(self, task):
        if task.ended:
            self.ended.append(task)
        else:
            self.heard.append(task.share)


@pytest.fixture
def tasks(qapp):
    made = Tasks(qapp)
    yield made
    made.stop()


@pytest.fixture
def held():
    """Work that goes on until it is let go, or cancelled."""
    gate = threading.Event()

    def work(tell):
        tell(0.1)
        while not gate.wait(0.01):
            tell(0.5)
        return "done"

    work.let_go = gate.set
    yield work
    gate.set()


def test_work_is_done_beside_and_told_to_whoever_follows_it(qtbot, tasks):
    follower = Follower()
    tasks.run("sum", lambda _: 6 * 7, follower.follow)
    qtbot.waitUntil(lambda: bool(follower.ended))
    assert follower.ended[0].outcome() == 42


def test_how_far_it_has_come_is_told(qtbot, tasks, held):
    follower = Follower()
    tasks.run("import", held, follower.follow)
    qtbot.waitUntil(lambda: 0.5 in follower.heard)
    held.let_go()
    qtbot.waitUntil(lambda: bool(follower.ended))
    assert follower.heard == sorted(follower.heard)


def test_whoever_has_gone_is_told_nothing(qtbot, tasks, held):
    gone, other = Follower(), Follower()
    tasks.run("import", held, gone.follow)
    del gone
    held.let_go()
    tasks.run("sum", lambda _: 1, other.follow)
    qtbot.waitUntil(lambda: bool(other.ended))


def test_one_who_comes_later_hears_what_they_missed_and_only_once(qtbot, tasks):
    gone, later, last = Follower(), Follower(), Follower()
    tasks.run("import", lambda _: "done", gone.follow)
    del gone
    qtbot.waitUntil(lambda: not tasks.under_way("import"))
    tasks.follow("import", later.follow)
    tasks.follow("import", last.follow)
    assert [one.outcome() for one in later.ended] == ["done"]
    assert last.ended == []


def test_one_who_comes_meanwhile_goes_on_from_there(qtbot, tasks, held):
    first, second = Follower(), Follower()
    tasks.run("import", held, first.follow)
    qtbot.waitUntil(lambda: bool(first.heard))
    tasks.follow("import", second.follow)
    assert second.heard
    held.let_go()
    qtbot.waitUntil(lambda: bool(second.ended))
    assert first.ended == []


def test_it_ends_when_it_is_cancelled(qtbot, tasks, held):
    follower = Follower()
    tasks.run("import", held, follower.follow)
    qtbot.waitUntil(lambda: bool(follower.heard))
    tasks.cancel("import")
    qtbot.waitUntil(lambda: bool(follower.ended))
    assert isinstance(follower.ended[0].failure, Cancelled)


def test_of_one_name_there_is_one_at_a_time(qtbot, tasks, held):
    follower, begun = Follower(), []
    tasks.run("import", held, follower.follow)
    tasks.run("import", lambda _: begun.append(1), follower.follow)
    held.let_go()
    qtbot.waitUntil(lambda: bool(follower.ended))
    assert begun == []


def test_to_settle_is_to_cancel_and_wait_and_forget(tasks, held):
    follower = Follower()
    tasks.run("import", held, follower.follow)
    tasks.settle()
    assert not tasks.under_way("import")
    tasks.follow("import", follower.follow)
    assert follower.ended == []


def test_a_refusal_waits_for_whoever_asked(qtbot, tasks):
    follower = Follower()

    def refused(_tell):
        raise Refused("imports.bomb")

    tasks.run("import", refused, follower.follow)
    qtbot.waitUntil(lambda: bool(follower.ended))
    with pytest.raises(Refused):
        follower.ended[0].outcome()


def test_a_fault_comes_to_the_window_though_nobody_follows(qtbot, tasks):
    gone = Follower()
    with qtbot.captureExceptions() as faults:
        tasks.run("import", lambda _: 1 // 0, gone.follow)
        del gone
        qtbot.waitUntil(lambda: bool(faults))
    assert faults[0][0] is ZeroDivisionError


def test_a_widget_is_let_go_on_the_windows_own_thread_alone(qtbot, tasks):
    follower, ended_on = Follower(), []

    def work(tell):
        circles = []
        while not ended_on:  # as much as makes Python look for what nobody holds, over and over
            circles = [[circles] for _ in range(1000)]
            tell(0.5)

    tasks.run("sum", lambda _: 1, follower.follow)  # what there was before is not looked at
    widget = QWidget()
    widget.held_by = [widget]
    weakref.finalize(widget, lambda: ended_on.append(threading.current_thread()))
    del widget
    tasks.run("import", work, follower.follow)
    qtbot.waitUntil(lambda: len(follower.ended) == 2)
    assert ended_on == [threading.main_thread()]


def test_python_looks_by_itself_again_once_nothing_is_done_beside(tasks):
    follower = Follower()
    tasks.run("sum", lambda _: 1, follower.follow)
    assert not gc.isenabled()
    tasks.stop()
    assert gc.isenabled()
