"""Rules that published schemes add to the first five; most are asked beside their finding.

What each scheme takes from its own papers, and whether it bars or prompts, is in its file.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

from triage_app.domain.deadlines import add_months
from triage_app.domain.eligibility import ADULT_AT, Facts, Finding, age_on, asked, found
from triage_app.domain.scheme import Rule

Predicate = Callable[[Facts, Rule], Finding]


def unless(question: str) -> Predicate:
    """Return the rule that is met where a question is answered with no."""
    return lambda facts, rule: _answered(facts, rule, question, wanted=False)


def only_if(question: str) -> Predicate:
    """Return the rule that is met where a question is answered with yes."""
    return lambda facts, rule: _answered(facts, rule, question, wanted=True)


def no_co_accused(facts: Facts, rule: Rule) -> Finding:
    """The referral says whether somebody else is suspected of the offence; else it is asked."""
    if facts.co_accused is None:
        return _answered(facts, rule, "co_accused", wanted=False)
    reason = "co_accused_referred" if facts.co_accused else "co_accused_none"
    return found(rule, not facts.co_accused, reason)


def no_domestic_abuse(facts: Facts, rule: Rule) -> Finding:
    """One offence ticked decides; where the ticks do not say, it is asked."""
    ticks = [one.domestic_abuse for one in facts.offences]
    if any(ticks):
        return found(rule, False, "domestic_abuse_ticked")
    if ticks and None not in ticks:
        return found(rule, True, "domestic_abuse_not_ticked")
    return _answered(facts, rule, "domestic_abuse", wanted=False)


def admission_or_evidence(facts: Facts, rule: Rule) -> Finding:
    """An admission, or enough evidence to charge: whichever of them the scheme accepts."""
    return _any_of(facts, rule, rule.settings["accepts"])


def first_time_or_low_risk(facts: Facts, rule: Rule) -> Finding:
    """A first offence, or many of low risk: Wiltshire's deferred caution is for either."""
    return _any_of(facts, rule, ("first_time", "high_volume_low_risk"))


def adult_at_offence(facts: Facts, rule: Rule) -> Finding:
    """Who was under 18 at the earliest offence would have been dealt with as a child."""
    if facts.born is None:
        return found(rule, None, "adult_unknown")
    days = [one.first_day for one in facts.offences if one.first_day]
    if days and age_on(facts.born, min(days)) < ADULT_AT:
        values = {"born": facts.born, "first": min(days)}
        return found(rule, False, "child_at_offence", **values)
    if not days or len(days) < len(facts.offences):
        return found(rule, None, "offence_day_unknown")
    return found(rule, True, "grown_at_offence", born=facts.born, first=min(days))


def offence_recent(facts: Facts, rule: Rule) -> Finding:
    """The oldest offence must be under so many calendar months old on the day it is measured.

    On the corresponding day it is that old, and no longer under it; a short month gives its last.
    """
    measured = str(rule.settings["measured_at"])
    on = {"arrest": facts.arrested, "referral": facts.referred, "decision": facts.day}[measured]
    if on is None:
        return found(rule, None, f"{measured}_unknown")
    days = [one.first_day for one in facts.offences if one.first_day]
    if days:
        first = min(days)
        until = add_months(first, int(rule.settings["months"])) - timedelta(days=1)
        values = {"first": first, "until": until, "on": on}
        if on > until:
            return found(rule, False, f"old_at_{measured}", **values)
        if len(days) == len(facts.offences):
            return found(rule, True, f"recent_at_{measured}", **values)
    return found(rule, None, "offence_day_unknown")


def _answered(facts: Facts, rule: Rule, question: str, *, wanted: bool) -> Finding:
    said = facts.said(question)
    if said is None:
        return _open(facts, rule, (question,))
    answer = "yes" if said else "no"
    return asked(rule, said is wanted, f"{question}_{answer}", (question,))


def _any_of(facts: Facts, rule: Rule, questions: Sequence[str]) -> Finding:
    """Met by the first yes, not met where all are answered with no."""
    for one in questions:
        if facts.said(one):
            return asked(rule, True, f"{one}_yes", questions)
    if any(facts.said(one) is None for one in questions):
        return _open(facts, rule, questions)
    reason = f"{questions[0]}_no" if len(questions) == 1 else f"{rule.code}_no"
    return asked(rule, False, reason, questions)


def _open(facts: Facts, rule: Rule, questions: Sequence[str]) -> Finding:
    """Leave it open: nobody was asked, or whoever was asked does not know."""
    known = all(one in facts.answers for one in questions)
    reason = "asked_not_known" if known else "not_answered"
    return asked(rule, None, reason, questions)
