"""Advise whether a person may be offered the scheme, and say why; a person decides."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, Literal

from triage_app.domain.charge_clock import ChargeClock, Fit
from triage_app.domain.problems import Invalid, Problem
from triage_app.domain.residence import Located, Whereabouts, Why
from triage_app.domain.scheme import Rule, Scheme
from triage_app.domain.workflow import Event

Outcome = Literal[Event.DECIDED_ELIGIBLE, Event.DECIDED_NOT_ELIGIBLE]
ADULT_AT = 18
# The rule that the contract's end leaves time to charge: of every scheme, so not in its file.
TERM = "term"


class Verdict(StrEnum):
    """What a rule, or all of them together, concludes."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class ChargedWith:
    """What the rules ask about one offence: where it was, its category and what it is called."""

    title: str
    code: str
    category: str | None
    first_day: date | None
    located: Located


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules may ask about a case on the day of the decision. None: not yet known."""

    day: date
    born: date | None
    home: Located
    lives_in_area: bool | None  # what a person found, where the postcode cannot decide
    offences: tuple[ChargedWith, ...]
    offended_in_area: bool | None
    court_order: bool | None
    bail_elsewhere: bool | None
    order_detail: str = ""

    def snapshot(self) -> dict[str, Any]:
        """Return the facts as they are kept beside the decision made on them."""
        kept: dict[str, Any] = json.loads(json.dumps(asdict(self), default=_iso))
        return kept


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's conclusion, why, and the values that its wording needs."""

    rule: str
    verdict: Verdict
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)

    def as_record(self) -> dict[str, Any]:
        """Return what is kept of it; `from_record` reads it again, years later."""
        values = {
            name: {"day": value.isoformat()} if isinstance(value, date) else value
            for name, value in self.values.items()
        }
        return {"rule": self.rule, "verdict": self.verdict, "reason": self.reason, "values": values}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> "Finding":
        """Return a finding as it was shown."""
        values = {
            name: date.fromisoformat(value["day"]) if isinstance(value, dict) else value
            for name, value in record["values"].items()
        }
        return cls(record["rule"], Verdict(record["verdict"]), record["reason"], values)


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The advice: every rule's finding under one version of the scheme, and the term's."""

    scheme: str
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """A single refusal decides; otherwise a single gap leaves it open."""
        verdicts = {finding.verdict for finding in self.findings}
        for decisive in (Verdict.NOT_MET, Verdict.NOT_KNOWN):
            if decisive in verdicts:
                return decisive
        return Verdict.MET

    @property
    def met(self) -> int:
        """How many rules are met."""
        return sum(finding.verdict is Verdict.MET for finding in self.findings)

    @property
    def digest(self) -> str:
        """Tie a decision to the advice it was made on."""
        shown = [self.scheme, *(finding.as_record() for finding in self.findings)]
        return sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides, why, and the digest of the advice that was before them."""

    outcome: Outcome
    reason: str
    advice_digest: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise Invalid(Problem("reason", "eligibility.reason_missing"))


def assess(facts: Facts, scheme: Scheme, term: Finding) -> Eligibility:
    """Put every rule of the scheme to the facts; what the term was found to be comes first."""
    findings = (RULES[rule.code](facts, rule) for rule in scheme.rules)
    return Eligibility(scheme.code, (term, *findings))


def term_finding(clock: ChargeClock, fit: Fit, *, overridden: bool = False) -> Finding:
    """Conclude whether a contract signed when one could be leaves time to charge after it."""
    if clock.known and clock.last_day is None:
        return _found(TERM, True, "term_no_limit", ends=fit.ends)
    if fit.fits is None:
        return _found(TERM, None, "term_unknown")
    values = {"ends": fit.ends, "last_day": clock.last_day, "safe_day": clock.safe_day}
    if fit.fits:
        return _found(TERM, True, "term_fits", **values)
    if overridden and not clock.out_of_time:
        return _found(TERM, True, "term_overridden", **values)
    return _term_too_long(clock, fit, values)


def _term_too_long(clock: ChargeClock, fit: Fit, values: Mapping[str, object]) -> Finding:
    if clock.out_of_time:
        return _found(TERM, False, "term_out_of_time", **values)
    if fit.longest_end is None:
        return _found(TERM, False, "term_none_fits", n=fit.days_over, **values)
    return _found(TERM, False, "term_too_long", n=fit.days_over, longest=fit.longest_end, **values)


def way_out(advice: Eligibility) -> str:
    """Return which of the ways out a refusal takes, given the advice it was made on."""
    not_met = {one.rule for one in advice.findings if one.verdict is Verdict.NOT_MET}
    if not not_met:
        return "not_suitable"
    return "no_safe_term" if not_met == {TERM} else "not_eligible"


