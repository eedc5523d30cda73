"""Verbs that take a case past its contract's signing, and assess it again."""

from tests.services.verbs_assessment import JUDGED, RISK, answered, put
from tests.services.verbs_tracking import running
from tests.stages import staged
from triage_app.domain.workflow import State
from triage_app.services.assessments import assessment, complete, judge, judge_risk


def finished(desk, actor, view, **given):
    """Answer and judge whatever is left, and complete it."""
    view = answered(desk, actor, view.case_id, view, **given)
    for pathway in view.needs.by_rule:
        view = judge(desk, actor, view.case_id, view.seen, pathway, JUDGED)
    view = judge_risk(desk, actor, view.case_id, view.seen, RISK)
    return complete(desk, actor, view.case_id, view.version)


@staged
def living(desk, assessor, supervisor, **given):
    """Return the id of a case whose contract runs; its first assessment holds the answers given."""
    case_id = running(desk, assessor, supervisor)
    put(desk, assessor, case_id, State.ASSESSING)
    finished(desk, assessor, assessment(desk, assessor, case_id), **given)
    put(desk, assessor, case_id, State.LIVE)
    return case_id
