import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from triage_app.config import RESOURCES
from triage_app.domain import names
from triage_app.domain.names import Variants, fold
from triage_app.domain.problems import BadFile
from triage_app.names_file import load_names


@pytest.fixture(scope="module")
def variants():
    return load_names(RESOURCES / "names.toml")


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Siân Tŷ-Gwyn", "sian ty gwyn"),
        ("O\u2019DELL", "odell"),
        ("  Nia\tWyn ", "nia wyn"),
        ("Müller", "muller"),
        ("Łukasz Øster", "lukasz oster"),
        ("Nguyễn", "nguyen"),
        ("😀", ""),
        ("أحمد", "احمد"),
    ],
)
def test_a_name_is_folded_for_finding(name, folded):
    assert fold(name) == folded


@given(st.text())
@example("\N{MATHEMATICAL SCRIPT CAPITAL N}")
def test_folding_twice_is_folding_once(name):
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Prys", "aprhys"),
        ("Price", "aprhys"),
        ("Preece", "aprhys"),
        ("Rees", "rhys"),
        ("Rice", "rhys"),
        ("Griffiths", "gruffydd"),
        ("Griffith", "gruffudd"),
        ("Iwan", "ieuan"),
        ("Evans", "ieuan"),
        ("Sian", "sian"),
        ("Shân", "sian"),
        ("David", "dafydd"),
        ("Bowen", "apowain"),
        ("Bevan", "apieuan"),
        ("Pugh", "aphuw"),
        ("Powell", "aphywel"),
        ("Llewellyn", "llywelyn"),
        ("Catherine", "catrin"),
    ],
)
def test_a_name_stands_for_its_welsh_or_english_spelling_and_back(variants, typed, meant):
    word = fold(typed)

    assert meant in {word, *variants.of(word)}
    assert word in {meant, *variants.of(meant)}


@pytest.mark.parametrize("word", ["apple", "apthorpe", "abel", "smith", "ab", "ap", "", "李"])
def test_and_a_name_that_only_begins_like_a_patronymic_for_nobody(variants, word):
    assert not {one for one in variants.of(word) if one.startswith("ap") or one == ""}


def test_the_son_of_somebody_is_found_as_one_word_and_by_the_fathers_own():
    found = names.found_by("Dafydd ap Rhys", "Dai")

    assert found == {
        **dict.fromkeys(("dafydd", "ap", "aprhys", "rhys"), "name"),
        "dai": "known_as",
    }


@pytest.mark.parametrize(
    ("typed", "tokens"),
    [
        ("dafydd ap rhys", ("dafydd", "aprhys")),
        ("Nest ferch Hywel", ("nest", "aphywel")),
        ("nest verch hywel", ("nest", "aphywel")),
        ("ab Owain, Ieuan", ("apowain", "ieuan")),
        ("dafydd ap", ("dafydd", "ap")),
        ("ap ap rhys", ("aprhys",)),
        ("Jones Jones", ("jones",)),
        ("% _", ("%", "_")),
        ("🌟 ", ("🌟",)),
        ("<b>Nia</b>", ("b", "nia")),
    ],
)
def test_what_is_typed_is_parted_into_the_names_meant(typed, tokens):
    assert names.tokens_of(typed) == tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [("rhys", "rees"), ("gruffydd", "griffith"), ("ieuan", "iwan"), ("carys", "karys")],
)
def test_what_one_way_of_hearing_parts_the_other_joins(one, other):
    pairs = zip(names.sounds_of(one), names.sounds_of(other), strict=True)

    assert any(mine == theirs for mine, theirs in pairs)


@pytest.mark.parametrize("word", ["أحمد", "李", "😀", "li", "", "o2"])
def test_what_is_not_in_latin_letters_sounds_like_nothing(word):
    assert names.sounds_of(word) == ("", "")


def test_two_words_are_one_key_either_way_round_and_a_particle_is_none():
    pairs = names.pairs_of(("dafydd", "ap", "aprhys"))

    assert pairs == ["dafydd aprhys", "aprhys dafydd"]


@given(st.text(max_size=400))
@example("N" * 300)
@example(" ".join(string.ascii_letters))
@example("ﷺ" * 300)
@example("a\x00b")
def test_any_name_has_keys_of_bounded_number_and_length(name):
    found = names.found_by(name, name)

    assert len(found) <= names.MOST_WORDS
    assert all(0 < len(word) <= names.LONGEST + 2 and "\x00" not in word for word in found)
    assert len(names.pairs_of(found)) <= names.MOST_PAIRED * (names.MOST_PAIRED - 1)


@given(st.text(max_size=30).filter(lambda name: len(names.words_of(name)) <= names.MOST_PAIRED))
def test_whoever_is_typed_as_they_are_written_is_found_by_every_word(name):
    assert set(names.tokens_of(name)) <= set(names.found_by(name))


def test_a_name_of_two_words_in_the_file_is_refused_with_its_place(tmp_path):
    path = tmp_path / "names.toml"
    path.write_text('alike = [["Rhys", "Rees ap Rees"]]\n[patronymics]\n', encoding="utf-8")

    with pytest.raises(BadFile) as bad:
        load_names(path)

    assert (bad.value.file, bad.value.key, bad.value.reason) == (
        "names.toml",
        "alike.0",
        "wrong_value",
    )


def test_a_name_in_two_groups_stands_for_both():
    variants = Variants([["Ewan", "Owain"], ["Ewan", "Ieuan"]], {})

    assert variants.of("ewan") == {"owain", "ieuan"}
    assert variants.of("owain") == {"ewan"}
