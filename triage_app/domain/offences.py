"""The offences there are, and what limits the time to charge each of them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from triage_app.domain.deadlines import CountsFrom
from triage_app.domain.wording import Wording

MOST_FOUND = 20
# The letter after a code: an attempt, aiding, a conspiracy. The index lists the bare code.
ATTEMPT, AIDING, CONSPIRACY = "A", "B", "C"
INCHOATE = f"{ATTEMPT}{AIDING}{CONSPIRACY}"


class Category(StrEnum):
    """How an offence may be tried, in the two letters of the national index."""

    SUMMARY = "CS"
    SUMMARY_MOTORING = "CM"
    EITHER_WAY = "CE"
    INDICTABLE = "CI"


class Base(StrEnum):
    """The day a second, shorter period runs from, beside the day of the offence."""

    STATEMENT = "statement"  # the first witness statement or video interview
    EVIDENCE = "evidence"  # the day the prosecutor had sufficient evidence
    RELEVANT_DAY = "relevant_day"  # the day the person bringing the case knew enough


@dataclass(frozen=True, slots=True)
class Offence:
    """An entry of the index: its permanent code, its category and what it is called."""

    code: str
    category: str
    title: Wording


@dataclass(frozen=True, slots=True)
class Limit:
    """What limits the time to charge; the code is the reason shown, the source its authority.

    `from_offence` months run from the offence, `from_base` months from the base day; the earlier
    end governs. Neither: there is no limit.
    """

    code: str
    source: str
    from_offence: int | None = None
    from_base: int | None = None
    base: Base | None = None
    counts_from: CountsFrom = CountsFrom.AFTER


@dataclass(frozen=True, slots=True)
class SpecialLimit:
    """A row of the dated table that stands before the category: whose limit is its own."""

    codes: tuple[str, ...]
    in_force_from: date  # for offences of that day and later
    limit: Limit
    only_domestic_abuse: bool = False

    def governs(self, code: str, day: date | None, *, domestic_abuse: bool) -> bool:
        """Say whether this row holds for an offence of a day; an unknown day is a recent one."""
        return (
            code in self.codes
            and (day is None or day >= self.in_force_from)
            and (domestic_abuse or not self.only_domestic_abuse)
        )


@dataclass(frozen=True, slots=True)
class OffenceIndex:
    """The offences a caseload knows, and the table of what limits the charge."""

    offences: Mapping[str, Offence]
    special: tuple[SpecialLimit, ...]
    by_category: Mapping[str, Limit]
    unknown: Limit
    _words: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = {
            one.code: _fold(f"{one.code} {one.title.en} {one.title.cy}")
            for one in self.offences.values()
        }
        object.__setattr__(self, "_words", words)

    @classmethod
    def of(
        cls,
        offences: Iterable[Offence],
        special: Iterable[SpecialLimit],
        by_category: Mapping[str, Limit],
        unknown: Limit,
    ) -> "OffenceIndex":
        """Make an index of offences in any order."""
        return cls({one.code: one for one in offences}, tuple(special), by_category, unknown)

    def offence(self, code: str) -> Offence | None:
        """Return the entry of a code; an attempt's or a conspiracy's is the offence's own."""
        return self.offences.get(bare(code))

    def find(self, words: str, most: int = MOST_FOUND) -> tuple[Offence, ...]:
        """Return the offences that hold every word, or beginning of a word, in any order."""
        wanted = _fold(words).split()
        if not wanted:
            return ()
        found = [code for code, text in self._words.items() if _holds(text, wanted)]
        found.sort(key=lambda code: (not code.lower().startswith(wanted[0]), code))
        return tuple(self.offences[code] for code in found[:most])

    def category_of(self, code: str) -> str | None:
        """Return how what a code names is tried; None where the code is not on the list.

        An attempt is tried as the offence (Criminal Attempts Act 1981 s4), and so is aiding it
        (Magistrates' Courts Act 1980 s44, Accessories and Abettors Act 1861 s8); a conspiracy on
        indictment alone (Criminal Law Act 1977 s3).
        """
        entry = self.offence(code)
        if entry is None:
            return None
        return Category.INDICTABLE if suffix_of(code) == CONSPIRACY else entry.category

    def limit(
        self, code: str, category: str | None, day: date | None, *, domestic_abuse: bool | None
    ) -> Limit:
        """Return what limits the charge: the table by code first, the category after it.

        The limit of an attempt, of aiding and of a conspiracy is that of the offence itself
        (Criminal Attempts Act 1981 s2, Criminal Law Act 1977 s4), so its category counts.
        """
        entry = self.offence(code)
        if entry is not None and suffix_of(code):
            category = entry.category
        for row in self.special:
            if row.governs(bare(code), day, domestic_abuse=domestic_abuse is True):
                return row.limit
        return self.by_category.get(category or "", self.unknown)

    def hangs_on_abuse(self, code: str) -> bool:
        """Say whether a limit of its own holds for an offence where it was domestic abuse."""
        return any(row.only_domestic_abuse and bare(code) in row.codes for row in self.special)


@lru_cache(maxsize=1024)  # a caseload has few codes, and asks for them once a case
def bare(code: str) -> str:
    """Return a code without its spaces, in capitals, without the letter of an attempt."""
    tidy = re.sub(r"\s", "", code).upper()
    return tidy[:-1] if re.fullmatch(rf"[A-Z]{{2}}\d{{5}}[{INCHOATE}]", tidy) else tidy


def suffix_of(code: str) -> str:
    """Return the letter of an attempt, of aiding or of a conspiracy; none of the offence itself."""
    joined = re.sub(r"\s", "", code).upper()
    return joined.removeprefix(bare(joined))


def with_suffix(code: str, letter: str) -> str:
    """Return a code as an attempt's, as aiding's or as a conspiracy's; as its own without one."""
    plain = bare(code)
    can_have_one = re.fullmatch(r"[A-Z]{2}\d{5}", plain) is not None
    return f"{plain}{letter}" if can_have_one else plain


def _holds(text: str, wanted: list[str]) -> bool:
    return all(f" {word}" in text for word in wanted)


def _fold(text: str) -> str:
    """Return words in lower case without marks, each after a space, so that `ty` finds `tŷ`."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return " " + " ".join(re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f'\u2019]", "", plain)))
