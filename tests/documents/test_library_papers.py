"""Every condition of the library on paper, in every edition, with the longest that is typed."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.documents import samples
from tests.documents.page_checker import faults, placing_faults
from tests.documents.promises import EVERY, frame_of, promise_of
from triage_app.documents.contents import ConditionPrinted
from triage_app.documents.making import make
from triage_app.domain.condition import Condition
from triage_app.domain.condition_inputs import MOST_TYPED, Frequency
from triage_app.services.condition_words import filled

LIBRARY = samples.SCHEME.conditions
FIVES = [LIBRARY[start : start + 5] for start in range(0, len(LIBRARY), 5)]
WORDS = "Llanfihangel-ar-Arth village hall, " * 8
PLACES = {
    "words": WORDS[:MOST_TYPED],
    "one": "x" * MOST_TYPED,
    "strange": "<b>Tŷ & Co</b> 🦊 حديقة الملك",
}
DAY = dt.date(2026, 3, 4)


def printed(position, text, typed):
    one = Condition(
        position,
        text.code,
        sessions=6,
        hours=24,
        frequency=Frequency.FORTNIGHTLY,
        starts=DAY,
        on_day=DAY,
        due=DAY,
        place=typed,
        area=typed,
    )
    words = filled(samples.texts, samples.SCHEME, text, one, samples.END)
    return ConditionPrinted(position, text.code, text.title, words)


@pytest.mark.parametrize("edition", EVERY)
@pytest.mark.parametrize("typed", PLACES)
def test_each_condition_stands_whole_on_its_paper(edition, typed):
    for five in FIVES:
        conditions = tuple(
            printed(position, text, PLACES[typed]) for position, text in enumerate(five, start=1)
        )
        contents = replace(samples.CONTRACT, conditions=conditions)
        paper = make(contents, edition, samples.REAL, samples.texts)
        assert placing_faults(paper.placed, frame_of(edition)) == []
        if five is FIVES[-1]:  # in which a tag keeps somebody away from a place
            promise = promise_of(contents, samples.REAL, edition)
            assert faults(paper.pdf, promise) == []
