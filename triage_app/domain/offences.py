"""The offences there are, and what limits the time to charge each of them."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from triage_app.domain.deadlines import CountsFrom
from triage_app.domain.wording import Wording

MOST_FOUND = 20
# The letter after a code: an attempt, aiding, a conspiracy. The index lists the bare code.
ATTEMPT, AIDING, CONSPIRACY = "A", "B", "C"
_WORD, _MARK = re.compile(r"[a-z0-9]+"), re.compile(r"[\u0300-\u036f'\u2019]")
INCHOATE = f"{ATTEMPT}{AIDING}{CONSPIRACY}"


class Category(StrEnum):
    """How an offence may be tried, in the two letters of the national index."""

    SUMMARY = "CS"
    SUMMARY_MOTORING = "CM"
    EITHER_WAY = "CE"
    INDICTABLE = "CI"


# Categories of the national index that say nothing of how long there is to charge.
OTHER_CATEGORIES = ("CB", "CR", "EF", "EM", "EX", "VP")


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


class Listed(NamedTuple):
    """An entry of the national index as it was imported: in English, as the index is.

    It is a tuple because there are fifteen thousand, read in the moment a form is opened.
    """

    code: str
    category: str
    title: str
    words: str  # what it is found by: see `found_by`


class OffenceIndex:
    """The offences a caseload knows, and the table of what limits the charge.

    A list of some dozens is shipped, in both languages. Where the national index was imported, that
    is the list, read when first asked for: then a shipped entry lends its Welsh title and its plain
    words to be found by, and remains where the index does not have it.
    """

    def __init__(
        self,
        shipped: Iterable[Offence],
        special: Iterable[SpecialLimit],
        by_category: Mapping[str, Limit],
        unknown: Limit,
        imported: Callable[[], Iterable[Listed]] = tuple,
    ) -> None:
        self._shipped = {one.code: one for one in shipped}
        self.special, self.by_category, self.unknown = tuple(special), by_category, unknown
        self._imported = imported

    def listing(self, imported: Callable[[], Iterable[Listed]]) -> "OffenceIndex":
        """Return the same with an imported index for its list, in the order it is offered in."""
        shipped = self._shipped.values()
        return OffenceIndex(shipped, self.special, self.by_category, self.unknown, imported)

    @cached_property
    def _listed(self) -> Mapping[str, Listed]:
        return {one.code: one for one in self._imported()}

    @cached_property
    def _words(self) -> Sequence[tuple[str, str]]:
        """What each code is found by, as they are offered: those most often met before the rest."""
        often = [(self._words_of(code), code) for code in self._shipped]
        rest = [
            (one.words, code) for code, one in self._listed.items() if code not in self._shipped
        ]
        return often + rest

    @cached_property
    def _codes(self) -> Sequence[str]:
        return sorted(code for _, code in self._words)

    def make_ready(self) -> None:
        """Read the index now, before somebody types."""
        self._codes  # noqa: B018 - reading it is what makes it

    def codes(self) -> Sequence[str]:
        """Return every code there is, in order."""
        return self._codes

    def offence(self, code: str) -> Offence | None:
        """Return the entry of a code; an attempt's or a conspiracy's is the offence's own."""
        plain = bare(code)
        return self._entry(plain) or self._entry(plain + suffix_of(code))

    def find(self, words: str, most: int = MOST_FOUND) -> tuple[Offence, ...]:
        """Return the offences that hold every word, or beginning of a word, in any order."""
        wanted = _fold(words).split()
        if not wanted:
            return ()
        begins = [f" {word}" for word in wanted]
        codes = self._codes_that_begin(wanted[0]) if len(wanted) == 1 else ()
        chosen = dict.fromkeys(codes[:most])
        rarest = max(begins, key=len)
        for text, code in self._words:
            if len(chosen) >= most:
                break
            if rarest in text and all(one in text for one in begins):
                chosen[code] = None
        return tuple(filter(None, map(self._entry, chosen)))

    def _codes_that_begin(self, letters: str) -> Sequence[str]:
        """Return the codes that begin so, where it is more than the letters any word might have."""
        if not any(letter.isdigit() for letter in letters):
            return ()
        first = letters.upper()
        start = bisect_left(self._codes, first)
        return self._codes[start : bisect_left(self._codes, first + "~", start)]

    def _entry(self, code: str) -> Offence | None:
        shipped, listed = self._shipped.get(code), self._listed.get(code)
        if listed is None:
            return shipped
        welsh = shipped.title.cy if shipped else listed.title
        return Offence(code, listed.category, Wording(listed.title, welsh))

    def _words_of(self, code: str) -> str:
        titles = self._shipped[code].title
        listed = self._listed.get(code)
        return _fold(" ".join((code, titles.en, titles.cy, listed.title if listed else "")))

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
        if letter := suffix_of(code):
            entry = self._entry(bare(code))
            # Of a conspiracy whose offence is not listed, only the conspiracy's category is known.
            own = None if letter == CONSPIRACY and category == Category.INDICTABLE else category
            category = entry.category if entry else own
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


def found_by(code: str, title: str) -> str:
    """Return what an entry of the index is found by: its code, and the words of its title."""
    return _fold(f"{code} {title}")


def offered_at(code: str, title: str) -> tuple[bool, int, str]:
    """Say where an entry is offered: offences before attempts at them, short titles before long."""
    return (code[-1:].isalpha(), len(title), code)


def _fold(text: str) -> str:
    """Return words in lower case without marks, each after a space, so that `ty` finds `tŷ`."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFD", plain)
    return " " + " ".join(_WORD.findall(_MARK.sub("", plain)))
