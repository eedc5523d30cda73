"""The participant's own page: one page, their own words, and nothing that is not theirs."""

from dataclasses import replace

import pytest

from tests.documents import samples
from tests.documents.conftest import made
from tests.documents.page_checker import read, squeezed
from triage_app.documents.assessed import MatterPrinted
from triage_app.documents.making import make
from triage_app.domain.needs import Motivation

LONG = "I want this to stop & <b>soon</b>. " * 285  # some ten thousand letters


@pytest.mark.parametrize("name", ["own_page", "own_page_changed"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_it_is_one_page(name, language):
    assert made(name, language).pages == 1


def test_ten_pathways_that_changed_still_leave_it_one_page():
    change = samples.OWN_PAGE_CHANGED.change
    many = replace(change, pathways=(change.pathways * 2)[:9])
    paper = make(replace(samples.OWN_PAGE_CHANGED, change=many), "cy", samples.MARK, samples.texts)
    assert paper.pages == 1


def test_what_somebody_said_at_length_goes_on_overleaf_and_nothing_is_cut():
    contents = replace(samples.OWN_PAGE, matters=(MatterPrinted(samples.HOME, LONG, "thinking"),))
    paper = make(contents, "en", samples.MARK, samples.texts)
    text = "".join(page.text for page in read(paper.pdf))
    assert paper.pages > 1
    assert text.count("soon") == 285


def test_with_nothing_said_it_says_only_whom_to_tell():
    bare = replace(samples.OWN_PAGE, matters=(), strengths=())
    text = read(make(bare, "en", samples.MARK, samples.texts).pdf)[0].text
    assert squeezed("What matters to you") not in text
    assert squeezed("If something here is wrong, tell us.") in text


def test_every_motivation_is_said_in_plain_words_but_silence():
    for language in ("en", "cy"):
        texts = samples.texts(language)
        said = {one for one in Motivation if texts.has(f"paper_own.wants_{one}")}
        assert said == set(Motivation) - {Motivation.WILL_NOT_SAY}
