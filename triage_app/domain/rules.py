"""The rules a scheme may name: each looks at the facts and says met, not met or not known."""

from collections.abc import Callable
from dataclasses import replace

from triage_app.domain import prompts
from triage_app.domain.cohort import Somebody
from triage_app.domain.eligibility import (
    ADULT_AT,
    OF_COHORT,
    ChargedWith,
    Eligibility,
    Facts,
    Finding,
    age_on,
    found,
)
from triage_app.domain.orders import Order, Ordered
from triage_app.domain.questions import LIVES, OFFENDED
from triage_app.domain.residence import Located, Whereabouts, Why
from triage_app.domain.scheme import Rule, Scheme


def assess(facts: Facts, scheme: Scheme, term: Finding | None) -> Eligibility:
    """Put every rule of the scheme to the facts; what the term was found to be comes first.

    A scheme without a contract has no term to find.
    """
    findings = (RULES[one.code](facts, one) for one in scheme.rules)
    first = [one for one in (term, cohort_finding(facts, scheme)) if one]
    return Eligibility(scheme.code, (*first, *findings))


def cohort_finding(facts: Facts, scheme: Scheme) -> Finding | None:
    """Conclude whether the scheme takes such people at all; None of one that takes everybody.

    They were taken when the case was opened: what was recorded of them may have been corrected.
    """
    if any(one.takes(Somebody()) for one in scheme.cohorts):
        return None
    age = age_on(facts.born, facts.referred or facts.day) if facts.born else None
    taken = {one.takes(Somebody(facts.sex, age)) for one in scheme.cohorts}
    answer = True if True in taken else None if None in taken else False
    names = [one.name for one in scheme.cohorts]
    whom = [", ".join(one.en for one in names), ", ".join(one.cy for one in names)]
    reasons = {True: "cohort_taken", False: "cohort_not_taken", None: "cohort_unknown"}
    return found(OF_COHORT, answer, reasons[answer], whom=whom)


def _adult(facts: Facts, rule: Rule) -> Finding:
    if facts.born is None:
        return found(rule, None, "adult_unknown")
    age = age_on(facts.born, facts.day)
    values = {"age": age, "born": facts.born}
    if age < int(rule.settings["minimum_age"]):
        return found(rule, False, "adult_not_yet", **values)
    days = [offence.first_day for offence in facts.offences if offence.first_day]
    if days and age_on(facts.born, min(days)) < ADULT_AT:
        # Advice to look at how a child would have been dealt with; the rule is of today.
        return found(rule, True, "adult_was_child", **values)
    return found(rule, True, "adult", **values)


def _lives_in_area(facts: Facts, rule: Rule) -> Finding:
    """The postcode decides where it can; where it cannot, a person does and says how they know."""
    if facts.home.whereabouts is Whereabouts.BY_HAND:
        return _by_hand(facts, rule, LIVES, _by_postcode(rule, facts.home, "lives"))
    return _by_postcode(rule, facts.home, "lives")


def _offended_in_area(facts: Facts, rule: Rule) -> Finding:
    """Every offence must lie inside: one outside decides, one unknown leaves it open."""
    if not facts.offences:
        return found(rule, None, "offended_no_offence")
    located = [offence.located for offence in facts.offences]
    outside = [one for one in located if one.whereabouts is Whereabouts.OUTSIDE]
    by_hand = [one for one in located if one.whereabouts is Whereabouts.BY_HAND]
    told = _by_postcode(rule, (outside or by_hand or located)[0], "offended")
    if by_hand and not outside:
        return _by_hand(facts, rule, OFFENDED, told)
    return told


def _by_hand(facts: Facts, rule: Rule, question: str, told: Finding) -> Finding:
    said = facts.said(question)
    if said is not None:
        prefix = question.partition("_")[0]
        told = found(rule, said, f"{prefix}_said_{'inside' if said else 'outside'}")
    return replace(told, asks=(question,))


def _by_postcode(rule: Rule, located: Located, prefix: str) -> Finding:
    whole = {Why.WHOLE: "inside", Why.ELSEWHERE: "outside"}
    reason = f"{prefix}_{whole.get(located.why, located.why)}"
    answers = {Whereabouts.INSIDE: True, Whereabouts.OUTSIDE: False, Whereabouts.BY_HAND: None}
    return found(rule, answers[located.whereabouts], reason, **located.said())


