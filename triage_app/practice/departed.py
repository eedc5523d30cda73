"""Cases that nobody kept or broke: moved away, in prison, died, transferred, in error, under 18."""

from triage_app.domain.other_ends import End
from triage_app.practice import sayings
from triage_app.practice.scene import Scene
from triage_app.practice.stage import Story
from triage_app.practice.stories import assessed, consented, eligible, fresh, referred
from triage_app.practice.tracked import Run


def moved_away(scene: Scene) -> Story:
    """Moved away: with the officer again, who has been told and has recorded nothing yet."""
    yield from _met(scene, 2, 14)
    run = Run(scene)
    run.leave(End.MOVED_AWAY, sayings.MOVED_AWAY)
    yield scene.ago(2, 15, scene.number)
    run.tell()


def died(scene: Scene) -> Story:
    """Died, as was heard today: the services were rung at once, the officer is still to be told."""
    yield from _met(scene, 0, 8)
    run = Run(scene)
    run.leave(End.DIED, sayings.DIED)
    yield scene.ago(0, 9, scene.number)
    run.tell_services()


def in_prison(scene: Scene) -> Story:
    """Sentenced elsewhere before the assessment: with the officer, who has said so."""
    yield from consented(scene)
    run = Run(scene)
    yield scene.on(5, 10, scene.number)
    run.leave(End.IN_PRISON, sayings.IN_PRISON)
    yield scene.on(5, 11, scene.number)
    run.tell()
    yield scene.on(7, 9, scene.number)
    run.acknowledge()


def transferred(scene: Scene) -> Story:
    """Gone to another scheme, which has not said that it has the case."""
    yield from assessed(scene)
    run = Run(scene)
    yield scene.on(4, 10, scene.number)
    run.leave(End.TRANSFERRED, sayings.TRANSFERRED, scene.said(sayings.ELSEWHERE))
    yield scene.on(4, 11, scene.number)
    run.tell()


def opened_in_error(scene: Scene) -> Story:
    """Referred under another's name: told, closed, and counted nowhere."""
    yield from referred(scene)
    run = Run(scene)
    yield scene.on(1, 10, scene.number)
    run.leave(End.OPENED_IN_ERROR, sayings.IN_ERROR)
    yield scene.on(1, 11, scene.number)
    run.tell()
    run.settle()


def under_age(scene: Scene) -> Story:
    """Found to be 17: with the officer, for youth justice, and told today."""
    yield from eligible(scene)
    run = Run(scene)
    yield scene.on(1, 10, scene.number)
    run.leave(End.UNDER_AGE, sayings.UNDER_AGE)
    yield scene.on(1, 11, scene.number)
    run.tell()


def _met(scene: Scene, ago: int, hour: int) -> Story:
    scene.last_held = ago + 2
    yield from fresh(scene)
    run = Run(scene)
    yield from run.meet({}, run.held_by(ago))
    yield scene.ago(ago, hour, scene.number)
