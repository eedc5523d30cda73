"""What shows, beside one meeting after another, that a condition is kept: tag, group, victim."""

import datetime as dt
from typing import Final

from triage_app.domain.booking import CONDITION, Slot
from triage_app.domain.compliance import Attendance
from triage_app.domain.condition import Kind
from triage_app.domain.tags import TagDeed, TagEvent
from triage_app.domain.tracked import Marked
from triage_app.practice import sayings
from triage_app.practice.scene import Scene
from triage_app.practice.stage import Story
from triage_app.services import bookings, keeping, tracking, tracking_view
from triage_app.services.tracking_view import ConditionSeen

GROUP_AT: Final = (8, 30)  # this morning’s session, of which nobody has said who came
AFTERWARDS: Final = dt.timedelta(minutes=65)


def book_group(scene: Scene) -> None:
    """Book them into the session that a service of theirs holds this morning."""
    if not scene.house.group:
        return
    condition = next(one for one in _conditions(scene) if one.service == scene.house.group)
    starts = scene.at(scene.player.days, *GROUP_AT)
    _book(scene, condition, Slot(starts, 60, condition.meetings[0].place))


def fit_tag(scene: Scene) -> None:
    """Record that the tag agreed was fitted today."""
    one = _of(scene, Kind.TAG)
    note = scene.said(sayings.TAGGED)
    given = TagEvent(TagDeed.FITTED, scene.desk.today(), one.service, note)
    keeping.record_tag(scene.desk, scene.assessor, scene.case_id, one.id, given)


def restore(scene: Scene) -> Story:
    """Ask for restorative justice once the contract is signed, and let them meet the day after."""
    yield scene.on(4, 11, scene.number)
    tracking.ask_restorative(scene.desk, scene.assessor, scene.case_id, scene.desk.today())
    starts = scene.at(5, 14)
    _book(scene, _of(scene, Kind.RESTORATIVE), Slot(starts, 60, scene.house.room))
    yield starts + AFTERWARDS
    held = _of(scene, Kind.RESTORATIVE).meetings[-1]
    came = Marked(Attendance.ATTENDED, scene.said(sayings.MET))
    tracking.mark(scene.desk, scene.assessor, (held.id, held.version), came)


def _book(scene: Scene, condition: ConditionSeen, slot: Slot) -> None:
    who = (scene.desk, scene.assessor, scene.case_id)
    bookings.book(*who, slot, CONDITION, condition.id)


def _of(scene: Scene, kind: Kind) -> ConditionSeen:
    return next(one for one in _conditions(scene) if one.kind is kind)


def _conditions(scene: Scene) -> tuple[ConditionSeen, ...]:
    found = tracking_view.view(scene.desk, scene.assessor, scene.case_id)
    if found is None:
        raise LookupError(scene.player.name)
    return found.conditions
