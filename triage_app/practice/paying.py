"""What people pay towards the cost in the practice caseload, where the scheme asks for it."""

import datetime as dt
from functools import partial
from typing import Final

from triage_app.domain.compliance import Attendance
from triage_app.domain.contribution import Means, Part
from triage_app.practice.again import midway
from triage_app.practice.asked import not_answered_whole
from triage_app.practice.courses import done
from triage_app.practice.sayings import NO_WORK
from triage_app.practice.scene import Scene
from triage_app.practice.stage import Deed, Story, beside
from triage_app.practice.stories import fresh
from triage_app.practice.tracked import Run
from triage_app.services import contributions

EACH: Final = 20_00  # pence: a third of what is asked for
SIGNED: Final = (3, 12)  # the day after the release, and the hour by which all have signed
FELL_DUE, FALLS_DUE = 6, -4  # days ago


def to_pay_by_the_end(scene: Scene) -> Story:
    """Signed and on course; what is paid towards the cost is due on the last day."""
    yield from _course(scene)


def paying(scene: Scene) -> Story:
    """Two parts of three are paid, and the day for the rest is near."""
    later = (scene.ago(2, 11), partial(_pay, scene, Means.TRANSFER))
    yield from _course(scene, _agreed(scene, FALLS_DUE), later)


def behind_with_paying(scene: Scene) -> Story:
    """A first part is paid, the rest is overdue; a questionnaire was not answered whole."""
    yield from _course(scene, _agreed(scene, FELL_DUE), not_answered_whole(scene))


def spared_the_rest(scene: Scene) -> Story:
    """A first part was paid before the work was lost: a supervisor asks for no more."""
    later = (scene.ago(2, 14), partial(_waive, scene))
    yield from _course(scene, _agreed(scene, FELL_DUE), later)


def paid_and_done(scene: Scene) -> Story:
    """Everything paid and everything done; nobody has confirmed it."""
    paid = [
        (scene.on(day, 15), partial(_pay, scene, means))
        for day, means in ((34, Means.CARD), (62, Means.TRANSFER))
    ]
    yield from beside(done(scene), _agreed(scene, FELL_DUE * 10), *paid)


def _course(scene: Scene, *deeds: Deed) -> Story:
    """Come to every meeting so far and be assessed midway, with what is done beside it."""
    yield from beside(_meetings(scene), *deeds, *midway(scene))


def _meetings(scene: Scene) -> Story:
    yield from fresh(scene)
    yield from Run(scene).meet({1: Attendance.LATE})


def _agreed(scene: Scene, ago: int) -> Deed:
    """Agree before it is signed to what is due so many days ago; then a first part is paid."""
    scene.pays_by = scene.today - dt.timedelta(days=ago)
    return scene.on(*SIGNED), partial(_pay, scene, Means.CASH)


def _pay(scene: Scene, means: Means) -> None:
    receipt = f"{scene.house.letters}-{scene.number:02}/{scene.desk.today():%d%m}"
    given = Part(EACH, scene.desk.today(), means, receipt)
    contributions.record_part(scene.desk, scene.assessor, scene.case_id, given)


def _waive(scene: Scene) -> None:
    contributions.waive(scene.desk, scene.supervisor, scene.case_id, scene.said(NO_WORK))
