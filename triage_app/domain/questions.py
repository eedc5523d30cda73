"""What a referral does not say and a rule may need: asked beside its finding, kept by code."""

from dataclasses import dataclass
from datetime import datetime

LIVES, OFFENDED = "lives_in_area", "offended_in_area"
# Where a person settles what a postcode cannot, they say how they know.
BY_HAND = (LIVES, OFFENDED)
# The codes are permanent: an answer is kept under its code for as long as its case.
QUESTIONS = (
    *BY_HAND,
    "admission",
    "evidence",
    "co_accused",
    "hate_crime",
    "domestic_abuse",
    "highest_risk",
    "held_for_court",
    "mental_health_act",
    "first_time",
    "high_volume_low_risk",
    "caution_appropriate",
)


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said to a question, by whom and when. None: they asked, and it is not known."""

    said: bool | None
    reason: str = ""
    by: str = ""
    at: datetime | None = None
