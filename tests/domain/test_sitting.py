import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.instruments import THREE, choice, instrument, section
from triage_app.domain.sitting import (
    after,
    before,
    entry,
    next_open,
    pathway_of,
    progress,
    resume,
    way,
)

WHOLE = instrument(
    section("drugs", choice("A"), choice("B", after="A=much"), choice("C", required=False)),
    section("home", choice("H")),
)
WAY = ("A", "C", "view.drugs", "H", "view.home", "risk", "ranking", "finish")
LONGER = ("A", "B", *WAY[1:])
MUCH = {"A": "much"}


def test_the_way_leads_through_each_pathway_and_its_judgement_to_the_end():
    assert way(WHOLE, {}) == WAY
    assert way(WHOLE, MUCH) == LONGER


@pytest.mark.parametrize(
    ("answers", "kept", "place"),
    [
        pytest.param({}, "", "A", id="never begun"),
        pytest.param({}, "H", "H", id="where it stopped"),
        pytest.param(MUCH, "B", "B", id="at a question that follows"),
        pytest.param({}, "B", "C", id="the next one, if it is hidden now"),
        pytest.param({}, "view.home", "view.home", id="at a judgement"),
        pytest.param({}, "ranking", "ranking", id="after the pathways"),
        pytest.param({}, "a question withdrawn", "A", id="nowhere that is known"),
    ],
)
def test_it_goes_on_where_it_stopped(answers, kept, place):
    assert resume(WHOLE, answers, kept) == place


def test_next_and_back_stay_within_the_way():
    assert [after(WHOLE, {}, one) for one in WAY] == [*WAY[1:], "finish"]
    assert [before(WHOLE, {}, one) for one in WAY] == ["A", *WAY[:-1]]


@given(st.dictionaries(st.sampled_from("ABCH"), st.sampled_from(THREE)))
def test_from_the_first_place_every_other_is_reached_once(answers):
    places = [way(WHOLE, answers)[0]]
    while (following := after(WHOLE, answers, places[-1])) != places[-1]:
        places.append(following)

    assert tuple(places) == way(WHOLE, answers)


@pytest.mark.parametrize(
    ("place", "pathway"), [("B", "drugs"), ("view.home", "home"), ("risk", None), ("nowhere", None)]
)
def test_a_place_belongs_to_its_pathway(place, pathway):
    assert pathway_of(WHOLE, place) == pathway


def test_a_pathway_is_entered_at_what_is_missing():
    drugs = WHOLE.section("drugs")

    assert entry(drugs, {}) == "A"
    assert entry(drugs, MUCH) == "B"
    assert entry(drugs, {"A": "none"}) == "A"


def test_progress_counts_what_must_be_answered():
    drugs = WHOLE.section("drugs")
    begun, ended = progress(drugs, MUCH), progress(drugs, {**MUCH, "B": "none"})

    assert (begun.answered, begun.asked, begun.done) == (1, 2, False)
    assert (ended.answered, ended.asked, ended.done) == (2, 2, True)


@pytest.mark.parametrize(
    ("answers", "place", "following"),
    [
        pytest.param({}, "A", "C", id="the next one"),
        pytest.param({**MUCH, "B": "some"}, "A", "C", id="past what is answered"),
        pytest.param(MUCH, "A", "B", id="to what follows from the answer"),
        pytest.param(
            {**MUCH, "B": "some", "C": "some"}, "A", "view.drugs", id="to what they think"
        ),
        pytest.param({"H": "some"}, "view.drugs", "H", id="never past another section"),
        pytest.param({}, "finish", "finish", id="no further than the end"),
    ],
)
def test_of_a_section_in_view_it_goes_on_to_what_is_not_answered(answers, place, following):
    assert next_open(WHOLE, answers, place) == following
