"""What a password must be: long, and not one that everybody thinks of."""

import re
import unicodedata
from collections.abc import Collection
from itertools import pairwise
from typing import Final

LEAST_LETTERS: Final = 12
LEAST_WORDS: Final = 3
LEAST_WORD: Final = 3  # a word of fewer letters counts for nothing
MOST_LETTERS: Final = 1000
LEAST_DIFFERENT: Final = 5
WRITTEN_FOR: Final = str.maketrans("013457@$!", "oieastasi")


def fault_in(password: str, username: str, commonest: Collection[str]) -> str | None:
    """Return the code of what is wrong with a password, or None.

    Twelve characters or three words, any characters; neither one of the commonest with something
    put before, behind or doubled, nor the user's own name.
    """
    text = unicodedata.normalize("NFKC", password).casefold()
    if len(password) > MOST_LETTERS:
        return "password_too_long"
    if len(password) < LEAST_LETTERS and len(_words(text)) < LEAST_WORDS:
        return "password_too_short"
    cores = _cores(text)
    name = re.sub(r"[\W\d_]+", "", username.casefold())
    if name and any(name in core and len(core) < len(name) + LEAST_LETTERS / 2 for core in cores):
        return "password_is_name"
    if len(set(text)) < LEAST_DIFFERENT or any(_common(core, commonest) for core in cores if core):
        return "password_too_common"
    return None


def _words(text: str) -> set[str]:
    return {word for word in re.split(r"[\s\-_.,]+", text) if len(word) >= LEAST_WORD}


def _cores(text: str) -> set[str]:
    """Return what is left of a password without the figures and signs put on to a known word."""
    inner = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
    letters = re.sub(r"[\W\d_]+", "", inner)
    meant = re.sub(r"[\W\d_]+", "", inner.translate(WRITTEN_FOR))
    return {letters, meant} if letters else {re.sub(r"\W+", "", text)}


def _common(core: str, commonest: Collection[str]) -> bool:
    """Say whether it is a run of neighbours, one short thing repeated, or known words only."""
    if core.isdigit():
        steps = {(ord(after) - ord(before)) % 10 for before, after in pairwise(core)}
        return len(steps) == 1 or re.fullmatch(r"(.{1,6}?)\1+", core) is not None
    rest = core
    for word in sorted(commonest, key=len, reverse=True):
        rest = rest.replace(word, "")
    return not rest or re.fullmatch(r"(.{1,6}?)\1+", core) is not None
