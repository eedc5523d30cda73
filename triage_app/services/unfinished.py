"""What is ended unfinished: a questionnaire closed without a total, a correction given up.

Everything that was answered is kept with the case's record; nothing of it counts.
"""

from typing import Final

from triage_app.domain.occasion import Occasion
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.services import assessment_record as record
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.assessment_record import AssessmentView
from triage_app.services.desk import Actor, Desk
from triage_app.services.loaded_words import catch_up
from triage_app.storage.models import Assessment

CLOSED: Final = audit.Deed("screening.closed", audit.Category.ALTERATION)
GIVEN_UP: Final = audit.Deed("assessment.given_up", audit.Category.ALTERATION)
LONGEST: Final = 1000  # letters of a reason said in a line
FIELDS: Final = ("closed_at", "closed_reason")


def close(
    desk: Desk, actor: Actor, case_id: int, seen: int, number: int, reason: str
) -> AssessmentView:
    """Close a questionnaire as it is: it has no total, and can be put again as a new one.

    One that is answered whole has a total, and is completed instead.
    """
    permit(actor, Permission.ASSESS)
    reason = _checked("close_reason", reason)
    with desk.sessions.begin() as session:
        row = record.open_one(session, case_id, number)
        record.check_version(row, seen, {})
        if row.occasion != Occasion.SCREENING:
            raise Refused("screening.only_these")
        if not record.view_of(session, desk, row).result.missing:
            raise Refused("screening.answered_whole")
        _end(row, desk, actor, reason)
        audit.record(session, desk, actor, CLOSED, case_id, FIELDS)
        return record.view_of(session, desk, row)


def close_gone(desk: Desk, actor: Actor, case_id: int, seen: tuple[int, int], reason: str) -> None:
    """Close a questionnaire whose file is gone, as it is: nobody can complete it.

    What was seen is its (number, version). What was answered is read again with its file.
    """
    permit(actor, Permission.ASSESS)
    reason = _checked("end_reason", reason)
    with desk.sessions.begin() as session:
        row = record.open_one(session, case_id, seen[0])
        record.check_version(row, seen[1], {})
        if row.occasion != Occasion.SCREENING:
            raise Refused("screening.only_these")
        catch_up(session, desk)  # its words may have been loaded at another workstation
        if row.instrument in desk.instruments:
            raise Refused("screening.file_is_back")
        _end(row, desk, actor, reason)
        audit.record(session, desk, actor, CLOSED, case_id, FIELDS)


def give_up(
    desk: Desk, actor: Actor, case_id: int, seen: int, number: int, reason: str
) -> AssessmentView:
    """Give up a correction that is not completed: the version before counts as it did."""
    permit(actor, Permission.ASSESS)
    reason = _checked("give_up_reason", reason)
    with desk.sessions.begin() as session:
        row = record.open_one(session, case_id, number)
        record.check_version(row, seen, {})
        if row.corrects_id is None:
            raise Refused("change.no_correction")
        _end(row, desk, actor, reason)
        audit.record(session, desk, actor, GIVEN_UP, case_id, FIELDS)
        return record.view_of(session, desk, row)


def _checked(field: str, reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise Invalid(Problem(field, "problem.missing"))
    if len(reason) > LONGEST:
        raise Invalid(Problem(field, "problem.too_long", {"most": LONGEST}))
    return reason


def _end(row: Assessment, desk: Desk, actor: Actor, reason: str) -> None:
    row.closed_at, row.closed_by, row.closed_reason = desk.now(), actor.name, reason
    record.touch(row, desk, actor)
