"""One figure: what was measured, against a floor measured beside it, against what is promised.

Processor time is what is measured, that of programs started meanwhile with it: it is the same
whether or not the machine is busy with something else.
"""

import resource
import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """Seconds of ours and of the floor, and how many times the floor is promised at most."""

    what: str
    ours: float
    floor: float
    at_most: float

    @property
    def kept(self):
        return self.ours <= self.at_most * self.floor

    def __str__(self):
        word = "kept" if self.kept else "NOT KEPT"
        return (
            f"{self.what:34} {self.ours * 1000:8.1f} ms   floor {self.floor * 1000:8.1f} ms   "
            f"ratio {self.ours / self.floor:5.2f}   promised {self.at_most:.2f}   {word}"
        )


def processor_time():
    """Return the seconds this program has had of a processor, and those it started and awaited."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def spent(act):
    """Return the processor time that doing something takes."""
    begun = processor_time()
    act()
    return processor_time() - begun


def beside(ours, floor, times):
    """Measure two things by turns, so that a busy moment meets both; return their medians."""
    taken = {ours: [], floor: []}
    for _ in range(times):
        for act, seconds in taken.items():
            seconds.append(spent(act))
    return statistics.median(taken[ours]), statistics.median(taken[floor])
