"""What stands at the head of a case, and what was done to it: one reading for every step."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from dateutil.relativedelta import relativedelta
from sqlalchemy import (
    ColumnElement,
    ColumnExpressionArgument,
    bindparam,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import Session

from triage_app.domain import attention
from triage_app.domain.charge_clock import ChargeClock
from triage_app.domain.journey import Stage, StepCode, journey, next_action, next_step
from triage_app.domain.ladder import OnLadder, on_ladder
from triage_app.domain.other_ends import WITHDRAWN, is_timed
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission, may
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import BEFORE_CONTRACT, State
from triage_app.services import audit, clocks, endings, safety, ways_out_record
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.watch import Sighted, see_one
from triage_app.storage.models import (
    Assessment,
    AuditEntry,
    Case,
    Consent,
    Contract,
    EligibilityDecision,
    Member,
    Person,
    PersonLink,
)

OPENED: Final = audit.Deed("casefile.opened", audit.Category.CONSULTATION)
IN_RUNS: Final = frozenset(  # dozens in an hour
    {"assessment.answered", "assessment.judged", "eligibility.answered"}
)
READ: Final = ("name", "born", "needs", "state", "offences", "timeline")
# What the attention engine may put first of a live contract, and is done in its outcome.
ENDINGS: Final = {
    "completion": "step.next_completion",
    "completion_cannot": "step.next_breach",
    "new_offence": "step.next_breach",
    "breach_sent_back": "step.next_breach",
}
# What it may ask for of a case that has consented, before the assessment.
MEETINGS: Final = {
    "attendance": "step.next_attendance",
    "booking": "step.next_booking",
    "booking_again": "step.next_booking",
    "booking_no_release": "step.next_release",
}
RUNNING: Final = frozenset({State.LIVE, State.BREACH_PROPOSED})
SEEN_INTO: Final = RUNNING | {State.CONSENTED}
DONE_TO_A_CASE: Final = (
    audit.Category.COLLECTION,
    audit.Category.ALTERATION,
    audit.Category.COMBINATION,
    audit.Category.DISCLOSURE,
)
RESTRICTED: Final = "victims."  # what was done for a victim: the participant may see the screen


@dataclass(frozen=True, slots=True)
class CaseTag:
    """A need or a safety flag: its code, and what fills its words."""

    code: str
    flag: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class ClockView:
    """The time left to charge, as every screen shows it."""

    days_left: int | None  # None: no limit, or not known
    last_day: date | None
    safe_day: date | None
    start: date | None  # the day it runs from
    known: bool
    fits: bool | None  # whether the contract's term ends by the safe day
    buffer: int

    @property
    def late(self) -> bool:
        """Whether the days to act in have begun: the officer must be told."""
        return self.days_left is not None and self.days_left <= self.buffer

    @property
    def tight(self) -> bool:
        """Whether the term runs past the safe day."""
        return self.fits is False

    @property
    def used(self) -> float:
        """How much of the time is gone, between nought and one."""
        if self.last_day is None or self.start is None or self.days_left is None:
            return 0.0
        whole = max((self.last_day - self.start).days, 1)
        return min(max(1 - self.days_left / whole, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class CaseHead:
    """Who it is, where the case stands, the next thing to do, and how long there is."""

    case_id: int
    person_id: int
    number: str
    name: str
    known_as: str
    born: date | None
    age: int | None
    language: str
    tags: tuple[CaseTag, ...]
    state: State
    left: Wording | None  # why it went no further before a contract, in the scheme's words
    withdrawn: bool  # whether a consent that was taken back ended it
    ended: Wording | None  # how it ended, where that has a name in the scheme
    assessor: str
    suite: str
    stages: tuple[Stage, ...]
    next_step: StepCode
    next_action: str  # a code of wording; none of a closed case
    clock: ClockView | None  # none where nobody waits for the time to run
    ladder: OnLadder | None = None  # none where no contract runs, or nothing was missed

    @property
    def ended_early(self) -> bool:
        """Whether the case went no further before a contract."""
        if self.state is State.NOT_TAKEN_ON:
            return True
        contract = [one for one in self.stages if one.step is StepCode.CONTRACT]
        return self.state is State.CLOSED and not any(one.can_be_opened for one in contract)


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as it is opened: its head, and what the engine saw of it, where it looks into it."""

    head: CaseHead
    sighted: Sighted | None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing done to a case; its wording is the code of the feature it belongs to."""

    at: datetime
    code: str
    by: str


def head(desk: Desk, actor: Actor, case_id: int, *, again: bool = False) -> CaseHead:
    """Return the head of a case; a look, logged, unless it is drawn again after one's own work."""
    return _read(desk, actor, case_id).head if again else opened(desk, actor, case_id).head


def opened(desk: Desk, actor: Actor, case_id: int) -> Opened:
    """Return a case as it is opened: a look, logged; its step may be shown of the same reading."""
    found = _read(desk, actor, case_id)
    audit.look(desk, actor, OPENED, case_id, READ)
    return found


