"""Why a condition is proposed: what the assessment found on a pathway, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from triage_app.domain.instrument import WILL_NOT_SAY, Answers, Question
from triage_app.domain.needs import Findings, Need, Needs, needs
from triage_app.domain.wording import Wording
from triage_app.services import assessment_record as record
from triage_app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Answered:
    """A question whose answer weighs, and what was answered."""

    brief: Wording
    answer: Wording


@dataclass(frozen=True, slots=True)
class Reason:
    """What made a need critical: its rank, its link, its score, and the answers that weigh."""

    name: Wording
    rank: int
    linked: bool
    points: int | None
    most: int
    answers: tuple[Answered, ...]  # the heaviest first
    re_ordered: str = ""  # why a person put the needs in another order


def reasons_of(session: Session, desk: Desk, case_id: int) -> Mapping[str, Reason]:
    """Return why each critical pathway of a case is one; nothing, where nothing was asked."""
    row = record.counting(session, case_id)
    if row is None:
        return {}
    findings = record.findings_of(session, desk, row)
    found = needs(findings)
    return {
        pathway: _reason(desk, findings, found, found.of(pathway), rank)
        for rank, pathway in enumerate(found.critical, start=1)
    }


def _reason(desk: Desk, findings: Findings, found: Needs, need: Need, rank: int) -> Reason:
    section = findings.instrument.section(need.pathway)
    asked = [findings.instrument.question(code) for code in need.because]
    return Reason(
        name=section.brief,
        rank=rank,
        linked=need.linked,
        points=need.score.points,
        most=need.score.most,
        answers=tuple(
            Answered(one.brief, _answer(desk, one, findings.answers)) for one in asked if one
        ),
        re_ordered=found.reason if found.re_ordered else "",
    )


def _answer(desk: Desk, question: Question, answers: Answers) -> Wording:
    """Say an answer in both languages; what was typed is said as it was typed."""
    value = answers[question.code]
    if value == WILL_NOT_SAY:
        said = [desk.texts(one)("needs.motivation_will_not_say") for one in ("en", "cy")]
        return Wording(*said)
    if not question.options:
        return Wording(value, value)
    chosen = [one.text for one in question.chosen(value)]
    return Wording(", ".join(one.en for one in chosen), ", ".join(one.cy for one in chosen))
