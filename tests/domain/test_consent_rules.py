"""Consent, sharing and withdrawal as rules: tables, and what must hold for any day."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.domain import support, withdrawal
from triage_app.domain.consent import Answer, Put, day_problems, problems_in, share_field
from triage_app.domain.leaving import RECORDED_ELSEWHERE, TAKEN_FROM, Reason, may_be_taken
from triage_app.domain.scheme import Partner
from triage_app.domain.sharing import (
    Change,
    How,
    Said,
    change_problems,
    may_share,
    may_share_with,
    of_service,
    stands,
)
from triage_app.domain.signature import Manner
from triage_app.domain.support import Bounds, Request, request_problems
from triage_app.domain.told import Told
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import BEFORE_CONTRACT, MOVES, PUT_RIGHT, Event, State

TODAY = dt.date(2026, 3, 3)
YES = Answer(
    given=True,
    explained=True,
    explained_by="Mared Hawthorn",
    language="en",
    day=TODAY,
    asked=False,
    manner=Manner.SIGNED,
)
PUT = Put(
    today=TODAY,
    opened=dt.date(2026, 2, 1),
    sheet_made=dt.date(2026, 2, 2),
    needs_adult=False,
    needs_interpreter=False,
    backdating_days=3,
)
days = st.dates(dt.date(2020, 1, 1), dt.date(2032, 12, 31))
spans = st.integers(0, 60)


def codes(problems):
    return [one.code for one in problems]


@given(day=days, today=days, opened=days, made=days, back=spans)
def test_a_day_is_right_exactly_when_nothing_forbids_it(day, today, opened, made, back):
    put = replace(PUT, today=today, opened=opened, sheet_made=made, backdating_days=back)
    right = opened <= day <= today and day >= made and (today - day).days <= back
    assert (not list(day_problems(replace(YES, day=day), put))) is right


@given(day=days, today=days, back=spans)
def test_a_no_needs_no_sheet_before_it(day, today, back):
    put = replace(PUT, today=today, opened=dt.date(2000, 1, 1), backdating_days=back)
    no = replace(YES, given=False, reason="No", day=day)
    right = day <= today and (today - day).days <= back
    assert (not list(day_problems(no, put))) is right


@pytest.mark.parametrize(
    ("today", "day", "code"),
    [
        (dt.date(2028, 3, 3), dt.date(2028, 2, 29), None),
        (dt.date(2028, 3, 3), dt.date(2028, 2, 28), "consent.too_far_back"),
        (dt.date(2027, 3, 3), dt.date(2027, 2, 28), None),
        (dt.date(2027, 1, 2), dt.date(2026, 12, 30), None),
        (dt.date(2027, 1, 2), dt.date(2027, 1, 3), "problem.in_future"),
    ],
)
def test_days_are_counted_over_ends_of_months_and_years(today, day, code):
    put = replace(PUT, today=today)
    assert codes(day_problems(replace(YES, day=day), put)) == ([code] if code else [])


def test_a_whole_yes_has_nothing_wrong_with_it():
    assert problems_in(YES, PUT) == []


def test_each_partner_has_a_field_of_its_own():
    put = replace(PUT, partners=(("a_b", "c"), ("a", "b_c")))
    found = problems_in(YES, put)
    assert [(one.field, one.code) for one in found] == [("share_a_b__c", "consent.answer_each")]
    assert len({share_field(pair) for pair in put.partners}) == 2


# ── Sharing ──────────────────────────────────────────────────────────────────────────────────

SAID = Said("drugs", "support", allowed=True, day=TODAY, how=How.ON_THE_SHEET)
PARTNERS = (
    Partner("drugs", "support", Wording("D", "C"), Wording("d", "c"), ("substances",)),
    Partner("advice", "support", Wording("A", "A"), Wording("a", "a"), ("finance", "education")),
    Partner("research", "evaluation", Wording("R", "Y"), Wording("r", "y")),
)


def test_silence_is_no():
    assert not may_share((), "drugs", "support")
    assert stands((), "drugs", "support") is None


def test_a_yes_for_one_purpose_is_none_for_another():
    assert may_share((SAID,), "drugs", "support")
    assert not may_share((SAID,), "drugs", "evaluation")
    assert not may_share((SAID,), "advice", "support")


@given(st.lists(st.booleans(), min_size=1))
def test_the_newest_answer_stands(answers):
    history = [replace(SAID, allowed=one) for one in answers]
    assert may_share(history, "drugs", "support") is answers[-1]


def test_a_service_stands_behind_the_partners_of_what_it_is_to_help_with():
    assert may_share_with((SAID,), PARTNERS, 7, "substances")
    assert not may_share_with((SAID,), PARTNERS, 7, "finance")
    assert not may_share_with((SAID,), PARTNERS, 7, "health")


def test_what_was_said_of_one_service_comes_first():
    no = Said(of_service(7), "substances", allowed=False, day=TODAY, how=How.IN_PERSON)
    assert not may_share_with((SAID, no), PARTNERS, 7, "substances")
    assert may_share_with((SAID, no), PARTNERS, 8, "substances")
    yes = replace(no, purpose="finance", allowed=True)
    assert may_share_with((yes,), PARTNERS, 7, "finance")
    assert not may_share_with((yes,), PARTNERS, 7, "education")


def test_one_no_among_the_partners_of_a_need_is_a_no():
    twice = (*PARTNERS, replace(PARTNERS[0], code="detox"))
    assert not may_share_with((SAID,), twice, 7, "substances")
    assert may_share_with((SAID, replace(SAID, partner="detox")), twice, 7, "substances")


@given(day=days, today=days, since=days, back=spans, allowed=st.booleans())
def test_a_yes_is_not_backdated_further_than_a_consent_and_a_no_always_holds(
    day, today, since, back, allowed
):
    change = Change("drugs", "support", allowed, day, How.TELEPHONE)
    right = since <= day <= today and (not allowed or (today - day).days <= back)
    assert (not list(change_problems(change, since, today, back))) is right


@pytest.mark.parametrize("how", [None, "", How.ON_THE_SHEET, "rumour"])
def test_a_change_says_how_we_were_told(how):
    change = Change("drugs", "support", allowed=False, day=TODAY, how=how)
    assert codes(change_problems(change, TODAY, TODAY, 3)) == ["problem.choose"]


# ── Support, withdrawal ──────────────────────────────────────────────────────────────────────

ASKED = Request(7, "substances", "", ("contact",), TODAY, How.IN_PERSON, "en")
BOUNDS = Bounds(("substances",), dt.date(2026, 2, 1), TODAY, 3)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"service_id": None}, [("service_id", "problem.choose")]),
        ({"purpose": None}, [("purpose", "problem.choose")]),
        ({"purpose": "finance"}, [("purpose", "support.not_offered")]),
        ({"shared": ()}, [("shared", "support.say_what_is_told")]),
        ({"shared": ("need",)}, [("shared", "support.say_what_is_told")]),
        ({"shared": ("contact", "gossip")}, [("shared", "support.say_what_is_told")]),
        ({"shared": tuple(Told)}, []),
        ({"consent_how": None}, [("consent_how", "problem.choose")]),
        ({"consent_language": None}, [("consent_language", "problem.missing")]),
        ({"consent_day": None}, [("consent_day", "problem.missing")]),
        ({"consent_day": dt.date(2026, 3, 4)}, [("consent_day", "problem.in_future")]),
        ({"consent_day": dt.date(2026, 2, 27)}, [("consent_day", "consent.too_far_back")]),
        ({"consent_day": dt.date(2026, 1, 31)}, [("consent_day", "consent.before_referral")]),
        ({"asks": "x" * (support.LONGEST_TEXT + 1)}, [("asks", "problem.too_long")]),
    ],
)
def test_a_referral_says_all_it_must(change, found):
    problems = request_problems(replace(ASKED, **change), BOUNDS)
    assert [(one.field, one.code) for one in problems] == found


@given(day=days, since=days, today=days)
def test_a_withdrawal_lies_between_the_consent_and_today(day, since, today):
    told = withdrawal.Given(day, How.TELEPHONE)
    found = list(withdrawal.problems_in(told, since, today, has_support=False))
    assert (not found) is (since <= day <= today)


def test_a_withdrawal_is_asked_for_no_reason():
    told = withdrawal.Given(TODAY, How.IN_PERSON)
    assert list(withdrawal.problems_in(told, TODAY, TODAY, has_support=False)) == []
    (asked,) = withdrawal.problems_in(told, TODAY, TODAY, has_support=True)
    assert asked.field == "stops_support"


# ── Ways out ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", State)
def test_a_reason_is_chosen_only_before_a_contract(state):
    chosen = [one for one in Reason if may_be_taken(one, state)]
    assert bool(chosen) is (state in BEFORE_CONTRACT)
    assert not set(chosen) & RECORDED_ELSEWHERE
    assert not may_be_taken("boredom", state)


def test_every_reason_can_happen_somewhere():
    assert set(TAKEN_FROM) == set(Reason)
    assert all(states <= set(BEFORE_CONTRACT) and states for states in TAKEN_FROM.values())


@pytest.mark.parametrize("state", BEFORE_CONTRACT)
def test_a_way_out_is_put_right_to_where_it_came_from_by_a_supervisor_alone(state):
    left, _ = MOVES[state, Event.WAY_OUT_TAKEN]
    back, who = MOVES[left, PUT_RIGHT[state]]
    assert back is state
    assert {str(one) for one in who} == {"supervisor"}


@pytest.mark.parametrize("state", [State.LIVE, State.BREACH_PROPOSED])
def test_whoever_has_a_contract_withdraws_without_a_supervisor(state):
    target, who = MOVES[state, Event.CONSENT_WITHDRAWN]
    assert target is State.RETURNED
    assert "assessor" in {str(one) for one in who}
