"""How conditions and meetings stand, as an icon, a word and a tone: the same on band and list."""

from collections.abc import Iterator
from datetime import date

from triage_app.domain.compliance import Attendance, Judged
from triage_app.domain.condition import Kind
from triage_app.domain.standings import Standing as Stands
from triage_app.domain.watched import day_of
from triage_app.services.tracking_view import ConditionSeen, MeetingSeen, TrackingView
from triage_app.texts import Texts
from ui.band import Lane
from ui.theme import Standing, Tone

CONDITIONS = {
    Stands.KEPT: ("good", Tone.GOOD),
    Stands.ON_COURSE: ("good", Tone.GOOD),
    Stands.NOT_STARTED: ("clock", Tone.MUTED),
    Stands.WAITING: ("wait", Tone.MUTED),
    Stands.AT_RISK: ("bad", Tone.BAD),
    Stands.MISSED: ("bad", Tone.BAD),
}
# What nobody has said, or proved, calls for somebody: filled, and in the colour of what is due.
CALLS = {"evidence_due": ("unknown", Tone.WARN), "not_recorded": ("due", Tone.WARN)}
MEETINGS = {
    Attendance.ATTENDED: ("good", Tone.GOOD, "mark_attended"),
    Attendance.LATE: ("good", Tone.GOOD, "mark_attended"),
    Attendance.MISSED_ACCEPTABLE: ("excused", Tone.MUTED, "mark_excused"),
    Attendance.MISSED_UNACCEPTABLE: ("not-met", Tone.BAD, "mark_missed"),
    Attendance.SERVICE_FAULT: ("excused", Tone.MUTED, "mark_excused"),
    Attendance.WAITING_FOR_EVIDENCE: ("unknown", Tone.WARN, "mark_evidence"),
}
LEGEND = (
    ("good", Tone.GOOD, "mark_attended"),
    ("planned", Tone.ACCENT, "mark_booked"),
    ("not-met", Tone.BAD, "mark_missed"),
    ("unknown", Tone.WARN, "mark_evidence"),
)


def standing_of(texts: Texts, judged: Judged) -> Standing:
    """Say how a condition stands."""
    icon, tone = CALLS.get(judged.code, CONDITIONS[judged.standing])
    return Standing(icon, texts(f"compliance.{judged.code}", n=judged.n), tone)


def mark_of(texts: Texts, meeting: MeetingSeen, today: date) -> Standing:
    """Say on the band what became of a meeting."""
    if meeting.attendance is None:
        past = day_of(meeting.starts) < today
        icon, tone = ("due", Tone.WARN) if past else ("planned", Tone.ACCENT)
        return Standing(
            icon, texts(f"compliance.{'not_recorded' if past else 'mark_booked'}"), tone
        )
    icon, tone, code = MEETINGS[meeting.attendance]
    return Standing(icon, texts(f"compliance.{code}"), tone)


def legend(texts: Texts) -> tuple[Standing, ...]:
    """Say what the marks on the band mean."""
    return tuple(Standing(icon, texts(f"compliance.{code}"), tone) for icon, tone, code in LEGEND)


def lanes(texts: Texts, view: TrackingView, today: date) -> tuple[Lane, ...]:
    """Return a lane for each condition of a contract that runs."""
    return tuple(_lane(texts, view, one, today) for one in view.conditions)


def _lane(texts: Texts, view: TrackingView, one: ConditionSeen, today: date) -> Lane:
    course = view.course
    return Lane(
        number=one.position,
        title=_title(texts, one),
        detail=", ".join(_detail(texts, one)),
        standing=standing_of(texts, one.judged),
        marks=tuple((day_of(it.starts), mark_of(texts, it, today)) for it in one.meetings),
        span=(course.starts, min(one.due or course.ends, course.ends)),
        firm=one.kind is not Kind.RESTORATIVE or one.asked_on is not None,
    )


def _title(texts: Texts, one: ConditionSeen) -> str:
    if one.kind is Kind.PATHWAY:
        return one.title[texts.language]
    return texts(f"condition.lane_{one.kind}")


def _detail(texts: Texts, one: ConditionSeen) -> Iterator[str]:
    tally = one.judged.tally
    if one.kind in (Kind.NO_REOFFENDING, Kind.RESTORATIVE):
        yield texts(f"condition.kind_{one.kind}")
    if tally.minutes_agreed:
        done = {"done": tally.minutes // 60, "agreed": tally.minutes_agreed // 60}
        yield texts("tracking.hours_of", **done)
    if tally.sessions_agreed:
        yield texts("tracking.meetings_of", done=tally.came, agreed=tally.sessions_agreed)
    if one.service:
        yield one.service
