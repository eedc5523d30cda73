"""The rules a scheme may name: each looks at the facts and says met, not met or not known."""

from collections.abc import Callable
from dataclasses import replace

from triage_app.domain.eligibility import (
    ADULT_AT,
    ChargedWith,
    Eligibility,
    Facts,
    Finding,
    age_on,
    found,
)
from triage_app.domain.residence import Located, Whereabouts, Why
from triage_app.domain.scheme import Rule, Scheme


def assess(facts: Facts, scheme: Scheme, term: Finding | None) -> Eligibility:
    """Put every rule of the scheme to the facts; what the term was found to be comes first.

    A scheme without a contract has no term to find.
    """
    findings = (replace(RULES[one.code](facts, one), effect=one.effect) for one in scheme.rules)
    return Eligibility(scheme.code, (*([term] if term else []), *findings))


def _adult(facts: Facts, rule: Rule) -> Finding:
    if facts.born is None:
        return found(rule.code, None, "adult_unknown")
    age = age_on(facts.born, facts.day)
    values = {"age": age, "born": facts.born}
    if age < int(rule.settings["minimum_age"]):
        return found(rule.code, False, "adult_not_yet", **values)
    days = [offence.first_day for offence in facts.offences if offence.first_day]
    if days and age_on(facts.born, min(days)) < ADULT_AT:
        # Advice to look at how a child would have been dealt with; the rule is of today.
        return found(rule.code, True, "adult_was_child", **values)
    return found(rule.code, True, "adult", **values)


def _lives_in_area(facts: Facts, rule: Rule) -> Finding:
    if facts.home.whereabouts is Whereabouts.BY_HAND and facts.lives_in_area is not None:
        reason = "lives_said_inside" if facts.lives_in_area else "lives_said_outside"
        return found(rule.code, facts.lives_in_area, reason)
    return _by_postcode(rule, facts.home, "lives")


def _offended_in_area(facts: Facts, rule: Rule) -> Finding:
    """Every offence must lie inside: one outside decides, one unknown leaves it open."""
    if not facts.offences:
        return found(rule.code, None, "offended_no_offence")
    located = [offence.located for offence in facts.offences]
    outside = [one for one in located if one.whereabouts is Whereabouts.OUTSIDE]
    by_hand = [one for one in located if one.whereabouts is Whereabouts.BY_HAND]
    if not outside and by_hand and facts.offended_in_area is not None:
        reason = "offended_said_inside" if facts.offended_in_area else "offended_said_outside"
        return found(rule.code, facts.offended_in_area, reason)
    return _by_postcode(rule, (outside or by_hand or located)[0], "offended")


def _by_postcode(rule: Rule, located: Located, prefix: str) -> Finding:
    whole = {Why.WHOLE: "inside", Why.ELSEWHERE: "outside"}
    reason = f"{prefix}_{whole.get(located.why, located.why)}"
    answers = {Whereabouts.INSIDE: True, Whereabouts.OUTSIDE: False, Whereabouts.BY_HAND: None}
    return found(rule.code, answers[located.whereabouts], reason, **located.said())


def _offence_suitable(facts: Facts, rule: Rule) -> Finding:
    if not facts.offences:
        return found(rule.code, None, "offence_none")
    suitable = rule.settings["categories"]
    for offence in facts.offences:
        if offence.category is not None and offence.category not in suitable:
            return found(rule.code, False, "offence_too_grave", **_named(offence))
    for offence in facts.offences:
        if offence.category is None:
            return found(rule.code, None, "offence_unknown", **_named(offence))
    if len(facts.offences) > 1:
        return found(rule.code, True, "offences_suitable", n=len(facts.offences))
    return found(rule.code, True, "offence_suitable", **_named(facts.offences[0]))


def _named(offence: ChargedWith) -> dict[str, object]:
    return {"offence": offence.title, "code": offence.code, "category": offence.category or ""}


def _no_order_or_bail(facts: Facts, rule: Rule) -> Finding:
    bail = facts.bail_elsewhere if rule.settings["bail"] == "another_matter" else False
    detail = {"detail": facts.order_detail}
    if facts.court_order:
        return found(rule.code, False, "order_is", **detail)
    if bail:
        return found(rule.code, False, "bail_is", **detail)
    if facts.court_order is None:
        return found(rule.code, None, "order_unknown" if bail is False else "order_bail_unknown")
    if bail is None:
        return found(rule.code, None, "bail_unknown")
    return found(rule.code, True, "order_none")


def _asked(facts: Facts, rule: Rule) -> Finding:  # noqa: ARG001
    """Leave it open: nobody has been asked."""
    return found(rule.code, None, "not_answered")


# Which of these apply, and with which settings, is for the scheme's file, which cites its source.
RULES: dict[str, Callable[[Facts, Rule], Finding]] = {
    "adult": _adult,
    "lives_in_area": _lives_in_area,
    "offended_in_area": _offended_in_area,
    "offence_suitable": _offence_suitable,
    "no_order_or_bail": _no_order_or_bail,
    "offence_recent": _asked,
    "admission_or_evidence": _asked,
    "no_co_accused": _asked,
    "no_hate_crime": _asked,
    "no_domestic_abuse": _asked,
    "not_highest_risk": _asked,
    "not_held_for_court": _asked,
    "not_under_mental_health_act": _asked,
    "adult_at_offence": _asked,
    "first_time_or_low_risk": _asked,
    "caution_appropriate": _asked,
}
