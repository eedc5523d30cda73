"""How far each case in the practice caseload has come, told as what staff did and when.

A story yields the moments at which it wants to go on, counted from the day of the arrest. It is
told once, forwards, and stops where its case stands today.
"""

from triage_app.domain.workflow import Event
from triage_app.practice import deciding
from triage_app.practice.bespoke import write_own
from triage_app.practice.corrected import put_right
from triage_app.practice.noted import note_beside_answers
from triage_app.practice.sayings import BAIL_ENDED, NOT_ELIGIBLE, ON_BAIL
from triage_app.practice.scene import Scene
from triage_app.practice.stage import Story


def referred(scene: Scene) -> Story:
    """Put forward, and nothing decided yet."""
    yield scene.on(0, 9, scene.number)
    scene.refer()


def eligible(scene: Scene) -> Story:
    """Found eligible; nobody has authorised it."""
    yield from referred(scene)
    yield scene.on(0, 10, scene.number)
    scene.answer_by_hand()
    deciding.weigh(scene)
    scene.decide()
    if scene.player.corrected:
        yield scene.on(0, 10, 59)
        put_right(scene)


def reconsidered(scene: Scene) -> Story:
    """Decided not eligible for bail elsewhere, then eligible once that had ended."""
    yield from referred(scene)
    yield scene.on(0, 10, scene.number)
    scene.answer_by_hand()
    deciding.find_bail_elsewhere(scene)
    deciding.weigh(scene)
    scene.decide(Event.DECIDED_NOT_ELIGIBLE, ON_BAIL)
    yield scene.on(1, 9, scene.number)
    deciding.hear_it_has_ended(scene)
    scene.decide(why=BAIL_ENDED)


def authorised(scene: Scene) -> Story:
    """Found eligible and authorised; consent not asked for."""
    yield from eligible(scene)
    yield scene.on(0, 11, scene.number)
    scene.authorise()


def consented(scene: Scene) -> Story:
    """Consented, the assessment not booked."""
    yield from authorised(scene)
    yield scene.on(0, 12, scene.number)
    scene.consent()


def booked(scene: Scene) -> Story:
    """Consented, the assessment booked two days after release."""
    yield from consented(scene)
    scene.book()


def assessing(scene: Scene) -> Story:
    """In the middle of the assessment."""
    yield from booked(scene)
    yield scene.on(*scene.assessment_at)
    scene.begin_assessment()
    scene.answer_pathways(most=4)
    note_beside_answers(scene)


def assessed(scene: Scene) -> Story:
    """Assessed, no contract drafted."""
    yield from booked(scene)
    yield scene.on(*scene.assessment_at)
    scene.begin_assessment()
    scene.answer_pathways()
    note_beside_answers(scene)
    scene.complete_assessment()


def drafted(scene: Scene) -> Story:
    """A contract drafted."""
    yield from assessed(scene)
    yield scene.on(3, 9, scene.number)
    scene.draft()


def in_own_words(scene: Scene) -> Story:
    """A contract drafted with a condition in the assessor's own words, which nobody approved."""
    yield from drafted(scene)
    write_own(scene, 3)


def printed(scene: Scene) -> Story:
    """A contract drafted and printed, not signed."""
    yield from drafted(scene)
    yield scene.on(3, 10, scene.number)
    scene.print_contract()


def fresh(scene: Scene) -> Story:
    """A contract signed, and no meeting held yet."""
    yield from printed(scene)
    yield scene.on(3, 11, scene.number)
    scene.sign()


def not_taken_on(scene: Scene) -> Story:
    """Not eligible in the assessor's view, the officer not told yet."""
    yield from referred(scene)
    yield scene.on(0, 10, scene.number)
    deciding.weigh(scene, suitable=False)
    scene.decide(Event.DECIDED_NOT_ELIGIBLE, NOT_ELIGIBLE)


def declined(scene: Scene) -> Story:
    """Would not consent; told the officer, and still open."""
    yield from authorised(scene)
    yield scene.on(0, 12, scene.number)
    scene.consent(given=False)
    scene.leave(wants_help=True)


def closed_declined(scene: Scene) -> Story:
    """Would not consent; everybody told, and closed."""
    yield from declined(scene)
    yield scene.on(1, 9, scene.number)
    scene.close_untaken()
