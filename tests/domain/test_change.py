from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.instruments import THREE, choice, findings, instrument, section
from triage_app.domain.change import Became, changes

HOME = section("home", choice("A"), choice("B", after="A=much"), choice("C"))
MONEY = section("money", choice("M"))
BOTH = instrument(HOME, MONEY)


def compared(before, after, old=BOTH, new=BOTH):
    return {one.pathway: one for one in changes(findings(old, before), findings(new, after))}


def test_less_need_is_a_step_down_and_more_a_step_up():
    found = compared(
        {"A": "some", "C": "much", "M": "none"}, {"A": "none", "C": "none", "M": "much"}
    )

    assert (found["home"].before, found["home"].after) == (Fraction(3, 6), Fraction(0))
    assert found["home"].step == Fraction(-1, 2)
    assert found["money"].step == 1
    assert not found["home"].is_partial


def test_what_was_not_answered_is_not_compared():
    found = compared({"M": "none"}, {"A": "much", "M": "none"})

    assert (found["home"].before, found["home"].step) == (None, None)
    assert not found["home"].is_comparable
    assert found["money"].step == 0


def test_a_hidden_answer_counts_on_neither_side():
    found = compared({"A": "much", "B": "much"}, {"A": "none", "B": "much"})

    assert (found["home"].before, found["home"].after) == (Fraction(4, 6), Fraction(0))


def test_two_versions_are_compared_only_where_their_codes_agree_and_it_says_so():
    newer = instrument(section("home", choice("A"), choice("D")), section("work", choice("W")))

    found = compared({"A": "much", "C": "much", "M": "some"}, {"A": "some", "D": "much"}, new=newer)

    home = found["home"]
    assert (home.before, home.after) == (Fraction(2, 2), Fraction(1, 2))
    assert (home.shared, home.asked, home.is_partial) == (1, 4, True)
    assert not found["work"].is_comparable
    assert not found["money"].is_comparable
    assert list(found) == ["home", "work", "money"]


def test_what_was_answered_then_and_now_stands_side_by_side():
    (home, _) = compared({"A": "some"}, {"A": "none", "C": "some"}).values()

    said = {one.question.code: (one.before, one.after, one.differs) for one in home.answers}
    assert said == {"A": ("some", "none", True), "B": ("", "", False), "C": ("", "some", True)}


ANSWERS = st.dictionaries(st.sampled_from("ABCM"), st.sampled_from(THREE))


@given(ANSWERS, ANSWERS)
def test_the_other_way_round_every_step_is_the_other_way_round(before, after):
    there, back = compared(before, after), compared(after, before)

    for pathway, one in there.items():
        other = back[pathway]
        assert (one.before, one.after) == (other.after, other.before)
        assert one.step == (None if other.step is None else -other.step)


@given(ANSWERS)
def test_nothing_changes_between_an_assessment_and_itself(answers):
    for one in compared(answers, answers).values():
        assert one.step in (None, 0)
        assert not any(each.differs for each in one.answers)


def test_what_became_of_a_need_is_one_word():
    before = {"A": "some", "C": "much", "M": "none"}
    for after, word in (
        ({"A": "some", "C": "none"}, Became.LESS),
        ({"A": "much", "C": "much"}, Became.MORE),
        (before, Became.SAME),
        ({"A": "none", "C": "none"}, Became.NOTHING_LEFT),
        ({}, Became.NOT_ASKED_NOW),
    ):
        assert compared(before, after)["home"].became is word
    assert compared({}, before)["home"].became is Became.NOT_ASKED_BEFORE
    assert compared({}, {})["home"].became is None
    assert compared(before, before)["money"].became is Became.SAME


def test_silence_is_not_a_need_that_went_away():
    found = compared({"A": "much", "C": "some"}, {"A": "will_not_say", "C": "some"})["home"]

    assert (found.became, found.withheld) == (Became.SAME, 1)
    gone = compared({"A": "much"}, {"A": "will_not_say"})["home"]
    assert (gone.before, gone.after, gone.became) == (None, None, None)
