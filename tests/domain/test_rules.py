"""Each rule that published schemes add, and orders and bail, on both sides of every boundary."""

import datetime as dt
from dataclasses import replace

import pytest

from triage_app.domain.eligibility import ChargedWith, Facts, Verdict
from triage_app.domain.orders import BAIL_KINDS, ORDER_KINDS, Order, Ordered, OrderKind
from triage_app.domain.questions import QUESTIONS, Answered
from triage_app.domain.residence import Located, Whereabouts, Why
from triage_app.domain.rules import RULES, assess
from triage_app.domain.scheme import Effect, Rule

MET, NOT_MET, NOT_KNOWN = Verdict
INSIDE = Located(Whereabouts.INSIDE, Why.WHOLE, "SA61", 458, 458)
TODAY = dt.date(2026, 5, 11)
YES, NO, ASKED = Answered(True), Answered(False), Answered(None)
COMMUNITY = Order(OrderKind.COMMUNITY_ORDER, "Haverfordwest Magistrates’ Court", TODAY)
BAIL = Order(OrderKind.POLICE_BAIL, "Gwent Police", dt.date(2026, 6, 1), another_matter=True)


def day(text):
    return dt.date.fromisoformat(text)


def offence(first="2026-05-10", abuse=None):
    return ChargedWith("Theft", "TH68010", "CE", first and day(first), INSIDE, abuse)


CLEAR = Facts(TODAY, dt.date(1995, 5, 14), INSIDE, (offence(),), Ordered(False, False))


def finding(rule, settings=None, **changes):
    found = RULES[rule](replace(CLEAR, **changes), Rule(rule, "a paper", settings or {}))
    assert found.rule == rule
    return found


def verdict(rule, settings=None, **changes):
    found = finding(rule, settings, **changes)
    return found.verdict, found.reason


# ── Asked beside the finding ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("rule", "question", "good"),
    [
        ("no_co_accused", "co_accused", False),
        ("no_hate_crime", "hate_crime", False),
        ("no_domestic_abuse", "domestic_abuse", False),
        ("not_highest_risk", "highest_risk", False),
        ("not_held_for_court", "held_for_court", False),
        ("not_under_mental_health_act", "mental_health_act", False),
        ("caution_appropriate", "caution_appropriate", True),
    ],
)
def test_a_question_is_open_until_somebody_answers_it(rule, question, good):
    assert question in QUESTIONS
    unasked = finding(rule)
    assert (unasked.verdict, unasked.reason, unasked.asks) == (
        NOT_KNOWN,
        "not_answered",
        (question,),
    )
    assert verdict(rule, answers={question: ASKED}) == (NOT_KNOWN, "asked_not_known")
    for said in (True, False):
        word = "yes" if said else "no"
        expected = (MET if said is good else NOT_MET, f"{question}_{word}")
        assert verdict(rule, answers={question: Answered(said)}) == expected


@pytest.mark.parametrize(
    ("accepts", "answers", "expected"),
    [
        (["admission"], {"admission": YES}, (MET, "admission_yes")),
        (["admission"], {"admission": NO}, (NOT_MET, "admission_no")),
        (["admission"], {"evidence": YES}, (NOT_KNOWN, "not_answered")),
        (["evidence"], {"evidence": NO}, (NOT_MET, "evidence_no")),
        (["admission", "evidence"], {"admission": NO}, (NOT_KNOWN, "not_answered")),
        (["admission", "evidence"], {"evidence": YES}, (MET, "evidence_yes")),
        (
            ["admission", "evidence"],
            {"admission": NO, "evidence": NO},
            (NOT_MET, "admission_or_evidence_no"),
        ),
        (
            ["admission", "evidence"],
            {"admission": NO, "evidence": ASKED},
            (NOT_KNOWN, "asked_not_known"),
        ),
    ],
)
def test_an_admission_or_enough_evidence(accepts, answers, expected):
    settings = {"accepts": accepts}

    assert verdict("admission_or_evidence", settings, answers=answers) == expected
    assert finding("admission_or_evidence", settings).asks == tuple(accepts)


@pytest.mark.parametrize(
    ("first", "often", "expected"),
    [
        (YES, None, (MET, "first_time_yes")),
        (NO, YES, (MET, "high_volume_low_risk_yes")),
        (NO, None, (NOT_KNOWN, "not_answered")),
        (NO, NO, (NOT_MET, "first_time_or_low_risk_no")),
    ],
)
def test_a_first_offence_or_many_of_low_risk(first, often, expected):
    given = {"first_time": first, "high_volume_low_risk": often}
    answers = {question: one for question, one in given.items() if one}

    assert verdict("first_time_or_low_risk", answers=answers) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [(True, (NOT_MET, "co_accused_referred")), (False, (MET, "co_accused_none"))],
)
def test_the_referral_says_whether_somebody_else_is_suspected(said, expected):
    answers = {"co_accused": Answered(not said)}

    assert verdict("no_co_accused", co_accused=said, answers=answers) == expected


