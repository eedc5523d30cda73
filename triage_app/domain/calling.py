"""What the attention engine looks for: a function for each line of its table.

Each looks at a case, by its scheme and at a moment, and yields what it finds: the code of the
words, what fills them, and the day it hangs on. What the scheme's days make of that is the table's.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from triage_app.domain.completing import completing
from triage_app.domain.compliance import (
    Attendance,
    Completion,
    Judged,
    Meeting,
    Verdict,
    broken_by,
    minutes_behind,
    rung_due,
)
from triage_app.domain.condition import Kind
from triage_app.domain.deadlines import contact_window
from triage_app.domain.occasion import Occasion
from triage_app.domain.roles import Role
from triage_app.domain.scheme import Rung
from triage_app.domain.sight import Found, Sight
from triage_app.domain.standings import Standing
from triage_app.domain.watched import Watched, day_of
from triage_app.domain.workflow import State

WARNING = "written_warning"
# Where the consent step asks who came to the first meeting: also once they were assessed in it.
FIRST_MET = frozenset({State.CONSENTED, State.ASSESSING, State.ASSESSED})
HEARD_FROM = frozenset(
    {State.CONSENTED, State.ASSESSING, State.ASSESSED, State.LIVE, State.BREACH_PROPOSED}
)


# ── The time to charge ───────────────────────────────────────────────────────────────────────


def charge(it: Sight) -> Iterator[Found]:
    """The last day to charge comes near or is past; the term runs too far; or nobody knows."""
    last, step = it.case.time.last_day, working_step(it.case)
    if it.case.ended is not None and not it.case.ended.minds_time:
        return
    if not it.case.time.known:
        yield Found("charge_unknown", it.today, step="referral", field="offences", always=True)
    if last is None or (it.case.ended is not None and it.case.ended.result is not None):
        return
    working = it.case.time.last_working_day or last
    values = {"day": last, "working_day": working, "n": abs((last - it.today).days)}
    if it.today >= last:
        code = "charge_passed" if it.today > last else "charge_today"
        yield Found(code, last, values, step=step)
    elif _runs_too_far(it.case):
        yield Found("charge_unsafe", last, values, step=step, always=True)
    else:
        yield Found("charge", last, values, step=step)


def _runs_too_far(case: Watched) -> bool:
    safe = case.time.safe_day
    watching = case.state in (State.LIVE, State.BREACH_PROPOSED)
    return bool(watching and case.course and safe and case.course.ends > safe)


OUTCOME = frozenset(
    {
        State.RETURNED,
        State.COMPLETED,
        State.NOT_TAKEN_ON,
        State.BREACH_PROPOSED,
        State.ENDED,
    }
)


def working_step(case: Watched) -> str:
    """Return the step in which a case is worked on, as it stands now."""
    if case.state in OUTCOME:
        return "outcome"
    return "tracking" if case.state is State.LIVE else "contract" if case.draft else "eligibility"


# ── Before the contract ──────────────────────────────────────────────────────────────────────


def decision(it: Sight) -> Iterator[Found]:
    """A referral waits for somebody to decide."""
    yield Found("decision", it.case.opened, {"day": it.case.opened})


def authority(it: Sight) -> Iterator[Found]:
    """Diversion is a police decision, and no officer's is recorded."""
    if it.scheme.needs_authority and not it.case.authorised:
        yield Found("authority", it.case.decided_on or it.case.opened)


def consent(it: Sight) -> Iterator[Found]:
    """The scheme is to be explained, and the answer recorded; again, once the sheet has changed."""
    if it.case.state is State.ELIGIBLE:
        yield Found("consent", it.case.decided_on or it.case.opened)
    elif it.case.new_sheet_since is not None:
        yield Found("consent_again", it.case.new_sheet_since)


def booking(it: Sight) -> Iterator[Found]:
    """The first meeting is not booked, and the hours for it are running."""
    if any(_is_open(one) for one in it.case.first_meetings):
        return
    missed = bool(it.case.first_meetings)
    if it.case.released is None:
        yield Found("booking_no_release", it.case.consented_on or it.case.opened, step="referral",
                    field="released", always=True)  # fmt: skip
        return
    _, closes = contact_window(it.case.released, it.scheme.contact_hours)
    code = "booking_again" if missed else "booking"
    yield Found(code, closes, {"hours": it.scheme.contact_hours[1]}, always=True)


def reminder(it: Sight) -> Iterator[Found]:
    """Somebody without a telephone has a meeting before them, and no letter that says so."""
    for one in it.case.unreminded:
        if one.attendance is None and one.starts > it.now:
            first = one.kind == "assessment"
            step, field = ("consent", "reminder") if first else ("", "")
            yield Found("reminder", one.starts, _meeting(one), step=step, field=field)


