"""What was noted beside the answers of an assessment, and left to be come back to."""

from dataclasses import replace

from triage_app.practice.sayings import NOTED_FACT, NOTED_OPINION
from triage_app.practice.scene import Scene
from triage_app.services import assessments
from triage_app.services.assessment_record import Note, NoteIs


def note_beside_answers(scene: Scene) -> None:
    """Note a fact beside the first answer and an opinion beside the next pathway's first.

    That one is to be come back to.
    """
    who = (scene.desk, scene.assessor, scene.case_id)
    view = assessments.assessment(*who)
    if view is None:
        raise LookupError(scene.player.name)
    first, second = (each.questions[0].code for each in view.instrument.sections[:2])
    fact = Note(scene.said(NOTED_FACT), NoteIs.FACT)
    opinion = Note(scene.said(NOTED_OPINION), NoteIs.OPINION)
    given = {
        first: replace(view.given(first), note=fact),
        second: replace(view.given(second), note=opinion, later=True),
    }
    assessments.answer(*who, view.version, given)
