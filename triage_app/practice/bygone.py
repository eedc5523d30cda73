"""Long after the end: a look for a later offence, a record to review, a disposal that waits."""

import datetime as dt
from typing import Final

from triage_app.domain.partner_reply import Ended, Reply, Word
from triage_app.domain.reoffending import Looked
from triage_app.domain.retention import Choice, Reviewed
from triage_app.domain.roles import Permission, may
from triage_app.domain.wording import Wording
from triage_app.practice import courses, stories
from triage_app.practice.minds import refer_to_service
from triage_app.practice.sayings import OF_THE_PILOT, WOMENS_CENTRE
from triage_app.practice.scene import Scene
from triage_app.practice.stage import Story
from triage_app.services import reoffending, retention, services_alone, support
from triage_app.services.signin import practised_users

SIX_YEARS, MONTH = 2200, 31  # days, and somewhat more
KEPT: Final = 500  # days ahead
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


def helped_in_pilot(scene: Scene) -> Story:
    """Helped by services alone, as the pilot did; its years are over, and it is kept longer."""
    yield from stories.eligible(scene)
    yield scene.on(0, 12, scene.number)
    scene.consent()
    scene.book()
    yield scene.on(*scene.assessment_at)
    scene.begin_assessment()
    scene.answer_pathways()
    scene.complete_assessment()
    yield scene.on(2, 16, scene.number)
    refer_to_service(scene)
    yield scene.on(9, 10)
    note = scene.said(WOMENS_CENTRE)
    services_alone.conclude(scene.desk, scene.assessor, scene.case_id, note)
    yield scene.on(9 + 3 * MONTH, 10)
    _end_help(scene)
    for months in (6, 12, 24):
        yield scene.on(9 + months * MONTH, 11)
        looked = Looked(months, scene.desk.today(), "pnc", found=False)
        reoffending.record(scene.desk, scene.assessor, scene.case_id, looked)
    yield scene.on(9 + SIX_YEARS, 10)
    until = scene.today + dt.timedelta(days=KEPT)
    given = Reviewed(Choice.KEEP, until, scene.said(OF_THE_PILOT))
    retention.decide(scene.desk, scene.supervisor, scene.case_id, given)


def _end_help(scene: Scene) -> None:
    """Record that the service has done what it was asked for."""
    desk, actor = scene.desk, scene.assessor
    (help_given,) = support.of_case(desk, actor, scene.case_id)
    done = Reply(Word.ENDED, desk.today(), Ended.COMPLETED)
    support.end(desk, actor, (help_given.id, help_given.version), done)


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
