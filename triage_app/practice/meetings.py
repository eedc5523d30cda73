"""First meetings on the stage: booked at the suite, moved, missed, and booked again."""

import datetime as dt
from typing import Final

from triage_app.domain.booking import AskedBy, Changed, Outside, Slot
from triage_app.domain.compliance import Attendance
from triage_app.domain.tracked import Contact, How, Marked
from triage_app.practice import sayings
from triage_app.practice.scene import Scene, slot_of
from triage_app.practice.stage import Story
from triage_app.practice.stories import booked
from triage_app.services import bookings, tracking

SOON_AFTER: Final = dt.timedelta(hours=2)


def moved(scene: Scene) -> Story:
    """Moved at their wish to another hour, at which somebody else is expected."""
    yield from booked(scene)
    yield scene.on(0, 12, 50)
    _move(scene, scene.at(2, 10, 30), Changed(AskedBy.PARTICIPANT, scene.said(sayings.SHIFT)))


def missed(scene: Scene) -> Story:
    """Did not come to the first meeting and could not be reached; another is booked, too late."""
    yield from booked(scene)
    held = scene.at(*scene.assessment_at)
    yield held + SOON_AFTER
    _miss(scene)
    yield held + 2 * SOON_AFTER
    visit = Contact(scene.desk.now(), How.VISIT, reached=False, note=scene.said(sayings.NOBODY_IN))
    tracking.add_contact(scene.desk, scene.assessor, scene.case_id, visit)
    yield scene.ago(1, 10, scene.number)
    late = slot_of(scene, scene.at(scene.player.days + 1, 10), outside=Outside.MISSED_BEFORE)
    bookings.book(scene.desk, scene.assessor, scene.case_id, late)


def _move(scene: Scene, starts: dt.datetime, change: Changed) -> None:
    one = bookings.first_meeting(scene.desk, scene.assessor, scene.case_id).current
    if one is None:
        raise LookupError(scene.player.name)
    slot: Slot = slot_of(scene, starts)
    bookings.move(scene.desk, scene.assessor, (one.id, one.version), slot, change)


def _miss(scene: Scene) -> None:
    one = bookings.first_meeting(scene.desk, scene.assessor, scene.case_id).current
    if one is None:
        raise LookupError(scene.player.name)
    given = Marked(Attendance.MISSED_UNACCEPTABLE, scene.said(sayings.MISSED))
    tracking.mark(scene.desk, scene.assessor, (one.id, one.version), given)
