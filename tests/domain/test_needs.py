import datetime as dt
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.instruments import THREE, choice, findings, instrument, linked, section
from triage_app.domain.instrument import WILL_NOT_SAY
from triage_app.domain.needs import Level, Motivation, Risk, View, gaps, needs, risk_problems

TODAY = dt.date(2026, 5, 11)
PATHWAYS = ("home", "money", "health", "drugs", "work")
WHOLE = instrument(
    *(section(one, choice(f"{one}1"), choice(f"{one}2")) for one in PATHWAYS),
)
SAID = View(linked_to_offending=True, linked_to_harm=False, motivation=Motivation.THINKING)
LOW = Risk(reoffending=Level.LOW, harm=Level.LOW, rationale="First time, and sorry")


def weights(**points):
    """Answers that give pathways so many points."""
    answers = {}
    for pathway in PATHWAYS:
        left = points.get(pathway, 0)
        for number in (1, 2):
            answers[f"{pathway}{number}"] = THREE[min(left, 2)]
            left = max(left - 2, 0)
    return answers


@pytest.mark.parametrize(
    ("points", "links", "ranked"),
    [
        pytest.param({}, (), (), id="no need at all"),
        pytest.param({"money": 1, "drugs": 3}, (), ("drugs", "money"), id="the greater first"),
        pytest.param(
            {"money": 1, "drugs": 4}, ("money",), ("money", "drugs"), id="a linked one before all"
        ),
        pytest.param(
            {"money": 1, "drugs": 4, "home": 2},
            ("money", "home"),
            ("home", "money", "drugs"),
            id="among the linked the greater first",
        ),
        pytest.param({"drugs": 2}, ("work",), ("work", "drugs"), id="linked without any weight"),
        pytest.param({"work": 2, "home": 2}, (), ("home", "work"), id="a tie in the asking order"),
    ],
)
def test_needs_rank_by_link_and_then_by_the_share_of_their_maximum(points, links, ranked):
    found = needs(findings(WHOLE, weights(**points), views=linked(*links)))

    assert found.by_rule == found.ranking == ranked


def test_three_at_most_are_critical():
    found = needs(findings(WHOLE, weights(home=4, money=3, health=2, drugs=1)))

    assert found.critical == ("home", "money", "health")
    assert found.ranking == ("home", "money", "health", "drugs")


def test_it_is_the_share_that_counts_and_not_the_points():
    uneven = instrument(
        section("home", choice("A")), section("money", *(choice(f"B{n}") for n in range(5)))
    )
    answers = {"A": "much", "B0": "much", "B1": "some"}

    assert needs(findings(uneven, answers)).by_rule == ("home", "money")


def test_those_that_rank_the_same_are_told_of_each_other():
    found = needs(findings(WHOLE, weights(home=2, work=2, money=1), views=linked("drugs")))

    assert found.of("home").tied_with == ("work",)
    assert found.of("work").tied_with == ("home",)
    assert found.of("money").tied_with == ()


def test_linked_and_not_linked_never_tie():
    found = needs(findings(WHOLE, weights(home=2, work=2), views=linked("home")))

    assert found.of("home").tied_with == found.of("work").tied_with == ()


def test_a_need_says_which_answers_made_it():
    found = needs(findings(WHOLE, {"home1": "some", "home2": "much"}))

    assert found.of("home").because == ("home2", "home1")


def test_a_person_may_put_them_otherwise_and_what_is_new_follows():
    put = findings(WHOLE, weights(home=4, money=3), ranking=("money", "home"))
    assert needs(put).ranking == ("money", "home")
    assert needs(put).re_ordered

    later = replace(put, answers=weights(home=4, money=0, drugs=1))

    assert needs(later).ranking == ("home", "drugs")
    assert not needs(later).re_ordered


@given(
    st.dictionaries(st.sampled_from(PATHWAYS), st.integers(0, 4)),
    st.sets(st.sampled_from(PATHWAYS)),
)
def test_every_linked_need_stands_before_every_other(points, links):
    found = needs(findings(WHOLE, weights(**points), views=linked(*links)))
    order = [one in links for one in found.by_rule]

    assert order == sorted(order, reverse=True)
    assert set(found.by_rule) == links | {one for one, weight in points.items() if weight}


def test_any_order_a_person_chooses_is_the_one_that_counts():
    answers = weights(home=4, money=3, drugs=1)
    for order in permutations(("home", "money", "drugs")):
        assert needs(findings(WHOLE, answers, ranking=order)).critical == order


# ── What is lacking ──


def fields(problems):
    return [problem.field for problem in problems]


def test_one_with_nothing_lacking_has_no_gap():
    whole = findings(WHOLE, weights(home=1), views={"home": SAID}, risk=LOW)

    assert gaps(whole, TODAY) == ()


def test_a_gap_in_the_questions_leads_to_the_first_that_is_missing():
    answers = weights()
    del answers["health2"], answers["home1"], answers["home2"]

    found = gaps(findings(WHOLE, answers, risk=LOW), TODAY)

    assert fields(found) == ["home1", "health2"]
    assert [problem.values["n"] for problem in found] == [2, 1]


def test_will_not_say_is_no_gap():
    answers = weights() | {"home1": WILL_NOT_SAY}

    assert gaps(findings(WHOLE, answers, risk=LOW), TODAY) == ()


@pytest.mark.parametrize(
    ("view", "lacking"),
    [
        pytest.param(SAID, [], id="all said"),
        pytest.param(replace(SAID, linked_to_offending=None), ["linked_to_offending"], id="link"),
        pytest.param(replace(SAID, linked_to_offending=False), [], id="not linked is said"),
        pytest.param(replace(SAID, linked_to_harm=None), ["linked_to_harm"], id="harm"),
        pytest.param(replace(SAID, motivation=None), ["motivation"], id="motivation"),
        pytest.param(replace(SAID, motivation=Motivation.WILL_NOT_SAY), [], id="will not say"),
    ],
)
def test_a_need_must_be_judged(view, lacking):
    found = gaps(findings(WHOLE, weights(home=1), views={"home": view}, risk=LOW), TODAY)

    assert fields(found) == [f"view.home.{name}" for name in lacking]


def test_a_pathway_that_is_no_need_need_not_be_judged():
    assert gaps(findings(WHOLE, weights(), risk=LOW), TODAY) == ()


@pytest.mark.parametrize(
    ("risk", "lacking"),
    [
        pytest.param(Risk(), ["reoffending", "harm", "rationale"], id="nothing said"),
        pytest.param(LOW, [], id="low needs no more"),
        pytest.param(
            replace(LOW, harm=Level.MEDIUM), ["to_whom", "action", "review"], id="harm to somebody"
        ),
        pytest.param(
            replace(LOW, reoffending=Level.HIGH), ["action", "review"], id="likely to offend"
        ),
        pytest.param(
            replace(
                LOW,
                harm=Level.HIGH,
                to_whom="His brother",
                action="They live apart",
                review=dt.date(2026, 5, 12),
            ),
            [],
            id="high and looked after",
        ),
        pytest.param(replace(LOW, review=TODAY), ["review"], id="a review that is not later"),
    ],
)
def test_the_judgement_of_risk_must_be_whole(risk, lacking):
    assert fields(risk_problems(risk, TODAY, complete=True)) == lacking


def test_a_risk_half_judged_may_be_kept_meanwhile():
    assert list(risk_problems(Risk(harm=Level.HIGH), TODAY, complete=False)) == []