def age_on(born: date, day: date) -> int:
    """Count whole years; somebody born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _adult(facts: Facts, rule: Rule) -> Finding:
    if facts.born is None:
        return _found(rule.code, None, "adult_unknown")
    age = age_on(facts.born, facts.day)
    values = {"age": age, "born": facts.born}
    if age < int(rule.settings["minimum_age"]):
        return _found(rule.code, False, "adult_not_yet", **values)
    days = [offence.first_day for offence in facts.offences if offence.first_day]
    if days and age_on(facts.born, min(days)) < ADULT_AT:
        # Advice to look at how a child would have been dealt with; the rule is of today.
        return _found(rule.code, True, "adult_was_child", **values)
    return _found(rule.code, True, "adult", **values)


def _lives_in_area(facts: Facts, rule: Rule) -> Finding:
    if facts.home.whereabouts is Whereabouts.BY_HAND and facts.lives_in_area is not None:
        reason = "lives_said_inside" if facts.lives_in_area else "lives_said_outside"
        return _found(rule.code, facts.lives_in_area, reason)
    return _by_postcode(rule, facts.home, "lives")


def _offended_in_area(facts: Facts, rule: Rule) -> Finding:
    """Every offence must lie inside: one outside decides, one unknown leaves it open."""
    if not facts.offences:
        return _found(rule.code, None, "offended_no_offence")
    located = [offence.located for offence in facts.offences]
    outside = [one for one in located if one.whereabouts is Whereabouts.OUTSIDE]
    by_hand = [one for one in located if one.whereabouts is Whereabouts.BY_HAND]
    if not outside and by_hand and facts.offended_in_area is not None:
        reason = "offended_said_inside" if facts.offended_in_area else "offended_said_outside"
        return _found(rule.code, facts.offended_in_area, reason)
    return _by_postcode(rule, (outside or by_hand or located)[0], "offended")


def _by_postcode(rule: Rule, located: Located, prefix: str) -> Finding:
    reasons = {
        Why.WHOLE: f"{prefix}_inside",
        Why.ELSEWHERE: f"{prefix}_outside",
        Why.DIVIDED: f"{prefix}_divided",
        Why.NO_POSTCODE: f"{prefix}_no_postcode",
        Why.UNREADABLE: f"{prefix}_unreadable",
    }
    answers = {Whereabouts.INSIDE: True, Whereabouts.OUTSIDE: False, Whereabouts.BY_HAND: None}
    counts = {"outcode": located.outcode, "inside": located.inside, "total": located.total}
    return _found(rule.code, answers[located.whereabouts], reasons[located.why], **counts)


def _offence_suitable(facts: Facts, rule: Rule) -> Finding:
    if not facts.offences:
        return _found(rule.code, None, "offence_none")
    suitable = rule.settings["categories"]
    for offence in facts.offences:
        if offence.category is not None and offence.category not in suitable:
            return _found(rule.code, False, "offence_too_grave", **_named(offence))
    for offence in facts.offences:
        if offence.category is None:
            return _found(rule.code, None, "offence_unknown", **_named(offence))
    if len(facts.offences) > 1:
        return _found(rule.code, True, "offences_suitable", n=len(facts.offences))
    return _found(rule.code, True, "offence_suitable", **_named(facts.offences[0]))


def _named(offence: ChargedWith) -> dict[str, object]:
    return {"offence": offence.title, "code": offence.code, "category": offence.category or ""}


def _no_order_or_bail(facts: Facts, rule: Rule) -> Finding:
    bail = facts.bail_elsewhere if rule.settings["bail"] == "another_matter" else False
    detail = {"detail": facts.order_detail}
    if facts.court_order:
        return _found(rule.code, False, "order_is", **detail)
    if bail:
        return _found(rule.code, False, "bail_is", **detail)
    if facts.court_order is None:
        return _found(rule.code, None, "order_unknown" if bail is False else "order_bail_unknown")
    if bail is None:
        return _found(rule.code, None, "bail_unknown")
    return _found(rule.code, True, "order_none")


def _found(rule: str, answer: bool | None, reason: str, **values: object) -> Finding:  # noqa: FBT001
    return Finding(rule, VERDICTS[answer], reason, values)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


VERDICTS = {True: Verdict.MET, False: Verdict.NOT_MET, None: Verdict.NOT_KNOWN}

# Which of these apply, and with which settings, is for the scheme's file, which cites its source.
RULES: dict[str, Callable[[Facts, Rule], Finding]] = {
    "adult": _adult,
    "lives_in_area": _lives_in_area,
    "offended_in_area": _offended_in_area,
    "offence_suitable": _offence_suitable,
    "no_order_or_bail": _no_order_or_bail,
}

# What each rule must be told, and of what type; a scheme's file that tells it else is refused.
SETTINGS: dict[str, dict[str, type]] = {
    "adult": {"minimum_age": int},
    "lives_in_area": {},
    "offended_in_area": {},
    "offence_suitable": {"categories": list},
    "no_order_or_bail": {"bail": str},
}
