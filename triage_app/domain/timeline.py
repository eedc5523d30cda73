"""What of a timeline is asked for: a kind of thing, a person, words, days, or all of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from triage_app.domain.names import fold


class Told(StrEnum):
    """What sort of thing was done to a case, as whoever looks for it calls it."""

    REFERRAL = "referral"
    CONSENT = "consent"
    ASSESSMENT = "assessment"
    CONTRACT = "contract"
    MEETINGS = "meetings"
    TRACKING = "tracking"
    PARTNERS = "partners"
    SAFETY = "safety"
    PAPERS = "papers"
    OUTCOME = "outcome"
    OTHER = "other"


# The feature that a deed belongs to → what sort of thing it is.
OF: Final[Mapping[str, Told]] = {
    "referral": Told.REFERRAL,
    "eligibility": Told.REFERRAL,
    "custody_log": Told.REFERRAL,
    "arrests": Told.REFERRAL,
    "consent": Told.CONSENT,
    "withdrawal": Told.CONSENT,
    "sharing": Told.CONSENT,
    "assessment": Told.ASSESSMENT,
    "change": Told.ASSESSMENT,
    "screening": Told.ASSESSMENT,
    "contract": Told.CONTRACT,
    "variation": Told.CONTRACT,
    "bookings": Told.MEETINGS,
    "reminder": Told.MEETINGS,
    "calendar_file": Told.MEETINGS,
    "tracking": Told.TRACKING,
    "contribution": Told.TRACKING,
    "partner_referral": Told.PARTNERS,
    "support": Told.PARTNERS,
    "safety": Told.SAFETY,
    "paperwork": Told.PAPERS,
    "timeline": Told.PAPERS,
    "scans": Told.PAPERS,
    "approvals": Told.OUTCOME,
    "outcome": Told.OUTCOME,
    "ways_out": Told.OUTCOME,
    "services_alone": Told.OUTCOME,
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for; nothing said of a part, and all of it fits."""

    kind: Told | None = None
    by: str | None = None
    words: str = ""
    since: date | None = None
    until: date | None = None  # this day too

    def fits(self, kind: Told, by: str, said: str, day: date) -> bool:
        """Say whether something done fits: kind, person, every word somewhere, and its day."""
        if self.kind not in (None, kind) or self.by not in (None, by):
            return False
        if (self.since and day < self.since) or (self.until and day > self.until):
            return False
        wanted = _folded(self.words).split()
        return not wanted or all(word in _folded(f"{said} {by}") for word in wanted)


@lru_cache(maxsize=4096)  # the same few things are done again and again
def _folded(text: str) -> str:
    return fold(text)


def kind_of(code: str) -> Told:
    """Return what sort of thing a deed is, by the feature its code begins with."""
    return OF.get(code.partition(".")[0], Told.OTHER)
