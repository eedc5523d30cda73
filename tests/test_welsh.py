"""Rules of Welsh that a reader sees broken at once, held over every Welsh sentence that ships."""

import re

import pytest

from tests.test_wording import DATA, FILES, read, said, wordings

# Words that change the first letter of the next; "on" a weekday has no word, and changes it too.
MUTATES = re.compile(
    r"(?<!\w)(?:yn|i|o|am|ar|at|dan|dros|drwy|gan|heb|hyd|wrth|neu|dyma|â|gyda|tua|tan|na|a|ei|dy)"
    r"\s\{(\w+)\}",
    re.IGNORECASE,
)
# What never changes: people's names, numbers, days without their weekday, times, and what stands
# in a file as it is written there. A word of Welsh belongs behind a colon or a noun instead.
NEVER_MUTATES = set(
    "name assessor by position agreed all asked total weeks pages n number most least latest "
    "longest at_least last first second end ends start starts signed until on day time opens closes "
    "telephone file folder key input code question printer family other".split()
)
# A day that carries its weekday ("dydd") stands alone, or behind a mark that parts it off.
CARRIES_A_WEEKDAY = re.compile(r"(?<![:,.(?] )(?<![(])(?<!^)\{(?:moment|at)\}")


def welsh_in(path):
    """Every Welsh sentence of a file, with where it stands."""
    for where, pair in wordings(read(path)):
        yield from ((where, sentence) for sentence in said(pair["cy"]))


def changed(sentence):
    return [blank for blank in MUTATES.findall(sentence) if blank not in NEVER_MUTATES]


@pytest.mark.parametrize("path", [*FILES, *DATA], ids=lambda path: path.stem)
def test_no_blank_stands_where_welsh_would_change_its_first_letter(path):
    assert [(where, one) for where, one in welsh_in(path) if changed(one)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_day_with_its_weekday_stands_where_nothing_softens_it(path):
    assert [(where, one) for where, one in welsh_in(path) if CARRIES_A_WEEKDAY.search(one)] == []


def test_the_rules_find_what_breaks_them():
    """The control: each rule is broken by a sentence made to break it, and by no other."""
    assert changed("Nid oes caniatâd i rannu gyda {service}.") == ["service"]
    assert changed("Nid oes caniatâd: {service}. Gofynnwch i {name}.") == []
    assert CARRIES_A_WEEKDAY.search("Canslwyd {moment}.")
    assert not CARRIES_A_WEEKDAY.search("Canslwyd: {moment}, gan {by} ({at})")