def assessment(it: Sight) -> Iterator[Found]:
    """An assessment is booked, or begun and not finished."""
    if it.case.state is State.ASSESSING:
        touched = it.case.assessment_touched or it.now
        yield Found("assessment_stopped", day_of(touched) + timedelta(days=1), always=True)
        return
    coming = [one for one in it.case.first_meetings if one.attendance is None]
    if coming and day_of(coming[-1].starts) >= it.today:  # later on: somebody says who came
        yield Found("assessment", coming[-1].starts, always=True)
    elif not coming and any(_is_open(one) for one in it.case.first_meetings):
        yield Found("assessment_start", it.case.first_meetings[-1].starts, always=True)


def draft(it: Sight) -> Iterator[Found]:
    """The assessment is complete, and no contract is drafted."""
    if it.case.draft is None:
        yield Found("draft", it.case.assessed_on or it.case.opened)


def signing(it: Sight) -> Iterator[Found]:
    """A contract is drafted for a day, and not signed."""
    if it.case.draft is not None:
        code = "signing" if it.case.draft.printed else "signing_to_print"
        late = it.case.draft.day < it.today
        yield Found("signing_again" if late else code, it.case.draft.day, always=True)


def _is_open(meeting: Meeting) -> bool:
    """Whether a first meeting is still to come, or took place."""
    return meeting.attendance in (None, Attendance.ATTENDED, Attendance.LATE)


# ── Under contract ───────────────────────────────────────────────────────────────────────────


def tomorrow(it: Sight) -> Iterator[Found]:
    """A meeting comes, and a word before it brings people; first meetings call by themselves."""
    for one in it.meetings:
        if one.attendance is None and one.starts > it.now and one.kind != "assessment":
            yield Found("tomorrow", one.starts, _meeting(one))


def attendance(it: Sight) -> Iterator[Found]:
    """A meeting has been, and nobody has said who came."""
    for one in it.meetings:
        if one.attendance is not None or one.starts > it.now:
            continue
        if one.kind != "assessment":
            yield Found("attendance", day_of(one.starts), _meeting(one))
        elif it.case.state in FIRST_MET and day_of(one.starts) < it.today:
            day = day_of(one.starts)
            yield Found("attendance", day, _meeting(one), step="consent", field="attendance")


def evidence(it: Sight) -> Iterator[Found]:
    """A reason for a miss waits for its evidence."""
    for one in it.meetings:
        first = one.kind == "assessment"
        waits = one.attendance is Attendance.WAITING_FOR_EVIDENCE
        if waits and (not first or it.case.state is State.CONSENTED):  # later on: they did come
            by = one.evidence_by or day_of(one.starts)
            given = 0 if one.evidence_by else None  # the day that was agreed, or the scheme's days
            step, field = ("consent", "evidence") if first else ("", "")
            about = _meeting(one)
            yield Found("evidence", by, about, waiting=True, days=given, step=step, field=field)


def ladder(it: Sight) -> Iterator[Found]:
    """A rung of the ladder is reached, and nothing has followed."""
    rung = _rung(it)
    if rung is None:
        return
    warns = rung.code == WARNING
    yield Found(
        "ladder" if warns else "ladder_review",
        day_of(it.misses[-1].starts),
        {"n": len(it.misses)},
        role=None if warns else Role.SUPERVISOR,
    )


def giving(it: Sight) -> Iterator[Found]:
    """A letter is made, and nobody has recorded how and when it was given."""
    for one in it.case.letters:
        if one.rung == WARNING and one.given_on is None:
            yield Found("giving", one.made_on, {"day": one.made_on})


def new_offence(it: Sight) -> Iterator[Found]:
    """An offence in the term is recorded, and a supervisor is to decide at once."""
    if it.case.course is None:
        return
    for agreed in it.case.course.conditions:
        for one in broken_by(it.case.course, agreed):
            yield Found("new_offence", one.recorded_on, {"day": one.offence_day})
            return


def arrested_again(it: Sight) -> Iterator[Found]:
    """The custody log has the person again, and nobody has said what that comes to."""
    for one in it.case.arrests:
        values = {"id": one.entry_id, "day": one.day, "record": one.record}
        yield Found("arrested_again", one.seen, values, step=working_step(it.case))


