"""Where somebody stands on the ladder of a scheme, and what the next miss would bring.

Nobody has published one (domain, section 9): it is data of the scheme, and shown with the case.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from triage_app.domain.compliance import rung_due
from triage_app.domain.scheme import Rung


@dataclass(frozen=True, slots=True)
class OnLadder:
    """How many misses nothing excuses, the rung they have come to, and the one after it."""

    misses: int
    rung: Rung | None  # the highest that the misses have come to
    due: Rung | None  # the same, while nothing has followed yet
    coming: Rung | None  # the next one up; None on the last

    @property
    def brings(self) -> Rung | None:
        """What the very next miss would bring."""
        coming = self.coming
        return coming if coming is not None and coming.after_misses == self.misses + 1 else None


def on_ladder(misses: int, reached: Sequence[str], ladder: Sequence[Rung]) -> OnLadder:
    """Return where so many misses stand; a rung that was reached stays so if one is excused."""
    came = [one for one in ladder if one.after_misses <= misses or one.code in reached]
    rung = max(came, key=lambda one: one.after_misses, default=None)
    top = rung.after_misses if rung else 0
    higher = [one for one in ladder if one.after_misses > top]
    coming = min(higher, key=lambda one: one.after_misses, default=None)
    return OnLadder(misses, rung, rung_due(misses, reached, ladder), coming)
