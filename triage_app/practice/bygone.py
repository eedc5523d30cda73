"""Long after the end: a look for a later offence, a record to review, a disposal that waits."""

from typing import Final

from triage_app.domain.retention import Choice, Reviewed
from triage_app.domain.roles import Permission, may
from triage_app.domain.wording import Wording
from triage_app.practice import courses, stories
from triage_app.practice.scene import Scene
from triage_app.practice.stage import Story
from triage_app.services import retention
from triage_app.services.signin import practised_users

OVER: Final = Wording(
    "The years are over. Nobody has asked for it, and no claim is open.",
    "Mae’r blynyddoedd ar ben. Nid oes neb wedi gofyn amdano, ac nid oes hawliad ar agor.",
)


def kept_half_a_year_ago(scene: Scene) -> Story:
    """Complete and closed; six months are over, and nobody has looked whether they re-offended."""
    yield from courses.closed_kept(scene)


def years_over(scene: Scene) -> Story:
    """Declined and closed six years ago: the record is to be reviewed."""
    yield from stories.closed_declined(scene)


def proposed_for_disposal(scene: Scene) -> Story:
    """Likewise, and one supervisor proposed its disposal: another is to answer."""
    yield from years_over(scene)
    yield scene.ago(3, 11)
    able = (
        one for one in practised_users(scene.desk) if may(one.role, Permission.REVIEW_RETENTION)
    )
    other = next(one for one in able if one.username != scene.supervisor.username)
    given = Reviewed(Choice.DISPOSE, None, scene.said(OVER))
    retention.decide(scene.desk, other, scene.case_id, given)