def _offence_suitable(facts: Facts, rule: Rule) -> Finding:
    if not facts.offences:
        return found(rule, None, "offence_none")
    suitable = rule.settings["categories"]
    for offence in facts.offences:
        if offence.category is not None and offence.category not in suitable:
            return found(rule, False, "offence_too_grave", **_named(offence))
    for offence in facts.offences:
        if offence.category is None:
            return found(rule, None, "offence_unknown", **_named(offence))
    if len(facts.offences) > 1:
        return found(rule, True, "offences_suitable", n=len(facts.offences))
    return found(rule, True, "offence_suitable", **_named(facts.offences[0]))


def _named(offence: ChargedWith) -> dict[str, object]:
    return {"offence": offence.title, "code": offence.code, "category": offence.category or ""}


def _no_order_or_bail(facts: Facts, rule: Rule) -> Finding:
    """An order or bail still in force bars; "none" is something that somebody has said.

    Whether bail counts for another matter only, for any, or not at all, is the scheme's setting.
    """
    counts = rule.settings["bail"]
    listed = [one for one in facts.ordered.orders if not one.is_bail or counts != "not_asked"]
    standing = [one for one in listed if one.in_force(facts.day)]
    barring = [one for one in standing if _bars(one, counts)]
    if barring:
        return found(rule, False, "orders_in_force", orders=list(map(_told, barring)))
    unclear = [one for one in standing if one.is_bail and one.another_matter is None]
    if counts == "another_matter" and unclear and not _undescribed(facts.ordered, counts)[0]:
        return found(rule, None, "bail_matter_unknown", orders=list(map(_told, unclear)))
    return _of_what_is_not_listed(facts, rule, listed)


def _bars(order: Order, counts: str) -> bool:
    return not order.is_bail or counts == "any" or order.another_matter is True


def _undescribed(ordered: Ordered, counts: str) -> tuple[bool | None, bool | None]:
    """Return whether there is an order, and bail, of which no more is known than that."""
    described = {one.is_bail for one in ordered.orders}
    order = False if False in described else ordered.court_order
    bail = False if True in described or counts == "not_asked" else ordered.bail
    return order, bail


def _of_what_is_not_listed(facts: Facts, rule: Rule, listed: list[Order]) -> Finding:
    counts = rule.settings["bail"]
    order, bail = _undescribed(facts.ordered, counts)
    if order:
        return found(rule, False, "order_is")
    if bail:
        return found(rule, False if counts == "any" else None, "bail_is")
    if order is None or bail is None:
        return found(rule, None, UNKNOWN[order, bail])
    standing = [one for one in listed if one.in_force(facts.day)]
    if standing:
        return found(rule, True, "bail_same_matter", orders=list(map(_told, standing)))
    if listed:
        return found(rule, True, "orders_ended", orders=list(map(_told, listed)))
    return found(rule, True, "order_none")


UNKNOWN = {
    (None, None): "order_bail_unknown",
    (None, False): "order_unknown",
    (False, None): "bail_unknown",
}


def _told(order: Order) -> dict[str, str]:
    """Return an order as plain values: they are kept beside a decision."""
    until = order.until.isoformat() if order.until else ""
    return {"kind": str(order.kind), "court": order.court, "until": until}


# Which of these apply, and with which settings, is for the scheme's file, which cites its source.
RULES: dict[str, Callable[[Facts, Rule], Finding]] = {
    "adult": _adult,
    "lives_in_area": _lives_in_area,
    "offended_in_area": _offended_in_area,
    "offence_suitable": _offence_suitable,
    "no_order_or_bail": _no_order_or_bail,
    "offence_recent": prompts.offence_recent,
    "admission_or_evidence": prompts.admission_or_evidence,
    "no_co_accused": prompts.no_co_accused,
    "no_hate_crime": prompts.unless("hate_crime"),
    "no_domestic_abuse": prompts.no_domestic_abuse,
    "not_highest_risk": prompts.unless("highest_risk"),
    "not_held_for_court": prompts.unless("held_for_court"),
    "not_under_mental_health_act": prompts.unless("mental_health_act"),
    "adult_at_offence": prompts.adult_at_offence,
    "first_time_or_low_risk": prompts.first_time_or_low_risk,
    "caution_appropriate": prompts.only_if("caution_appropriate"),
}
