"""What somebody may need so as to take part, and what a service allows for: the same codes.

Whatever no code says stays in words; a code is what two records can be held against each other by.
"""

from collections.abc import Iterable
from typing import Final

INTERPRETERS: Final = "interpreters"
EASY_WORDS: Final = "easy_words"
LARGE_PRINT: Final = "large_print"
ACCESS: Final = (
    "step_free",
    "hearing_loop",
    "signed",
    EASY_WORDS,
    "quiet",
    INTERPRETERS,
    "visits",
    "remote",
)
ASKED: Final = (*ACCESS, LARGE_PRINT)  # of a person: papers in large print are ours to make


def in_order(codes: Iterable[str]) -> tuple[str, ...]:
    """Return codes once each, in the order they are asked in; what is no code is left out."""
    said = set(codes)
    return tuple(one for one in ACCESS if one in said)


def needed(access: Iterable[str], *, interpreter: bool | None) -> tuple[str, ...]:
    """Return what a person needs: what was marked, and an interpreter where one is recorded."""
    return in_order((*access, INTERPRETERS) if interpreter else access)
