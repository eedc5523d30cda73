"""Checks on re-offending after a case has ended: what is due, what was found, how it is counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from triage_app.domain import reoffending as rules
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.reoffending import NOT_CHECKED, LaterOffence, Looked, Measure
from triage_app.domain.roles import Permission
from triage_app.domain.watched import day_of
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import Case, Ending, FoundOffence, ReoffendingCheck

CHECKED: Final = audit.Deed("reoffending.checked", audit.Category.COLLECTION)
ADDED: Final = audit.Deed("reoffending.offence_added", audit.Category.COLLECTION)
SEEN: Final = audit.Deed("reoffending.seen", audit.Category.CONSULTATION)
COUNTED: Final = audit.Deed("reoffending.counted", audit.Category.CONSULTATION)
FIELDS: Final = ("checked_on", "source", "found", "offences")


@dataclass(frozen=True, slots=True)
class Checked:
    """A check as it was made, and whether by the scheme's definition somebody offended again."""

    check_id: int
    months: int
    on: date
    source: str
    found: bool
    offences: tuple[LaterOffence, ...]
    note: str
    by: str
    offended: bool  # in its period, by all that any check has found since


@dataclass(frozen=True, slots=True)
class Checks:
    """Every check of a case that has ended, what is asked next and when, and the definition.

    A case that was reopened and ended again is asked after from the end that stands; what was
    looked up after an end that did not hold is kept, and counts no more.
    """

    case_id: int
    ended: date
    measure: Measure
    made: tuple[Checked, ...]
    earlier: tuple[Checked, ...]  # after ends that did not hold
    months: int | None  # the period asked about next
    due: date | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """What came of the checks of one period under one scheme; unchecked people are told apart."""

    scheme: str
    months: int
    due: int
    answers: tuple[bool, ...]  # whether each who was looked up offended, as it was recorded

    @property
    def checked(self) -> int:
        """How many were looked up."""
        return len(self.answers)

    @property
    def offended(self) -> int:
        """How many of them offended again."""
        return sum(self.answers)


def view(desk: Desk, actor: Actor, case_id: int) -> Checks | None:
    """Return the checks of a case; None where nobody is asked after. A look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        ending = session.scalars(
            select(Ending).where(Ending.case_id == case_id, Ending.stands.is_(True))
        ).first()
        if ending is None or ending.kind in NOT_CHECKED:
            return None
        seen = _checks(session, desk, case, ending)
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return seen


def record(desk: Desk, actor: Actor, case_id: int, given: Looked) -> None:
    """Record a check: the next that is due, once; with the first offence where one was found."""
    permit(actor, Permission.RECORD_OUTCOME)
    with desk.sessions.begin() as session:
        measure, ending = _ended(session, desk, case_id)
        ended = day_of(ending.confirmed_at)
        if rules.next_months(measure, ending.checks) != given.months:
            raise Refused("reoffending.recorded_already")
        _insist(rules.check_problems(given, measure, ended, desk.today()))
        row = ReoffendingCheck(
            case_id=case_id,
            ending_id=ending.id,
            months=given.months,
            checked_on=given.on,
            source=given.source,
            found=given.found,
            note=given.note.strip(),
            recorded_by=actor.username,
            recorded_at=desk.now(),
        )
        if given.found and given.offence:
            row.offences.append(_row(desk, actor, given.offence))
        ending.checks += 1
        session.add(row)
        audit.record(session, desk, actor, CHECKED, case_id, FIELDS)


def add_offence(desk: Desk, actor: Actor, check_id: int, given: LaterOffence) -> None:
    """Add another offence to what a check found, or one that it missed."""
    permit(actor, Permission.RECORD_OUTCOME)
    with desk.sessions.begin() as session:
        check = session.get_one(ReoffendingCheck, check_id, with_for_update=True)
        _, ending = _ended(session, desk, check.case_id)
        if check.ending_id != ending.id:  # of an end that did not hold
            raise Refused("reoffending.not_ended")
        ended = day_of(ending.confirmed_at)
        _insist(rules.offence_problems(given, ended, desk.today()))
        check.found = True
        check.offences.append(_row(desk, actor, given))
        audit.record(session, desk, actor, ADDED, check.case_id, ("offences",))


def figures(desk: Desk, actor: Actor) -> tuple[Counted, ...]:
    """Count every period of every scheme that is over for somebody, by the scheme's definition."""
    permit(actor, Permission.SEE_EVERYONES_CASES)
    with desk.sessions() as session:
        counted = tuple(
            one
            for scheme in desk.schemes.schemes
            for one in _count(session, desk, scheme.code, scheme.reoffending)
            if one.due
        )
    audit.look(desk, actor, COUNTED, fields=("found", "offences"))
    return counted


