"""What needs doing, over many cases at once: the same rule behind Today, counts and caseload."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain import attention as rules
from triage_app.domain.compliance import judge_all, overall
from triage_app.domain.lateness import Due, Lateness
from triage_app.domain.roles import Permission, may
from triage_app.domain.standings import Standing
from triage_app.domain.workflow import OPEN, State
from triage_app.services import audit, still_to_tell, victims_untold
from triage_app.services.access import permit
from triage_app.services.aftercare import Over, over
from triage_app.services.cover import covered_on
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.partners_watched import is_supported
from triage_app.services.watch import Sighted, see, see_one, without_scheme
from triage_app.services.watch_rows import Ids
from triage_app.storage.models import Case
from triage_app.texts import Texts

SEEN: Final = audit.Deed("attention.look", audit.Category.CONSULTATION)
READ: Final = ("name", "state", "offences", "appointments")
SHORTLY: Final = 90  # minutes
BANDS: Final = {
    Lateness.OVERDUE: "attention.band_overdue",
    Lateness.TODAY: "attention.band_today",
    Lateness.SOON: "attention.band_soon",
    Lateness.LATER: "attention.band_later",
    Lateness.WAITING: "attention.band_waiting",
    Lateness.PUT_OFF: "attention.band_put_off",
}
STANDING: Final = {
    Lateness.WAITING: "attention.waiting",
    Lateness.PUT_OFF: "attention.put_off",
}


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing to do, and whose case it is."""

    due: Due
    case_id: int
    number: str
    name: str
    born: date | None
    state: State
    assessor_id: int
    assessor: str


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """How long there is to charge in one case that somebody watches."""

    case_id: int
    number: str
    name: str
    last_day: date
    days_left: int
    safe_day: date
    days_over: int  # by which the contract runs past the safe day


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """How a case stands, as a line of the caseload shows it."""

    case_id: int
    standing: Standing | None  # None: no contract is signed
    next_thing: Due | None
    calling: int  # how many things are on the list


@dataclass(frozen=True, slots=True)
class Morning:
    """Everything Today shows, from one reading."""

    rows: tuple[DueRow, ...]
    counts: Mapping[Lateness, int]
    times: tuple[TimeLeft, ...]
    schemeless: tuple[str, ...] = ()  # numbers of the cases whose scheme is gone


def attention(desk: Desk, actor: Actor) -> tuple[DueRow, ...]:
    """Return what needs doing: in one's own cases and those covered; for a supervisor in all."""
    return morning(desk, actor).rows


def morning(desk: Desk, actor: Actor) -> Morning:
    """Return the list, its counts and the days left to charge, in one reading: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        whose = seen_to_by(session, desk, actor)
        sighted = see(session, desk, watched_of(whose))
        schemeless = without_scheme(session, desk, watched_of(whose))
        rows = _rows(desk, actor, (*sighted, *ended_of(session, desk, actor, whose, sighted)))
        times = [_time_left(one) for one in sighted]
    audit.look(desk, actor, SEEN, fields=READ)
    left = sorted((one for one in times if one), key=lambda one: one.last_day)
    return Morning(rows, rules.counts([one.due for one in rows]), tuple(left), schemeless)


def dues_of(
    desk: Desk, actor: Actor, *, everyones: bool = False, of: int | None = None
) -> tuple[Due, ...]:
    """Return what Today lists, and nobody's name: of one's own cases and those one covers.

    Everybody's, or another's by their number, where whoever asks may see them.
    """
    permit(actor, Permission.SEE_CASES)
    another = of not in (None, actor.id)
    if everyones or another:
        permit(actor, Permission.SEE_EVERYONES_CASES)
    with desk.sessions() as session:
        whose = select(Case.id) if everyones else _held_by(session, desk, actor.id)
        if another:
            whose = select(Case.id).where(Case.assessor_id == of)
        sighted = see(session, desk, watched_of(whose))
        ended = ended_of(session, desk, actor, whose, sighted)
        every: tuple[Sighted | Over, ...] = (*sighted, *ended)
        return tuple(due for one in every for due in rules.calls(seen(desk, actor, one)))


def due_in(desk: Desk, actor: Actor, case_id: int) -> tuple[Due, ...]:
    """Return everything to do in one case, the next thing first; the look is the case head's."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        return seen(desk, actor, see_one(session, desk, case_id))


