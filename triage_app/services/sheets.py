"""Which information sheet a case is asked on: its scheme's newest, whichever it began under."""

from triage_app.domain.scheme import Scheme
from triage_app.services.desk import Desk
from triage_app.storage.models import Case


def newest_sheet(desk: Desk, case: Case) -> Scheme:
    """Return the version of a case's scheme whose information sheet is in force today.

    A case keeps the rules it was opened under; what its person is told of their data does not wait.
    """
    today, own = desk.today(), desk.schemes.version(case.scheme)
    versions = [
        one
        for one in desk.schemes.schemes
        if one.family == case.family and own.in_force_from <= one.in_force_from <= today
    ]
    newest = max(versions, key=lambda one: one.in_force_from, default=own)
    # The day it began, though a later version may have kept it.
    return min(
        (one for one in versions if one.sheet == newest.sheet),
        key=lambda one: one.in_force_from,
        default=own,
    )
