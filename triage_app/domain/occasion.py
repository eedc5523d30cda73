"""When an assessment is run: at entry, midway and at exit, and beside them a screening."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from triage_app.domain.problems import Refused
from triage_app.domain.workflow import BEFORE_CONTRACT, OPEN, OVER, State


class Occasion(StrEnum):
    """What an assessment is run for."""

    ENTRY = "entry"
    MIDWAY = "midway"
    EXIT = "exit"
    SCREENING = "screening"


# The needs assessment is the same each time, so that what changed can be told.
OF_NEEDS: Final = (Occasion.ENTRY, Occasion.MIDWAY, Occasion.EXIT)

# In which states of a case each may be run; what was completed may be corrected until it ends.
UNTIL_IT_ENDS: Final = OPEN - OVER
RUN_IN: Final = {
    Occasion.ENTRY: frozenset({State.ASSESSING}),
    Occasion.MIDWAY: frozenset({State.LIVE, State.BREACH_PROPOSED}),
    Occasion.EXIT: frozenset({State.LIVE, State.BREACH_PROPOSED, State.COMPLETED}),
    Occasion.SCREENING: UNTIL_IT_ENDS - {State.REFERRED, State.ELIGIBLE, State.NOT_TAKEN_ON},
}


def may_run(occasion: Occasion, state: State, *, correcting: bool) -> bool:
    """Say whether an assessment may be worked on while its case stands so."""
    return state in (UNTIL_IT_ENDS if correcting else RUN_IN[occasion])


def check_beginning(occasion: Occasion, state: State, done: Collection[Occasion]) -> None:
    """Refuse an assessment that has been done, or whose time has not come."""
    if occasion in done and occasion is not Occasion.SCREENING:
        raise Refused("assessment.done_already")
    if occasion is Occasion.MIDWAY and Occasion.EXIT in done:
        raise Refused("assessment.exit_done_already")
    if occasion is Occasion.ENTRY or state in RUN_IN[occasion]:
        return
    if state not in BEFORE_CONTRACT:
        raise Refused("assessment.no_longer")
    screening = occasion is Occasion.SCREENING
    raise Refused("screening.after_consent" if screening else "assessment.not_yet_on_contract")
