"""What fills a condition's wording: its typed inputs, and the grammar of where each may stand.

Nothing is mutated by guess. An amount is written out for each plural form in the scheme; a Welsh
date has two forms, and the wording says which; what somebody types in their own words stands after
a colon, where nothing in either language changes it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import Final

MOST_SESSIONS: Final = 60
MOST_TYPED: Final = 300  # letters of a place in somebody's own words
MOST_LETTERS: Final = 900  # of a condition, filled: a longer one would not fit in large Welsh print
SOFT: Final = "soft"  # {starts:soft}, in Welsh: the date's mutated form, "ddydd Gwener 20 Tachwedd"


class Input(StrEnum):
    """What a condition may ask for."""

    SERVICE = "service"
    SESSIONS = "sessions"
    HOURS = "hours"
    FREQUENCY = "frequency"
    PLACE = "place"
    AREA = "area"  # to be kept away from
    STARTS = "starts"
    ON_DAY = "on_day"
    DUE = "due"
    FIRST_MEETING = "first_meeting"


class Frequency(StrEnum):
    """How often something is done."""

    DAILY = "daily"
    TWICE_WEEKLY = "twice_weekly"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


AMOUNTS: Final = (Input.SESSIONS, Input.HOURS)
DAYS: Final = (Input.STARTS, Input.ON_DAY, Input.DUE)
IN_OWN_WORDS: Final = (Input.PLACE, Input.AREA)  # each may have its Welsh beside it: `welsh_of`
ENDS: Final = "ends"  # a blank that no input fills: the contract's end is always known
# A blank and the most letters that fill it; an amount's follow from the scheme's own words.
BLANKS: Final = {
    ENDS: 32,
    Input.STARTS: 33,
    Input.ON_DAY: 33,
    Input.DUE: 33,
    Input.SESSIONS: 0,
    Input.HOURS: 0,
    Input.FREQUENCY: 24,
    Input.PLACE: MOST_TYPED,
    Input.AREA: MOST_TYPED,
}
DATES: Final = frozenset({ENDS, *DAYS})
# Welsh words that soften what follows: after one of them a date takes its other form.
SOFTENS: Final = frozenset(
    (
        "i",
        "o",
        "am",
        "ar",
        "at",
        "dan",
        "dros",
        "drwy",
        "trwy",
        "gan",
        "heb",
        "hyd",
        "wrth",
        "neu",
        "tan",
    )
)
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]+)\W*$")


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank in a wording: its name, its form, and the words that stand before it."""

    name: str
    form: str
    before: str


def welsh_of(name: str) -> str:
    """Return the field that holds the Welsh of what somebody says in their own words."""
    return f"{name}_cy"


def blanks_of(text: str) -> tuple[Blank, ...] | None:
    """Return the blanks of a wording in their order; None where a brace is not closed."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    return tuple(
        Blank(name, form or "", before) for before, name, form, _ in parts if name is not None
    )


def misplaced(text: str, *, welsh: bool) -> Iterator[tuple[str, str]]:
    """Yield each blank that stands where its words would be wrong, with the reason's code."""
    for one in blanks_of(text) or ():
        shown = "{" + one.name + "}"
        if one.form and not (welsh and one.form == SOFT and one.name in DATES):
            yield "unknown_blank", "{" + one.name + ":" + one.form + "}"
        if one.name in IN_OWN_WORDS and not one.before.endswith(": "):
            yield "blank_not_neutral", shown
        if welsh and one.name in DATES and not one.form and _word_before(one) in SOFTENS:
            yield "blank_unmutated", shown


def _word_before(blank: Blank) -> str:
    found = _WORD_BEFORE.search(blank.before)
    at_once = found is not None and blank.before.endswith(f"{found[1]} ")
    return found[1].casefold() if found and at_once else ""


def in_own_words(text: str) -> str:
    """Return what somebody typed as a sentence can hold it: one line, without a stop at its end."""
    return " ".join(text.split()).rstrip(".,; ")
