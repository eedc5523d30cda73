"""Totals, bands and alarms of the screening instruments, by their published scoring."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.config import RESOURCES
from triage_app.domain.instrument import WILL_NOT_SAY
from triage_app.domain.screening import band_of, result
from triage_app.instruments_file import load_library

LIBRARY = load_library(Path(RESOURCES, "instruments"))
EVERY = {one.family: one for one in (*LIBRARY.instruments.values(), *LIBRARY.wanting.values())}
SCREENINGS = ("audit-c", "audit", "dast-10", "phq-9", "gad-7")
# Most a total can be, and where each band begins, from whoever publishes the scoring:
# AUDIT-C: Bush K et al., Arch Intern Med 1998; 158: 1789-1795, for the three questions; five or
# more is positive in the United Kingdom (Office for Health Improvement and Disparities).
# AUDIT: Babor TF et al., AUDIT, second edition, World Health Organization 2001, zones I to IV.
# DAST-10: Skinner HA, Addict Behav 1982; 7: 363-371; its levels as the National Institute on Drug
# Abuse publishes them, one for each total (common data element 3254089).
# PHQ-9: Kroenke K et al., J Gen Intern Med 2001; 16: 606-613. GAD-7: Spitzer RL et al., Arch Intern
# Med 2006; 166: 1092-1097.
PUBLISHED = {
    "audit-c": (12, {"negative": 0, "positive": 5}),
    "audit": (40, {"low": 0, "increasing": 8, "higher": 16, "dependence": 20}),
    "dast-10": (10, {"none": 0, "low": 1, "moderate": 3, "substantial": 6, "severe": 9}),
    "phq-9": (
        27,
        {"minimal": 0, "mild": 5, "moderate": 10, "moderately_severe": 15, "severe": 20},
    ),
    "gad-7": (21, {"minimal": 0, "mild": 5, "moderate": 10, "severe": 15}),
}
# The same as those publications print it: from which total to which.
RANGES = {
    "audit-c": [(0, 4, "negative"), (5, 12, "positive")],
    "audit": [(0, 7, "low"), (8, 15, "increasing"), (16, 19, "higher"), (20, 40, "dependence")],
    "dast-10": [
        (0, 0, "none"),
        (1, 2, "low"),
        (3, 5, "moderate"),
        (6, 8, "substantial"),
        (9, 10, "severe"),
    ],
    "phq-9": [
        (0, 4, "minimal"),
        (5, 9, "mild"),
        (10, 14, "moderate"),
        (15, 19, "moderately_severe"),
        (20, 27, "severe"),
    ],
    "gad-7": [(0, 4, "minimal"), (5, 9, "mild"), (10, 14, "moderate"), (15, 21, "severe")],
}


def questions(family):
    return [one for each in EVERY[family].sections for one in each.questions]


def answers(family, *scores):
    """Answer the scored questions in order by what each answer scores."""
    scored = [one for one in questions(family) if one.scored]
    assert len(scores) == len(scored)
    return {
        one.code: next(option.code for option in one.options if option.score == score)
        for one, score in zip(scored, scores, strict=True)
    }


@pytest.mark.parametrize("family", SCREENINGS)
def test_the_maximum_and_the_bands_are_the_published_ones(family):
    most, bands = PUBLISHED[family]

    assert result(EVERY[family], {}).most == most
    assert {one.code: one.at_least for one in EVERY[family].bands} == bands


def reaching(family, total):
    """Answer the scored questions so that they add up to a total, the last of them gravest."""
    left, chosen = total, []
    for one in reversed([one for one in questions(family) if one.scored]):
        chosen.append(max(score for score in one.scores if score <= left))
        left -= chosen[-1]
    assert left == 0
    return answers(family, *reversed(chosen))


@pytest.mark.parametrize("family", SCREENINGS)
def test_every_total_there_is_has_the_band_that_is_published_for_it(family):
    for first, last, band in RANGES[family]:
        for total in range(first, last + 1):
            found = result(EVERY[family], reaching(family, total))
            assert (found.total, found.band.code) == (total, band)
    assert RANGES[family][-1][1] == PUBLISHED[family][0]


@pytest.mark.parametrize(
    ("family", "scores", "total", "band"),
    [
        pytest.param("phq-9", (1, 1, 1, 1, 0, 0, 0, 0, 0), 4, "minimal", id="PHQ-9 4"),
        pytest.param("phq-9", (1, 1, 1, 1, 1, 0, 0, 0, 0), 5, "mild", id="PHQ-9 5"),
        pytest.param("phq-9", (2, 2, 2, 2, 1, 0, 0, 0, 0), 9, "mild", id="PHQ-9 9"),
        pytest.param("phq-9", (2, 2, 2, 2, 2, 0, 0, 0, 0), 10, "moderate", id="PHQ-9 10"),
        pytest.param("phq-9", (3, 3, 3, 3, 2, 0, 0, 0, 0), 14, "moderate", id="PHQ-9 14"),
        pytest.param("phq-9", (3, 3, 3, 3, 3, 0, 0, 0, 0), 15, "moderately_severe", id="15"),
        pytest.param("phq-9", (3, 3, 3, 3, 3, 3, 2, 0, 0), 20, "severe", id="PHQ-9 20"),
        pytest.param("gad-7", (3, 1, 0, 0, 0, 0, 0), 4, "minimal", id="GAD-7 4"),
        pytest.param("gad-7", (3, 2, 0, 0, 0, 0, 0), 5, "mild", id="GAD-7 5"),
        pytest.param("gad-7", (3, 3, 3, 1, 0, 0, 0), 10, "moderate", id="GAD-7 10"),
        pytest.param("gad-7", (3, 3, 3, 3, 3, 0, 0), 15, "severe", id="GAD-7 15"),
        pytest.param("audit-c", (2, 1, 1), 4, "negative", id="AUDIT-C 4"),
        pytest.param("audit-c", (2, 2, 1), 5, "positive", id="AUDIT-C 5"),
        pytest.param("audit", (4, 3, 0, 0, 0, 0, 0, 0, 0, 0), 7, "low", id="AUDIT 7"),
        pytest.param("audit", (4, 4, 0, 0, 0, 0, 0, 0, 0, 0), 8, "increasing", id="AUDIT 8"),
        pytest.param("audit", (4, 4, 4, 1, 0, 0, 0, 0, 0, 2), 15, "increasing", id="AUDIT 15"),
        pytest.param("audit", (4, 4, 4, 0, 0, 0, 0, 0, 4, 0), 16, "higher", id="AUDIT 16"),
        pytest.param("audit", (4, 4, 4, 4, 0, 0, 0, 0, 0, 4), 20, "dependence", id="AUDIT 20"),
        pytest.param("dast-10", (0,) * 10, 0, "none", id="DAST-10 0"),
        pytest.param("dast-10", (1, 1, 1, 0, 0, 0, 0, 0, 0, 0), 3, "moderate", id="DAST-10 3"),
        pytest.param("dast-10", (1,) * 9 + (0,), 9, "severe", id="DAST-10 9"),
    ],
)
def test_a_total_and_its_band(family, scores, total, band):
    found = result(EVERY[family], answers(family, *scores))

    assert found.total == total
    assert found.band
    assert found.band.code == band
    assert found.missing == ()


def test_the_third_question_of_dast_10_is_turned_round():
    yes = {one.code: "yes" for one in questions("dast-10")}

    assert result(EVERY["dast-10"], yes).total == 9


def test_the_last_two_questions_of_audit_score_nought_two_or_four():
    for one in questions("audit")[8:]:
        assert one.scores == (0, 2, 4)


def test_a_positive_audit_c_leads_to_audit_whose_first_three_questions_it_shares():
    found = result(EVERY["audit-c"], answers("audit-c", 4, 4, 4))

    assert found.leads_to == "audit"
    assert [one.code for one in questions("audit-c")] == [
        one.code for one in questions("audit")[:3]
    ]
    assert result(EVERY["audit-c"], answers("audit-c", 1, 1, 1)).leads_to == ""


@pytest.mark.parametrize("family", SCREENINGS)
def test_there_is_no_total_until_every_scored_question_is_answered(family):
    scored = [one for one in questions(family) if one.scored]
    every = {one.code: one.options[-1].code for one in scored}
    for one in scored:
        for left in ({}, {one.code: WILL_NOT_SAY}):
            some = {code: value for code, value in every.items() if code != one.code} | left
            found = result(EVERY[family], some)
            assert (found.total, found.band, found.missing) == (None, None, (one,))


def test_how_hard_things_are_is_neither_scored_nor_waited_for():
    every = answers("phq-9", *(0,) * 9)

    assert result(EVERY["phq-9"], every | {"PHQ10": "extremely"}).total == 0


@pytest.mark.parametrize("value", ["several_days", "more_than_half", "nearly_every_day"])
def test_the_ninth_question_alarms_at_once_whatever_else_is_answered(value):
    (alarm,) = result(EVERY["phq-9"], {"PHQ9": value}).alarms

    assert (alarm.question, alarm.flag) == ("PHQ9", "self_harm")


@pytest.mark.parametrize("value", ["not_at_all", WILL_NOT_SAY, ""])
def test_without_such_an_answer_nothing_alarms(value):
    assert result(EVERY["phq-9"], {"PHQ9": value, "PHQ2": "nearly_every_day"}).alarms == ()


@given(st.data())
def test_a_total_is_the_sum_of_its_answers_and_its_band_the_last_one_reached(data):
    family = data.draw(st.sampled_from(SCREENINGS))
    chosen = {
        one.code: data.draw(st.sampled_from(one.options)) for one in questions(family) if one.scored
    }
    found = result(EVERY[family], {code: one.code for code, one in chosen.items()})

    total = sum(one.score for one in chosen.values())
    reached = [code for code, start in PUBLISHED[family][1].items() if start <= total]
    assert found.total == total
    assert found.band == band_of(EVERY[family], total)
    assert found.band
    assert found.band.code == reached[-1]
