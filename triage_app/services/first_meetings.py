"""The first meeting of a condition, booked as its contract is signed."""

from typing import Final

from triage_app.services.desk import Desk
from triage_app.services.directory import place_of
from triage_app.storage.models import Appointment, Condition

MEETING_MINUTES: Final = 60


def first_meeting(desk: Desk, case_id: int, condition: Condition) -> Appointment:
    """Return the meeting agreed for a condition, at its service."""
    return Appointment(
        case_id=case_id,
        condition_id=condition.id,
        kind="condition",
        starts=condition.first_meeting,
        minutes=MEETING_MINUTES,
        place=place_of(condition.service),
        booked_at=desk.now(),
    )
