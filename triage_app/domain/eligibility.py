"""Advise whether a person may be offered the scheme, and say why; a person decides."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, Literal

from triage_app.domain.charge_clock import ChargeClock, Fit
from triage_app.domain.orders import Ordered
from triage_app.domain.problems import Invalid, Problem
from triage_app.domain.questions import Answered
from triage_app.domain.residence import Located
from triage_app.domain.scheme import Effect, Rule
from triage_app.domain.workflow import Event

Outcome = Literal[Event.DECIDED_ELIGIBLE, Event.DECIDED_NOT_ELIGIBLE]
ADULT_AT = 18
LONGEST_REASON = 900  # it is printed in the letter to the officer
# The rule that the contract's end leaves time to charge: of every scheme, so not in its file.
TERM = "term"
OF_TERM = Rule(TERM, "", {})
# That somebody is among those the scheme takes: of every scheme that does not take everybody.
COHORT = "cohort"
OF_COHORT = Rule(COHORT, "", {})


class Verdict(StrEnum):
    """What a rule, or all of them together, concludes."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class ChargedWith:
    """What the rules ask about one offence: what it is, when and where it was."""

    title: str
    code: str
    category: str | None
    first_day: date | None
    located: Located
    domestic_abuse: bool | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules may ask about a case on the day of the decision. None: not yet known."""

    day: date
    born: date | None
    home: Located
    offences: tuple[ChargedWith, ...]
    ordered: Ordered
    arrested: date | None = None
    referred: date | None = None
    co_accused: bool | None = None  # as the referral has it
    answers: Mapping[str, Answered] = field(default_factory=dict)  # by the question's code
    sex: str | None = None

    def said(self, question: str) -> bool | None:
        """Return what was answered to a question; None while nobody knows."""
        answered = self.answers.get(question)
        return answered.said if answered else None

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
    effect: Effect = Effect.BARS
    source: str = ""  # what the rule rests on, as the scheme cites it
    asks: tuple[str, ...] = ()  # the questions whose answers settle it

    def as_record(self) -> dict[str, Any]:
        """Return what is kept of it; `from_record` reads it again, years later."""
        values = {
            name: {"day": value.isoformat()} if isinstance(value, date) else value
            for name, value in self.values.items()
        }
        return {
            "rule": self.rule,
            "verdict": self.verdict,
            "reason": self.reason,
            "values": values,
            "effect": self.effect,
            "source": self.source,
            "asks": list(self.asks),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> "Finding":
        """Return a finding as it was shown."""
        values = {
            name: date.fromisoformat(value["day"]) if isinstance(value, dict) else value
            for name, value in record["values"].items()
        }
        return cls(
            record["rule"],
            Verdict(record["verdict"]),
            record["reason"],
            values,
            Effect(record["effect"]),
            record["source"],
            tuple(record["asks"]),
        )


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The advice: every rule's finding under one version of the scheme, and the term's."""

    scheme: str
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """A single refusal decides; otherwise a single gap leaves it open. Prompts do neither."""
        verdicts = {one.verdict for one in self.findings if one.effect is Effect.BARS}
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
    """What a person decides, why, and the digest of the advice that was before them.

    Where a screen showed what was judged beside the rules, the digest of all of it as well.
    """

    outcome: Outcome
    reason: str
    advice_digest: str
    shown_digest: str = ""

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise Invalid(Problem("reason", "eligibility.reason_missing"))
        if len(self.reason) > LONGEST_REASON:
            raise Invalid(Problem("reason", "problem.too_long", {"most": LONGEST_REASON}))


def term_finding(clock: ChargeClock, fit: Fit, *, overridden: bool = False) -> Finding:
    """Conclude whether a contract signed when one could be leaves time to charge after it."""
    finding = _term(clock, fit, overridden=overridden)
    return replace(finding, source=clock.governing.limit.source) if clock.governing else finding


def _term(clock: ChargeClock, fit: Fit, *, overridden: bool) -> Finding:
    if clock.known and clock.last_day is None:
        return found(OF_TERM, True, "term_no_limit", ends=fit.ends)
    if fit.fits is None:
        return found(OF_TERM, None, "term_unknown")
    values = {"ends": fit.ends, "last_day": clock.last_day, "safe_day": clock.safe_day}
    if fit.fits:
        return found(OF_TERM, True, "term_fits", **values)
    if overridden and not clock.out_of_time:
        return found(OF_TERM, True, "term_overridden", **values)
    return _term_too_long(clock, fit, values)


def _term_too_long(clock: ChargeClock, fit: Fit, values: Mapping[str, object]) -> Finding:
    if clock.out_of_time:
        return found(OF_TERM, False, "term_out_of_time", **values)
    if fit.longest_end is None:
        return found(OF_TERM, False, "term_none_fits", n=fit.days_over, **values)
    return found(
        OF_TERM, False, "term_too_long", n=fit.days_over, longest=fit.longest_end, **values
    )


def way_out(advice: Eligibility) -> str:
    """Return which of the ways out a refusal takes, given the advice it was made on."""
    bars = (one for one in advice.findings if one.effect is Effect.BARS)
    not_met = {one.rule for one in bars if one.verdict is Verdict.NOT_MET}
    if not not_met:
        return "not_suitable"
    return "no_safe_term" if not_met == {TERM} else "not_eligible"


def age_on(born: date, day: date) -> int:
    """Count whole years; somebody born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def found(rule: Rule, answer: bool | None, reason: str, **values: object) -> Finding:  # noqa: FBT001
    """Return a finding: met, not met, or where there is no answer not known."""
    return Finding(rule.code, VERDICTS[answer], reason, values, rule.effect, rule.source)


def asked(rule: Rule, answer: bool | None, reason: str, questions: Sequence[str]) -> Finding:  # noqa: FBT001
    """Return a finding that rests on the answers to some questions."""
    held = (rule.effect, rule.source, tuple(questions))
    return Finding(rule.code, VERDICTS[answer], reason, {}, *held)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


VERDICTS = {True: Verdict.MET, False: Verdict.NOT_MET, None: Verdict.NOT_KNOWN}
