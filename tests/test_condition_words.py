"""Every condition of every scheme, filled with all that its inputs may hold, in both languages.

`python -m tests.test_condition_words` prints each of them, as a paper would say it.
"""

import datetime as dt
import re
import sys
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading import WORD, grade, lix, sentences
from triage_app.config import RESOURCES
from triage_app.domain.condition import Condition
from triage_app.domain.condition_inputs import (
    MOST_LETTERS,
    MOST_SESSIONS,
    MOST_TYPED,
    Frequency,
    in_own_words,
)
from triage_app.reference import load_schemes
from triage_app.services.condition_words import BLANK, NO_BREAK, filled
from triage_app.texts import Texts

SCHEMES = [one for one in load_schemes(RESOURCES / "schemes").schemes if one.has_contract]
LIBRARY = [(scheme, one) for scheme in SCHEMES for one in scheme.conditions]
NAMES = [f"{scheme.code}-{one.code}" for scheme, one in LIBRARY]
TEXTS = partial(Texts, RESOURCES / "wording")
LANGUAGES = ("en", "cy")
SIGNED, ENDS = dt.date(2026, 3, 10), dt.date(2026, 7, 10)
DUE = dt.date(2026, 6, 26)
PARK = {"place": "King’s Park, Llanelli", "place_cy": "Parc y Brenin, Llanelli"}
SHOP = {"area": "Mason’s shop, Quay Street", "area_cy": "Siop Mason, Stryd y Cei"}
FULL = {
    "sessions": 6,
    "hours": 24,
    "frequency": Frequency.WEEKLY,
    "starts": SIGNED,
    "on_day": dt.date(2026, 4, 15),
    "due": DUE,
    **PARK,
    **SHOP,
}
# Reading: school years of English, and LIX of both languages (under 30 very easy, under 40 easy).
GRADE, EASY = 6, 40
GRADE_OF_ALL, EASY_OF_ALL = 4, 30
MOST_WORDS = 25  # in a sentence, after Cymraeg Clir
each = pytest.mark.parametrize(("scheme", "text"), LIBRARY, ids=NAMES)


def said(scheme, text, **changes):
    """What the paper says of a condition, in both languages."""
    one = Condition(5, text.code, **{**FULL, **changes})
    return filled(TEXTS, scheme, text, one, ENDS)


def every(scheme, text):
    """A condition's wording for each number, day of the week, month and frequency that may be."""
    for sessions in range(1, MOST_SESSIONS + 1):
        yield said(scheme, text, sessions=sessions)
    for hours in range(scheme.hours_range[0], scheme.hours_range[1] + 1):
        yield said(scheme, text, hours=hours)
    for frequency in Frequency:
        yield said(scheme, text, frequency=frequency)
    for days in range(0, 365, 11):
        day = SIGNED + dt.timedelta(days)
        yield said(scheme, text, starts=day, on_day=day, due=day)


# ── The library ──


def test_there_are_some_forty_conditions_and_two_or_three_for_every_pathway(reference):
    for scheme in SCHEMES:
        if scheme.defers_caution:  # its papers name three interventions
            continue
        pathways = [one.pathway for one in scheme.conditions if one.pathway]
        assert all(2 <= pathways.count(one) <= 3 for one in pathways), scheme.code
        kinds = [one.kind for one in scheme.conditions]
        assert 2 <= kinds.count("restorative") <= 3
        assert kinds.count("volunteering") == kinds.count("tag") == 2
        instrument = reference.library.instruments[scheme.instrument]
        assert set(instrument.asking(scheme.asks_also).pathways) <= set(pathways)
    assert max(len(one.conditions) for one in SCHEMES) == 37


def test_a_code_is_never_given_to_another_condition():
    """The codes that papers were signed under: they stay, with the kind and pathway they had."""
    kept = {"NR1": None, "RJ1": None, "VO1": None, "TG1": None}
    kept |= {"AC1": "accommodation", "AT1": "attitudes", "AT2": "attitudes", "FA1": "family"}
    kept |= {"DA1": "drugs", "DA2": "alcohol", "ED1": "education", "FB1": "finance"}
    kept |= {"HE1": "physical_health", "HE2": "mental_health", "DV1": "domestic_abuse"}
    force_wide = next(one for one in SCHEMES if one.code == "dyfed-powys-2019-11")
    assert {code: force_wide.condition(code).pathway for code in kept} == kept
    assert force_wide.condition("SW1").pathway == "sex_working"


