"""Answers to what a referral does not say: kept by the question's code, with who and when."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.questions import BY_HAND, QUESTIONS, Answered
from triage_app.domain.roles import Permission
from triage_app.domain.workflow import BEFORE_CONTRACT, Event, State
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Case, CaseAnswer, EligibilityDecision, Member

ANSWERED = audit.Deed("eligibility.answered", audit.Category.ALTERATION)
LONGEST = 2000


def answer(
    desk: Desk,
    actor: Actor,
    case_id: int,
    question: str,
    said: bool | None,  # noqa: FBT001 - it is the answer
    reason: str = "",
) -> None:
    """Record an answer; None is that they asked and it is not known. Earlier ones are kept.

    Where a person settles what a postcode cannot, they must say how they know.
    """
    permit(actor, Permission.DECIDE_ELIGIBILITY)
    if question not in QUESTIONS:
        raise ValueError(question)
    reason = reason.strip()
    if question in BY_HAND and said is not None and not reason:
        raise Invalid(Problem("why", "eligibility.why_missing"))
    if len(reason) > LONGEST:
        raise Invalid(Problem("why", "problem.too_long", {"most": LONGEST}))
    with desk.sessions.begin() as session:
        require_open(session, session.get_one(Case, case_id))
        given = CaseAnswer(case_id=case_id, question=question, said=said, reason=reason)
        given.answered_by, given.answered_at = actor.username, desk.now()
        session.add(given)
        audit.record(session, desk, actor, ANSWERED, case_id, (question,))


def answers_of(session: Session, case_id: int) -> dict[str, Answered]:
    """Return the newest answer to each question that was asked of a case."""
    rows = session.execute(
        select(CaseAnswer, Member.name)
        .outerjoin(Member, Member.username == CaseAnswer.answered_by)
        .where(CaseAnswer.case_id == case_id, CaseAnswer.void.is_(False))
        .order_by(CaseAnswer.id)
    )
    return {
        row.question: Answered(row.said, row.reason, name or row.answered_by, row.answered_at)
        for row, name in rows
    }


def make_void(session: Session, case_id: int, questions: Collection[str]) -> None:
    """Let earlier answers count no more: they were about something that is now another."""
    query = select(CaseAnswer).where(
        CaseAnswer.case_id == case_id, CaseAnswer.question.in_(questions)
    )
    for row in session.scalars(query):
        row.void = True


def may_be_decided(session: Session, case: Case) -> bool:
    """Say whether eligibility is still to be decided, or may be decided again."""
    if case.state in BEFORE_CONTRACT:
        return True
    last = (
        select(EligibilityDecision.outcome)
        .where(EligibilityDecision.case_id == case.id)
        .order_by(EligibilityDecision.id.desc())
        .limit(1)
    )
    out = case.state is State.NOT_TAKEN_ON
    return out and session.scalar(last) is Event.DECIDED_NOT_ELIGIBLE


def require_open(session: Session, case: Case) -> None:
    """Refuse to change what a decision rests on once none can be taken."""
    if not may_be_decided(session, case):
        raise Refused("eligibility.decided_already")