def _count(session: Session, desk: Desk, scheme: str, measure: Measure) -> Iterable[Counted]:
    query = (
        select(Ending.case_id, Ending.confirmed_at)
        .join(Case, Case.id == Ending.case_id)
        .where(Case.scheme == scheme, Ending.stands.is_(True), Ending.kind.not_in(NOT_CHECKED))
    )
    ended = {case_id: day_of(at) for case_id, at in session.execute(query)}
    made = (
        select(ReoffendingCheck.case_id, ReoffendingCheck.months)
        .join(Case, Case.id == ReoffendingCheck.case_id)
        .join(Ending, Ending.id == ReoffendingCheck.ending_id)
        .where(Case.scheme == scheme, Ending.stands.is_(True))
        .order_by(ReoffendingCheck.recorded_at, ReoffendingCheck.id)
    )
    checked = session.execute(made).all()
    found = _offences_of(session, scheme)
    for months in measure.months:
        over = {one for one, day in ended.items() if rules.due_on(day, months) <= desk.today()}
        looked = [one for one, period in checked if period == months and one in over]
        again = (rules.offended(measure, ended[one], months, found.get(one, ())) for one in looked)
        yield Counted(scheme, months, len(over), tuple(again))


def _offences_of(session: Session, scheme: str) -> dict[int, list[LaterOffence]]:
    query = (
        select(ReoffendingCheck.case_id, FoundOffence.day, FoundOffence.proof, FoundOffence.what)
        .join(FoundOffence, FoundOffence.check_id == ReoffendingCheck.id)
        .join(Case, Case.id == ReoffendingCheck.case_id)
        .join(Ending, Ending.id == ReoffendingCheck.ending_id)
        .where(Case.scheme == scheme, Ending.stands.is_(True))
    )
    found: dict[int, list[LaterOffence]] = {}
    for case_id, day, proof, what in session.execute(query):
        found.setdefault(case_id, []).append(LaterOffence(day, proof, what))
    return found


def _ended(session: Session, desk: Desk, case_id: int) -> tuple[Measure, Ending]:
    """Return what is asked of a case and its ending, held for as long as it is written."""
    query = (
        select(Ending).where(Ending.case_id == case_id, Ending.stands.is_(True)).with_for_update()
    )
    ending = session.scalars(query).first()
    if ending is None or ending.kind in NOT_CHECKED:
        raise Refused("reoffending.not_ended")
    case = session.get_one(Case, case_id)
    return desk.schemes.version(case.scheme).reoffending, ending


def _checks(session: Session, desk: Desk, case: Case, ending: Ending) -> Checks:
    measure = desk.schemes.version(case.scheme).reoffending
    ended = day_of(ending.confirmed_at)
    months = rules.next_months(measure, ending.checks)
    due = rules.due_on(ended, months) if months else None
    made = _made(session, measure, case.id)
    return Checks(
        case_id=case.id,
        ended=ended,
        measure=measure,
        made=tuple(made.pop(ending.id, ())),
        earlier=tuple(one for of_an_end in made.values() for one in of_an_end),
        months=months,
        due=due,
        is_due=due is not None and due <= desk.today(),
    )


def _made(session: Session, measure: Measure, case_id: int) -> dict[int, list[Checked]]:
    """Return the checks of a case by the end they ask about, each read from that very end."""
    found: dict[int, list[ReoffendingCheck]] = {}
    query = select(ReoffendingCheck).where(ReoffendingCheck.case_id == case_id)
    ordered = query.order_by(ReoffendingCheck.ending_id, ReoffendingCheck.months)
    for row in session.scalars(ordered.options(selectinload(ReoffendingCheck.offences))):
        found.setdefault(row.ending_id, []).append(row)
    return {
        ending_id: list(
            _checked(
                session, measure, day_of(session.get_one(Ending, ending_id).confirmed_at), rows
            )
        )
        for ending_id, rows in found.items()
    }


def _checked(
    session: Session, measure: Measure, ended: date, rows: Sequence[ReoffendingCheck]
) -> Iterable[Checked]:
    every = [_offence(one) for row in rows for one in row.offences]
    for row in rows:
        yield Checked(
            check_id=row.id,
            months=row.months,
            on=row.checked_on,
            source=row.source,
            found=row.found,
            offences=tuple(_offence(one) for one in row.offences),
            note=row.note,
            by=name_of(session, row.recorded_by),
            offended=rules.offended(measure, ended, row.months, every),
        )


def _offence(row: FoundOffence) -> LaterOffence:
    return LaterOffence(row.day, row.proof, row.what)


def _row(desk: Desk, actor: Actor, given: LaterOffence) -> FoundOffence:
    return FoundOffence(
        day=given.day,
        proof=given.proof,
        what=given.what.strip(),
        recorded_by=actor.username,
        recorded_at=desk.now(),
    )


def _insist(problems: Iterable[Problem]) -> None:
    if found := tuple(problems):
        raise Invalid(*found)
