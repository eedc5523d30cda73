"""Partners in the practice caseload: one that was asked and says nothing, and one that refuses."""

import datetime as dt
from typing import Final

from triage_app.domain.partner_referral import Ground, Manner, Sending
from triage_app.domain.partner_reply import Reply, Word
from triage_app.domain.told import Told
from triage_app.practice.sayings import ASKED, NO_PLACE
from triage_app.practice.scene import Scene
from triage_app.services import partner_referrals, partner_replies
from triage_app.services.partner_grounds import Asked

DAYS_TO_ANSWER: Final = 7
DUTY: Final = "01632 960221"  # where the services of practice are asked


def ask_partners(scene: Scene) -> None:
    """Send a sheet on paper for each condition that a service may be told of."""
    for one in _asked(scene):
        given = Sending(
            ground=one.ground,
            about_id=one.about_id,
            told=(Told.CONTACT, Told.NEED),
            recipient=DUTY,
            answer_by=scene.desk.today() + dt.timedelta(days=DAYS_TO_ANSWER),
            language=scene.player.reads,
            manner=Manner.PRINTED,
            asks=scene.said(ASKED),
        )
        gone = partner_referrals.send(scene.desk, scene.assessor, scene.case_id, given)
        scene.put_on_paper(gone.paper_id)


def refuse(scene: Scene) -> None:
    """Let the newest of them be refused: somebody else is to be found."""
    seen = partner_referrals.view(scene.desk, scene.assessor, scene.case_id).shared
    if len(seen) > 1:
        newest = (seen[0].id, seen[0].version)
        given = Reply(Word.REFUSED, scene.desk.today(), note=scene.said(NO_PLACE))
        partner_replies.record(scene.desk, scene.assessor, newest, given)


def _asked(scene: Scene) -> list[Asked]:
    asked = partner_referrals.view(scene.desk, scene.assessor, scene.case_id).asked
    needed = {Told.CONTACT, Told.NEED}
    return [
        one
        for one in asked
        if one.ground is Ground.CONDITION and one.may_be_shared and needed <= {*one.may_be_told}
    ]
