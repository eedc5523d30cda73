"""Everything the program says exists in both languages, whole."""

import ast
import re
import string
import tomllib
from pathlib import Path

import pytest

from triage_app.config import RESOURCES
from triage_app.domain.wording import Language
from triage_app.texts import WELSH_FORMS, Texts

ROOT = Path(__file__).parents[1]
FILES = sorted((RESOURCES / "wording").glob("*.toml"))
DATA = sorted(
    path for path in RESOURCES.rglob("*.toml") if path.parent.name in ("schemes", "instruments")
)
LANGUAGES = {str(one) for one in Language}
PLURALS = {"en": {"one", "other"}, "cy": {*WELSH_FORMS.values(), "other"}}
MAY_HAVE = {"en": {"two"}, "cy": set()}  # twice, both
# What nobody says of so many; a form for that number says it as they do.
NOBODY_SAYS = {
    "en": re.compile(r"\b1 times?\b|\b2 times\b|\ball 2\b"),
    "cy": re.compile(r"\b[12] waith\b|\b[12] gwaith\b(?! olaf)"),
}
# Words that are the same in both: names, numbers, marks, and what Welsh has taken as it is.
SAME = set(tomllib.loads((ROOT / "tests/same_in_both.toml").read_text(encoding="utf-8"))["same"])
# A code stands in a call: these take one first, or after the field it speaks of.
SAYS = {"texts", "Refused", "tell", "toast", "say", "Note"}
MNEMONIC = re.compile(r"&\w")
CODE = re.compile(r"[a-z_]+\.[a-z][a-z0-9_]*")


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def wordings(value, where=""):
    """Every pair of languages in a file, wherever it stands in it."""
    if isinstance(value, dict) and value.keys() & LANGUAGES:
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from wordings(inner, f"{where}.{key}".lstrip("."))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from wordings(inner, f"{where}[{index}]")


def said(wording):
    """Every sentence of one language's wording: one, or one for each plural form."""
    return list(wording.values()) if isinstance(wording, dict) else [wording]


def blanks(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


FAULTS = {}


def fault(check):
    """Put a check of one message among those that every file is put to: it yields what is wrong."""
    FAULTS[check.__name__] = check
    return check


@fault
def it_is_not_said_in_both_languages(pair):
    if pair.keys() != LANGUAGES:
        yield f"has only {sorted(pair)}"
    yield from (f"says nothing in {one}" for one in pair if not all(said(pair[one])))


@fault
def the_languages_fill_different_blanks(pair):
    english, welsh = (set().union(*map(blanks, said(pair.get(one, "")))) for one in ("en", "cy"))
    yield from sorted(english ^ welsh)


@fault
def a_plural_lacks_a_form_of_its_language(pair):
    for language, wording in pair.items():
        if isinstance(wording, dict):
            yield from sorted((wording.keys() - MAY_HAVE[language]) ^ PLURALS[language])
    if isinstance(pair["en"], dict) and not isinstance(pair["cy"], dict):
        yield "English counts and Welsh does not"


@fault
def it_counts_as_nobody_says(pair):
    numbers = {"en": {"one": 1, "two": 2}, "cy": {"one": 1, "two": 2}}
    for language, wording in pair.items():
        forms = wording if isinstance(wording, dict) else {}
        for form, n in numbers[language].items():
            sentence = forms.get(form, forms.get("other", "")).replace("{n}", str(n))
            yield from NOBODY_SAYS[language].findall(sentence)


@fault
def welsh_is_english(pair):
    english = said(pair["en"])
    yield from (
        one for one in said(pair["cy"]) if one in english and one not in SAME and has_words(one)
    )


@fault
def an_apostrophe_is_straight(pair):
    yield from (one for wording in pair.values() for one in said(wording) if "'" in one)


@fault
def it_carries_a_mnemonic(pair):
    yield from (one for wording in pair.values() for one in said(wording) if MNEMONIC.search(one))


@pytest.mark.parametrize("path", [*FILES, *DATA], ids=lambda path: path.stem)
@pytest.mark.parametrize("check", FAULTS.values(), ids=FAULTS)
def test_of_no_message_it_is_true_that(check, path):
    file = read(path)
    pairs = [one for one in wordings(file) if not is_never_translated(file, *one)]
    assert [f"{where}: {it}" for where, pair in pairs for it in check(pair)] == []


def is_never_translated(file, where, pair):
    """A validated instrument's own words may have no Welsh; what we say of it must have some."""
    its_own = re.fullmatch(r"sections\[\d+\]\.(questions|options).*\.?(text|lead|)", where)
    return file.get("welsh") == "none" and pair.get("cy") == "" and its_own is not None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_wording_file_holds_nothing_but_wording(path):
    assert [key for key, value in read(path).items() if not value.keys() & LANGUAGES] == []


def test_the_checks_find_what_is_wrong():
    """The control: each fault is seen in a message made to have it."""
    wrong = {
        "it_is_not_said_in_both_languages": {"en": "Day"},
        "the_languages_fill_different_blanks": {"en": "{day}", "cy": "{dydd}"},
        "a_plural_lacks_a_form_of_its_language": {"en": {"one": "", "other": ""}, "cy": "dau"},
        "it_counts_as_nobody_says": {"en": {"one": "Once", "other": "{n} times"}, "cy": "Unwaith"},
        "welsh_is_english": {"en": "Save", "cy": "Save"},
        "an_apostrophe_is_straight": {"en": "Day", "cy": "i'r dydd"},
        "it_carries_a_mnemonic": {"en": "&Save", "cy": "Cadw"},
    }
    assert [name for name, check in FAULTS.items() if not list(check(wrong[name]))] == []


def has_words(sentence):
    return bool(re.search(r"[^\W\d_]{2}", re.sub(r"{[^}]*}", "", sentence)))


def test_nothing_on_the_list_of_the_same_is_there_in_vain():
    used = {
        sentence
        for path in [*FILES, *DATA]
        for _, pair in wordings(read(path))
        for sentence in said(pair["cy"])
        if sentence in said(pair["en"])
    }
    assert SAME - used == set()


def codes_in(path):
    """Every literal code that a source file asks the wording for."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
        place = {"Problem": 1, "Deed": None}.get(name, 0 if name.strip("_") in SAYS else None)
        argument = node.args[place] if place is not None and len(node.args) > place else None
        yield from literals(argument)
        if name == "Deed" and node.args and isinstance(node.args[0], ast.Constant):
            feature, _, verb = node.args[0].value.partition(".")
            yield f"{feature}.did_{verb}"


def literals(node):
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
    ):
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


@pytest.mark.parametrize(
    "source",
    sorted(one for top in ("triage_app", "ui") for one in (ROOT / top).rglob("*.py")),
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_every_code_has_its_wording(source):
    texts = Texts(RESOURCES / "wording", "en")
    assert [code for code in set(codes_in(source)) if not exists(texts, code)] == []


def exists(texts, code):
    return (RESOURCES / "wording" / f"{code.partition('.')[0]}.toml").exists() and texts.has(code)


def test_welsh_is_marked_as_awaiting_proof_reading_in_one_place():
    notice = read(RESOURCES / "welsh.toml")
    assert notice["proof_read_by"] == "" or notice["proof_read_on"]
