from fractions import Fraction

import pytest

from tests.domain.instruments import choice, instrument, number, section, several, text
from triage_app.domain.instrument import WILL_NOT_SAY

DRINK = section(
    "substances",
    choice("A"),
    choice("B", after="A=some,much"),
    choice("C", after="B=much"),
    choice("D", required=False),
)


def shown(answers):
    return "".join(one.code for one in DRINK.shown(answers))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param({}, "AD", id="nothing answered"),
        pytest.param({"A": "none"}, "AD", id="an answer nothing follows from"),
        pytest.param({"A": "some"}, "ABD", id="what follows"),
        pytest.param({"A": "much", "B": "much"}, "ABCD", id="what follows from that"),
        pytest.param({"A": "none", "B": "much"}, "AD", id="what hangs on a hidden answer"),
        pytest.param({"A": WILL_NOT_SAY}, "AD", id="will not say"),
    ],
)
def test_a_question_is_shown_only_after_the_answer_it_follows_from(answers, expected):
    assert shown(answers) == expected


def test_a_question_may_follow_from_one_of_several_answers():
    asked = section("x", several("A"), choice("B", after="A=much"))

    assert [one.code for one in asked.shown({"A": "some,much"})] == ["A", "B"]


def test_a_hidden_answer_is_kept_not_scored_and_counts_again_when_shown_again():
    answers = {"A": "some", "B": "much"}
    assert DRINK.score(answers).points == 3

    assert DRINK.score({**answers, "A": "none"}).points == 0
    assert DRINK.score({**answers, "A": "much"}).points == 4


def test_a_section_without_an_answer_has_no_score_which_is_not_nought():
    assert DRINK.score({}).points is None
    assert DRINK.score({"A": "none"}).points == 0


def test_who_will_not_say_anything_has_no_score_which_is_not_nought():
    assert DRINK.score({"A": WILL_NOT_SAY}).points is None
    assert DRINK.score({"A": WILL_NOT_SAY, "D": "none"}).points == 0
    assert DRINK.score({"A": WILL_NOT_SAY, "D": "much"}).points == 2


def test_the_maximum_is_of_every_question_shown_or_not():
    assert DRINK.score({"A": "none"}).most == 8
    assert DRINK.score({"A": "some"}).fraction == Fraction(1, 8)


def test_an_unscored_question_weighs_nothing_and_adds_nothing_to_the_maximum():
    asked = section("family", choice("A", scored=False), choice("B"))

    score = asked.score({"A": "much", "B": "some"})

    assert (score.points, score.most) == (1, 2)


def test_only_what_is_shown_and_required_is_missing():
    assert [one.code for one in DRINK.missing({"A": "some"})] == ["B"]
    assert DRINK.missing({"A": "none"}) == ()


def test_of_several_answers_the_one_that_weighs_most_is_the_score():
    question = several("S")

    assert question.score("some,much") == 2
    assert question.score("some") == 1
    assert question.score("none") == 0


@pytest.mark.parametrize(
    ("moves", "score"), [("0", 0), ("1", 0), ("2", 1), ("3", 1), ("4", 2), ("40", 2)]
)
def test_a_number_scores_by_the_step_it_reaches(moves, score):
    assert number("N", (2, 1), (4, 2)).score(moves) == score


def test_will_not_say_scores_nothing_anywhere():
    for question in (choice("C"), several("S"), number("N", (2, 1)), text("T")):
        assert question.accepts(WILL_NOT_SAY)
        assert question.score(WILL_NOT_SAY) == 0


@pytest.mark.parametrize(
    ("question", "value", "accepted"),
    [
        (choice("C"), "some", True),
        (choice("C"), "some,much", False),
        (choice("C"), "lots", False),
        (choice("C"), "", False),
        (several("S"), "some,much", True),
        (several("S"), "none,much", False),
        (several("S"), "some,some", False),
        (several("S"), "some,", False),
        (number("N", up_to=7), "7", True),
        (number("N", up_to=7), "8", False),
        (number("N"), "-1", False),
        (number("N"), "1.5", False),
        (number("N"), "²", False),
        (number("N"), "", False),
        (text("T"), "Anything & all", True),
        (text("T"), "   ", False),
    ],
)
def test_a_question_accepts_only_the_answers_it_can_have(question, value, accepted):
    assert question.accepts(value) is accepted


def test_what_weighs_comes_heaviest_first_and_as_asked_among_equals():
    asked = section("x", choice("A"), choice("B"), choice("C"), choice("D"))
    answers = {"A": "some", "B": "much", "C": "none", "D": "some"}

    assert [one.code for one in asked.weighing(answers)] == ["B", "A", "D"]


def test_a_pathway_may_be_asked_only_where_the_scheme_says():
    whole = instrument(
        section("health", choice("A")), section("sex_working", choice("B"), where_scheme_says=True)
    )

    assert whole.asking(()).pathways == ("health",)
    assert whole.asking(("sex_working",)).pathways == ("health", "sex_working")


def test_a_question_is_found_by_its_code_with_its_section():
    whole = instrument(section("health", choice("A")), section("finance", choice("B")))

    assert whole.question("B").code == "B"
    assert whole.section_of("B").pathway == "finance"
    assert whole.question("Z") is None
    assert whole.section_of("Z") is None
