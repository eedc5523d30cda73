"""Find an offence by its code or by words in any order; an attempt or a conspiracy by its word."""

from dataclasses import dataclass
from typing import Final

from triage_app.domain.offences import INCHOATE, MOST_FOUND, suffix_of, with_suffix
from triage_app.domain.wording import Language
from triage_app.services.desk import Desk
from triage_app.services.offence_titles import title_of

FEWEST_LETTERS: Final = 4  # of `attempt`, before it is taken for the beginning of it


@dataclass(frozen=True, slots=True)
class Offered:
    """An offence that matches what was typed: its code, and what it is called in one language."""

    code: str
    title: str


def find(desk: Desk, typed: str, language: Language) -> tuple[Offered, ...]:
    """Return what matches, the offences as they are called first, their attempts after them."""
    codes = [one.code for one in desk.offences.find(typed)]
    letter, rest = _meant(desk, typed)
    if letter:
        codes += [with_suffix(one.code, letter) for one in desk.offences.find(rest)]
    codes = list(dict.fromkeys(codes))[:MOST_FOUND]
    return tuple(Offered(code, title_of(desk, code, "")[language]) for code in codes)


def _meant(desk: Desk, typed: str) -> tuple[str, str]:
    """Return the letter that was typed, or whose word was, and what was typed besides."""
    words = typed.split()
    if len(words) == 1 and (letter := suffix_of(typed)):
        return letter, typed.strip()[:-1]
    sought = _sought(desk)
    for word in words:
        for letter, known in sought.items():
            if _begins(word.casefold(), known) and len(words) > 1:
                return letter, " ".join(one for one in words if one is not word)
    return "", typed


def _begins(word: str, known: list[str]) -> bool:
    return word in known or (
        len(word) >= FEWEST_LETTERS and any(one.startswith(word) for one in known)
    )


def _sought(desk: Desk) -> dict[str, list[str]]:
    """Return the words of each letter in both languages: people write the one they think of."""
    return {
        letter: " ".join(
            desk.texts(one)(f"offence.form_{letter}_sought") for one in Language
        ).split()
        for letter in INCHOATE
    }
