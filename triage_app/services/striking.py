"""Strike what was recorded in error: it stays on file with why, and counts for nothing."""

from datetime import datetime

from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.tracked import MOST_LETTERS
from triage_app.services.desk import Actor
from triage_app.storage.models.base import Strikable


def strike(row: Strikable, why: str, by: Actor, at: datetime) -> None:
    """Say that what a row holds was wrong, and why; what is struck once stays so."""
    if row.struck:
        raise Refused("tracking.struck_already")
    if not why.strip():
        raise Invalid(Problem("struck", "problem.missing"))
    if len(why) > MOST_LETTERS:
        raise Invalid(Problem("struck", "problem.too_long", {"most": MOST_LETTERS}))
    row.struck, row.struck_by, row.struck_at = why.strip(), by.username, at
