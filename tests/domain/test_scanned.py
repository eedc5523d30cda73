"""Which page of which paper each page of a scan is, and what a person may say of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.domain.scanned import (
    Finding,
    How,
    Known,
    Leaf,
    Mark,
    Standing,
    Word,
    judge,
    mark_of,
    problems_with,
    typed_code,
)

OURS, OLD, OTHERS, LETTER = "7QK4M9T2XWJ5H8R3", "0" * 16, "1" * 16, "2" * 16
SHEET = "3" * 16
KNOWN = {
    OURS: Known(1, OURS, 3, Standing.ANSWERS),
    OLD: Known(2, OLD, 3, Standing.STALE),
    OTHERS: Known(3, OTHERS, 2, Standing.ELSEWHERE),
    LETTER: Known(4, LETTER, 1, Standing.NOT_SIGNED),
    SHEET: Known(5, SHEET, 2, Standing.ANSWERS),
}


def leaves(*texts):
    return tuple(Leaf(place, (text,) if text else ()) for place, text in enumerate(texts, 1))


def pages(*numbers, code=OURS):
    return leaves(*(f"{code}/{number}" for number in numbers))


def found(verdict):
    return [one.finding for one in verdict.leaves]


def test_a_whole_paper_is_complete_and_put_in_order():
    verdict = judge(pages(3, 1, 2), KNOWN, {})
    assert verdict.complete
    assert verdict.paper is KNOWN[OURS]
    assert [one.leaf.place for one in verdict.ordered] == [2, 3, 1]
    assert verdict.moved


def test_what_came_upright_and_in_order_was_not_moved():
    assert not judge(pages(1, 2, 3), KNOWN, {}).moved
    turned = (Leaf(1, (f"{SHEET}/1",), turn=180), Leaf(2, (f"{SHEET}/2",)))
    assert judge(turned, KNOWN, {}).moved


def test_a_missing_page_is_named():
    verdict = judge(pages(1, 3), KNOWN, {})
    assert verdict.missing == (2,)
    assert not verdict.complete


@pytest.mark.parametrize(
    ("code", "finding"),
    [
        (OLD, Finding.STALE),
        (OTHERS, Finding.ELSEWHERE),
        (LETTER, Finding.NOT_SIGNED),
        ("4" * 16, Finding.UNKNOWN),
    ],
)
def test_a_page_of_no_paper_that_answers_is_told_for_what_it_is(code, finding):
    verdict = judge((*pages(1, 2, 3), Leaf(4, (f"{code}/1",))), KNOWN, {})
    assert found(verdict)[-1] is finding
    assert not verdict.complete


def test_a_page_twice_is_told_the_second_time_and_either_may_be_left_out():
    stack = pages(1, 2, 2, 3)
    assert found(judge(stack, KNOWN, {}))[2] is Finding.TWICE
    for place in (2, 3):
        verdict = judge(stack, KNOWN, {place: Word(How.LEFT_OUT)})
        assert verdict.complete
        assert place not in [one.leaf.place for one in verdict.ordered]


def test_a_page_beyond_the_last_is_in_no_paper():
    assert found(judge(pages(1, 2, 3, 4), KNOWN, {}))[3] is Finding.UNKNOWN


def test_pages_of_two_papers_are_the_one_that_has_more():
    verdict = judge(pages(1, code=SHEET) + pages(1, 2), KNOWN, {})
    assert verdict.paper is KNOWN[OURS]
    assert found(verdict)[0] is Finding.OTHER_PAPER


def test_other_codes_none_and_two_are_told_apart():
    stack = (
        Leaf(1, ("https://example.test",)),
        Leaf(2),
        Leaf(3, blank=True),
        Leaf(4, (f"{OURS}/1", f"{OURS}/2")),
        Leaf(5, (f"{OURS}/1", f"{OTHERS}/1")),
        Leaf(6, (f"{OURS}/1", "https://example.test")),
    )
    assert found(judge(stack, KNOWN, {})) == [
        Finding.SOMETHING_ELSE,
        Finding.UNREADABLE,
        Finding.BLANK,
        Finding.TWO_CODES,
        Finding.ELSEWHERE,
        Finding.FITS,
    ]


def test_a_blank_back_leaves_the_paper_complete():
    stack = pages(1, 2, code=SHEET)
    assert judge((*stack, Leaf(3, blank=True)), KNOWN, {}).complete


def test_a_typed_code_is_held_to_the_same_papers():
    stack = leaves(f"{OURS}/1", f"{OURS}/2", "")
    assert judge(stack, KNOWN, {3: Word(How.TYPED, 3, OURS)}).complete
    stale = judge(stack, KNOWN, {3: Word(How.TYPED, 3, OLD)})
    assert found(stale)[2] is Finding.STALE
    assert found(judge(stack, KNOWN, {3: Word(How.TYPED, 4, OURS)}))[2] is Finding.UNKNOWN


def test_a_chosen_page_keeps_its_reason_and_its_turn():
    word = Word(How.CHOSEN, 3, reason="Coffee over the code", turn=90)
    verdict = judge(leaves(f"{OURS}/1", f"{OURS}/2", ""), KNOWN, {3: word})
    assert verdict.complete
    last = verdict.ordered[-1]
    assert (last.how, last.reason, last.turn) == (How.CHOSEN, word.reason, 90)


def test_a_page_cannot_be_chosen_where_no_code_tells_the_paper():
    verdict = judge(leaves(""), KNOWN, {1: Word(How.CHOSEN, 1, reason="Stained")})
    assert found(verdict) == [Finding.UNREADABLE]
    assert verdict.paper is None


def test_no_word_makes_a_page_of_somebody_else_ours():
    stack = (*pages(1, 2, 3), Leaf(4, (f"{OTHERS}/1",)))
    for word in (Word(How.LEFT_OUT, reason="Not ours"), Word(How.TYPED, 3, OURS)):
        verdict = judge(stack, KNOWN, {4: word})
        assert found(verdict)[3] is Finding.ELSEWHERE
        assert [one.leaf.place for one in verdict.shuts_out] == [4]


def test_no_word_overrules_a_code_that_was_read():
    word = Word(How.CHOSEN, 2, reason="I say so")
    verdict = judge(pages(1, 1, 3), KNOWN, {2: word})
    assert found(verdict)[1] is Finding.TWICE
    assert verdict.missing == (2,)


def test_what_is_said_of_a_page_is_whole():
    verdict = judge(leaves(f"{OURS}/1", ""), KNOWN, {})
    unreadable = Finding.UNREADABLE

    def wrong(word, finding=unreadable):
        return [(one.field, one.code) for one in problems_with(word, finding, verdict)]

    assert wrong(Word(How.TYPED, 2, OURS)) == []
    assert wrong(Word(How.TYPED)) == [
        ("code", "scans.not_a_code"),
        ("page", "scans.say_which_page"),
    ]
    assert wrong(Word(How.CHOSEN, 2, reason="Torn")) == []
    assert wrong(Word(How.CHOSEN, 2)) == [("reason", "scans.say_why")]
    assert wrong(Word(How.CHOSEN, 9, reason="Torn")) == [("page", "scans.say_which_page")]
    assert wrong(Word(How.LEFT_OUT)) == [("reason", "scans.say_why")]
    assert wrong(Word(How.LEFT_OUT), Finding.TWICE) == []
    assert wrong(Word(How.LEFT_OUT, reason="a" * 301)) == [("reason", "problem.too_long")]


@pytest.mark.parametrize(
    "typed",
    [OURS, "7QK4 M9T2 XWJ5 H8R3", "7qk4-m9t2-xwj5-h8r3", " 7QK4M9T2XWJ5H8R3/2 "],
)
def test_a_code_may_be_typed_as_it_is_printed_or_read_out(typed):
    assert typed_code(typed) == OURS


def test_the_letters_that_no_code_has_are_taken_for_what_they_look_like():
    assert typed_code("OOOO IIII LLLL oil0") == "0000111111110110"
    assert typed_code("UUUU 0000 0000 0000") == ""
    assert typed_code("7QK4") == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        OURS,
        f"{OURS}/0",
        f"{OURS}/",
        f"{OURS}/100",
        f"x{OURS}/1",
        f"{OURS}/1\n",
        f"{OURS}/\uff11",
    ],
)
def test_only_a_code_of_our_form_is_one(text):
    assert mark_of(text) is None


def test_a_code_names_paper_and_page():
    assert mark_of(f"{OURS}/12") == Mark(OURS, 12)


TEXTS = st.sampled_from(
    [f"{code}/{page}" for code in (*KNOWN, "5" * 16) for page in (1, 2, 3)] + ["", "else"]
)
WORDS = st.builds(
    Word,
    how=st.sampled_from([How.TYPED, How.CHOSEN, How.LEFT_OUT]),
    page=st.integers(1, 3),
    code=st.sampled_from([*KNOWN]),
    reason=st.just("Because"),
)


@given(st.lists(TEXTS, max_size=8), st.dictionaries(st.integers(1, 8), WORDS))
def test_whatever_comes_only_a_whole_paper_of_this_case_is_complete(texts, words):
    verdict = judge(leaves(*texts), KNOWN, words)
    assert len(verdict.leaves) == len(texts)
    if not verdict.complete:
        return
    assert verdict.paper.standing is Standing.ANSWERS
    numbers = [one.page for one in verdict.ordered]
    assert numbers == list(range(1, verdict.paper.pages + 1))
    for one in verdict.ordered:
        read = [mark.code for mark in one.leaf.marks]
        assert read in ([], [verdict.paper.code])
        assert one.how is How.READ or one.leaf.place in words
