"""What staff do about the dangers that an assessment brings to light."""

from collections.abc import Callable

from triage_app.domain.safety import Report
from triage_app.domain.wording import Wording
from triage_app.practice.sayings import DUTY_TEAM, KEPT_SAFE
from triage_app.services import safety
from triage_app.services.desk import Actor, Desk


def settle_flags(desk: Desk, actor: Actor, case_id: int, said: Callable[[Wording], str]) -> None:
    """Report whoever is at risk, and say of every other danger what is done."""
    for one in safety.flags(desk, actor, case_id):
        if one.wants_report:
            report = Report(made=True, day=desk.today(), to_whom=said(DUTY_TEAM))
            safety.record_report(desk, actor, one.id, report)
        elif one.stands and not one.action:
            safety.act(desk, actor, (one.id, one.version), said(KEPT_SAFE))
