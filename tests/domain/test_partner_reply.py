"""What may be said of a referral to a partner, as a table, and when a partner is silent."""

import datetime as dt
from itertools import product

import pytest

from triage_app.config import RESOURCES
from triage_app.domain.partner_referral import Stage
from triage_app.domain.partner_reply import (
    OPEN,
    Ended,
    Reply,
    Standing,
    Word,
    follows,
    may_follow,
    reply_problems,
    silent_from,
)
from triage_app.texts import Texts

DAY = dt.date(2026, 5, 11)
TODAY = dt.date(2026, 5, 20)
# A line for each stage: where each word leads to; a word that is not here cannot be said.
TABLE = {
    Stage.SENT: {
        Word.ACCEPTED: Stage.ACCEPTED,
        Word.REFUSED: Stage.REFUSED,
        Word.STARTED: Stage.STARTED,
        Word.REVOKED: Stage.REVOKED,
        Word.CHASED: Stage.SENT,
    },
    Stage.ACCEPTED: {
        Word.REFUSED: Stage.REFUSED,
        Word.STARTED: Stage.STARTED,
        Word.ENDED: Stage.ENDED,
        Word.REVOKED: Stage.REVOKED,
        Word.ATTENDED: Stage.ACCEPTED,
        Word.MISSED: Stage.ACCEPTED,
        Word.PROGRESS: Stage.ACCEPTED,
        Word.CHASED: Stage.ACCEPTED,
    },
    Stage.STARTED: {
        Word.ENDED: Stage.ENDED,
        Word.REVOKED: Stage.REVOKED,
        Word.ATTENDED: Stage.STARTED,
        Word.MISSED: Stage.STARTED,
        Word.PROGRESS: Stage.STARTED,
        Word.CHASED: Stage.STARTED,
    },
    Stage.REFUSED: {},
    Stage.ENDED: {},
    Stage.REVOKED: {},
}


def stands(stage=Stage.SENT, since=DAY, last_word=None):
    return Standing(stage, since, answer_by=dt.date(2026, 5, 18), last_word=last_word)


def said(word, **more):
    return Reply(word, more.pop("day", TODAY), note=more.pop("note", "Because of it"), **more)


def codes(given, standing=None, today=TODAY):
    found = reply_problems(given, standing or stands(), today)
    return [(one.field, one.code.partition(".")[2]) for one in found]


@pytest.mark.parametrize(("stage", "word"), list(product(Stage, Word)), ids=str)
def test_every_word_leads_where_the_table_says_or_nowhere(stage, word):
    assert follows(stage, word) == TABLE[stage].get(word)


@pytest.mark.parametrize("stage", Stage)
def test_what_is_offered_is_what_can_be_said(stage):
    assert may_follow(stage) == tuple(word for word in Word if word in TABLE[stage])


def test_every_stage_can_be_come_to_and_none_that_is_open_is_without_a_way_on():
    reached, found = {Stage.SENT}, set()
    while reached != found:
        found = set(reached)
        reached |= {to for stage in found for to in TABLE[stage].values()}
    assert reached == set(Stage)
    assert {stage for stage in Stage if TABLE[stage]} == OPEN


@pytest.mark.parametrize("stage", Stage)
def test_what_cannot_be_said_has_its_sentence_in_both_languages(stage):
    cannot = [word for word in Word if word not in TABLE[stage]]
    for word in cannot:
        found = codes(said(word, how_ended=Ended.COMPLETED), stands(stage))
        assert found == [("word", f"not_after_{stage}")]
    for language in ("en", "cy"):
        assert Texts(RESOURCES / "wording", language).has(f"partner_reply.not_after_{stage}")


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (said(None), ("word", "choose")),
        (said("promised"), ("word", "choose")),
        (said(Word.ACCEPTED, day=None), ("day", "missing")),
        (said(Word.ACCEPTED, day=TODAY + dt.timedelta(days=1)), ("day", "in_future")),
        (said(Word.ACCEPTED, day=DAY - dt.timedelta(days=1)), ("day", "before_the_last")),
        (said(Word.REFUSED, note="  no "), ("note", "say_why")),
        (said(Word.REVOKED, note=""), ("note", "say_why")),
        (said(Word.ACCEPTED, note="x" * 901), ("note", "too_long")),
    ],
)
def test_a_reply_that_says_too_little_or_too_much_is_not_taken(given, problem):
    assert problem in codes(given)


def test_an_end_says_how_and_another_way_says_which():
    started = stands(Stage.STARTED)
    assert codes(said(Word.ENDED), started) == [("how_ended", "choose")]
    assert codes(said(Word.ENDED, how_ended=Ended.COMPLETED, note=""), started) == []
    assert codes(said(Word.ENDED, how_ended=Ended.OTHER, note=""), started) == [("note", "say_why")]


def test_how_it_goes_is_said_in_words():
    assert codes(said(Word.PROGRESS, note=""), stands(Stage.STARTED)) == [
        ("note", "say_how_it_goes")
    ]


def test_the_day_of_the_sheet_and_the_present_day_both_count():
    assert codes(said(Word.ACCEPTED, day=DAY)) == []
    assert codes(said(Word.ACCEPTED, day=TODAY)) == []


@pytest.mark.parametrize(
    ("standing", "day"),
    [
        (stands(), dt.date(2026, 5, 19)),  # the day after it was asked to answer by
        (stands(last_word=dt.date(2026, 5, 19)), dt.date(2026, 5, 29)),  # it was asked again
        (stands(Stage.ACCEPTED, last_word=DAY), dt.date(2026, 5, 21)),
        (stands(Stage.STARTED, last_word=dt.date(2024, 2, 29)), dt.date(2024, 3, 10)),
        (stands(Stage.REFUSED, last_word=DAY), None),
        (stands(Stage.ENDED, last_word=DAY), None),
        (stands(Stage.REVOKED), None),
    ],
)
def test_a_partner_is_silent_from_a_day_on_until_nothing_is_awaited(standing, day):
    assert silent_from(standing, 10) == day
