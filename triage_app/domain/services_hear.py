"""What a service hears of each end while it holds an open sheet: which notice, or why none.

One table, so that no end is forgotten: of a sheet for a condition, and of one for help that a
person asked for under their own consent.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from triage_app.domain.leaving import Reason
from triage_app.domain.other_ends import COMPLETED, RETURNED, WATCHED_AGAIN, WITHDRAWN, End
from triage_app.domain.workflow import State


class Hears(StrEnum):
    """What a service is sent, or why it is sent nothing."""

    IT_ENDED = "it_ended"  # the notice that the case has ended
    CONSENT_WITHDRAWN = "consent_withdrawn"  # the notice of that
    IF_THAT_STOPS = "if_that_stops"  # the same, where the person gives up this help as well
    NO_SHEET_YET = "no_sheet_yet"  # nothing: a condition's sheet goes under a signed contract alone
    REOPENED = "reopened"  # the notice that what ended it does not hold
    STILL_HOLDS = "still_holds"  # nothing: the officer alone is asked again, it ended all the same
    GOES_ON = "goes_on"  # nothing: the help is the person's own, whatever becomes of the case


OF_A_CONDITION: Final[Mapping[str, Hears]] = {
    COMPLETED: Hears.IT_ENDED,
    RETURNED: Hears.IT_ENDED,
    WITHDRAWN: Hears.CONSENT_WITHDRAWN,
    **dict.fromkeys(map(str, End), Hears.IT_ENDED),
    **dict.fromkeys(map(str, Reason), Hears.NO_SHEET_YET),
}
OF_SUPPORT: Final[Mapping[str, Hears]] = {
    COMPLETED: Hears.GOES_ON,
    RETURNED: Hears.GOES_ON,
    WITHDRAWN: Hears.IF_THAT_STOPS,
    **dict.fromkeys(map(str, End), Hears.GOES_ON),
    End.DIED: Hears.IT_ENDED,
    **dict.fromkeys(map(str, Reason), Hears.GOES_ON),
    Reason.WITHDREW: Hears.IF_THAT_STOPS,
}


def of_reopening(kind: str, to: State) -> Hears:
    """Return what whoever was told of an end hears when the case is reopened to a state.

    A case whose officer's answer is waited for again ended as it was told: nothing is taken back.
    """
    return Hears.STILL_HOLDS if WATCHED_AGAIN.get(kind) is to else Hears.REOPENED
