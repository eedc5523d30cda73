"""Screening instruments put beside the needs assessment: begun, resumed, completed with a total.

They are answered as an assessment is, by their number: `assessments.answer`.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from triage_app.domain.instrument import Instrument, Use
from triage_app.domain.occasion import Occasion, check_beginning, may_run
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission, may
from triage_app.domain.screening import Result
from triage_app.domain.wording import Language
from triage_app.services import assessment_record as record
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.assessment_record import AssessmentView, Given
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.loaded_words import catch_up
from triage_app.storage.models import Assessment, Case

SEEN: Final = audit.Deed("screening.seen", audit.Category.CONSULTATION)
STARTED: Final = audit.Deed("screening.started", audit.Category.COLLECTION)
COMPLETED: Final = audit.Deed("screening.completed", audit.Category.ALTERATION)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One run of a screening instrument: what it comes to, once it is answered."""

    id: int
    instrument: str
    result: Result | None  # None: the instrument's file is no longer there
    started_at: datetime
    completed_at: datetime | None
    closed_at: datetime | None = None  # ended without a total
    closed_reason: str = ""
    version: int = 0
    may_end: bool = False  # where its file is gone: nobody can complete it

    @property
    def ended_at(self) -> datetime | None:
        """When it was completed, or closed without a total; nothing while it is open."""
        return self.completed_at or self.closed_at


@dataclass(frozen=True, slots=True)
class Offered:
    """An instrument that can be put to somebody, and its runs so far, the newest first."""

    instrument: Instrument
    sittings: tuple[Sitting, ...]
    proposed: bool = False  # because another's total leads to it
    may_begin: bool = True

    @property
    def open(self) -> Sitting | None:
        """The run that has not ended."""
        return next((one for one in self.sittings if one.ended_at is None), None)

    @property
    def last(self) -> Sitting | None:
        """The newest run that has ended, with a total or without."""
        return next((one for one in self.sittings if one.ended_at is not None), None)


def offered(desk: Desk, actor: Actor, case_id: int) -> tuple[Offered, ...]:
    """Return the instruments in force, one of each family, those proposed first: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        catch_up(session, desk)
        found = _offered(desk, case, sittings(session, desk, case_id))
    audit.look(desk, actor, SEEN, case_id, ("answers", "total"))
    return found


def out_of_reach(desk: Desk, actor: Actor, case_id: int) -> tuple[Sitting, ...]:
    """Return the runs whose instrument's file is no longer there: they are kept, and told of."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        catch_up(session, desk)
        gone = [one for one in record.screenings(session, case_id) if _is_gone(desk, one)]
        state = session.get_one(Case, case_id).state
        may_end = may_run(Occasion.SCREENING, state, correcting=False)
        may_end = may_end and may(actor.role, Permission.ASSESS)
        held = [_sitting(session, desk, one) for one in gone]
        found = [replace(one, may_end=may_end and one.ended_at is None) for one in held]
    if found:
        audit.look(desk, actor, SEEN, case_id, ("instrument",))
    return tuple(found)


def sittings(session: Session, desk: Desk, case_id: int) -> list[Sitting]:
    """Return every run of a case, the newest first, for a use case that has its session."""
    return [_sitting(session, desk, one) for one in record.screenings(session, case_id)]


def start(
    desk: Desk, actor: Actor, case_id: int, instrument: str, language: Language
) -> AssessmentView:
    """Begin a screening, or go on with the one begun; today's answers to its questions are kept.

    AUDIT begins with what AUDIT-C was answered with on the same day: nobody is asked twice.
    """
    permit(actor, Permission.ASSESS)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id, with_for_update=True)  # no two begin at once
        check_beginning(Occasion.SCREENING, case.state, ())
        wanted = record.instrument_for(desk, case, instrument)
        if wanted.use is not Use.SCREENING:
            raise Refused("assessment.no_instrument", instrument=instrument)
        for row in record.screenings(session, case_id):
            if row.instrument == instrument and not (row.completed_at or row.closed_at):
                return record.view_of(session, desk, row)
        row = Assessment(
            case_id=case_id,
            occasion=Occasion.SCREENING,
            instrument=instrument,
            language=language,
        )
        record.begin(row, desk, actor)
        session.add(row)
        session.flush()
        _carry(session, desk, case_id, row, wanted)
        audit.record(session, desk, actor, STARTED, case_id, ("instrument", "language"))
        return record.view_of(session, desk, row)