def hours(it: Sight) -> Iterator[Found]:
    """Volunteering lags behind its share of the days gone."""
    course = it.case.course
    for one in course.conditions if course and not it.is_over else ():
        behind = minutes_behind(one, course, it.today) if course else 0
        if behind:
            values = {"n": -(-behind // 60), "done": one.minutes // 60, "agreed": one.hours}
            yield Found("hours", it.today, values, days=0)


def meeting(it: Sight) -> Iterator[Found]:
    """A condition is not begun, and nothing is booked for it."""
    for one in it.judged:
        asked = one.kind is Kind.RESTORATIVE and one.code == "asked"
        if (one.standing is Standing.NOT_STARTED and one.code == "not_started") or asked:
            start = it.case.course.starts if it.case.course else it.case.opened
            yield Found("meeting", start, {"position": one.position})


def silent(it: Sight) -> Iterator[Found]:
    """Nothing has been heard of the person."""
    heard = heard_on(it.case)
    if not it.is_over:
        yield Found("silent", heard, {"day": heard, "n": (it.today - heard).days})


def at_risk(it: Sight) -> Iterator[Found]:
    """A condition is at risk by a miss, and nobody has spoken with the person since."""
    for one in it.judged if not it.is_over else ():
        missed = [m for m in it.misses if m.position == one.position]
        if one.standing is not Standing.AT_RISK or not missed:
            continue
        last = day_of(missed[-1].starts)
        if it.case.last_heard is None or it.case.last_heard <= last:
            yield Found("at_risk", last, {"position": one.position, "day": last})


def unfinished(it: Sight) -> Iterator[Found]:
    """The contract ends with conditions still open."""
    open_still = unfinished_in(it.judged)
    if open_still and it.case.course and not it.is_over:
        yield Found(
            "unfinished", it.case.course.ends, {"n": len(open_still), "day": it.case.course.ends}
        )


def midway(it: Sight) -> Iterator[Found]:
    """The needs are to be assessed again midway: not once the last assessment is due."""
    last = _exit_day(it)
    if it.case.course is None or last is None or it.case.reassessed:
        return
    day = it.case.course.starts + timedelta(days=it.scheme.midway_after_days)
    if day < last and it.today < last:
        yield Found("midway", day, {"day": day})


def last_assessment(it: Sight) -> Iterator[Found]:
    """The needs are to be assessed for the last time, so that what changed can be told."""
    day = _exit_day(it)
    if day is not None and Occasion.EXIT not in it.case.reassessed:
        yield Found("exit", day, {"day": day})


def _exit_day(it: Sight) -> date | None:
    if it.case.course is None or not it.case.is_assessed or not it.scheme.midway_after_days:
        return None
    return it.case.course.ends - timedelta(days=it.scheme.exit_before_days)


def completion(it: Sight) -> Iterator[Found]:
    """The contract has run: it is to be confirmed as complete, or a breach is to be proposed.

    Every live contract has this before it, so that none is ever without a next thing.
    """
    if it.case.course is None:
        return
    computed, ends = completing(it.case, it.scheme, it.judged, it.today), it.case.course.ends
    after, values = ends + timedelta(days=1), {"day": ends}
    if computed.verdict is Verdict.CANNOT and not _is_by_offence(computed):
        yield Found("completion_cannot", min(after, it.today), values, always=True)
    elif it.is_over and computed.verdict is Verdict.NOT_YET:
        yield Found("completion_open", after, values)
    else:
        yield Found("completion", after, values)


def _is_by_offence(computed: Completion) -> bool:
    """Whether a new offence alone stands in the way: that calls by itself."""
    return all(one.code == "cannot_broken" for one in computed.reasons)


def heard_on(case: Watched) -> date:
    """Return the day something was last heard of somebody; else when their contract began."""
    return case.last_heard or (case.course.starts if case.course else case.opened)


def days_silent(case: Watched, today: date) -> int | None:
    """Return for how many days nothing was heard; None where there is nobody to hear from."""
    return (today - heard_on(case)).days if case.state in HEARD_FROM else None


def unfinished_in(judged: Iterable[Judged]) -> tuple[Judged, ...]:
    """Return the conditions still open: neither kept nor of the kind that only time settles."""
    return tuple(one for one in judged if _is_unfinished(one))


def _is_unfinished(one: Judged) -> bool:
    settled = one.standing is Standing.KEPT or one.kind in (Kind.NO_REOFFENDING, Kind.TAG)
    return not settled and one.code != "not_asked"


def _rung(it: Sight) -> Rung | None:
    return rung_due(len(it.misses), [one.rung for one in it.case.letters], it.scheme.ladder)


def _meeting(one: Meeting) -> dict[str, object]:
    return {"id": one.id, "moment": one.starts, "position": one.position}
