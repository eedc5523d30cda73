"""The published instruments load and read plainly; a spoilt one is refused by key and reason."""

import pytest

from tests.reading import grade
from triage_app.config import RESOURCES
from triage_app.domain.instrument import Kind
from triage_app.domain.problems import BadFile
from triage_app.instruments_file import load_instrument, load_instruments
from triage_app.reference import load_schemes
from triage_app.texts import Texts

FOLDER = RESOURCES / "instruments"
NEEDS = FOLDER / "needs-2026-11.toml"
GRADE = 6  # school years of reading that a question may ask for, at the most
PATHWAYS = (
    "accommodation",
    "attitudes",
    "family",
    "drugs",
    "alcohol",
    "education",
    "finance",
    "physical_health",
    "mental_health",
    "domestic_abuse",
    "sex_working",
)


@pytest.fixture(scope="module")
def needs():
    return load_instruments(FOLDER)["needs-2026-11"]


def questions(instrument):
    return [one for each in instrument.sections for one in each.questions]


def test_ten_pathways_and_one_more_are_asked_with_five_to_eight_questions_each(needs):
    assert needs.pathways == PATHWAYS
    assert {len(one.questions) for one in needs.sections} <= {5, 6, 7, 8}


def test_every_scheme_names_an_instrument_that_is_there_and_pathways_that_are_in_it():
    instruments = load_instruments(FOLDER)
    for scheme in load_schemes(RESOURCES / "schemes").schemes:
        asked = instruments[scheme.instrument].asking(scheme.asks_also).pathways
        assert set(scheme.asks_also) <= set(asked)
        assert {one.pathway for one in scheme.conditions if one.pathway} <= set(asked)


def test_sex_working_is_asked_only_where_the_scheme_says(needs):
    assert needs.asking(()).pathways == PATHWAYS[:-1]


def test_every_scored_question_can_be_answered_without_weight_and_with_the_most(needs):
    for question in questions(needs):
        if question.scored and question.options:
            scores = {one.score for one in question.options}
            assert 0 in scores, question.code
            assert max(scores) == (1 if question.code == "ED5" else 2), question.code


def test_every_list_has_an_answer_that_stands_alone_only_where_several_may(needs):
    for question in questions(needs):
        alone = [one.code for one in question.options if one.alone]
        assert len(alone) == (1 if question.kind is Kind.SEVERAL else 0), question.code


# ── Plain words ──


def test_the_measure_tells_plain_from_hard():
    assert grade("Do you feel safe where you live?") < 3
    assert grade("Indicate the frequency of involuntary residential displacement.") > 12


def test_every_question_reads_at_eleven_years_old_or_younger(needs):
    hard = {
        question.code: round(grade(question.text.en), 1)
        for question in questions(needs)
        if grade(question.text.en) > GRADE
    }
    assert hard == {}


def test_what_follows_a_question_reads_as_plainly_all_together(needs):
    for section in needs.sections:
        said = [one.lead.en for one in section.questions if one.lead]
        said += [f"{option.text.en}." for one in section.questions for option in one.options]
        assert grade(" ".join(said)) <= GRADE, section.pathway


def test_no_sentence_put_to_a_person_is_longer_than_twenty_five_words(needs):
    for question in questions(needs):
        for wording in (question.text, question.lead):
            for said in (wording.en, wording.cy) if wording else ():
                assert len(said.split()) <= 25, question.code


# ── A spoilt file ──


