"""A contract under way, as its screen shows it: each condition, its meetings, what was recorded."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.charge_clock import ChargeClock
from triage_app.domain.compliance import (
    Attendance,
    Basis,
    Course,
    Judged,
    judge_all,
    overall,
    rung_due,
)
from triage_app.domain.condition import Kind
from triage_app.domain.ladder import OnLadder, on_ladder
from triage_app.domain.roles import Permission
from triage_app.domain.scheme import Rung, Scheme
from triage_app.domain.standings import Standing
from triage_app.domain.watched import Partnered, day_of
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import State
from triage_app.services import audit, read_in
from triage_app.services.access import permit
from triage_app.services.contract_chain import Chain, chain_of
from triage_app.services.desk import Actor, Desk
from triage_app.services.kept_seen import (
    Contributed,
    HoursSeen,
    MarkBefore,
    TagSeen,
    contributed,
    hours_of,
    marks_before,
    tags_seen,
)
from triage_app.services.meetings import Booked, booked_as
from triage_app.services.watch import Sighted, see_one
from triage_app.storage.models import (
    Appointment,
    Condition,
    ContactAttempt,
    Reoffence,
    Warned,
)

SEEN: Final = audit.Deed("tracking.seen", audit.Category.CONSULTATION)
READ: Final = ("conditions", "appointments", "hours", "contacts", "letters", "offences")


@dataclass(frozen=True, slots=True)
class MeetingSeen:
    """A meeting and what became of it."""

    id: int
    version: int
    position: int | None
    starts: datetime
    minutes: int
    place: str
    attendance: Attendance | None
    note: str
    booked: Booked
    evidence_by: date | None = None
    before: tuple[MarkBefore, ...] = ()  # marks that others took the place of

    @property
    def is_open(self) -> bool:
        """Whether it still stands, and nobody has said who came."""
        return self.booked.is_open


@dataclass(frozen=True, slots=True)
class ConditionSeen:
    """A condition, how it stands, and its evidence."""

    id: int
    position: int
    kind: Kind
    title: Wording
    evidence: Wording
    service: str
    sessions: int | None
    hours: int | None
    due: date | None
    asked_on: date | None
    judged: Judged
    meetings: tuple[MeetingSeen, ...]
    hours_done: tuple[HoursSeen, ...]
    tags: tuple[TagSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactSeen:
    """A try at reaching somebody."""

    at: datetime
    how: str
    reached: bool
    note: str


@dataclass(frozen=True, slots=True)
class LetterSeen:
    """A rung of the ladder that was reached, and the letter that said so."""

    id: int
    rung: str
    name: Wording
    made_on: date
    reason: str
    paper_id: int | None
    given_on: date | None
    given_how: str
    given_by: str
    given_note: str


@dataclass(frozen=True, slots=True)
class OffenceSeen:
    """A new offence, and whether its day lies in the term."""

    basis: Basis
    offence_day: date
    recorded_on: date
    note: str
    in_term: bool


@dataclass(frozen=True, slots=True)
class TrackingView:
    """Everything the tracking step shows."""

    case_id: int
    state: State
    edition: str  # of their letters, that suits the person
    issue: int
    course: Course
    standing: Standing
    conditions: tuple[ConditionSeen, ...]
    other_meetings: tuple[MeetingSeen, ...]
    contacts: tuple[ContactSeen, ...]
    letters: tuple[LetterSeen, ...]
    offences: tuple[OffenceSeen, ...]
    ladder: tuple[Rung, ...]
    new_offence: Rung | None  # what a new offence brings at once
    rung: Rung | None  # due now
    misses: int
    last_heard: date | None
    clock: ChargeClock
    pays: bool  # whether the scheme asks for a contribution
    contributed: Contributed | None
    gaps: tuple[Partnered, ...]  # what a partner refused, and nobody delivers

    @property
    def on_ladder(self) -> OnLadder:
        """Where the misses stand on the ladder in force."""
        return on_ladder(self.misses, [one.rung for one in self.letters], self.ladder)

    @property
    def can_be_recorded(self) -> bool:
        """Whether the contract is still running."""
        return self.state in (State.LIVE, State.BREACH_PROPOSED)

    @property
    def meetings(self) -> tuple[MeetingSeen, ...]:
        """Every meeting, in the order of time."""
        every = [*self.other_meetings, *(m for one in self.conditions for m in one.meetings)]
        return tuple(sorted(every, key=lambda one: (one.starts, one.id)))


def view(
    desk: Desk, actor: Actor, case_id: int, sighted: Sighted | None = None
) -> TrackingView | None:
    """Return how a contract runs; None where none was signed: a look, logged.

    Whoever has just opened the case hands on what the engine saw of it, which is then not read
    twice.
    """
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        seen = _view(session, desk, sighted or see_one(session, desk, case_id))
    audit.look(desk, actor, SEEN, case_id, READ)
    return seen


def _view(session: Session, desk: Desk, sighted: Sighted) -> TrackingView | None:
    case, watched, course = sighted.case, sighted.watched, sighted.watched.course
    chain = chain_of(sighted.contracts)
    if course is None or chain is None:
        return None
    judged = judge_all(course, desk.now())
    reached = [one.rung for one in watched.letters]
    meetings = _meetings(session, case.id, chain)
    return TrackingView(
        case_id=case.id,
        state=case.state,
        edition=read_in.edition(case.person),
        issue=chain.in_force.issue,
        course=course,
        standing=overall(judged),
        conditions=_conditions(session, sighted.scheme, chain, judged, meetings),
        other_meetings=tuple(one for one in meetings if one.position is None),
        contacts=_contacts(session, case.id),
        letters=_letters(session, sighted.scheme, case.id) if reached else (),
        offences=_offences(session, course, case.id) if course.reoffences else (),
        ladder=sighted.scheme.ladder,
        new_offence=sighted.scheme.new_offence,
        rung=rung_due(len(watched.misses), reached, sighted.scheme.ladder),
        misses=len(watched.misses),
        last_heard=watched.last_heard,
        clock=sighted.clock,
        pays=sighted.scheme.contribution is not None,
        contributed=contributed(session, case.id) if watched.account else None,
        gaps=tuple(one for one in watched.partners if one.leaves_gap),
    )


def _meetings(session: Session, case_id: int, chain: Chain) -> tuple[MeetingSeen, ...]:
    """Return the meetings; one of a condition taken away stands among those of no condition."""
    places = {number: heir.position for number, heir in chain.heirs.items()}
    query = select(Appointment).where(
        Appointment.case_id == case_id,
        Appointment.kind != "assessment",
    )
    rows = session.scalars(query.order_by(Appointment.starts, Appointment.id)).all()
    awaited, before = {row.id: row.evidence_by for row in rows}, marks_before(session, case_id)
    return tuple(
        MeetingSeen(
            id=one.id,
            version=one.version,
            position=places.get(one.condition_id or 0),
            starts=one.starts,
            minutes=one.minutes,
            place=one.place,
            attendance=one.attendance,
            note=one.note,
            booked=one,
            evidence_by=awaited[one.id],
            before=before.get(one.id, ()),
        )
        for one in booked_as(session, rows)
    )


def _conditions(
    session: Session,
    scheme: Scheme,
    chain: Chain,
    judged: tuple[Judged, ...],
    meetings: tuple[MeetingSeen, ...],
) -> tuple[ConditionSeen, ...]:
    stands = {one.position: one for one in judged}
    done = hours_of(session, chain), tags_seen(session, chain)
    return tuple(
        _condition(scheme, one, stands[one.position], meetings, done)
        for one in chain.in_force.conditions
    )


def _condition(
    scheme: Scheme,
    row: Condition,
    judged: Judged,
    meetings: tuple[MeetingSeen, ...],
    done: tuple[tuple[HoursSeen, ...], tuple[TagSeen, ...]],
) -> ConditionSeen:
    text, (hours, tags) = scheme.condition(row.code), done
    return ConditionSeen(
        id=row.id,
        position=row.position,
        kind=Kind(text.kind),
        title=text.title,
        evidence=text.evidence,
        service=row.service.name if row.service else "",
        sessions=row.sessions,
        hours=row.hours,
        due=row.due,
        asked_on=row.asked_on,
        judged=judged,
        meetings=tuple(one for one in meetings if one.position == row.position),
        hours_done=tuple(one for one in hours if one.condition_id == row.id),
        tags=tuple(one for one in tags if one.condition_id == row.id),
    )


def _contacts(session: Session, case_id: int) -> tuple[ContactSeen, ...]:
    query = select(ContactAttempt).where(ContactAttempt.case_id == case_id)
    return tuple(
        ContactSeen(one.at, one.how, one.reached, one.note)
        for one in session.scalars(query.order_by(ContactAttempt.at.desc()))
    )


def _letters(session: Session, scheme: Scheme, case_id: int) -> tuple[LetterSeen, ...]:
    names = {one.code: one.name for one in scheme.ladder}
    query = select(Warned).where(Warned.case_id == case_id).order_by(Warned.id)
    return tuple(
        LetterSeen(
            id=one.id,
            rung=one.rung,
            name=names.get(one.rung, Wording(one.rung, one.rung)),
            made_on=day_of(one.recorded_at),
            reason=one.reason,
            paper_id=one.paper_id,
            given_on=one.given_on,
            given_how=one.given_how,
            given_by=one.given_by,
            given_note=one.given_note,
        )
        for one in session.scalars(query)
    )


def _offences(session: Session, course: Course, case_id: int) -> tuple[OffenceSeen, ...]:
    query = select(Reoffence).where(Reoffence.case_id == case_id).order_by(Reoffence.id)
    return tuple(
        OffenceSeen(
            basis=Basis(one.basis),
            offence_day=one.offence_day,
            recorded_on=day_of(one.recorded_at),
            note=one.note,
            in_term=course.starts <= one.offence_day <= course.ends,
        )
        for one in session.scalars(query)
    )
