"""The risk of a completed assessment judged again; the judgement before stays as it was."""

from dataclasses import asdict
from typing import Final

from triage_app.domain.needs import Risk, risk_problems
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.workflow import OVER, WATCHED
from triage_app.services import assessment_record as record
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.assessment_record import AssessmentView
from triage_app.services.assessments import RISK_TEXTS, too_long
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Case, RiskReview

REVIEWED: Final = audit.Deed("assessment.risk_reviewed", audit.Category.COLLECTION)


def review_risk(
    desk: Desk, actor: Actor, case_id: int, seen: tuple[int, int], risk: Risk
) -> AssessmentView:
    """Judge the risk again, of the assessment that counts, seen as (number, reviews so far)."""
    permit(actor, Permission.ASSESS)
    texts = {name: getattr(risk, name) for name in RISK_TEXTS}
    lacking = risk_problems(risk, desk.today(), complete=True)
    if problems := (*lacking, *too_long(texts)):
        raise Invalid(*problems)
    with desk.sessions.begin() as session:
        row = record.counting(session, case_id)
        if row is None or row.completed_at is None:
            raise Refused("assessment.not_completed_yet")
        session.refresh(row, with_for_update=True)  # of two who judge at once the second is told
        if session.get_one(Case, case_id).state not in WATCHED - OVER:
            raise Refused("assessment.no_longer")
        if seen != (row.id, len(record.reviews_of(session, row))):
            raise Refused("record.changed_meanwhile")
        session.add(
            RiskReview(
                assessment_id=row.id,
                reviewed_at=desk.now(),
                reviewed_by=actor.name,
                **asdict(risk),
            )
        )
        audit.record(session, desk, actor, REVIEWED, case_id, ("risk",))
        session.flush()
        return record.view_of(session, desk, row)
