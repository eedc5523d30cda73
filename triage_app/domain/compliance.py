"""How a contract is being kept: from what was attended, done and recorded, and nothing else.

Mission: up to five conditions; complete without re-offending and no action follows. What excuses
a missed appointment, and what follows one that nothing excuses, nobody has published: ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from triage_app.domain.condition import Kind
from triage_app.domain.scheme import Rung
from triage_app.domain.standings import (
    OPEN_AT_THE_END,
    SAYS_HOW_MANY,
    Line,
    Standing,
    Tally,
    line_of,
    most_behind,
)

LONDON: Final = ZoneInfo("Europe/London")
HOUR: Final = 60


class Attendance(StrEnum):
    """What became of an appointment. None, nobody has said yet, is none of these."""

    ATTENDED = "attended"
    LATE = "late"
    MISSED_ACCEPTABLE = "missed_acceptable"
    MISSED_UNACCEPTABLE = "missed_unacceptable"
    SERVICE_FAULT = "service_fault"
    WAITING_FOR_EVIDENCE = "waiting_for_evidence"


CAME: Final = frozenset({Attendance.ATTENDED, Attendance.LATE})


WORST: Final = tuple(reversed(Standing))


class Basis(StrEnum):
    """What a new offence is said on the strength of."""

    ARREST = "arrest"
    CHARGE = "charge"
    ADMISSION = "admission"
    CONVICTION = "conviction"


@dataclass(frozen=True, slots=True)
class Meeting:
    """An appointment and what became of it; the position of its condition, if it has one."""

    id: int
    starts: datetime
    attendance: Attendance | None = None
    position: int | None = None
    kind: str = "condition"
    evidence_by: date | None = None  # when it is awaited


@dataclass(frozen=True, slots=True)
class Reoffence:
    """A new offence: it is the day of the offence that must lie in the term."""

    offence_day: date
    recorded_on: date
    basis: Basis = Basis.ARREST


@dataclass(frozen=True, slots=True)
class Agreed:
    """One condition, and everything that has been recorded on it."""

    position: int
    kind: Kind
    sessions: int | None = None
    hours: int | None = None
    due: date | None = None
    asked_on: date | None = None  # restorative justice: the victim wants it
    meetings: tuple[Meeting, ...] = ()
    minutes: int = 0
    forgiven_on: date | None = None  # a supervisor decided that it was not a breach
    fitted_on: date | None = None  # a tag, the first time
    taken_off_on: date | None = None  # the last time, where it was not fitted again
    since: date | None = None  # agreed later than the contract began, when it was varied


@dataclass(frozen=True, slots=True)
class Course:
    """A signed contract as it runs; its end is itself in the term."""

    starts: date
    ends: date
    conditions: tuple[Agreed, ...]
    table: tuple[Line, ...]  # of its scheme: how each condition stands
    reoffences: tuple[Reoffence, ...] = ()
    former: tuple[Meeting, ...] = ()  # of conditions that a variation took away
    owed: int = 0  # pence of the contribution, where the scheme asks for one


@dataclass(frozen=True, slots=True)
class Judged:
    """How a condition stands, the code of the words that say so, and the facts behind it."""

    position: int
    kind: Kind
    standing: Standing
    code: str
    n: int
    tally: Tally


# ── How it stands ────────────────────────────────────────────────────────────────────────────


def judge(agreed: Agreed, course: Course, now: datetime) -> Judged:
    """Say how one condition stands, by the table of its scheme."""
    tally = count(agreed, course, now)
    line = line_of(course.table, agreed.kind, tally)
    counted = SAYS_HOW_MANY.get(line.says)
    n = int(getattr(tally, counted)) if counted else 0
    return Judged(agreed.position, agreed.kind, line.standing, line.says, n, tally)


def judge_all(course: Course, now: datetime) -> tuple[Judged, ...]:
    """Say how every condition stands, in their order."""
    return tuple(judge(one, course, now) for one in course.conditions)


def overall(judged: Sequence[Judged]) -> Standing:
    """Say how the contract stands: as the worst of its conditions."""
    standings = {one.standing for one in judged}
    return next((worst for worst in WORST if worst in standings), Standing.NOT_STARTED)


def count(agreed: Agreed, course: Course, now: datetime) -> Tally:
    """Count up what was recorded on a condition."""
    today = now.astimezone(LONDON).date()
    marks = [one.attendance for one in agreed.meetings]
    blank = [one for one in agreed.meetings if one.attendance is None]
    due = min(agreed.due or course.ends, course.ends)
    past_due = today > due
    return Tally(
        came=sum(mark in CAME for mark in marks),
        missed=marks.count(Attendance.MISSED_UNACCEPTABLE),
        excused=marks.count(Attendance.MISSED_ACCEPTABLE),
        service_fault=marks.count(Attendance.SERVICE_FAULT),
        waiting=marks.count(Attendance.WAITING_FOR_EVIDENCE),
        unsaid=sum(one.starts <= now for one in blank),
        booked=sum(one.starts > now for one in blank),
        minutes=agreed.minutes,
        minutes_agreed=(agreed.hours or 0) * HOUR,
        minutes_expected=minutes_expected(agreed, course, today),
        sessions_agreed=agreed.sessions or 0,
        asked=agreed.asked_on is not None,
        reoffended=bool(broken_by(course, agreed)),
        forgiven=agreed.forgiven_on is not None and agreed.forgiven_on > due,
        fitted=agreed.fitted_on is not None,
        taken_off=agreed.taken_off_on is not None and agreed.taken_off_on < due,
        past_due=past_due,
        term_over=today > course.ends,
        days_left=(due - today).days,
    )


def broken_by(course: Course, agreed: Agreed) -> tuple[Reoffence, ...]:
    """Return the offences that break the first condition.

    The day of the offence lies in the term, whenever it was recorded; and no supervisor has since
    decided that it was not a breach.
    """
    if agreed.kind is not Kind.NO_REOFFENDING:
        return ()
    return tuple(
        one
        for one in course.reoffences
        if course.starts <= one.offence_day <= course.ends
        and (agreed.forgiven_on is None or one.recorded_on > agreed.forgiven_on)
    )


def minutes_expected(agreed: Agreed, course: Course, today: date) -> float:
    """Return the volunteering that a straight line to its day would have seen done by today."""
    due, since = min(agreed.due or course.ends, course.ends), agreed.since or course.starts
    days, gone = (due - since).days, (today - since).days
    if not agreed.hours or days <= 0 or gone <= 0:
        return 0
    return agreed.hours * HOUR * min(gone / days, 1)


def minutes_behind(agreed: Agreed, course: Course, today: date) -> int:
    """Return what is missing from the share of that line that the scheme's table lets lag."""
    wanted = minutes_expected(agreed, course, today) * (100 - most_behind(course.table)) / 100
    return max(int(wanted) - agreed.minutes, 0)