def test_a_code_says_the_same_in_every_scheme_that_has_it():
    by_code = {}
    for _, text in LIBRARY:
        assert by_code.setdefault(text.code, text) == text


@pytest.mark.parametrize("text", [text for _, text in LIBRARY], ids=NAMES)
def test_each_condition_says_how_it_is_shown_to_be_done(text):
    assert text.evidence.en.endswith(".")
    assert text.evidence.cy.endswith(".")
    assert text.plain.en != text.text.en


# ── Filled in ──


@each
def test_every_number_day_and_frequency_is_said_whole_and_fits_its_paper(scheme, text):
    for words in every(scheme, text):
        for language in LANGUAGES:
            sentence = words[language]
            assert not re.search(r"[{}]|None|  |\.\.| \.|Frequency", sentence), sentence
            assert BLANK not in sentence
            assert len(sentence) <= MOST_LETTERS


@each
def test_what_is_not_known_yet_is_shown_by_dots(scheme, text):
    nothing = dict.fromkeys(FULL)
    words = said(scheme, text, **nothing)
    open_blanks = {"sessions", "hours", "frequency", "place", "area", "starts", "on_day", "due"}
    wanted = len(open_blanks & set(text.inputs))
    assert words.en.count(BLANK) == words.cy.count(BLANK) == wanted


@each
def test_no_text_speaks_of_a_caution_but_where_the_scheme_defers_one(scheme, text):
    if not scheme.defers_caution:
        for words in (*every(scheme, text), text.title, text.plain, text.evidence):
            for language in LANGUAGES:
                assert not re.search(r"caution|rh?ybudd", words[language], re.IGNORECASE)


def test_the_contribution_is_said_in_the_schemes_own_words():
    told = [one.code for one in SCHEMES if one.contribution]
    assert told == ["wiltshire-deferred-2021-01"]


# ── English ──


@each
def test_english_counts_and_has_its_article(scheme, text):
    for n in range(1, MOST_SESSIONS + 1):
        words = said(scheme, text, sessions=n).en.replace(NO_BREAK, " ")
        assert not re.search(r"\ba [aeio]\w|\ban [^aeiouh]\w|\ba hour\b", words), words
        if "sessions" in text.inputs:
            one = re.search(r"\b(?:a|an) (meeting|appointment|class|talk|test)\b", words)
            many = re.search(rf"\b{n} (meetings|appointments|classes|talks|tests)\b", words)
            assert bool(one) == (n == 1), words
            assert bool(many) == (n > 1), words


# ── Welsh: what a number does to its noun, told once more, from the grammar and not the data ──

SOFT = {"ll": "l", "rh": "r", "c": "g", "p": "b", "t": "d", "b": "f", "d": "dd", "m": "f", "g": ""}
ASPIRATE = {"c": "ch", "p": "ph", "t": "th"}
NOUNS = {"cyfarfod": "m", "apwyntiad": "m", "prawf": "m", "gwers": "f", "sgwrs": "f", "awr": "f"}


def mutated(noun, table):
    for first, changed in table.items():
        if noun.startswith(first):
            return changed + noun[len(first) :]
    return noun


def after(n, noun):
    """A noun as it stands after a number."""
    feminine = NOUNS[noun] == "f"
    if n == 2 or (n == 1 and feminine):
        return mutated(noun, SOFT)
    if n == 6 or (n == 3 and not feminine):
        return mutated(noun, ASPIRATE)
    return noun


@each
def test_welsh_counts_with_the_form_that_the_number_asks_for(scheme, text):
    for name, amounts in (("sessions", range(1, MOST_SESSIONS + 1)), ("hours", range(18, 37))):
        if name not in text.inputs:
            continue
        for n in amounts:
            words = said(scheme, text, **{name: n}).cy.replace(NO_BREAK, " ")
            number = "un" if n == 1 else str(n)
            assert [
                noun for noun in NOUNS if re.search(rf"\b{number} {after(n, noun)}\b", words)
            ], words


SOFTENED = r"\b(?:o|i|tan|at|ar|am|gan|heb|neu|dros|wrth)\s+dydd\b"
NOT_SOFTENED = r"\b(?:erbyn|cyn|ar ôl|d?diwedd|:)\s+ddydd\b"


