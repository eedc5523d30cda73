"""A condition in the assessor's own words, put in a draft; nobody has approved it."""

from dataclasses import replace

from triage_app.domain import bespoke
from triage_app.domain.contract import begin
from triage_app.practice.sayings import OWN_WORDS
from triage_app.practice.scene import Scene
from triage_app.services import contracts


def write_own(scene: Scene, position: int) -> None:
    """Put the words in a place of the draft, to be done by the day that stood there."""
    sheet = contracts.draft(scene.desk, scene.assessor, scene.case_id)
    slot = next(one for one in sheet.scheme.slots if one.position == position)
    text, stands = sheet.scheme.condition(bespoke.CODE), sheet.draft.at(position)
    own = begin(slot, text, sheet.draft, sheet.scheme)
    own = replace(own, due=stands.due if stands else own.due)
    own = replace(own, words_en=OWN_WORDS.en, words_cy=OWN_WORDS.cy)
    wanted = sheet.draft.put(own)
    contracts.change(scene.desk, scene.assessor, scene.case_id, sheet.seen, wanted)