def spoilt(tmp_path, *changes):
    text = NEEDS.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = tmp_path / "spoilt.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        pytest.param("highest = 2\n", "", "highest", "missing_key", id="a key is missing"),
        pytest.param("highest = 2", 'highest = "2"', "highest", "wrong_value", id="a word"),
        pytest.param("highest = 2", "highest = 2\nmood = 1", "mood", "unknown_key", id="another"),
        pytest.param('welsh = "ours"', 'welsh = "yes"', "welsh", "wrong_value", id="whose Welsh"),
        pytest.param('code = "AC2"', 'code = "AC1"', "questions", "repeated_code", id="twice"),
        pytest.param("score = 2", "score = 3", "AC1.score", "wrong_score", id="too high"),
        pytest.param(
            'code = "with_others"',
            'code = "own_home"',
            "AC1.options",
            "repeated_code",
            id="option twice",
        ),
        pytest.param(
            'code = "own_home"', 'code = "own,home"', "AC1.options", "unknown_code", id="comma"
        ),
        pytest.param(
            'cy = "Gyda theulu neu ffrindiau"',
            'cy = ""',
            "AC1.with_others",
            "empty_wording",
            id="no Welsh",
        ),
        pytest.param(
            'question = "FA1"',
            'question = "AL1"',
            "FA2.shown_when",
            "unknown_code",
            id="another pathway's",
        ),
        pytest.param(
            'question = "FA1"',
            'question = "FA3"',
            "FA2.shown_when",
            "unknown_code",
            id="a later one",
        ),
        pytest.param(
            '["with_me", "elsewhere"]',
            '["with_him"]',
            "FA2.shown_when",
            "unknown_code",
            id="no such option",
        ),
        pytest.param(
            "at_least = 4", "at_least = 1", "AC5.steps", "wrong_order", id="steps that fall"
        ),
        pytest.param(
            'kind = "number"',
            'kind = "choice"',
            "AC5.options",
            "wrong_number",
            id="a list of nothing",
        ),
        pytest.param(
            'pathway = "attitudes"',
            'pathway = "accommodation"',
            "sections",
            "repeated_code",
            id="pathway twice",
        ),
        pytest.param(
            'name = { en = "Needs',
            'code = "x"\nname = { en = "Needs',
            "code",
            "unknown_key",
            id="a code of its own",
        ),
        pytest.param('name = { en = "Needs', "name = { ", "-", "not_toml", id="not TOML"),
        pytest.param("highest = 2", f"highest = {'[' * 3000}", "-", "not_toml", id="too deep"),
        pytest.param("highest = 2", f"# {'x' * 300_000}", "-", "too_huge", id="huge"),
        pytest.param(
            'any_of = ["thoughts", "plan"]',
            "any_of = []",
            "any_of",
            "empty_list",
            id="an alarm that never rings",
        ),
        pytest.param(
            '["one_or_two", "three_or_four", "most_days"]',
            "[]",
            "AL2.shown_when",
            "empty_list",
            id="a question never put",
        ),
        pytest.param('code = "AC3"', 'code = "AC.3"', "AC.3.code", "no_code", id="a point"),
        pytest.param('code = "AC3"', 'code = ""', "accommodation..code", "no_code", id="no code"),
        pytest.param(
            'code = "AC3"', 'code = "finish"', "finish.code", "reserved_code", id="a place"
        ),
        pytest.param(
            'pathway = "family"',
            'pathway = "my family"',
            "my family.code",
            "no_code",
            id="a pathway in words",
        ),
        pytest.param(
            "at_least = 4,", "at_least = 51,", "AC5.steps", "too_large", id="never reached"
        ),
        pytest.param(
            'kind = "choice"\nscored = false',
            'kind = "choice"',
            "FA1.score",
            "no_weight",
            id="no scores",
        ),
        pytest.param(
            'icon = "home"', 'icon = "hom"', "accommodation.icon", "no_such_icon", id="icon"
        ),
    ],
)
def test_a_spoilt_file_is_refused_with_its_key_and_reason(tmp_path, old, new, key, reason):
    path = spoilt(tmp_path, (old, new))

    with pytest.raises(BadFile) as refusal:
        load_instrument(path)

    found = refusal.value
    assert found.file == "spoilt.toml"
    assert found.key.endswith(key), found.key
    assert found.reason == reason
    for language in ("en", "cy"):
        assert "spoilt.toml" in Texts(RESOURCES / "wording", language)(found.code, **found.values)


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        (('leads_to = "audit"', 'leads_to = "audti"'), "bands.positive.leads_to", "no_such_family"),
        (('family = "audit-c"', 'family = "gad-7"'), "in_force_from", "two_versions"),
    ],
)
def test_instruments_that_cannot_stand_beside_each_other_are_refused(tmp_path, change, key, reason):
    for path in FOLDER.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        text = text.replace(*change) if path.stem == "audit-c-2026-11" else text
        (tmp_path / path.name).write_text(text, encoding="utf-8")

    with pytest.raises(BadFile) as refusal:
        load_instruments(tmp_path)

    found = refusal.value
    assert (found.key, found.reason) == (key, reason)
    for language in ("en", "cy"):
        assert found.file in Texts(RESOURCES / "wording", language)(found.code, **found.values)


def test_a_validated_instrument_may_be_without_welsh(tmp_path):
    path = spoilt(
        tmp_path,
        ('welsh = "ours"', 'welsh = "none"'),
        ('cy = "Gyda theulu neu ffrindiau"', 'cy = ""'),
    )

    assert load_instrument(path).welsh == "none"


def test_a_folder_without_an_instrument_is_told(tmp_path):
    with pytest.raises(BadFile) as refusal:
        load_instruments(tmp_path)

    assert refusal.value.reason == "no_instrument"
