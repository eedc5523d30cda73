"""Letters about cases that go no further: every reason has its own words, in both languages."""

from dataclasses import replace

import pytest

from tests.documents import samples
from tests.documents.page_checker import read, squeezed
from tests.documents.promises import ON_THE_DAY
from triage_app.documents.leaving import told
from triage_app.documents.making import make
from triage_app.domain.charge_clock import charge_clock
from triage_app.domain.leaving import THEIR_CHOICE, Reason

EVERY = [(reason, language) for reason in Reason for language in ("en", "cy")]


def because(reason, **changes):
    words = samples.REASONS[reason]
    return replace(samples.NOT_TAKEN_ON, code=reason, reason=words, **changes)


def printed(contents, language="en"):
    pdf = make(contents, language, ON_THE_DAY, samples.texts).pdf
    return "".join(leaf.text for leaf in read(pdf))


@pytest.mark.parametrize(("reason", "language"), EVERY)
def test_the_letter_says_its_reason_and_what_happened(reason, language):
    contents, texts = because(reason), samples.texts(language)
    text = printed(contents, language)
    assert squeezed(contents.reason[language]) in text
    assert squeezed(told(contents, texts)) in text
    assert squeezed(texts(f"paper_left.title_{reason}")) in text


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_two_reasons_are_told_alike(language):
    texts = samples.texts(language)
    assert len({told(because(one), texts) for one in Reason}) == len(Reason)


@pytest.mark.parametrize(("reason", "language"), EVERY)
def test_the_last_day_to_charge_stands_first_whatever_the_reason(reason, language):
    paper = make(because(reason), language, ON_THE_DAY, samples.texts)
    assert paper.placed[0].name == "limit"


def test_missed_meetings_are_counted_and_dated():
    text = printed(samples.DID_NOT_ATTEND)
    assert (
        squeezed("3 first meetings were missed: 7 April 2026; 9 April 2026; 13 April 2026") in text
    )


def test_somebody_who_withdrew_did_so_on_a_day():
    contents = because(Reason.WITHDREW, withdrew_on=samples.BREACH_DAY)
    assert squeezed("took that back on 14 April 2026") in printed(contents)


@pytest.mark.parametrize("reason", [Reason.CHARGED, Reason.OFFICER_WITHDREW])
def test_nothing_is_asked_of_an_officer_who_has_acted(reason):
    assert squeezed("Nothing is asked of you") in printed(because(reason))


def test_nobody_is_told_to_mind_a_day_that_there_is_not():
    either_way = replace(samples.CHARGED, code="TH68010", category="CE")
    clock = charge_clock([either_way], samples.INDEX, 28, samples.START)
    endless = replace(samples.CASE, clock=clock)
    for reason in Reason:
        assert "mindthelastday" not in printed(because(reason, case=endless))


def test_a_withdrawal_is_called_no_breach():
    text = printed(samples.WITHDRAWN)
    assert squeezed("It is not a breach") in text
    assert "broken" not in text


@pytest.mark.parametrize("reason", Reason)
def test_of_a_persons_own_choice_without_words_it_says_that_they_gave_none(reason):
    said = squeezed("No reason was given, and nobody need give one.")

    assert (said in printed(because(reason, note=""))) is (reason in THEIR_CHOICE)
    assert said not in printed(because(reason))


def test_somebody_who_withdrew_without_a_word_gave_no_reason():
    assert squeezed("No reason was given") in printed(replace(samples.WITHDRAWN, reason=""))
