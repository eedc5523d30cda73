"""Contracts that are varied: signed anew, waiting for the pen, waiting for a supervisor."""

import datetime as dt
from dataclasses import replace
from typing import Final

from triage_app.domain.contract import Draft
from triage_app.domain.variation import AskedBy
from triage_app.practice.sayings import FEWER_DAYS, WORKS_NOW
from triage_app.practice.scene import Scene
from triage_app.practice.stage import Story
from triage_app.practice.stories import fresh
from triage_app.practice.tracked import Run
from triage_app.services import contracts, variations
from triage_app.services.variations import Wanted

EARLIER: Final = dt.timedelta(days=7)


def varied(scene: Scene) -> Story:
    """Signed anew three days ago, with one meeting more: what was attended counts on."""
    yield from _unsigned(scene, 3)
    yield scene.ago(3, 15, scene.number)
    scene.sign()


def varied_unsigned(scene: Scene) -> Story:
    """The new contract printed yesterday; it waits for its signatures."""
    yield from _unsigned(scene, 1)


def varied_waiting(scene: Scene) -> Story:
    """To end a week earlier: a supervisor has been asked."""
    yield from _met(scene, 1)
    _begin(scene, AskedBy.ASSESSOR, FEWER_DAYS[scene.player.reads])
    sheet = contracts.sheet(scene.desk, scene.assessor, scene.case_id)
    if sheet is not None:
        _change(scene, _ending(sheet.draft, sheet.draft.ends - EARLIER))
    variations.ask(scene.desk, scene.assessor, scene.case_id)


def _unsigned(scene: Scene, ago: int) -> Story:
    yield from _met(scene, ago)
    _begin(scene, AskedBy.PARTICIPANT, WORKS_NOW[scene.player.reads])
    sheet = contracts.sheet(scene.desk, scene.assessor, scene.case_id)
    if sheet is not None:
        third = sheet.draft.conditions[-1]
        more = replace(third, sessions=(third.sessions or 0) + 1)
        _change(scene, sheet.draft.put(more))
    scene.print_contract()


def _met(scene: Scene, ago: int) -> Story:
    scene.last_held = ago + 2
    yield from fresh(scene)
    run = Run(scene)
    yield from run.meet({}, run.held_by(ago))
    yield scene.ago(ago, 14, scene.number)


def _begin(scene: Scene, asked_by: AskedBy, why: str) -> None:
    wanted = Wanted(why, asked_by)
    variations.begin(scene.desk, scene.assessor, scene.case_id, wanted)


def _change(scene: Scene, draft: Draft) -> None:
    sheet = contracts.sheet(scene.desk, scene.assessor, scene.case_id)
    if sheet is not None:
        contracts.change(scene.desk, scene.assessor, scene.case_id, sheet.seen, draft)


def _ending(draft: Draft, ends: dt.date) -> Draft:
    conditions = tuple(
        replace(one, due=min(one.due, ends)) if one.due else one for one in draft.conditions
    )
    return replace(draft, ends=ends, conditions=conditions)