@pytest.mark.parametrize(
    ("ticks", "answers", "expected"),
    [
        ([True, False], {}, (NOT_MET, "domestic_abuse_ticked")),
        ([None, True], {"domestic_abuse": NO}, (NOT_MET, "domestic_abuse_ticked")),
        ([False, False], {"domestic_abuse": YES}, (MET, "domestic_abuse_not_ticked")),
        ([False, None], {}, (NOT_KNOWN, "not_answered")),
        ([None], {"domestic_abuse": YES}, (NOT_MET, "domestic_abuse_yes")),
        ([], {}, (NOT_KNOWN, "not_answered")),
    ],
)
def test_one_offence_ticked_is_domestic_abuse(ticks, answers, expected):
    offences = tuple(offence(abuse=tick) for tick in ticks)

    assert verdict("no_domestic_abuse", offences=offences, answers=answers) == expected


# ── The age of the offence, and of the person then ───────────────────────────────────────────


@pytest.mark.parametrize(
    ("first", "on", "recent"),
    [
        ("2026-02-11", "2026-05-10", True),  # under three months old
        ("2026-02-11", "2026-05-11", False),  # three months old to the day
        ("2026-02-12", "2026-05-11", True),
        ("2025-11-30", "2026-02-27", True),
        ("2025-11-30", "2026-02-28", False),  # a short month gives its last day: the earlier
        ("2025-11-28", "2026-02-28", False),
        ("2027-11-29", "2028-02-28", True),
        ("2027-11-29", "2028-02-29", False),  # a leap year
        ("2026-05-11", "2026-05-11", True),
    ],
)
@pytest.mark.parametrize("measured", ["arrest", "referral", "decision"])
def test_an_offence_is_under_three_calendar_months_old(measured, first, on, recent):
    far = dt.date(2031, 1, 1)
    days = {"arrested": far, "referred": far, "day": far}
    days[{"arrest": "arrested", "referral": "referred", "decision": "day"}[measured]] = day(on)
    settings = {"months": 3, "measured_at": measured}

    found = verdict("offence_recent", settings, offences=(offence(first),), **days)

    assert found == ((MET, f"recent_at_{measured}") if recent else (NOT_MET, f"old_at_{measured}"))


@pytest.mark.parametrize(
    ("firsts", "arrested", "expected"),
    [
        (["2026-05-01", "2026-01-01"], TODAY, (NOT_MET, "old_at_arrest")),  # the oldest decides
        (["2026-05-01", None], TODAY, (NOT_KNOWN, "offence_day_unknown")),
        (["2026-01-01", None], TODAY, (NOT_MET, "old_at_arrest")),
        ([None], TODAY, (NOT_KNOWN, "offence_day_unknown")),
        ([], TODAY, (NOT_KNOWN, "offence_day_unknown")),
        (["2026-05-01"], None, (NOT_KNOWN, "arrest_unknown")),
    ],
)
def test_what_is_not_known_of_its_age_is_asked_for(firsts, arrested, expected):
    settings, offences = {"months": 3, "measured_at": "arrest"}, tuple(map(offence, firsts))

    found = verdict("offence_recent", settings, offences=offences, arrested=arrested)

    assert found == expected


@pytest.mark.parametrize(
    ("born", "firsts", "expected"),
    [
        (None, ["2026-05-10"], (NOT_KNOWN, "adult_unknown")),
        (dt.date(2008, 5, 10), ["2026-05-10"], (MET, "grown_at_offence")),
        (dt.date(2008, 5, 11), ["2026-05-10"], (NOT_MET, "child_at_offence")),
        (dt.date(2008, 2, 29), ["2026-02-28"], (NOT_MET, "child_at_offence")),
        (dt.date(2008, 2, 29), ["2026-03-01"], (MET, "grown_at_offence")),
        (dt.date(2008, 5, 10), ["2026-05-11", "2026-05-09"], (NOT_MET, "child_at_offence")),
        (dt.date(2000, 5, 10), ["2026-05-11", None], (NOT_KNOWN, "offence_day_unknown")),
        (dt.date(2000, 5, 10), [], (NOT_KNOWN, "offence_day_unknown")),
    ],
)
def test_eighteen_at_the_earliest_offence(born, firsts, expected):
    offences = tuple(map(offence, firsts))

    assert verdict("adult_at_offence", born=born, offences=offences) == expected


# ── Orders and bail ──────────────────────────────────────────────────────────────────────────


def ordered(*given):
    order, bail, *listed = given or (False, False)
    return Ordered(order, bail, tuple(listed))


ENDED = replace(COMMUNITY, until=TODAY - dt.timedelta(days=1))
SAME = replace(BAIL, another_matter=False)
UNCLEAR = replace(BAIL, another_matter=None)


