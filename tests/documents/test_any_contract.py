"""Whatever a contract or a letter says and whoever signs it, its pages keep their promise."""

import datetime as dt
from dataclasses import replace

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.documents import samples
from tests.documents.page_checker import faults, placing_faults
from tests.documents.page_layout import straying
from tests.documents.promises import EVERY, frame_of, promise_of
from triage_app.documents.making import make
from triage_app.domain.wording import Wording

MOST = 900  # letters: the limit of a condition's wording
WORDS = ("go", "to", "the", "meeting", "with", "somebody", "who", "can", "help", "you", "by", "bus")


@st.composite
def sentences(draw, most):
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=most // 5))
    return " ".join(words)[:most].strip().capitalize() + "."


@st.composite
def conditions(draw):
    """From one to five, some of them as long as may be, with and without each fact."""
    some = samples.CONDITIONS[: draw(st.integers(1, 5))]
    return tuple(
        replace(
            one,
            text=Wording(draw(sentences(MOST)), draw(sentences(MOST))),
            place=draw(st.sampled_from(["", one.place, f"{one.place} " * 3])).strip(),
            directions=draw(st.sampled_from([None, one.directions])),
            first_meeting=draw(st.sampled_from([None, one.first_meeting])),
        )
        for one in some
    )


@st.composite
def contracts(draw):
    who = st.sampled_from([None, "", "Mair Fernhill", "Mair Angharad Gwenllian " * 4])
    offences = draw(st.integers(0, 4))
    return replace(
        samples.CONTRACT,
        conditions=draw(conditions()),
        offences=(samples.OFFENCE,) * offences,
        appropriate_adult=draw(who),
        interpreter=draw(who),
        born=draw(st.sampled_from([None, samples.CONTRACT.born])),
        ends=samples.START + dt.timedelta(days=draw(st.integers(1, 125))),
    )


@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(contracts(), st.sampled_from(EVERY))
def test_any_contract_keeps_its_promise(contents, language):
    paper = make(contents, language, samples.REAL, samples.texts)
    assert placing_faults(paper.placed, frame_of(language)) == []
    assert straying(paper, frame_of(language)) == []
    promise = promise_of(contents, samples.REAL, language)
    assert faults(paper.pdf, promise) == []


@st.composite
def meetings(draw, most):
    places = st.sampled_from(["", samples.MISSED.place, f"{samples.MISSED.place} " * 4])
    return tuple(
        replace(
            samples.MISSED,
            starts=samples.at((2, day), draw(st.integers(9, 17))),
            place=draw(places).strip(),
        )
        for day in range(1, draw(st.integers(1, most)) + 1)
    )


@st.composite
def warnings(draw):
    return replace(
        samples.WARNING,
        address=tuple(draw(st.lists(st.sampled_from(["2 Curlew Row", "Long Lane " * 9])))),
        missed=draw(meetings(4)),
        coming=draw(st.one_of(st.just(()), meetings(12))),
        answer_by=draw(st.sampled_from([None, samples.WARNING.answer_by])),
        reason=draw(st.one_of(st.just(""), sentences(MOST))),
    )


@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(warnings(), st.sampled_from(EVERY))
def test_any_letter_about_missed_meetings_keeps_its_promise(contents, language):
    paper = make(contents, language, samples.REAL, samples.texts)
    assert placing_faults(paper.placed, frame_of(language)) == []
    assert straying(paper, frame_of(language)) == []
    assert faults(paper.pdf, promise_of(contents, samples.REAL, language)) == []
