"""Play many stories at once in the order of time: the log can only be written forwards."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from triage_app.practice.scene import SetClock

Story = Iterator[datetime]  # yields the moment at which it wants to go on
Deed = tuple[datetime, Callable[[], None]]  # and a moment of its own


def play(stories: Iterable[Story], clock: SetClock, until: datetime) -> None:
    """Let each story go on at the moments it names, none of them after the last."""
    waiting = [
        (moment, order, story)
        for order, story in enumerate(stories)
        if (moment := next(story, None)) is not None
    ]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] <= until:
        moment, order, story = heapq.heappop(waiting)
        clock.moment = moment
        if (following := next(story, None)) is not None:
            heapq.heappush(waiting, (following, order, story))
    clock.moment = until


def beside(story: Story, *deeds: Deed) -> Story:
    """Tell a story, and between its moments do something else at moments of its own.

    What stands after a story that goes on past today is never told: it is done beside it.
    """
    left = sorted(deeds, key=lambda one: one[0])
    for moment in story:
        while left and left[0][0] <= moment:
            at, do = left.pop(0)
            yield at
            do()
        yield moment
    for at, do in left:
        yield at
        do()
