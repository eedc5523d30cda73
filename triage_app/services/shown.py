"""Everything the eligibility step shows of a case, in both languages: what a decision keeps.

Made from the case as it stands, or read from the decision that was taken on it: the step draws
either alike, so a decision of years ago needs neither its scheme's file nor today's wording.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from triage_app.domain.charge_clock import ChargeClock
from triage_app.domain.eligibility import Eligibility, Facts, Finding, Verdict
from triage_app.domain.scheme import Effect, Scheme
from triage_app.services import finding_words as in_words
from triage_app.services import said
from triage_app.services.desk import Desk
from triage_app.services.judgements import Judged, ScoredBy
from triage_app.services.said import Said, say


@dataclass(frozen=True, slots=True)
class RuleShown:
    """One rule: its name, what was found, what that rests on, and whether it bars or prompts."""

    rule: str
    verdict: Verdict
    effect: Effect
    word: Said  # of the verdict
    name: Said
    found: Said
    answers: tuple[Said, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The version of the rules, every rule, the time to charge, gravity and suitability."""

    scheme: Said
    rules: tuple[RuleShown, ...]
    clock: tuple[Said, ...]
    gravity: tuple[Said, ...]
    suitability: tuple[Said, ...]

    @property
    def digest(self) -> str:
        """Tie a decision to all that was before whoever took it."""
        return sha256(json.dumps(self.as_record(), sort_keys=True).encode()).hexdigest()

    def as_record(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "scheme": self.scheme.as_record(),
            "rules": [_record(one) for one in self.rules],
            "clock": said.records(self.clock),
            "gravity": said.records(self.gravity),
            "suitability": said.records(self.suitability),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> "Shown":
        """Read it again as it was."""
        return cls(
            Said.from_record(record["scheme"]),
            tuple(_read(one) for one in record["rules"]),
            said.read(record["clock"]),
            said.read(record["gravity"]),
            said.read(record["suitability"]),
        )


@dataclass(frozen=True, slots=True)
class Judgements:
    """What people judged beside the rules."""

    gravity: ScoredBy | None
    suitability: Judged | None


@dataclass(frozen=True, slots=True)
class TermSet:
    """A term shorter or longer than the scheme's own: its end, who set it, and why."""

    ends: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Timed:
    """The time to charge, and the term that was set by it."""

    clock: ChargeClock
    term: TermSet | None


def show(
    desk: Desk,
    scheme: Scheme,
    advice: Eligibility,
    facts: Facts,
    timed: Timed,
    judged: Judgements,
) -> Shown:
    """Put the advice on a case into words, with what people judged beside it."""
    return Shown(
        say(desk, "eligibility.rules_of", scheme=scheme.name, day=scheme.in_force_from),
        tuple(_rule(desk, finding, facts) for finding in advice.findings),
        (*_term(desk, timed.term), *in_words.limits(desk, timed.clock)),
        tuple(in_words.gravity(desk, judged.gravity)),
        tuple(in_words.suitability(desk, judged.suitability)),
    )


def _term(desk: Desk, term: TermSet | None) -> Iterator[Said]:
    if term is not None:
        values = {"ends": term.ends, "by": term.by, "reason": term.reason}
        yield say(desk, "eligibility.term_set", **values)


def _rule(desk: Desk, finding: Finding, facts: Facts) -> RuleShown:
    return RuleShown(
        finding.rule,
        finding.verdict,
        finding.effect,
        say(desk, f"eligibility.verdict_{finding.verdict}"),
        in_words.rule_name(desk, finding),
        in_words.found(desk, finding),
        tuple(in_words.answers(desk, finding, facts)),
        finding.source,
    )


def _record(one: RuleShown) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "verdict": one.verdict,
        "effect": one.effect,
        "word": one.word.as_record(),
        "name": one.name.as_record(),
        "found": one.found.as_record(),
        "answers": said.records(one.answers),
        "source": one.source,
    }


def _read(record: Mapping[str, Any]) -> RuleShown:
    return RuleShown(
        record["rule"],
        Verdict(record["verdict"]),
        Effect(record["effect"]),
        Said.from_record(record["word"]),
        Said.from_record(record["name"]),
        Said.from_record(record["found"]),
        said.read(record["answers"]),
        record["source"],
    )