def screening(desk: Desk, actor: Actor, case_id: int, number: int) -> AssessmentView:
    """Return one screening as it stands: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        row = session.get_one(Assessment, number)
        if row.case_id != case_id or row.occasion != Occasion.SCREENING:
            raise Refused("assessment.not_begun")
        view = record.view_of(session, desk, row)
    audit.look(desk, actor, SEEN, case_id, ("answers", "total"))
    return view


def complete(desk: Desk, actor: Actor, case_id: int, seen: int, number: int) -> AssessmentView:
    """Complete a screening in which every scored question is answered."""
    permit(actor, Permission.ASSESS)
    with desk.sessions.begin() as session:
        row = record.open_one(session, case_id, number)
        record.check_version(row, seen, {})
        view = record.view_of(session, desk, row)
        if missing := view.result.missing:
            raise Invalid(*(Problem(one.code, "screening.not_answered") for one in missing))
        row.completed_at, row.completed_by = desk.now(), actor.name
        record.touch(row, desk, actor)
        audit.record(session, desk, actor, COMPLETED, case_id, ("completed_at",))
        return record.view_of(session, desk, row)


def _offered(desk: Desk, case: Case, held: list[Sitting]) -> tuple[Offered, ...]:
    """Offer what may be begun now, and show what was done, whether or not it still may be."""
    newest, led_to = _in_force(desk), _led_to(held)
    may_begin = may_run(Occasion.SCREENING, case.state, correcting=False)
    found = []
    for family, one in newest.items():
        runs = tuple(run for run in held if _family(desk, run) == family)
        offer = Offered(instrument=one, sittings=runs, may_begin=may_begin)
        waits = family in led_to and (not offer.last or _since(led_to[family], offer.last))
        found.append(replace(offer, proposed=waits and may_begin))
    return tuple(sorted(found, key=lambda one: not one.proposed))


def _led_to(held: list[Sitting]) -> dict[str, Sitting]:
    """Return each family that the newest total of another leads to, and the run that does."""
    newest: dict[str, Sitting] = {}
    for one in held:
        if one.completed_at is not None:
            newest.setdefault(one.instrument, one)
    runs = newest.values()
    return {one.result.leads_to: one for one in runs if one.result and one.result.leads_to}


def _since(led: Sitting, last: Sitting) -> bool:
    """Say whether a total led on after what it leads to was put last."""
    return bool(led.completed_at and last.ended_at and led.completed_at > last.ended_at)


def _in_force(desk: Desk) -> dict[str, Instrument]:
    """Return the newest version in force of each family of screening instruments."""
    found: dict[str, Instrument] = {}
    every = [one for one in desk.instruments.values() if one.use is Use.SCREENING]
    for one in sorted(every, key=lambda one: (one.in_force_from, one.code)):
        if one.in_force_from <= desk.today():
            found[one.family] = one
    return found


def _family(desk: Desk, run: Sitting) -> str:
    held = desk.instruments.get(run.instrument)
    return held.family if held else ""


def _sitting(session: Session, desk: Desk, row: Assessment) -> Sitting:
    found = None if _is_gone(desk, row) else record.view_of(session, desk, row).result
    return Sitting(
        row.id,
        row.instrument,
        found,
        row.started_at,
        row.completed_at,
        row.closed_at,
        row.closed_reason,
        row.version,
    )


def _is_gone(desk: Desk, row: Assessment) -> bool:
    return row.instrument not in desk.instruments


def _carry(session: Session, desk: Desk, case_id: int, row: Assessment, wanted: Instrument) -> None:
    """Take over what was answered today, in another instrument, to questions of the same code."""
    today = desk.today()
    for other in record.screenings(session, case_id):
        done = other.completed_at
        if done is None or done.astimezone(LONDON).date() != today:
            continue
        answers = record.answers_of(session, other)
        shared = {code: one for code, one in answers.items() if _fits(wanted, code, one)}
        for code, given in shared.items():
            record.put_answer(session, row, code, given)
        if shared:
            return


def _fits(wanted: Instrument, code: str, given: Given) -> bool:
    """Say whether an answer to another instrument is one that the same question has in this."""
    question = wanted.question(code)
    return question is not None and (not given.value or question.accepts(given.value))
