"""A contract under way as its letters print it: what stands where, what was missed, what comes."""

from collections.abc import Callable, Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.documents.contents import MeetingPrinted, WarningContents
from triage_app.documents.visits import Attended, ConditionStanding, Standing, VisitPrinted
from triage_app.domain.compliance import (
    CAME,
    Attendance,
    Judged,
    Meeting,
    judge_all,
)
from triage_app.domain.residence import NO_FIXED_ABODE
from triage_app.domain.standings import Standing as Stands
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Wording
from triage_app.services.contract_chain import in_force
from triage_app.services.desk import Desk
from triage_app.services.printed import assessor_printed
from triage_app.services.watch import Sighted
from triage_app.storage.models import Appointment, Case, Condition, Warned
from triage_app.texts import Texts

PRINTED = {
    Stands.KEPT: Standing.KEPT,
    Stands.ON_COURSE: Standing.DOING,
    Stands.NOT_STARTED: Standing.DOING,
    Stands.WAITING: Standing.WAITING,
    Stands.AT_RISK: Standing.DOING,  # what was missed stands in its facts
    Stands.MISSED: Standing.MISSED,
}


def warning_contents(
    session: Session, desk: Desk, sighted: Sighted, warned: Warned
) -> WarningContents:
    """Return what the letter about missed meetings says: what was excused since it does not."""
    case, course = sighted.case, sighted.watched.course
    missed = {one.id for one in sighted.watched.misses} & set(warned.missed)
    by = warned.answer_by
    return WarningContents(
        number=case.number,
        participant=case.person.name,
        address=address_of(case),
        assessor=assessor_printed(case),
        missed=meetings_printed(session, desk, sighted, lambda one: one.id in missed),
        coming=coming(session, desk, sighted),
        ends=course.ends if course else desk.today(),
        answer_by=by if by and by > desk.today() else None,
        reason=warned.reason,
    )


def coming(session: Session, desk: Desk, sighted: Sighted) -> tuple[MeetingPrinted, ...]:
    """Return the meetings still to come."""
    now = desk.now()
    return meetings_printed(
        session, desk, sighted, lambda one: one.attendance is None and one.starts > now
    )


def meetings_printed(
    session: Session, desk: Desk, sighted: Sighted, wanted: Callable[[Meeting], bool]
) -> tuple[MeetingPrinted, ...]:
    """Return some of a case's meetings as papers print them."""
    chosen = [one for one in sighted.watched.meetings if wanted(one)]
    places = _places(session, chosen)
    titles = _titles_of_meetings(session, desk, sighted, chosen)
    meeting = desk.texts("en")("tracking.a_meeting"), desk.texts("cy")("tracking.a_meeting")
    return tuple(
        MeetingPrinted(one.starts, titles.get(one.id, Wording(*meeting)), places[one.id])
        for one in chosen
    )


def address_of(case: Case) -> tuple[str, ...]:
    """Return where a letter goes, a line at a time."""
    lines = [line.strip() for line in case.person.address.replace(",", "\n").splitlines()]
    home = case.person.postcode
    return tuple(line for line in (*lines, "" if home == NO_FIXED_ABODE else home) if line)


def titles_of(session: Session, desk: Desk, sighted: Sighted) -> dict[int, Wording]:
    """Return what each condition of the signed contract is called, by its place."""
    return {
        one.position: desk.schemes.version(sighted.case.scheme).condition(one.code).title
        for one in _conditions(session, sighted.case.id)
    }


def conditions_printed(
    session: Session, desk: Desk, sighted: Sighted, texts: Texts, broken: Collection[int] = ()
) -> tuple[ConditionStanding, ...]:
    """Return how each condition stands, with the facts that show it; broken: so it was decided."""
    course = sighted.watched.course
    judged = {one.position: one for one in judge_all(course, desk.now())} if course else {}
    titles = titles_of(session, desk, sighted)
    return tuple(
        ConditionStanding(
            position=one.position,
            code=one.code,
            title=titles[one.position],
            standing=Standing.MISSED
            if one.position in broken
            else PRINTED[judged[one.position].standing],
            facts=facts_said(judged[one.position], texts),
        )
        for one in _conditions(session, sighted.case.id)
    )


def facts_said(one: Judged, texts: Texts) -> str:
    """Say in a reader's language what was done on a condition, and what was missed."""
    tally, said = one.tally, []
    if tally.minutes_agreed:
        hours = {"done": tally.minutes // 60, "agreed": tally.minutes_agreed // 60}
        said.append(texts("tracking.fact_hours", **hours))
    if tally.sessions_agreed:
        meetings = {"done": tally.came, "agreed": tally.sessions_agreed}
        said.append(texts("tracking.fact_meetings", **meetings))
    if tally.missed:
        said.append(texts("tracking.fact_missed", n=tally.missed))
    if tally.excused:
        said.append(texts("tracking.fact_excused", n=tally.excused))
    if said or one.code == Stands.KEPT:  # which the standing beside it says
        return " ".join(said)
    return texts("paper_officer.fact", fact=texts(f"compliance.{one.code}", n=one.n))


def visits(sighted: Sighted) -> tuple[VisitPrinted, ...]:
    """Return the meetings of the conditions as the officer's picture marks them."""
    return tuple(
        VisitPrinted(day_of(one.starts), one.position, _attended(one))
        for one in sighted.watched.meetings
        if one.position is not None
    )


def _attended(one: Meeting) -> Attended:
    if one.attendance in CAME:
        return Attended.CAME
    missed = one.attendance is Attendance.MISSED_UNACCEPTABLE
    return Attended.MISSED if missed else Attended.OTHER


def _conditions(session: Session, case_id: int) -> list[Condition]:
    signed = in_force(session, case_id)
    return list(signed.conditions) if signed else []


def _titles_of_meetings(
    session: Session, desk: Desk, sighted: Sighted, chosen: Iterable[Meeting]
) -> dict[int, Wording]:
    """Return what each meeting was of: the condition as it was agreed on that day."""
    numbers = [one.id for one in chosen]
    scheme = desk.schemes.version(sighted.case.scheme)
    query = (
        select(Appointment.id, Condition.code)
        .join(Condition, Condition.id == Appointment.condition_id)
        .where(Appointment.id.in_(numbers))
    )
    return {number: scheme.condition(code).title for number, code in session.execute(query)}


def _places(session: Session, chosen: Iterable[Meeting]) -> dict[int, str]:
    numbers = [one.id for one in chosen]
    query = select(Appointment.id, Appointment.place).where(Appointment.id.in_(numbers))
    return dict(session.execute(query).all())
