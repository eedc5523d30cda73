"""How a person puts their name to a paper, or why they do not."""

from enum import StrEnum
from typing import Final

MOST_LETTERS: Final = 300  # of a name


class Manner(StrEnum):
    """How somebody signed, or why they did not."""

    SIGNED = "signed"
    READ_OVER = "read_over"
    UNABLE = "unable"
    REFUSED = "refused"


# Whatever a person could not do alone, or would not do, somebody else saw and is named for it.
WITNESSED: Final = frozenset({Manner.READ_OVER, Manner.UNABLE, Manner.REFUSED})
