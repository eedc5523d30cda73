"""Instruments whose words an administrator loads: hidden until then, and never another's."""

import pytest

from triage_app.config import RESOURCES
from triage_app.domain.instrument import WelshWording
from triage_app.domain.problems import BadFile
from triage_app.instruments_file import load_library, read_words, review_words, words_from
from triage_app.texts import Texts

FOLDER = RESOURCES / "instruments"
WANTING = load_library(FOLDER).wanting
DAST = WANTING["dast-10-2026-11"]


def written(tmp_path, instrument=DAST, change=(), welsh="none"):
    """Write a file of invented words for an instrument, with one change."""
    lines = [f'instrument = "{instrument.code}"', 'notice = "Whose it is."', f'welsh = "{welsh}"']
    for one in (each for section in instrument.sections for each in section.questions):
        lines += [f"[questions.{one.code}]", f'text = "Words of {one.code}?"']
        lines += [f'options.{option.code} = "Word {option.code}"' for option in one.options]
    text = "\n".join(lines)
    for old, new in [change] if change else []:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "words.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_instrument_without_its_words_is_not_offered():
    library = load_library(FOLDER)

    assert set(library.wanting) == {"audit-2026-11", "dast-10-2026-11"}
    assert not set(library.wanting) & set(library.instruments)


@pytest.mark.parametrize("code", ["audit-2026-11", "dast-10-2026-11"])
def test_with_its_words_it_is_offered_word_for_word_under_its_notice(tmp_path, code):
    words = read_words(written(tmp_path, WANTING[code]), WANTING)

    library = load_library(FOLDER).with_words(FOLDER, [words_from(words.as_record())])

    assert code not in library.wanting
    loaded = library.instruments[code]
    first = loaded.sections[0].questions[0]
    assert first.text.en == f"Words of {first.code}?"
    assert first.options[0].text.en == f"Word {first.options[0].code}"
    assert (loaded.notice, loaded.welsh) == ("Whose it is.", WelshWording.NONE)
    assert loaded.said(first.text, "cy") == first.text.en


def test_a_validated_welsh_is_put_in_welsh(tmp_path):
    text = written(tmp_path, welsh="validated").read_text(encoding="utf-8")
    both = [
        f"{line.partition(' = ')[0]} = {{ en = {line.partition(' = ')[2]}, cy = "
        f'"Cymraeg {number}" }}'
        if line.startswith(("text", "options"))
        else line
        for number, line in enumerate(text.splitlines())
    ]
    path = tmp_path / "both.toml"
    path.write_text("\n".join(both), encoding="utf-8")

    words = read_words(path, WANTING)
    loaded = load_library(FOLDER).with_words(FOLDER, [words]).instruments[DAST.code]

    assert loaded.said(loaded.sections[0].questions[0].text, "cy").startswith("Cymraeg")


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        pytest.param(
            (DAST.code, "phq-9-2026-11"), "instrument", "words_of_another", id="another's words"
        ),
        pytest.param(
            (DAST.code, "audit-2026-11"), "questions.AU1", "missing_key", id="of another instrument"
        ),
        pytest.param(('welsh = "none"', 'welsh = "ours"'), "welsh", "never_ours", id="our Welsh"),
        pytest.param(
            ('welsh = "none"', 'welsh = "validated"'), "questions.DS1", "empty_wording", id="no cy"
        ),
        pytest.param(
            ("[questions.DS4]", "[questions.DS44]"), "questions.DS4", "missing_key", id="question"
        ),
        pytest.param(
            ('options.no = "Word no"', 'options.not = "Word"'),
            "questions.DS1.options.no",
            "missing_key",
            id="option",
        ),
        pytest.param(("Words of DS2?", " "), "questions.DS2", "empty_wording", id="no words"),
        pytest.param(('notice = "Whose it is."', ""), "notice", "missing_key", id="no notice"),
        pytest.param(("Whose it is.", " "), "notice", "empty_text", id="an empty notice"),
        pytest.param(
            ("Words of DS2?", "Words " * 84), "questions.DS2.text", "too_long_to_put", id="long"
        ),
        pytest.param(
            ("Word no", "n" * 121), "questions.DS1.options.no", "too_long_to_put", id="long answer"
        ),
        pytest.param(("Whose it is.", "w" * 1001), "notice", "too_long_to_put", id="a long notice"),
        pytest.param(("Whose", "w" * 300_000), "-", "too_huge", id="a huge file"),
        pytest.param(("[questions.DS1]", "[questions"), "-", "not_toml", id="not TOML"),
    ],
)
def test_words_that_do_not_fit_are_refused_with_key_and_reason(tmp_path, change, key, reason):
    with pytest.raises(BadFile) as refusal:
        read_words(written(tmp_path, change=change), WANTING)

    assert (refusal.value.key, refusal.value.reason) == (key, reason)
    for language in ("en", "cy"):
        said = Texts(RESOURCES / "wording", language)(refusal.value.code, **refusal.value.values)
        assert "words.toml" in said


def test_every_mistake_of_a_file_is_told_at_once(tmp_path):
    path = written(tmp_path, change=("[questions.DS4]", "[questions.DS44]"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Words of DS2?", "Words " * 84), encoding="utf-8")

    words, mistakes = review_words(path, WANTING)

    assert words is None
    assert {(one.key, one.reason) for one in mistakes} == {
        ("questions.DS4", "missing_key"),
        ("questions.DS44", "unknown_key"),
        ("questions.DS2.text", "too_long_to_put"),
    }


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path):
    for path in (tmp_path, tmp_path / "nothing.toml"):
        words, (mistake,) = review_words(path, WANTING)
        assert (words, mistake.reason) == (None, "unreadable")
