"""Ten thousand cases through the rules of every scheme, against the rules told in other words.

What stands here knows nothing of how the rules are written: it says of each, in plain Python,
what the commissioners' papers say. True is met, False not met, None not known.
"""

from collections import Counter

from dateutil.relativedelta import relativedelta

from tests.domain.generated_cases import cases
from triage_app.domain.eligibility import Verdict
from triage_app.domain.residence import Whereabouts
from triage_app.domain.rules import RULES, assess
from triage_app.domain.scheme import Effect, Rule

NUMBER = 10_000
WORDS = {True: Verdict.MET, False: Verdict.NOT_MET, None: Verdict.NOT_KNOWN}


def every(answers):
    """One refusal decides, one gap leaves it open."""
    answers = list(answers)
    return False if False in answers else None if None in answers or not answers else True


def either(answers):
    """One yes will do; without one, a gap leaves it open."""
    answers = list(answers)
    return True if True in answers else None if None in answers else False


def opposite(answer):
    return None if answer is None else not answer


def said(facts, question):
    return facts.answers[question].said if question in facts.answers else None


def in_area(place, by_hand):
    if place.whereabouts is Whereabouts.BY_HAND:
        return by_hand
    return place.whereabouts is Whereabouts.INSIDE


def had_birthday(born, years, day):
    """Somebody born on 29 February has it on 1 March."""
    birthday = born + relativedelta(years=years)
    if (born.month, born.day) == (2, 29) and birthday.day == 28:
        birthday += relativedelta(days=1)
    return birthday <= day


def adult(facts, settings):
    return facts.born and had_birthday(facts.born, settings["minimum_age"], facts.day)


def offended_in_area(facts, _):
    by_hand = said(facts, "offended_in_area")
    return every(in_area(one.located, by_hand) for one in facts.offences)


def offence_suitable(facts, settings):
    return every(
        None if one.category is None else one.category in settings["categories"]
        for one in facts.offences
    )


def free_of_orders(facts, settings):
    """No order that still runs; no bail that still runs and counts."""
    ordered, day = facts.ordered, facts.day
    orders = [one for one in ordered.orders if not one.kind.endswith("_bail")]
    bail = [one for one in ordered.orders if one.kind.endswith("_bail")]

    def runs(one):
        return one.until is None or day <= one.until

    free = not any(map(runs, orders)) if orders else opposite(ordered.court_order)
    counts = settings["bail"]
    if counts == "not_asked":
        return free
    if counts == "any":
        bailed = any(map(runs, bail)) if bail else ordered.bail
    elif bail:
        matters = [one.another_matter for one in bail if runs(one)]
        bailed = either(matters)
    else:
        bailed = None if ordered.bail else ordered.bail
    return every([free, opposite(bailed)])


def offence_recent(facts, settings):
    on = {"arrest": facts.arrested, "referral": facts.referred, "decision": facts.day}
    measured = on[settings["measured_at"]]
    if measured is None:
        return None
    return every(
        one.first_day and measured < one.first_day + relativedelta(months=settings["months"])
        for one in facts.offences
    )


def no_domestic_abuse(facts, _):
    ticks = [one.domestic_abuse for one in facts.offences]
    ticked = either(ticks) if ticks else None
    return opposite(said(facts, "domestic_abuse") if ticked is None else ticked)


def adult_at_offence(facts, _):
    if facts.born is None:
        return None
    return every(
        one.first_day and had_birthday(facts.born, 18, one.first_day) for one in facts.offences
    )


def no_co_accused(facts, _):
    referred = facts.co_accused
    return opposite(said(facts, "co_accused") if referred is None else referred)


def answered_no(question):
    return lambda facts, _: opposite(said(facts, question))


RETOLD = {
    "adult": adult,
    "lives_in_area": lambda facts, _: in_area(facts.home, said(facts, "lives_in_area")),
    "offended_in_area": offended_in_area,
    "offence_suitable": offence_suitable,
    "no_order_or_bail": free_of_orders,
    "offence_recent": offence_recent,
    "admission_or_evidence": lambda facts, settings: either(
        said(facts, one) for one in settings["accepts"]
    ),
    "no_co_accused": no_co_accused,
    "no_hate_crime": answered_no("hate_crime"),
    "no_domestic_abuse": no_domestic_abuse,
    "not_highest_risk": answered_no("highest_risk"),
    "not_held_for_court": answered_no("held_for_court"),
    "not_under_mental_health_act": answered_no("mental_health_act"),
    "adult_at_offence": adult_at_offence,
    "first_time_or_low_risk": lambda facts, _: either(
        said(facts, one) for one in ("first_time", "high_volume_low_risk")
    ),
    "caution_appropriate": lambda facts, _: said(facts, "caution_appropriate"),
}
# Every rule with every setting it can have, for what no scheme's file says today.
EVERY = [
    *(
        Rule("offence_recent", "p", {"months": months, "measured_at": at})
        for months in (1, 3, 6)
        for at in ("arrest", "referral", "decision")
    ),
    *(
        Rule("no_order_or_bail", "p", {"bail": one})
        for one in ("another_matter", "any", "not_asked")
    ),
    *(
        Rule("admission_or_evidence", "p", {"accepts": accepts})
        for accepts in (["admission"], ["evidence"], ["admission", "evidence"])
    ),
    Rule("adult", "p", {"minimum_age": 18}),
    Rule("offence_suitable", "p", {"categories": ["CS", "CM", "CE"]}),
    *(
        Rule(code, "p", {})
        for code in RETOLD
        if code
        not in (
            "offence_recent",
            "no_order_or_bail",
            "admission_or_evidence",
            "adult",
            "offence_suitable",
        )
    ),
]


FOR_WOMEN = {"haverfordwest-women"}


def test_every_rule_is_retold():
    assert RETOLD.keys() == RULES.keys() == {rule.code for rule in EVERY}


def test_every_scheme_finds_what_its_rules_say_in_ten_thousand_cases(reference):
    counted = Counter()
    for facts in cases(NUMBER):
        for scheme in reference.schemes.schemes:
            advice = assess(facts, scheme, None)
            told = {rule.code: RETOLD[rule.code](facts, rule.settings) for rule in scheme.rules}
            if scheme.family in FOR_WOMEN:
                told["cohort"] = None if facts.sex is None else facts.sex == "female"
            assert {one.rule: one.verdict for one in advice.findings} == {
                code: WORDS[answer] for code, answer in told.items()
            }, facts
            prompts = {rule.code for rule in scheme.rules if rule.effect is Effect.PROMPTS}
            bars = [answer for code, answer in told.items() if code not in prompts]
            assert advice.verdict is WORDS[every(bars)]
            counted[scheme.code, advice.verdict] += 1
    for scheme in reference.schemes.schemes:  # none of the three is a matter of a few lucky cases
        assert all(counted[scheme.code, one] > 20 for one in Verdict), counted


def test_every_rule_with_every_setting_finds_the_same():
    counted = Counter()
    for facts in cases(2_000, seed=7):
        for rule in EVERY:
            found = RULES[rule.code](facts, rule).verdict
            assert found is WORDS[RETOLD[rule.code](facts, rule.settings)], (rule, facts)
            counted[rule.code, found] += 1
    assert all(counted[code, one] > 20 for code in RULES for one in Verdict), counted