def standings(desk: Desk, actor: Actor, chosen: Ids | None = None) -> Mapping[int, CaseStanding]:
    """Return how cases stand, by their number; the look is logged by the list that shows them."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        if chosen is None:
            chosen = watched_of(seen_to_by(session, desk, actor))
        sighted = see(session, desk, chosen)
        return {one.case.id: _standing(desk, actor, one) for one in sighted}


def standing_of(desk: Desk, actor: Actor, case_id: int) -> CaseStanding:
    """Return how one case stands."""
    return standings(desk, actor, select(Case.id).where(Case.id == case_id))[case_id]


# ── In words ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Worded:
    """One thing to do in words: what, why, when, and how late."""

    what: str
    why: str
    when: str
    late: str


def worded(texts: Texts, due: Due, now: datetime) -> Worded:
    """Put a thing to do into the words that every list uses; what was put off has another day."""
    code, today = f"attention.{due.code}", now.astimezone(LONDON).date()
    when = texts.short_date(due.put_off.until if due.put_off else due.day, today)
    if due.moment is not None and due.put_off is None:
        when = f"{when} {texts.time(due.moment)}"
    return Worded(
        what=texts(code, **due.values),
        why=_why(texts, due, texts(f"{code}_why", **due.values)),
        when=when,
        late=how_late(texts, due, now),
    )


def _why(texts: Texts, due: Due, why: str) -> str:
    """Say why; of what was put off, by whom and why instead."""
    held = due.put_off
    if held is None:
        return why
    return texts("attention.put_off_why", name=held.by, day=held.until, reason=held.reason)


def how_late(texts: Texts, due: Due, now: datetime) -> str:
    """Say how late a thing to do is, or how soon, as every list does: a row may need no more."""
    days = (due.day - now.astimezone(LONDON).date()).days
    if due.lateness in STANDING:
        return texts(STANDING[due.lateness])
    if days < 0:
        return texts("attention.days_late", n=-days)
    if days > 0:
        return texts("attention.in_days", n=days)
    return _today(texts, due.moment, now) if due.moment else texts("attention.due_today")


def _today(texts: Texts, moment: datetime, now: datetime) -> str:
    if moment < now:
        return texts("attention.hours_late", n=(now - moment) // timedelta(hours=1))
    minutes = (moment - now) // timedelta(minutes=1)
    if minutes <= SHORTLY:
        return texts("attention.minutes_left", n=minutes)
    return texts("attention.due_at", time=texts.time(moment))


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────


def seen_to_by(session: Session, desk: Desk, actor: Actor) -> Ids:
    """Choose the cases somebody sees to: their own and those of whom they cover, or everybody's."""
    if may(actor.role, Permission.SEE_EVERYONES_CASES):
        return select(Case.id)
    return _held_by(session, desk, actor.id)


def watched_of(whose: Ids) -> Ids:
    """Choose those open, and those closed in which somebody is still to be told or waited on."""
    told = victims_untold.is_still_to_tell() | still_to_tell.is_still_to_tell()
    late = told | is_supported()
    return whose.where(Case.state.in_(OPEN) | late)


def ended_of(
    session: Session, desk: Desk, actor: Actor, whose: Ids, sighted: Sequence[Sighted]
) -> tuple[Over, ...]:
    """Return the closed cases in which there is something to do, but for those seen already."""
    return over(session, desk, actor, whose, frozenset(one.case.id for one in sighted))


def _held_by(session: Session, desk: Desk, member_id: int) -> Ids:
    """Choose somebody's own cases, and those of whom they cover today."""
    covered = covered_on(session, member_id, desk.today())
    return select(Case.id).where(Case.assessor_id.in_({member_id, *covered}))


def seen(desk: Desk, actor: Actor, one: Sighted | Over) -> tuple[Due, ...]:
    """Return everything there is to do in a case that was read, as somebody's role sees it."""
    return rules.seen_by(rules.due(one.watched, one.scheme, desk.now()), actor.role)


def _rows(desk: Desk, actor: Actor, sighted: Sequence[Sighted | Over]) -> tuple[DueRow, ...]:
    rows = [
        DueRow(
            due=due,
            case_id=one.case.id,
            number=one.case.number,
            name=one.case.person.name,
            born=one.case.person.born,
            state=one.case.state,
            assessor_id=one.case.assessor_id,
            assessor=one.case.assessor.name,
        )
        for one in sighted
        for due in rules.calls(seen(desk, actor, one))
    ]
    return tuple(sorted(rows, key=lambda row: (*rules.order(row.due), row.case_id)))


def _time_left(one: Sighted) -> TimeLeft | None:
    clock, course = one.clock, one.watched.course
    if not one.is_timed:
        return None
    if clock.last_day is None or clock.days_left is None or clock.safe_day is None:
        return None
    over = (course.ends - clock.safe_day).days if course else 0
    return TimeLeft(
        case_id=one.case.id,
        number=one.case.number,
        name=one.case.person.name,
        last_day=clock.last_day,
        days_left=clock.days_left,
        safe_day=clock.safe_day,
        days_over=max(over, 0),
    )


def _standing(desk: Desk, actor: Actor, one: Sighted) -> CaseStanding:
    dues, course = seen(desk, actor, one), one.watched.course
    standing = overall(judge_all(course, desk.now())) if course else None
    return CaseStanding(one.case.id, standing, dues[0] if dues else None, len(rules.calls(dues)))
