"""A questionnaire in the practice caseload that somebody would not answer whole."""

from functools import partial

from triage_app.domain.instrument import WILL_NOT_SAY
from triage_app.domain.wording import Language
from triage_app.practice.sayings import WOULD_NOT_SAY
from triage_app.practice.scene import Scene, answer_of
from triage_app.practice.stage import Deed
from triage_app.services import assessments, screenings, unfinished
from triage_app.services.assessment_record import Given


def not_answered_whole(scene: Scene) -> Deed:
    """Return, of yesterday, a questionnaire that was ended without a total, and why."""
    return scene.ago(1, 15, scene.number), partial(_leave_unanswered, scene)


def _leave_unanswered(scene: Scene) -> None:
    """Put the first there is, in which they would not answer the last question; end it so."""
    who = scene.desk, scene.assessor, scene.case_id
    offered = [one.instrument for one in screenings.offered(*who) if one.may_begin]
    if not offered:
        return  # none was in force yet on the day that is played
    code = min(one.code for one in offered)
    view = screenings.start(*who, code, Language(scene.player.speaks))
    *asked, last = (one for each in view.instrument.sections for one in each.questions)
    given = {one.code: Given(answer_of(one, grave=False)) for one in asked}
    given[last.code] = Given(WILL_NOT_SAY)
    view = assessments.answer(*who, view.version, given, view.id)
    unfinished.close(*who, view.version, view.id, scene.said(WOULD_NOT_SAY))
