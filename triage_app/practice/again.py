"""The needs assessed again in the practice caseload, when things go better than they did."""

from functools import partial
from typing import Final

from triage_app.domain.occasion import Occasion
from triage_app.domain.wording import Language
from triage_app.practice.scene import Scene, answer_of
from triage_app.practice.stage import Deed
from triage_app.services import assessments
from triage_app.services.assessment_record import Given

PAST_MIDWAY: Final = 66  # days since the arrest: the midway assessment is due


def assess_again(scene: Scene, occasion: Occasion) -> None:
    """Ask everything once more: one need is as grave as it was, the others have eased."""
    who = (scene.desk, scene.assessor, scene.case_id)
    view = assessments.start(*who, Language(scene.player.speaks), occasion)
    while missing := view.instrument.missing(view.answers):
        still = view.instrument.section(scene.player.needs[0]).questions
        given = {one.code: Given(answer_of(one, grave=one in still)) for one in missing}
        view = assessments.answer(*who, view.version, given)
    scene.complete_assessment()


def midway(scene: Scene) -> tuple[Deed, ...]:
    """Return the assessment midway as it fell due, to be done beside the meetings; none before."""
    if scene.player.days <= PAST_MIDWAY:
        return ()
    moment = scene.on(PAST_MIDWAY, 16, scene.number)
    return ((moment, partial(assess_again, scene, Occasion.MIDWAY)),)
