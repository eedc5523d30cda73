"""The assessment for the file: everything on it, marked on every page, and nothing ever cut."""

from dataclasses import replace

import pytest

from tests.documents import assessed_samples, samples
from tests.documents.assessed_samples import ACCOMMODATION, ASSESSED, ASSESSMENT, answered
from tests.documents.conftest import made
from tests.documents.page_checker import faults, placing_faults, read, squeezed
from tests.documents.promises import promise_of
from triage_app.documents.making import make
from triage_app.domain.needs import Level, Motivation
from triage_app.domain.safety import Flag
from triage_app.texts import Texts

LONG = "Said it again & <b>again</b>, with a ŵ. " * 250  # ten thousand letters
UNBROKEN = "Ŵ" * 10_000


def text_of(paper):
    return "".join(leaf.text for leaf in read(paper.pdf))


def of(**changes):
    return replace(ASSESSMENT, assessed=replace(ASSESSED, **changes))


def with_pathway(**changes):
    return of(pathways=(replace(ACCOMMODATION, **changes),))


@pytest.mark.parametrize(("language", "mark"), [("en", "OFFICIAL"), ("cy", "SWYDDOGOL")])
@pytest.mark.parametrize("name", ["assessment", "assessment_again", "assessment_bare"])
def test_every_page_says_how_it_is_classified(name, language, mark):
    leaves = read(made(name, language).pdf)
    assert all(f"{mark}-SENSITI" in leaf.text for leaf in leaves)
    assert all("OFFICIAL-SENSITIVE" in leaf.text for leaf in leaves)


def test_no_paper_that_is_given_to_somebody_is_classified_so():
    for name in ("own_page", "contract", "breach", "information"):
        assert "SENSITIVE" not in text_of(made(name, "en"))


def test_it_is_classified_outside_a_practice_caseload_and_as_a_draft_too():
    for mark in (samples.REAL, samples.DRAFT):
        leaves = read(make(ASSESSMENT, "en", mark, samples.texts).pdf)
        assert all("OFFICIAL-SENSITIVE" in leaf.text for leaf in leaves)


@pytest.mark.parametrize(
    ("language", "words"), [("en", LONG), ("cy", UNBROKEN)], ids=["long", "unbroken"]
)
def test_ten_thousand_letters_go_on_overleaf_wherever_they_are_written(language, words):
    said = replace(ACCOMMODATION.view, own_view=words)
    risk = replace(ASSESSED.risk, rationale=words)
    answers = (answered("AC1", "outside", note=words),)
    pathways = (replace(ACCOMMODATION, view=said, answers=answers),)
    contents = of(pathways=pathways, risk=risk, order_reason=words)

    paper = make(contents, language, samples.MARK, samples.texts)

    last = squeezed(words)[-30:]
    assert text_of(paper).count(last) >= 4
    assert faults(paper.pdf, promise_of(contents, samples.MARK, language)) == []
    assert placing_faults(paper.placed) == []


def test_an_answer_typed_at_length_stands_whole_under_its_question():
    typed = replace(answered("AC1", "outside"), answer=samples.Wording(LONG, LONG))
    paper = make(with_pathway(answers=(typed,)), "en", samples.MARK, samples.texts)
    assert text_of(paper).count("ŵ.") == 250


def test_fact_and_opinion_are_told_apart():
    said = text_of(made("assessment", "en"))
    assert squeezed("Fact noted by the assessor: Seen there by PC Kestrel") in said
    assert squeezed("The assessor’s opinion: May be hopeful") in said


def test_the_needs_stand_in_their_order_with_score_links_ties_and_answers():
    said = text_of(made("assessment", "en"))
    first = said.index(squeezed("1 Accommodation"))
    second = said.index(squeezed("2 Money, benefits, debt"))
    assert first < second
    for words in (
        "Critical pathway. Score 5 of 10. Linked to this offending. Not linked to harm.",
        "Ranks the same as: Money, benefits, debt.",
        "What makes it so: Sleeps: Outside, or in a car.",
        "Linked to this offending first, then the greatest share of the score.",
    ):
        assert squeezed(words) in said


def test_a_need_of_fourth_rank_is_not_critical():
    paper = make(with_pathway(rank=4), "en", samples.MARK, samples.texts)
    assert squeezed("Another need. Score 5 of 10.") in text_of(paper)


def test_what_another_answer_hid_is_there_and_said_not_to_be_scored():
    said = text_of(made("assessment", "en"))
    assert squeezed("No (no longer asked after another answer: kept, not scored)") in said


def test_who_changed_the_order_and_each_version_say_why():
    said = text_of(made("assessment_again", "en"))
    assert squeezed("Put in this order by the assessor: Work comes with a place to live") in said
    assert squeezed("Version 1Mared Hawthorn, Thursday 2 April 2026.") in said
    assert squeezed("What was wrong before: The rent had been paid in March.") in said
    assert squeezed("Midway assessment.") in said


def test_reports_made_wanted_and_refused_are_told():
    refused = replace(
        ASSESSED.flags[0],
        reports=((samples.replace(ASSESSED.flags[0].reports[0][0], made=False, reason="Known."),
                  "Mared Hawthorn"),),
    )  # fmt: skip
    paper = make(of(flags=(refused, ASSESSED.flags[1])), "en", samples.MARK, samples.texts)
    assert squeezed("Not reported. Reason: Known. Recorded by Mared Hawthorn.") in text_of(paper)
    assert squeezed("No report is recorded, and no reason for making none.") in text_of(paper)
    whole = text_of(made("assessment", "en"))
    assert squeezed("to: Pembrokeshire child care assessment team. Reference: PCC/118.") in whole


def test_without_an_earlier_assessment_there_is_no_picture_and_without_questionnaires_no_part():
    said = text_of(make(assessed_samples.BARE, "en", samples.MARK, samples.texts))
    assert squeezed("What has changed") not in said
    assert squeezed("Questionnaires") not in said
    assert squeezed("No safety flag has been raised.") in said
    assert squeezed("No need was found.") in said


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_level_motivation_and_flag_has_words(language):
    texts: Texts = samples.texts(language)
    assert all(texts.has(f"needs.level_{one}") for one in Level)
    assert all(texts.has(f"needs.motivation_{one}") for one in Motivation)
    assert all(texts.has(f"safety.flag_{one}") for one in Flag)
