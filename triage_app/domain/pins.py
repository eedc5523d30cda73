"""What a PIN must be: six figures at least, and not those that everybody thinks of.

A PIN is set by somebody for themselves and does one thing: it takes the screen back from a person
who was handed it. A wrong one is slowed, and after five only the password does it.
"""

import re
from itertools import pairwise
from typing import Final

LEAST: Final = 6
MOST: Final = 12
TRIES: Final = 5  # wrong ones; from then on only the password works
FIRST_WAIT: Final = 2.0  # seconds, doubled by every wrong one after


def fault_in(pin: str) -> str | None:
    """Return the code of what is wrong with a new PIN, or None."""
    if not (pin.isascii() and pin.isdigit()):
        return "not_figures"
    if len(pin) < LEAST:
        return "too_short"
    if len(pin) > MOST:
        return "too_long"
    steps = {(ord(after) - ord(before)) % 10 for before, after in pairwise(pin)}
    in_a_row = len(steps) == 1  # all alike, up or down
    repeated = re.fullmatch(r"(\d{1,3})\1+", pin) is not None
    return "too_common" if in_a_row or repeated else None


def wait_after(wrong: int) -> float:
    """Return how many seconds must pass after so many wrong ones."""
    return FIRST_WAIT * 2 ** (wrong - 1) if wrong else 0.0