def _read(desk: Desk, actor: Actor, case_id: int) -> Opened:
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get(Case, case_id)
        if case is None:
            raise Refused("casefile.not_here")
        sighted = see_one(session, desk, case_id) if case.state in SEEN_INTO else None
        return Opened(_head(session, desk, actor, case, sighted), sighted)


_DONE: Final = (
    select(AuditEntry.at, AuditEntry.action, Member.name, AuditEntry.actor)
    .outerjoin(Member, Member.username == AuditEntry.actor)
    .where(AuditEntry.case_id == bindparam("case_id"), AuditEntry.category.in_(DONE_TO_A_CASE))
    .where(~AuditEntry.action.startswith(RESTRICTED))
    .order_by(AuditEntry.id.desc())
)


def timeline(desk: Desk, actor: Actor, case_id: int) -> tuple[TimelineEntry, ...]:
    """Return what was done to a case, the newest first; the look is the head's."""
    permit(actor, Permission.SEE_CASES)
    entries: list[TimelineEntry] = []
    with desk.sessions() as session:
        for at, action, name, username in session.execute(_DONE, {"case_id": case_id}):
            entry = TimelineEntry(at, wording_of(action), name or username)
            if action in IN_RUNS and entries and _goes_on(entry, entries[-1]):
                continue
            entries.append(entry)
    return tuple(entries)


def _goes_on(entry: TimelineEntry, later: TimelineEntry) -> bool:
    """Say whether somebody simply went on with the same: a run is told once, by its end."""
    return (entry.code, entry.by) == (later.code, later.by)


def wording_of(action: str) -> str:
    """Return the code that words something done: consent.recorded is consent.did_recorded."""
    feature, _, verb = action.partition(".")
    return f"{feature}.did_{verb}"


def age_on(born: date | None, day: date) -> int | None:
    """Return how old somebody is; None where the day of birth is not known."""
    return relativedelta(day, born).years if born else None


def _clock_view(desk: Desk, case: Case, kind: str, sighted: Sighted | None) -> ClockView | None:
    """Return the time left to charge with the term set against it; None of what waits for none."""
    has_contract = desk.schemes.version(case.scheme).has_contract
    if not is_timed(case.state, kind, has_contract=has_contract):
        return None
    clock = sighted.clock if sighted else clocks.charge_clock(desk, case)
    return ClockView(
        days_left=clock.days_left,
        last_day=clock.last_day,
        safe_day=clock.safe_day,
        start=clock.governing.offence.first_day if clock.governing else None,
        known=clock.known,
        fits=_fits(desk, case, clock, sighted),
        buffer=clock.buffer,
    )


def _fits(desk: Desk, case: Case, clock: ChargeClock, sighted: Sighted | None) -> bool | None:
    """A term not yet signed is set as it would be signed; a signed one as it was."""
    if case.state in BEFORE_CONTRACT:
        return clocks.term_fit(desk, case, clock).fits
    course = sighted.watched.course if sighted and case.state is State.LIVE else None
    if course is None or clock.safe_day is None:
        return None
    return course.ends <= clock.safe_day


def _head(
    session: Session, desk: Desk, actor: Actor, case: Case, sighted: Sighted | None
) -> CaseHead:
    person, state = case.person, case.state
    step, action = _next(desk, actor, case, sighted)
    booked = action not in MEETINGS.values()
    scheme, kind = desk.schemes.version(case.scheme), _kind(session, case, sighted)
    contract, end = scheme.has_contract, scheme.end(kind)
    return CaseHead(
        case_id=case.id,
        person_id=person.id,
        number=case.number,
        name=person.name,
        known_as=person.known_as,
        born=person.born,
        age=age_on(person.born, desk.today()),
        language=person.reads or "en",
        tags=_tags(session, case),
        state=state,
        left=_left(session, desk, case, sighted),
        withdrawn=kind == WITHDRAWN,
        ended=end.name if end else None,
        assessor=case.assessor.name,
        suite=case.suite,
        stages=journey(state, _reached(session, case, sighted), booked=booked, contract=contract),
        next_step=step,
        next_action=action,
        clock=_clock_view(desk, case, kind, sighted),
        ladder=_ladder(sighted) if sighted else None,
    )


def _ladder(one: Sighted) -> OnLadder | None:
    """Return where the misses stand on the ladder; None where there is nothing of it to show."""
    letters = [letter.rung for letter in one.watched.letters]
    found = on_ladder(len(one.watched.misses), letters, one.scheme.ladder)
    return found if found.rung and one.case.state in RUNNING else None


def _kind(session: Session, case: Case, sighted: Sighted | None) -> str:
    """Return how a case ended; nothing while it has not."""
    if sighted is None:
        return endings.kind_of(session, case.id)
    return sighted.watched.ended.kind if sighted.watched.ended else ""