@pytest.mark.parametrize(
    ("given", "another", "at_all", "not_asked"),
    [
        # none is something that somebody has said; not known is not none
        (ordered(), "order_none", "order_none", "order_none"),
        (ordered(None, None), "?order_bail_unknown", "?order_bail_unknown", "?order_unknown"),
        (ordered(None, False), "?order_unknown", "?order_unknown", "?order_unknown"),
        (ordered(False, None), "?bail_unknown", "?bail_unknown", "order_none"),
        # there is one, but nobody knows which
        (ordered(True, False), "!order_is", "!order_is", "!order_is"),
        (ordered(True, None), "!order_is", "!order_is", "!order_is"),
        (ordered(False, True), "?bail_is", "!bail_is", "order_none"),
        (ordered(None, True), "?bail_is", "!bail_is", "?order_unknown"),
        # an order to the end of its last day
        (
            ordered(True, False, COMMUNITY),
            "!orders_in_force",
            "!orders_in_force",
            "!orders_in_force",
        ),
        (ordered(True, False, ENDED), "orders_ended", "orders_ended", "orders_ended"),
        (
            ordered(True, False, replace(COMMUNITY, until=None)),
            "!orders_in_force",
            "!orders_in_force",
            "!orders_in_force",
        ),
        (ordered(True, None, ENDED), "?bail_unknown", "?bail_unknown", "orders_ended"),
        (ordered(True, True, ENDED, BAIL), "!orders_in_force", "!orders_in_force", "orders_ended"),
        # bail for another matter, for this one, or for nobody knows which
        (ordered(False, True, BAIL), "!orders_in_force", "!orders_in_force", "order_none"),
        (ordered(False, True, SAME), "bail_same_matter", "!orders_in_force", "order_none"),
        (ordered(False, True, UNCLEAR), "?bail_matter_unknown", "!orders_in_force", "order_none"),
        (ordered(True, True, UNCLEAR), "!order_is", "!orders_in_force", "!order_is"),
        (ordered(None, True, SAME), "?order_unknown", "!orders_in_force", "?order_unknown"),
        (
            ordered(True, True, COMMUNITY, UNCLEAR),
            "!orders_in_force",
            "!orders_in_force",
            "!orders_in_force",
        ),
    ],
)
def test_orders_and_bail(given, another, at_all, not_asked):
    verdicts = {"!": NOT_MET, "?": NOT_KNOWN}
    for bail, expected in (("another_matter", another), ("any", at_all), ("not_asked", not_asked)):
        found = finding("no_order_or_bail", {"bail": bail}, ordered=given)
        assert found.reason == expected.lstrip("!?"), bail
        assert found.verdict is verdicts.get(expected[0], MET), bail


def test_an_order_that_ends_today_still_holds_and_one_of_yesterday_does_not():
    assert COMMUNITY.in_force(TODAY)
    assert not COMMUNITY.in_force(TODAY + dt.timedelta(days=1))
    assert replace(COMMUNITY, until=None).in_force(dt.date(2099, 1, 1))


def test_every_kind_is_an_order_or_bail():
    assert {*ORDER_KINDS, *BAIL_KINDS} == set(OrderKind)
    assert not {*ORDER_KINDS} & {*BAIL_KINDS}


@pytest.mark.parametrize(
    ("order", "problems"),
    [
        (COMMUNITY, []),
        (Order(), ["order.kind_missing"]),
        (replace(BAIL, court="C" * 301), ["order.too_long"]),
    ],
)
def test_an_order_has_a_kind_and_a_name_that_fits(order, problems):
    assert list(order.problems()) == problems


# ── Of every scheme ──────────────────────────────────────────────────────────────────────────


def test_every_finding_has_its_effect_and_its_source(reference):
    for scheme in reference.schemes.schemes:
        rules = {rule.code: rule for rule in scheme.rules}
        rules |= {"adult": replace(rules["adult"], effect=Effect.PROMPTS)}
        every = assess(CLEAR, replace(scheme, rules=tuple(rules.values())), None).findings
        found = [one for one in every if one.rule != "cohort"]  # the scheme's
        assert [one.rule for one in found] == list(rules)
        for one in found:
            assert (one.effect, one.source) == (rules[one.rule].effect, rules[one.rule].source)
            assert one.source


def test_what_is_not_known_says_what_to_ask_or_where_to_fill_it_in(reference):
    """Whatever the scheme: a finding left open asks a question, or its words name the gap."""
    bare = Facts(TODAY, None, Located(Whereabouts.BY_HAND, Why.NO_POSTCODE), (), Ordered())
    for scheme in reference.schemes.schemes:
        for one in assess(bare, scheme, None).findings:
            if one.verdict is NOT_KNOWN:
                assert one.asks or one.reason.partition("_")[2] in (
                    "unknown",
                    "none",
                    "no_offence",
                    "bail_unknown",
                    "day_unknown",
                ), one
