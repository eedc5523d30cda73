"""One figure: what was measured, against a floor measured beside it, against what is promised."""

import statistics
import time
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


def beside(ours, floor, times):
    """Measure two things by turns, so that a busy moment meets both; return their medians."""
    taken = {ours: [], floor: []}
    for _ in range(times):
        for act, seconds in taken.items():
            begun = time.perf_counter()
            act()
            seconds.append(time.perf_counter() - begun)
    return statistics.median(taken[ours]), statistics.median(taken[floor])
