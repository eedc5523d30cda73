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
NEVER_MUTATES = {
    *("name", "assessor", "by", "family", "other", "question"),
    *("position", "number", "n", "agreed", "asked", "all", "total", "weeks", "pages", "telephone"),
    *("most", "least", "at_least", "latest", "longest"),
    *("day", "on", "until", "first", "second", "last", "start", "starts", "end", "ends", "signed"),
    *("time", "opens", "closes"),
    *("file", "folder", "key", "input", "code", "printer"),
    *("sessions", "hours"),  # a condition's amounts: a check of schemes holds how each form begins
}
# A day that carries its weekday ("dydd") stands alone, or behind a mark that parts it off.
CARRIES_A_WEEKDAY = re.compile(r"(?<![:,.(?] )(?<![(])(?<!^)\{(?:moment|at)\}")

# What the glossary turned down, and what stands in its place.
TURNED_DOWN = {
    r"swyddog yn yr achos": "swyddog yr achos",
    r"gweithredu pellach": "camau pellach",
    r"(?:plentyn|oedolyn)(?: hwn)?(?: a all fod)? mewn perygl": "yn wynebu risg, as the Act says",
    r"adroddiad diogelu|wnaed adroddiad": "rhoi gwybod: the Act's duty is to inform",
    r"sgôr hon": "sgôr hwn",
    r"y trosedd\b": "y drosedd",
    r"hanner ffordd": "canol y cyfnod",
    r"ail-droseddu|ailddroseddu": "aildroseddu",
    r"amodol ar orchymyn": "o dan orchymyn",
    r"dioddefydd": "dioddefwr",
    r"(?<!\w)(?:y|\w*’r) person(?! a gafodd| hwn)": "yr unigolyn",
    r"ar ôl i gyhuddo": "yn weddill i gyhuddo: ar ôl may be after as well as left",
    r"\btri cyntaf": "tri chyntaf",
    r"\{n\} mlynedd": "o flynyddoedd: it would be 4 blynedd, and 5 mlynedd",
}

# What is read by the person it speaks of says who does what: no verb in -wyd or -ir.
TO_THE_PARTICIPANT = ("paper_contract", "paper_letter", "paper_own", "paper_reminder", "sheet_")
LONGEST = 25  # words in a sentence, after Cymraeg Clir
IMPERSONAL = re.compile(r"\w+(?:wyd|ir)(?!\w)")
NO_VERB = {"clir", "glir", "cywir", "gywir", "gwir", "wir", "fwyd", "bwyd", "sir", "tir", "dir"}


def impersonal(sentence):
    """Every impersonal verb of a sentence."""
    return [one for one in IMPERSONAL.findall(sentence) if one.lower() not in NO_VERB]


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


@pytest.mark.parametrize("path", [*FILES, *DATA], ids=lambda path: path.stem)
def test_no_word_is_used_that_the_glossary_turned_down(path):
    used = [
        f"{where}: {one}: {better}"
        for where, one in welsh_in(path)
        for word, better in TURNED_DOWN.items()
        if re.search(word, one, re.IGNORECASE)
    ]
    assert used == []


@pytest.mark.parametrize("path", [*FILES, *DATA], ids=lambda path: path.stem)
def test_what_a_participant_reads_says_who_does_what(path):
    read_there = r"conditions\[|partners\[" if path in DATA else ""
    if path in DATA or path.stem.startswith(TO_THE_PARTICIPANT):
        assert [
            (where, impersonal(one))
            for where, one in welsh_in(path)
            if re.match(read_there, where) and impersonal(one)
        ] == []


@pytest.mark.parametrize("path", [*FILES, *DATA], ids=lambda path: path.stem)
def test_no_sentence_of_welsh_is_longer_than_twenty_five_words(path):
    assert [
        (where, part)
        for where, one in welsh_in(path)
        for part in re.split(r"(?<=[.!?:;])\s+", one)
        if len(part.split()) > LONGEST
    ] == []


def test_the_rules_find_what_breaks_them():
    """The control: each rule is broken by a sentence made to break it, and by no other."""
    assert changed("Nid oes caniatâd i rannu gyda {service}.") == ["service"]
    assert changed("Nid oes caniatâd: {service}. Gofynnwch i {name}.") == []
    assert CARRIES_A_WEEKDAY.search("Canslwyd {moment}.")
    assert not CARRIES_A_WEEKDAY.search("Canslwyd: {moment}, gan {by} ({at})")
    assert impersonal("Yr hyn y cytunir arno; darllenwyd ef. Mae’n glir.") == [
        "cytunir",
        "darllenwyd",
    ]
