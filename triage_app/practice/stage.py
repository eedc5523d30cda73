"""Play many stories at once in the order of time: the log can only be written forwards."""

import heapq
from collections.abc import Iterable, Iterator
from datetime import datetime

from triage_app.practice.scene import SetClock

Story = Iterator[datetime]  # yields the moment at which it wants to go on


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
