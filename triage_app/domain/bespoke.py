"""A condition written for one person: what it must hold, and whose approval it needs.

Feature F6. It stands where an intervention may stand and answers the same need. Its words are the
office's own, in both languages or in one with the other awaited; a supervisor who did not write
them approves them before they reach a paper.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from triage_app.domain.problems import Problem
from triage_app.domain.wording import Language

CODE: Final = "BS1"  # printed beside it, as every condition's code is: permanent
INPUTS: Final = ("service", "due", "first_meeting")
MOST_LETTERS: Final = 900  # a longer one would not fit its paper in large Welsh print
NAMES: Final = {Language.ENGLISH: "words_en", Language.WELSH: "words_cy"}
# No participant's paper speaks of a caution: "rhybuddiad" is one, and "rhybudd" is read as one.
CAUTION: Final = re.compile(r"\b(caution\w*|rh?ybudd\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a bespoke condition; what is empty is awaited."""

    en: str = ""
    cy: str = ""

    def __getitem__(self, language: str) -> str:
        """Return the words of a language: empty, where they are awaited."""
        return self.cy if language == Language.WELSH else self.en

    @property
    def awaited(self) -> tuple[Language, ...]:
        """The languages in which it is not written yet."""
        return tuple(one for one in Language if not self[one])

    def either(self, language: str) -> str:
        """Return the words of a language, or of the other while these are awaited."""
        return self[language] or self.en or self.cy


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a supervisor said of some words."""

    words: Words
    approved: bool
    by: str
    reason: str = ""


class Worded(Protocol):
    """A condition, as far as its words go."""

    @property
    def code(self) -> str:
        """Its code in the library."""

    @property
    def position(self) -> int:
        """Its place."""

    @property
    def words(self) -> Words:
        """Its own words."""


def problems(
    words: Words, about: str, position: int, reads: str, *, defers_caution: bool = False
) -> Iterator[Problem]:
    """Yield what is wrong with the words, whoever approves them; `about` is their field's prefix.

    The language that the person reads must be there: the other may be awaited.
    """
    values: dict[str, object] = {"position": position}
    mine = NAMES[Language(reads)] if reads in tuple(Language) else NAMES[Language.ENGLISH]
    if not words.en and not words.cy:
        yield Problem(f"{about}.{mine}", "contract.no_words", values)
    elif reads in words.awaited:
        yield Problem(f"{about}.{mine}", f"contract.words_awaited_{reads}", values)
    for language, name in NAMES.items():
        if len(words[language]) > MOST_LETTERS:
            most = {**values, "most": MOST_LETTERS}
            yield Problem(f"{about}.{name}", "contract.words_too_long", most)
        found = None if defers_caution else CAUTION.search(words[language])
        if found:
            said = {**values, "word": found[0]}
            yield Problem(f"{about}.{name}", "contract.words_of_caution", said)


def ruling_on(words: Words, rulings: Sequence[Ruling]) -> Ruling | None:
    """Return the latest that was said of these very words, if anything was."""
    return next((one for one in reversed(rulings) if one.words == words), None)


def unapproved(
    words: Words, about: str, position: int, rulings: Sequence[Ruling]
) -> Iterator[Problem]:
    """Yield that a supervisor has yet to approve the words, or why they were returned."""
    if not words.en and not words.cy:
        return
    ruling = ruling_on(words, rulings)
    field = f"{about}.{NAMES[Language.ENGLISH] if words.en else NAMES[Language.WELSH]}"
    if ruling is None:
        yield Problem(field, "contract.not_approved", {"position": position})
    elif not ruling.approved:
        values = {"position": position, "by": ruling.by, "reason": ruling.reason}
        yield Problem(field, "contract.words_returned", values)


def not_in_edition(conditions: Sequence[Worded], edition: str) -> Iterator[Problem]:
    """Yield the bespoke words that are awaited in a language of the paper that is to be made."""
    for one in conditions:
        for language in one.words.awaited if one.code == CODE else ():
            if edition.partition("_")[0] in (language, "both"):
                field = f"condition_{one.position}.{NAMES[language]}"
                yield Problem(
                    field, f"contract.words_not_in_{language}", {"position": one.position}
                )
