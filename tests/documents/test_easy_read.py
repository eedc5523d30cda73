"""The easy-read page: one page, a picture for each line, and a card that gives nobody away."""

from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.documents import samples
from tests.documents.conftest import made
from tests.documents.page_checker import faults, placing_faults, read, squeezed
from tests.documents.promises import promise_of
from triage_app.documents.contents import Contact
from triage_app.documents.icons import SHAPES
from triage_app.documents.making import make
from triage_app.documents.plainly import OF_CONDITIONS, CardMeeting, PlainPrinted, picture_of
from triage_app.domain.wording import Wording

SILENT = ("police", "heddlu", "contract", "cytundeb", "agreement", "offence", "trosedd", "court")
LANGUAGES = pytest.mark.parametrize("language", ["en", "cy"])
WORDS = ("meet", "somebody", "who", "helps", "people", "with", "money", "and", "letters")


def card_of(paper):
    """The card's letters, as they stand inside its dashed line."""
    card = next(one for one in paper.placed if one.name == "card")
    inside = (
        letter.text
        for letter in read(paper.pdf)[card.page - 1].letters
        if card.y <= letter.base <= card.y + card.height
    )
    return squeezed("".join(inside))


@LANGUAGES
@pytest.mark.parametrize("name", ["easy_read", "easy_read_bare"])
def test_it_is_one_page(name, language):
    assert made(name, language).pages == 1


@LANGUAGES
@pytest.mark.parametrize("name", ["easy_read", "easy_read_bare"])
def test_the_card_says_nothing_of_police_contract_or_offence(name, language):
    said = card_of(made(name, language)).casefold()
    assert not [word for word in (*SILENT, samples.NUMBER, "thistlewood") if word in said]


def test_the_card_tells_of_the_next_meeting_and_of_those_after_it():
    said = card_of(made("easy_read", "en"))
    assert squeezed("Next appointment Monday 26 January 2026 10:30am 14 Pebble Lane") in said
    assert squeezed("Call Mared Hawthorn: 01632 960147") in said
    assert squeezed("After that Thursday 5 February 2026, 2:00pm") in said


def test_without_a_meeting_the_card_has_boxes_to_write_one_in():
    said = card_of(made("easy_read_bare", "en"))
    assert squeezed("Next appointment Day and time Where") in said


def test_the_page_says_how_much_there_is_to_do_and_by_when():
    english, welsh = (read(made("easy_read", one).pdf)[0].text for one in ("en", "cy"))
    assert squeezed("6 meetings in all. Finish by Wednesday 6 May 2026.") in english
    assert squeezed("2 gyfarfod i gyd. Gorffennwch erbyn dydd Mercher 6 Mai 2026.") in welsh


def test_an_amount_that_begins_with_a_word_begins_its_sentence():
    first = samples.EASY_READ.conditions[0]
    one = replace(first, amounts=(Wording("a meeting", "un cyfarfod"),))
    contents = replace(samples.EASY_READ, conditions=(one, *samples.EASY_READ.conditions[1:]))
    pages = [make(contents, each, samples.MARK, samples.texts).pdf for each in ("en", "cy")]
    english, welsh = (read(each)[0].text for each in pages)
    assert squeezed("A meeting in all.") in english
    assert squeezed("Un cyfarfod i gyd.") in welsh


def test_two_languages_asked_for_are_one_page_in_the_first():
    paper = make(samples.EASY_READ, "both", samples.MARK, samples.texts)
    assert paper.pdf == made("easy_read", "cy").pdf


def test_an_assessor_with_a_long_name_is_called_at_the_office():
    contents = replace(samples.EASY_READ, assessor=Contact("Angharad Gwenllian " * 4))
    paper = make(contents, "en", samples.REAL, samples.texts)
    assert squeezed(f"Call us: {samples.SCHEME.office.telephone}") in card_of(paper)


def test_every_condition_of_every_scheme_has_a_picture():
    known = {(one.kind, one.pathway) for each in samples.SCHEMES.schemes for one in each.conditions}
    assert known
    for kind, pathway in known:
        assert picture_of(kind, pathway) == OF_CONDITIONS[pathway or kind]
        assert picture_of(kind, pathway) in SHAPES


def test_a_kind_without_a_picture_of_its_own_has_a_tick():
    assert picture_of("something_new", None) == "tick"


@st.composite
def sentences(draw, most):
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=most))
    return " ".join(words).capitalize() + "."


@st.composite
def pages(draw):
    amounts = st.sampled_from([(), (Wording("18 meetings", "18 cyfarfod"),)])
    conditions = tuple(
        PlainPrinted(
            position,
            draw(st.sampled_from(sorted(SHAPES))),
            Wording(draw(sentences(12)), draw(sentences(12))),
            draw(amounts),
            draw(st.sampled_from([None, samples.END])),
        )
        for position in range(1, draw(st.integers(1, 5)) + 1)
    )
    places = st.sampled_from(["", "14 Pebble Lane, Haverfordwest, SA61 9ZZ", "Long Lane " * 12])
    meetings = tuple(
        CardMeeting(
            samples.at((2, day), 10),
            draw(places).strip(),
            draw(st.sampled_from([None, samples.CONDITIONS[2].directions])),
        )
        for day in range(1, draw(st.integers(0, 5)) + 1)
    )
    return replace(samples.EASY_READ, conditions=conditions, meetings=meetings)


@settings(max_examples=15, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(pages(), st.sampled_from(["en", "cy"]))
def test_any_easy_read_page_keeps_its_promise(contents, language):
    paper = make(contents, language, samples.REAL, samples.texts)
    assert placing_faults(paper.placed) == []
    assert faults(paper.pdf, promise_of(contents, samples.REAL, language)) == []
    assert paper.pages == 1
