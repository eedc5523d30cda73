"""Cases as the attention engine sees them, read together, and each put into its facts."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.charge_clock import ChargeClock
from triage_app.domain.completing import completing
from triage_app.domain.compliance import (
    Attendance,
    Completion,
    Course,
    judge_all,
)
from triage_app.domain.other_ends import is_timed
from triage_app.domain.scheme import Scheme
from triage_app.domain.watched import (
    After,
    Arrest,
    Ended,
    Left,
    Letter,
    Proposed,
    Returned,
    TimeToCharge,
    Watched,
    day_of,
)
from triage_app.services import aftercare
from triage_app.services.arrests import arrests_of
from triage_app.services.clocks import charge_clock
from triage_app.services.course import Recorded, course_in, meeting_of
from triage_app.services.desk import Desk
from triage_app.services.drafted import drafted
from triage_app.services.open_variations import as_watched
from triage_app.services.partners_watched import partnered
from triage_app.services.sheets import newest_sheet
from triage_app.services.watch_rows import Ids, Read, read
from triage_app.services.ways_out_record import name_in as way_out_name
from triage_app.storage.chosen import Chosen, choose
from triage_app.storage.models import (
    Appointment,
    Case,
    Contract,
    Ending,
    Warned,
)

ASSESSMENT: Final = "assessment"


@dataclass(frozen=True, slots=True)
class Sighted:
    """A case's row beside what the engine sees of it, while the session lasts."""

    case: Case
    scheme: Scheme
    clock: ChargeClock
    watched: Watched
    contracts: tuple[Contract, ...]  # in the order of their issues

    @property
    def is_timed(self) -> bool:
        """Whether somebody here keeps its time to charge."""
        kind = self.watched.ended.kind if self.watched.ended else ""
        return is_timed(self.case.state, kind, has_contract=self.scheme.has_contract)


def see(session: Session, desk: Desk, chosen: Ids) -> tuple[Sighted, ...]:
    """Return the cases whose numbers a query chooses, each as the engine sees it.

    A case whose scheme is gone can be judged by nobody's rules: whoever lists cases names it apart.
    """
    return _see(session, desk, choose(session.scalars(chosen)))


def see_one(session: Session, desk: Desk, case_id: int) -> Sighted:
    """Return one case as the engine sees it; refuse it where its scheme is gone."""
    found = _see(session, desk, choose((case_id,)))
    if not found:
        desk.schemes.version(session.get_one(Case, case_id).scheme)
    return found[0]


def _see(session: Session, desk: Desk, chosen: Chosen) -> tuple[Sighted, ...]:
    held, arrests = read(session, desk, chosen), arrests_of(session, desk, chosen)
    return tuple(
        _sighted(desk, case, held, arrests.get(case.id, ()))
        for case in held.cases
        if desk.schemes.holds(case.scheme)
    )


def completing_now(sighted: Sighted, desk: Desk) -> Completion:
    """Compute whether a contract can be confirmed as complete now."""
    course = sighted.watched.course
    judged = judge_all(course, desk.now()) if course else ()
    return completing(sighted.watched, sighted.scheme, judged, desk.today())


def without_scheme(session: Session, desk: Desk, chosen: Ids) -> tuple[str, ...]:
    """Return the numbers of the chosen cases whose scheme is gone."""
    here = [scheme.code for scheme in desk.schemes.schemes]
    query = select(Case.number).where(Case.id.in_(chosen), Case.scheme.not_in(here))
    return tuple(session.scalars(query.order_by(Case.number)))


# ── One case ─────────────────────────────────────────────────────────────────────────────────


def course_of(desk: Desk, case: Case, held: Read) -> Course | None:
    """Return the contract in force as it runs, with all that was recorded on it and before it."""
    account = held.accounts.get(case.id)
    return course_in(
        desk.schemes.version(case.scheme),
        held.contracts.get(case.id, []),
        Recorded(
            held.appointments.get(case.id, []),
            held.minutes,
            held.tags,
            account.owed if account else 0,
        ),
        held.reoffences.get(case.id, []),
        held.breaches.get(case.id, []),
    )


