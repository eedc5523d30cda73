"""Why this person offended: the need on each pathway, which needs are critical, and the risk.

A critical pathway is one linked to this offending, then the one with the highest fraction of its
maximum (domain.md §5). The program ranks and shows why; a person may put them in another order,
with a reason. Risk stands beside need as a person's judgement: nothing is decided by it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from triage_app.domain.instrument import Answers, Instrument, Score, Section
from triage_app.domain.problems import Problem

Rank = tuple[bool, Fraction]  # linked first, then the highest fraction
MOST_CRITICAL = 3  # a contract has room for three


class Motivation(StrEnum):
    """How ready the person is to change something, in their own view."""

    MADE_CHANGES = "made_changes"
    MAKING_CHANGES = "making_changes"
    KNOWS_HOW = "knows_how"
    NEEDS_HELP = "needs_help"
    THINKING = "thinking"
    DOES_NOT_WANT = "does_not_want"
    WILL_NOT_SAY = "will_not_say"


class Level(StrEnum):
    """How likely something is, in the assessor's judgement."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class View:
    """What assessor and person think of one pathway; None: not yet said."""

    linked_to_offending: bool | None = None
    linked_to_harm: bool | None = None
    strength: str = ""
    own_view: str = ""
    motivation: Motivation | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """What may happen, to whom, why it is thought so and what is being done. Never a gate."""

    reoffending: Level | None = None
    harm: Level | None = None
    to_whom: str = ""
    rationale: str = ""
    action: str = ""
    review: date | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """One pathway as it stands, and what made it so."""

    pathway: str
    score: Score
    view: View
    because: tuple[str, ...]  # the questions whose answers weigh, the heaviest first
    tied_with: tuple[str, ...] = ()  # pathways that rank the same by the rule

    @property
    def fraction(self) -> Fraction:
        """How much of its maximum the need comes to."""
        return self.score.fraction

    @property
    def linked(self) -> bool:
        """Whether the assessor links it to this offending."""
        return bool(self.view.linked_to_offending)

    @property
    def is_need(self) -> bool:
        """Whether there is anything to answer: a link, or any weight."""
        return self.linked or bool(self.score.points)


@dataclass(frozen=True, slots=True)
class Needs:
    """Every pathway, ranked: by the rule, or as a person put them."""

    pathways: tuple[Need, ...]  # all that were asked, in the order of the instrument
    by_rule: tuple[str, ...]  # the needs, ranked by the rule
    ranking: tuple[str, ...]  # the needs, ranked as they count
    reason: str = ""  # why a person put them in another order

    @property
    def critical(self) -> tuple[str, ...]:
        """The pathways a contract must answer, the first first."""
        return self.ranking[:MOST_CRITICAL]

    @property
    def re_ordered(self) -> bool:
        """Whether a person put them in another order than the rule's."""
        return self.ranking != self.by_rule

    def of(self, pathway: str) -> Need:
        """Return the need on a pathway."""
        return next(one for one in self.pathways if one.pathway == pathway)


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything an assessment holds, before anything is made of it."""

    instrument: Instrument
    answers: Answers
    views: Mapping[str, View] = field(default_factory=dict)
    ranking: tuple[str, ...] = ()  # as a person put them; none: by the rule
    ranking_reason: str = ""
    risk: Risk = field(default_factory=Risk)

    def view(self, pathway: str) -> View:
        """Return what is thought of a pathway: nothing, if nothing was said."""
        return self.views.get(pathway, View())


# ── Needs and their rank ─────────────────────────────────────────────────────────────────────


def needs(findings: Findings) -> Needs:
    """Rank what was found: linked to this offending first, then the highest fraction."""
    found = [_need(each, findings) for each in findings.instrument.sections]
    ranks = {one.pathway: _rank(one) for one in found if one.is_need}
    by_rule = tuple(sorted(ranks, key=lambda one: ranks[one]))
    return Needs(
        pathways=tuple(_with_ties(one, ranks) for one in found),
        by_rule=by_rule,
        ranking=_as_put(findings.ranking, by_rule),
        reason=findings.ranking_reason,
    )


def _need(section: Section, findings: Findings) -> Need:
    answers = findings.answers
    return Need(
        pathway=section.pathway,
        score=section.score(answers),
        view=findings.view(section.pathway),
        because=tuple(one.code for one in section.weighing(answers)),
    )


def _rank(need: Need) -> Rank:
    return (not need.linked, -need.fraction)


def _with_ties(need: Need, ranks: Mapping[str, Rank]) -> Need:
    mine = ranks.get(need.pathway)
    same = tuple(one for one, rank in ranks.items() if rank == mine and one != need.pathway)
    return replace(need, tied_with=same) if mine is not None and same else need


def _as_put(put: Sequence[str], by_rule: tuple[str, ...]) -> tuple[str, ...]:
    """Keep a person's order; what became a need since then follows, and what ceased is left."""
    kept = [one for one in put if one in by_rule]
    return (*kept, *(one for one in by_rule if one not in kept))


# ── What an assessment lacks ─────────────────────────────────────────────────────────────────


def gaps(findings: Findings, today: date) -> tuple[Problem, ...]:
    """Return everything that keeps an assessment from being completed, with its field.

    Fields: the code of a question; `view.health.motivation`; `risk.rationale`.
    """
    return (
        *(problem for one in findings.instrument.sections for problem in _unasked(one, findings)),
        *(problem for one in needs(findings).pathways for problem in _unsaid(one, findings)),
        *(
            replace(one, field=f"risk.{one.field}")
            for one in risk_problems(findings.risk, today, complete=True)
        ),
    )


def _unasked(section: Section, findings: Findings) -> Iterator[Problem]:
    missing = section.missing(findings.answers)
    if missing:
        values = {"pathway": section.brief, "n": len(missing)}
        yield Problem(missing[0].code, "needs.not_answered", values)


def _unsaid(need: Need, findings: Findings) -> Iterator[Problem]:
    """Where there is a need: is it linked to this offending, to harm, and what do they want?"""
    if not need.is_need:
        return
    values = {"pathway": findings.instrument.section(need.pathway).brief}
    for name in ("linked_to_offending", "linked_to_harm", "motivation"):
        if getattr(need.view, name) is None:
            yield Problem(f"view.{need.pathway}.{name}", f"needs.no_{name}", values)


def risk_problems(risk: Risk, today: date, *, complete: bool) -> Iterator[Problem]:
    """Yield what is wrong with a judgement of risk; what it lacks, only when it should be whole."""
    if complete:
        yield from _risk_lacks(risk)
    if risk.review is not None and risk.review <= today:
        yield Problem("review", "needs.review_passed")


def _risk_lacks(risk: Risk) -> Iterator[Problem]:
    if risk.reoffending is None:
        yield Problem("reoffending", "needs.no_reoffending")
    if risk.harm is None:
        yield Problem("harm", "needs.no_harm")
    if not risk.rationale.strip():
        yield Problem("rationale", "needs.no_rationale")
    if risk.harm in (Level.MEDIUM, Level.HIGH) and not risk.to_whom.strip():
        yield Problem("to_whom", "needs.no_to_whom")
    if {risk.harm, risk.reoffending} & {Level.MEDIUM, Level.HIGH}:
        if not risk.action.strip():
            yield Problem("action", "needs.no_action")
        if risk.review is None:
            yield Problem("review", "needs.no_review")