# ── The ladder ───────────────────────────────────────────────────────────────────────────────


def unexcused(course: Course) -> tuple[Meeting, ...]:
    """Return the meetings missed that nothing excuses, of all conditions, in their order.

    One of a condition that has since been taken away was missed all the same.
    """
    missed = [
        meeting
        for meeting in (*(m for one in course.conditions for m in one.meetings), *course.former)
        if meeting.attendance is Attendance.MISSED_UNACCEPTABLE
    ]
    return tuple(sorted(missed, key=lambda one: one.starts))


def rung_due(misses: int, reached: Sequence[str], ladder: Sequence[Rung]) -> Rung | None:
    """Return the rung that is due after so many misses: the highest, unless it was reached."""
    climbed = [rung for rung in ladder if rung.after_misses <= misses]
    if not climbed:
        return None
    highest = max(climbed, key=lambda rung: rung.after_misses)
    taken = [rung.after_misses for rung in ladder if rung.code in reached]
    return highest if highest.after_misses > max(taken, default=0) else None


# ── Completion ───────────────────────────────────────────────────────────────────────────────


class Verdict(StrEnum):
    """What the facts say of completion."""

    COMPLETE = "complete"
    NOT_YET = "not_yet"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact for or against: the code of its words, and of which condition it speaks."""

    code: str
    position: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """Whether a contract is complete, computed; a person confirms it."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    judged: tuple[Judged, ...] = field(default=())


def completion(course: Course, now: datetime) -> Completion:
    """Compute from the facts whether a contract is complete, is not yet, or cannot be."""
    return completion_of(course, judge_all(course, now), now.astimezone(LONDON).date())


def completion_of(course: Course, judged: tuple[Judged, ...], today: date) -> Completion:
    """Compute the same of conditions that are judged already."""
    broken = tuple(
        Reason(f"cannot_{one.code}", one.position)
        for one in judged
        if one.standing is Standing.MISSED
    )
    if broken:
        return Completion(Verdict.CANNOT, broken, judged)
    waits = tuple(
        Reason(f"not_yet_{one.code}", one.position)
        for one in judged
        if one.standing is not Standing.KEPT and one.code in OPEN_AT_THE_END
    )
    if course.owed:
        waits += (Reason("not_yet_contribution"),)
    if today <= course.ends:
        last = course.ends + timedelta(days=1)
        return Completion(Verdict.NOT_YET, (Reason("not_yet_over", day=last), *waits), judged)
    if waits:
        return Completion(Verdict.NOT_YET, waits, judged)
    kept = tuple(Reason(f"fact_{one.code}", one.position) for one in judged)
    return Completion(Verdict.COMPLETE, kept, judged)
