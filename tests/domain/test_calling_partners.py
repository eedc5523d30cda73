"""A partner that is silent or refuses calls for somebody, as a table; the rest does not."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.domain.kept_contracts import MIDDLE, watched
from triage_app.config import RESOURCES
from triage_app.domain import attention
from triage_app.domain.partner_referral import Stage
from triage_app.domain.partner_reply import Standing
from triage_app.domain.watched import Ended, Partnered, day_of
from triage_app.domain.workflow import State
from triage_app.reference import load_schemes
from triage_app.texts import Texts

SCHEME = load_schemes(RESOURCES / "schemes").version("dyfed-powys-2019-11")
TODAY = day_of(MIDDLE)


def back(days):
    return TODAY - dt.timedelta(days=days)


def away():
    return Ended(on=back(2), told=True, acknowledged_on=back(1))


def asked(stage=Stage.SENT, heard=None, *, position=2, days=None, gap=False):
    """A partner asked twelve days ago, to answer five days ago."""
    standing = Standing(stage, heard or back(12), back(5), heard)
    return Partnered(7, "Practice Recovery", standing, position, days, gap)


def called(case):
    return [one.code for one in attention.calls(attention.due(case, SCHEME, MIDDLE))]


def the(code, case):
    return next(one for one in attention.due(case, SCHEME, MIDDLE) if one.code == code)


CALLS = (
    (
        "a partner that has not answered by the day it was asked to",
        watched(partners=(asked(),)),
        ["partner_unanswered"],
    ),
    (
        "a partner that may no longer be told",
        watched(partners=(replace(asked(), refused_on=back(1)),)),
        ["partner_to_revoke"],
    ),
    (
        "a partner that may no longer be told, and has done",
        watched(partners=(replace(asked(Stage.ENDED), refused_on=back(1)),)),
        [],
    ),
    (
        "a silent service outside the contract, once the case is closed",
        watched(state=State.CLOSED, partners=(asked(position=None),)),
        ["partner_unanswered"],
    ),
    (
        "a silent service of a condition, once the case is closed",
        watched(state=State.CLOSED, partners=(asked(),)),
        [],
    ),
    (
        "a partner not heard of for the scheme's seven days",
        watched(partners=(asked(Stage.STARTED, back(7)),)),
        ["partner"],
    ),
    ("a partner heard of six days ago", watched(partners=(asked(Stage.STARTED, back(6)),)), []),
    (
        "a partner with more days of its own",
        watched(partners=(asked(Stage.STARTED, back(20), days=21),)),
        [],
    ),
    ("a partner that has done", watched(partners=(asked(Stage.ENDED, back(30)),)), []),
    (
        "a partner that refused, with nobody in its place",
        watched(partners=(asked(Stage.REFUSED, back(1), gap=True),)),
        ["refused"],
    ),
    (
        "a partner that refused, with another in its place",
        watched(partners=(asked(Stage.REFUSED, back(1)),)),
        [],
    ),
    (
        "support outside the contract, once it is with the officer again",
        watched(
            state=State.RETURNED,
            ended=away(),
            partners=(asked(Stage.STARTED, back(9), position=None),),
        ),
        ["partner", "proceedings"],
    ),
    (
        "a condition's partner, once the contract is over",
        watched(
            state=State.RETURNED,
            ended=away(),
            partners=(asked(Stage.STARTED, back(9)),),
        ),
        ["proceedings"],
    ),
)


@pytest.mark.parametrize(("case", "codes"), [it[1:] for it in CALLS], ids=[it[0] for it in CALLS])
def test_each_partner_calls_for_what_the_table_says(case, codes):
    assert called(case) == codes


def test_a_silent_partner_leads_to_where_its_answer_is_recorded():
    support = asked(position=None)
    steps = {State.LIVE: "consent", State.NOT_TAKEN_ON: "outcome"}

    assert the("partner_unanswered", watched(partners=(asked(),))).step == "contract"
    for state, step in steps.items():
        due = the("partner_unanswered", watched(state=state, partners=(support,)))
        assert (due.step, due.field, due.day) == (step, "partner_7", back(4))


def test_every_code_has_words_in_both_languages():
    said = {one.code for _, case, _ in CALLS for one in attention.due(case, SCHEME, MIDDLE)}
    for language in ("en", "cy"):
        texts = Texts(RESOURCES / "wording", language)
        assert [it for it in said if not texts.has(f"attention.{it}_why")] == []