def _left(session: Session, desk: Desk, case: Case, sighted: Sighted | None) -> Wording | None:
    if sighted is not None:
        return sighted.watched.left.reason if sighted.watched.left else None
    row = ways_out_record.standing(session, case.id)
    return ways_out_record.name_in(desk, case, row.reason) if row else None


def _next(desk: Desk, actor: Actor, case: Case, one: Sighted | None) -> tuple[StepCode, str]:
    """Return where the next thing is done, and its words, as the attention list has it."""
    if one is not None and case.state in (State.LIVE, State.CONSENTED):
        dues = attention.due(one.watched, one.scheme, desk.now())
        # Dangers have their place above every step: they do not take that of the next thing.
        listed = [each for each in attention.calls(dues) if each.kind not in attention.SAFETY]
        live = case.state is State.LIVE
        said = ENDINGS if live else MEETINGS
        for each in listed[:1] if live else listed:
            if each.code in said:
                return StepCode(each.step), said[each.code]
    may_decide = may(actor.role, Permission.DECIDE_BREACH)
    contract = desk.schemes.version(case.scheme).has_contract
    said_next = next_action(case.state, may_decide=may_decide, contract=contract)
    return next_step(case.state, contract=contract), said_next


_HARM: Final = (  # the newest judgement: what is begun after it has none yet
    select(Assessment.risk_harm)
    .where(Assessment.case_id == bindparam("case_id"), Assessment.risk_harm.is_not(None))
    .where(Assessment.closed_at.is_(None))  # a correction that was given up says nothing
    .order_by(Assessment.id.desc())
    .limit(1)
)
# Whether there is more to look at: earlier cases, linked records.
_ELSEWHERE: Final = select(
    exists().where(Case.person_id == bindparam("person_id"), Case.id != bindparam("case_id")),
    exists().where(
        or_(
            PersonLink.person_id == bindparam("person_id"),
            PersonLink.other_id == bindparam("person_id"),
        )
    ),
)


def _tags(session: Session, case: Case) -> tuple[CaseTag, ...]:
    """Safety first, then what a meeting must allow for."""
    person = case.person
    standing = safety.standing(session, case.person_id)
    tags = [CaseTag(f"safety.flag_{one}", flag=True) for one in standing]
    if session.scalar(_HARM, {"case_id": case.id}) == "high":
        tags.append(CaseTag("casefile.tag_harm", flag=True))
    if person.message_may_be_left is False:
        tags.append(CaseTag("casefile.tag_no_message", flag=True))
    if person.who_answers or person.safe_times:
        tags.append(CaseTag("casefile.tag_call_safely", flag=True))
    return (*tags, *_needs(person), *_elsewhere(session, case))


def _elsewhere(session: Session, case: Case) -> list[CaseTag]:
    asked = {"person_id": case.person_id, "case_id": case.id}
    earlier, linked = session.execute(_ELSEWHERE, asked).one()
    there = {"casefile.tag_earlier": earlier, "casefile.tag_linked": linked}
    return [CaseTag(code) for code, is_so in there.items() if is_so]


def _needs(person: Person) -> list[CaseTag]:
    found = []
    if person.speaks == "cy":
        found.append(CaseTag("casefile.tag_speaks_welsh"))
    if person.reads == "cy" and person.speaks != "cy":
        found.append(CaseTag("casefile.tag_reads_welsh"))
    if person.interpreter:
        language = person.interpreter_language
        code = "casefile.tag_interpreter_in" if language else "casefile.tag_interpreter"
        found.append(CaseTag(code, value=language))
    if person.appropriate_adult:
        found.append(CaseTag("casefile.tag_appropriate_adult"))
    if person.needs or person.access:
        found.append(CaseTag("casefile.tag_needs"))
    return found


def _trace(model: Any, *where: ColumnExpressionArgument[bool]) -> ColumnElement[bool]:  # noqa: ANN401
    return exists().where(model.case_id == bindparam("case_id"), *where)


# What shows a step to have been worked in, the latest step first.
_TRACES: Final = {
    StepCode.TRACKING: _trace(Contract, Contract.signed_on.is_not(None)),
    StepCode.CONTRACT: _trace(Contract),
    StepCode.ASSESSMENT: _trace(Assessment),
    StepCode.CONSENT: _trace(Consent),
    StepCode.ELIGIBILITY: _trace(EligibilityDecision),
}
_REACHED: Final = select(*_TRACES.values())


def _reached(session: Session, case: Case, sighted: Sighted | None) -> StepCode:
    """Return the last step in which anything was done."""
    if sighted is not None and sighted.watched.course is not None:
        return StepCode.TRACKING
    answers = session.execute(_REACHED, {"case_id": case.id}).one()
    worked_in = (step for step, there in zip(_TRACES, answers, strict=True) if there)
    return next(worked_in, StepCode.REFERRAL)