@each
def test_a_welsh_day_takes_the_form_of_where_it_stands(scheme, text):
    for words in every(scheme, text):
        welsh = words.cy.replace(NO_BREAK, " ")
        assert not re.search(SOFTENED, welsh), welsh
        assert not re.search(NOT_SOFTENED, welsh), welsh


def test_the_rules_of_days_find_what_breaks_them():
    assert re.search(SOFTENED, "o dydd Llun")
    assert re.search(NOT_SOFTENED, "erbyn ddydd Llun")


def test_english_and_welsh_say_the_same_day():
    text = SCHEMES[0].condition("FA3")
    words = said(SCHEMES[0], text)
    assert f"on Wednesday {'15 April 2026'.replace(' ', NO_BREAK)}." in words.en
    assert f"teulu ddydd Mercher {'15 Ebrill 2026'.replace(' ', NO_BREAK)}." in words.cy


# ── In somebody's own words ──

TYPED = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=MOST_TYPED)
STRANGE = st.sampled_from(
    [
        "<b>Smith & Sons</b>",
        "{due} {ends}",
        "{0}",
        "{",
        "%s =1+1",
        "حديقة الملك",
        "\u202eabc",
        "🦊🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "x" * MOST_TYPED,
        "Ŵyr " * 75,
    ]
)


@given(TYPED | STRANGE)
def test_a_place_is_said_letter_by_letter_in_both_languages(typed):
    scheme = SCHEMES[0]
    for code, name in (("FA2", "place"), ("TG2", "area")):
        text = scheme.condition(code)
        words = said(scheme, text, **{name: typed, f"{name}_cy": None})
        for language in LANGUAGES:
            assert f": {in_own_words(typed) or BLANK}." in words[language]
            assert len(words[language]) <= MOST_LETTERS


def test_a_place_in_both_languages_is_said_in_each_and_a_stop_is_not_doubled():
    text = SCHEMES[0].condition("FA2")
    words = said(SCHEMES[0], text)
    assert words.en.endswith("Place: King’s Park, Llanelli.")
    assert words.cy.endswith("Lle: Parc y Brenin, Llanelli.")
    one = said(SCHEMES[0], text, place=" The hall,\n Quay St. ", place_cy="  ")
    assert one.en.endswith("Place: The hall, Quay St.")
    assert one.cy.endswith("Lle: The hall, Quay St.")


# ── Plain words ──


def without_names(words):
    """A filled text without what its formulas cannot judge: dates, and the names of places."""
    dated = re.sub(r"\b\d+.(?:\w+).\d{4}|(?:Place|Lle): [^.]+\.", "", words)
    return re.sub(r"\s+", " ", dated.replace(NO_BREAK, " ").replace(SHOP["area"], "the shop"))


def whole(scheme, text, language):
    """All that somebody reads of a condition."""
    words = without_names(said(scheme, text)[language])
    return f"{text.title[language]}. {words} {text.plain[language]} {text.evidence[language]}"


@each
def test_each_filled_condition_is_easy_to_read(scheme, text):
    english, welsh = (whole(scheme, text, language) for language in LANGUAGES)
    assert grade(english) <= GRADE
    assert max(lix(english), lix(welsh)) <= EASY
    for sentence in (*sentences(english), *sentences(welsh)):
        assert len(WORD.findall(sentence)) <= MOST_WORDS


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda one: one.code)
def test_all_conditions_of_a_scheme_together_read_at_nine_years_old(scheme):
    english, welsh = (
        " ".join(whole(scheme, text, language) for text in scheme.conditions)
        for language in LANGUAGES
    )
    assert grade(english) <= GRADE_OF_ALL
    assert max(lix(english), lix(welsh)) <= EASY_OF_ALL


def listing():
    """Every condition of every scheme as a paper says it, once for each that differs."""
    shown = set()
    for scheme, text in LIBRARY:
        if text.code in shown:
            continue
        shown.add(text.code)
        words = said(scheme, text)
        for language in LANGUAGES:
            sentence = words[language].replace(NO_BREAK, " ")
            yield f"{text.code:4}{language} {text.title[language]}. {sentence}"
    for scheme in SCHEMES:
        if scheme.contribution:
            yield from (f"{scheme.code} {one} {scheme.contribution[one]}" for one in LANGUAGES)


if __name__ == "__main__":
    sys.stdout.write("\n".join([*listing(), ""]))
