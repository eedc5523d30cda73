"""How a contract ends: complete and confirmed; then watched until the officer has acted."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.documents.contents import CompletedContents
from triage_app.documents.ending_contents import KeptLetterContents
from triage_app.domain.compliance import Verdict
from triage_app.domain.ending import (
    EVENTS,
    Reported,
    Result,
    day_problems,
    outcome_problems,
    proceedings_problems,
)
from triage_app.domain.other_ends import BACK_WITH_OFFICER, COMPLETED
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.prosecution import Sending, name_problems, sending_problems
from triage_app.domain.roles import Permission
from triage_app.domain.scheme import Outcome, Scheme
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Language
from triage_app.domain.workflow import Event, State, advance
from triage_app.services import audit, conflicts, endings, paperwork, read_in, ways_out_record
from triage_app.services.access import permit
from triage_app.services.clocks import charge_clock
from triage_app.services.contract_printed import address_of, conditions_printed
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import assessor_printed, case_printed
from triage_app.services.watch import Sighted, completing_now, see_one
from triage_app.storage.models import Case, Ending

CONFIRMED: Final = audit.Deed("outcome.completion_confirmed", audit.Category.ALTERATION)
TOLD: Final = audit.Deed("outcome.officer_told", audit.Category.ALTERATION)
ACKNOWLEDGED: Final = audit.Deed("outcome.acknowledged", audit.Category.ALTERATION)
RECORDED: Final = audit.Deed("outcome.recorded", audit.Category.ALTERATION)
RESULT_FIELDS: Final = ("result", "result_on", "result_note")


def confirm_completion(
    desk: Desk,
    actor: Actor,
    case: tuple[int, int],
    outcome: str | None,
    language: str = Language.ENGLISH,
) -> int:
    """Confirm what the facts say, propose an outcome, and make the letter to the officer."""
    permit(actor, Permission.CONFIRM_COMPLETION)
    case_id, version = case
    with desk.sessions.begin() as session:
        row = conflicts.load(session, Case, case_id, version, ("state",))
        moved = advance(row.state, Event.COMPLETION_CONFIRMED, actor.role)
        sighted = see_one(session, desk, case_id)
        course = sighted.watched.course
        if course is None or completing_now(sighted, desk).verdict is not Verdict.COMPLETE:
            raise Refused("outcome.not_complete")
        proposed = _outcome(sighted.scheme, outcome)
        contents = CompletedContents(
            case=case_printed(desk, row),
            starts=course.starts,
            ends=course.ends,
            confirmed_by=actor.name,
            confirmed_on=desk.today(),
            outcome=proposed.name,
            conditions=conditions_printed(session, desk, sighted, desk.texts(language)),
        )
        order = paperwork.Order(contents, language)
        paper = paperwork.issue(session, desk, actor, case_id, order)
        letter = _tell_the_person(session, desk, actor, sighted, str(outcome))
        ended = endings.begun(desk, actor, row, COMPLETED, paper.id)
        ended.proposed_outcome = str(outcome)
        row.state = moved
        session.add(ended)
        session.flush()
        session.add_all(endings.to_tell(session, desk, actor, ended, letter=letter))
        ways_out_record.call_off(session, desk, case_id, COMPLETED)  # nobody could say who came
        audit.record(session, desk, actor, CONFIRMED, case_id, ("proposed_outcome",))
        return paper.id


def kept_letter(session: Session, desk: Desk, sighted: Sighted, outcome: str) -> KeptLetterContents:
    """Return what the letter to the person says of a contract that was kept."""
    case, course = sighted.case, sighted.watched.course
    return KeptLetterContents(
        number=case.number,
        participant=case.person.name,
        address=address_of(case),
        assessor=assessor_printed(case),
        ends=course.ends if course else desk.today(),
        outcome=_outcome(sighted.scheme, outcome).name,
        support=tuple(one.service.name for one in endings.supported(session, case.id)),
    )


def _tell_the_person(
    session: Session, desk: Desk, actor: Actor, sighted: Sighted, outcome: str
) -> int:
    """Make the letter that says they kept their contract, as they read it."""
    contents = kept_letter(session, desk, sighted, outcome)
    order = paperwork.Order(contents, read_in.edition(sighted.case.person))
    return paperwork.issue(session, desk, actor, sighted.case.id, order).id


def record_told(
    desk: Desk, actor: Actor, case_id: int, day: date | None, sent: Sending | None = None
) -> None:
    """Record the day the paper went to the officer; of a case returned, to whom and how too."""
    permit(actor, Permission.RECORD_OUTCOME)
    with desk.sessions.begin() as session:
        row = _watched(session, case_id)
        problems = [*day_problems("told_on", day, day_of(row.confirmed_at), desk.today())]
        if row.kind in BACK_WITH_OFFICER:
            problems += sending_problems(sent or Sending("", None))
        _insist(problems)
        row.told_on = day
        if sent is not None:
            row.told_how, row.told_to = sent.manner or "", sent.recipient.strip()
        audit.record(session, desk, actor, TOLD, case_id, ("told_on", "told_how", "told_to"))


def record_acknowledgement(
    desk: Desk, actor: Actor, case_id: int, day: date | None, by: str = ""
) -> None:
    """Record the day the officer acknowledged the paper: they were told by then.

    Of a case returned it is said who acknowledged it: somebody must answer for the time to charge.
    """
    permit(actor, Permission.RECORD_OUTCOME)
    with desk.sessions.begin() as session:
        row = _watched(session, case_id)
        since = row.told_on or day_of(row.confirmed_at)
        problems = [*day_problems("acknowledged_on", day, since, desk.today())]
        if row.kind in BACK_WITH_OFFICER:
            problems += name_problems("acknowledged_by", by)
        _insist(problems)
        row.acknowledged_on, row.acknowledged_by = day, by.strip()
        row.told_on = row.told_on or day
        fields = ("acknowledged_on", "acknowledged_by")
        audit.record(session, desk, actor, ACKNOWLEDGED, case_id, fields)


def record_outcome(desk: Desk, actor: Actor, case: tuple[int, int], given: Reported) -> None:
    """Record the outcome the officer recorded: the file is archived, and the case closed."""
    permit(actor, Permission.RECORD_OUTCOME)
    case_id, version = case
    with desk.sessions.begin() as session:
        row = conflicts.load(session, Case, case_id, version, ("state",))
        moved = advance(row.state, Event.OUTCOME_RECORDED, actor.role)
        ending = _watched(session, case_id)
        known = {one.code for one in desk.schemes.version(row.scheme).outcomes}
        _insist(outcome_problems(given, known, day_of(ending.confirmed_at), desk.today()))
        _close(desk, actor, (row, ending), given, moved)
        audit.record(session, desk, actor, RECORDED, case_id, RESULT_FIELDS)


def record_proceedings(desk: Desk, actor: Actor, case: tuple[int, int], given: Reported) -> None:
    """Record that proceedings began, were declined or are out of time: only then is it closed."""
    permit(actor, Permission.RECORD_OUTCOME)
    case_id, version = case
    with desk.sessions.begin() as session:
        row = conflicts.load(session, Case, case_id, version, ("state",))
        if row.state is not State.RETURNED:
            raise Refused("workflow.no_such_move")
        ending = _watched(session, case_id)
        course = see_one(session, desk, case_id).watched.course
        last_day = charge_clock(desk, row).last_day
        # Whoever was charged meanwhile may have been charged before the notice went.
        since = course.starts if course else day_of(ending.confirmed_at)
        _insist(proceedings_problems(given, last_day, since, desk.today()))
        moved = advance(row.state, EVENTS[Result(str(given.result))], actor.role)
        _close(desk, actor, (row, ending), given, moved)
        audit.record(session, desk, actor, RECORDED, case_id, RESULT_FIELDS)


def _watched(session: Session, case_id: int) -> Ending:
    query = select(Ending).where(*endings.stands(case_id)).with_for_update()
    row = session.scalars(query).first()
    closed = session.get_one(Case, case_id).state is State.CLOSED
    if closed or row is None or row.result is not None:
        raise Refused("outcome.not_watched")
    return row


def _close(
    desk: Desk, actor: Actor, rows: tuple[Case, Ending], given: Reported, moved: State
) -> None:
    case, ending = rows
    ending.result, ending.result_on = given.result, given.day
    ending.result_note, ending.result_by = given.note.strip(), actor.username
    case.state, case.closed_on = moved, desk.today()


def _outcome(scheme: Scheme, code: str | None) -> Outcome:
    for one in scheme.outcomes:
        if one.code == code:
            return one
    raise Invalid(Problem("outcome", "problem.choose"))


def _insist(problems: Iterable[Problem]) -> None:
    if found := tuple(problems):
        raise Invalid(*found)