def _sighted(desk: Desk, case: Case, held: Read, arrests: tuple[Arrest, ...]) -> Sighted:
    clock = charge_clock(desk, case)
    scheme = desk.schemes.version(case.scheme)
    course = course_of(desk, case, held)
    rows = held.appointments.get(case.id, [])
    since, kind = held.unanswered.get(case.id, (None, ""))
    watched = replace(
        _before(desk, case, held),
        time=TimeToCharge(clock.last_day, clock.last_working_day, clock.safe_day, clock.known),
        variation=as_watched(
            held.beside.varied.get(case.id), held.contracts.get(case.id, []), scheme, held.names
        ),
        partners=partnered(
            held.partners.get(case.id, []),
            held.contracts.get(case.id, []),
            held.beside.said.get(case.id, ()),
            scheme.partners,
        ),
        course=course,
        account=held.accounts.get(case.id),
        reviews=tuple(
            meeting_of(row) for row in rows if row.kind != ASSESSMENT and row.condition_id is None
        ),
        letters=tuple(_letter(one) for one in held.warnings.get(case.id, [])),
        breach=_proposed(held, case.id),
        sent_back=_sent_back(held, case.id),
        ended=_ended(held.endings.get(case.id)),
        left=_left(desk, case, held),
        to_tell=tuple(held.to_tell.get(case.id, ())),
        unanswered_printing=since,
        unanswered_paper=kind,
        last_heard=_last_heard(case, held),
        unreminded=tuple(meeting_of(row) for row in rows if _is_to_be_written_of(case, row)),
        arrests=arrests,
        after=_after(desk, case, held),
        **held.victims.watched(case.id, scheme.victims_told_within),
    )
    contracts = tuple(held.contracts.get(case.id, ()))
    return Sighted(case, scheme, clock, watched, contracts)


def _after(desk: Desk, case: Case, held: Read) -> After | None:
    return aftercare.after(
        desk, case, held.endings.get(case.id), held.kept.get(case.id), reviews=True
    )


def _before(desk: Desk, case: Case, held: Read) -> Watched:
    """Return what there is of a case up to its contract, and of the person whenever."""
    assessment = held.assessments.get(case.id)
    rows = held.appointments.get(case.id, [])
    return Watched(
        state=case.state,
        opened=case.opened,
        released=case.released,
        decided_on=_day(held.decided.get(case.id)),
        authorised=case.id in held.authorised,
        consented_on=held.consented.get(case.id),
        new_sheet_since=_new_sheet_since(desk, case, held),
        first_meetings=tuple(meeting_of(row) for row in rows if row.kind == ASSESSMENT),
        assessment_touched=assessment.started_at if assessment else None,
        assessed_on=_day(assessment.completed_at) if assessment else None,
        reassessed=held.reassessed.get(case.id, frozenset()),
        draft=drafted(held.contracts.get(case.id, []), held.ruled.get(case.id, {})),
        risk_review=held.risk_days.get(case.id),
        flags=held.flags.get(case.id, ()),
        put_off=held.beside.put_off.get(case.id, ()),
        checked=held.beside.checked.get(case.id),
    )


def _letter(row: Warned) -> Letter:
    return Letter(row.rung, day_of(row.recorded_at), row.given_on)


def _is_to_be_written_of(case: Case, row: Appointment) -> bool:
    """Whether nothing but a letter can remind somebody of a meeting, and none has been made."""
    return not case.person.telephone.strip() and row.reminder_id is None


def _proposed(held: Read, case_id: int) -> Proposed | None:
    breaches = held.breaches.get(case_id, [])
    waiting = [one for one in breaches if one.found is None and not one.sent_back]
    if not waiting:
        return None
    return Proposed(
        waiting[-1].proposed_at, held.names.get(waiting[-1].proposed_by, waiting[-1].proposed_by)
    )


def _sent_back(held: Read, case_id: int) -> Returned | None:
    newest = held.breaches.get(case_id, [])[-1:]
    if not newest or not newest[0].sent_back or newest[0].decided_at is None:
        return None
    row = newest[0]
    by = held.names.get(row.decided_by, row.decided_by)
    return Returned(day_of(newest[0].decided_at), by, row.reason)


def _ended(row: Ending | None) -> Ended | None:
    if row is None:
        return None
    told = row.told_on is not None or row.paper_id is None  # nothing was to go to the officer
    return Ended(day_of(row.confirmed_at), told, row.acknowledged_on, row.result, row.kind)


def _left(desk: Desk, case: Case, held: Read) -> Left | None:
    row = held.ways_out.get(case.id)
    if row is None:
        return None
    name = way_out_name(desk, case, row.reason)
    told = row.paper_id is not None
    sent = row.paper_id in held.came_out or row.emailed_on is not None
    return Left(day_of(row.recorded_at), told, row.services_offered, name, row.reason, sent)


def _new_sheet_since(desk: Desk, case: Case, held: Read) -> date | None:
    """Return since when another sheet is in force than consent was given to; None where none is."""
    given = held.sheets.get(case.id)
    newest = newest_sheet(desk, case)
    return None if given in (None, newest.sheet) else newest.in_force_from


def _last_heard(case: Case, held: Read) -> date | None:
    """Return the day somebody last spoke with or saw the person, or heard that they came."""
    came = [
        day_of(row.starts)
        for row in held.appointments.get(case.id, [])
        if row.attendance in (Attendance.ATTENDED, Attendance.LATE)
    ]
    signed = [one for one in held.contracts.get(case.id, []) if one.signed_on]
    worked = [held.hours_heard.get(it.id) for one in signed for it in one.conditions]
    heard = [*came, *worked, _day(held.contacts.get(case.id)), *(one.signed_on for one in signed)]
    return max((day for day in heard if day is not None), default=None)


def _day(moment: datetime | None) -> date | None:
    return day_of(moment) if moment else None
