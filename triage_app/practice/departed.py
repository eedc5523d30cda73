"""Contracts that nobody kept or broke: the person moved away, or died."""

from triage_app.domain.other_ends import End
from triage_app.practice import sayings
from triage_app.practice.scene import Scene
from triage_app.practice.stage import Story
from triage_app.practice.stories import fresh
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


def _met(scene: Scene, ago: int, hour: int) -> Story:
    scene.last_held = ago + 2
    yield from fresh(scene)
    run = Run(scene)
    yield from run.meet({}, run.held_by(ago))
    yield scene.ago(ago, hour, scene.number)
