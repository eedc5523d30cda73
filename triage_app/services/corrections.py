"""Corrections of a referral that has been acted on: what follows from one, and those made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage_app.domain.charge_clock import ChargeClock
from triage_app.domain.correction import Change, changes, in_person
from triage_app.domain.problems import Invalid, Problem
from triage_app.domain.referral import Particulars, Referral, tidied
from triage_app.domain.roles import Permission
from triage_app.domain.workflow import WATCHED, State
from triage_app.services import audit, clocks, people, referral_rows
from triage_app.services.access import permit
from triage_app.services.contract_chain import in_force
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import Case, Correction, EligibilityDecision, Person

WEIGHED: Final = audit.Deed("corrections.weighed", audit.Category.CONSULTATION)
FIELDS: Final = ("offences", "term_end", "lives_in_area", "offended_in_area")


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction as it was made."""

    changes: tuple[Change, ...]
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """Something that would follow from a change: the code of its wording, and what fills it."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What stands on a referral before it is changed."""

    clock: ChargeClock | None  # none where nobody waits for the time to run
    ends: date | None  # of a contract that is signed
    decided_at: datetime | None


def acted_on(case: Case) -> bool:
    """Say whether anything was decided on a referral, so that changing it is correcting it."""
    return case.state is not State.REFERRED


def consequences(desk: Desk, actor: Actor, case_id: int, referral: Referral) -> tuple[Note, ...]:
    """Return what would follow if a referral were saved so; nothing is changed: a look, logged."""
    permit(actor, Permission.REFER)
    given = tidied(referral)
    with desk.sessions() as session, session.no_autoflush:
        case = session.get_one(Case, case_id)
        standing = _standing(session, desk, case)
        made = changes(referral_rows.read(case), given)
        voided = referral_rows.voids(session, case, given)
        referral_rows.write_case(case, given)
        clock = clocks.charge_clock(desk, case) if standing.clock else None
        session.rollback()
    audit.look(desk, actor, WEIGHED, case_id, FIELDS)
    return (
        *_of_clock(standing, clock),
        *(Note(f"corrections.void_{name}") for name in voided),
        *_of_decision(standing, made),
    )


def keep(session: Session, desk: Desk, actor: Actor, case: Case, given: Referral, why: str) -> bool:
    """Keep a correction before its referral is written; say whether there was anything to keep."""
    made = changes(referral_rows.read(case), given)
    if not made:
        return False
    if any(change.needs_reason for change in made) and not why.strip():
        raise Invalid(Problem("correction_reason", "corrections.reason_missing"))
    session.add(_row(desk, actor, case, made, why))
    return True


def tell_other_cases(
    session: Session, desk: Desk, actor: Actor, person: Person, given: Particulars, number: str
) -> None:
    """Keep what another referral changes of a person whose live case has been acted on.

    The number of that referral stands for the reason. Kept with one case, it is told in each.
    """
    made = in_person(people.particulars_of(person), given)
    live = select(Case).where(
        Case.person_id == person.id, Case.state.not_in((State.REFERRED, State.CLOSED))
    )
    case = session.scalars(live.order_by(Case.id).limit(1)).first()
    if made and case is not None:
        session.add(_row(desk, actor, case, made, number))


def of_case(session: Session, case_id: int) -> tuple[Corrected, ...]:
    """Return every correction of a case, the newest first; the look is the caller's.

    What was corrected of the person in another case of theirs is one of this case too.
    """
    person = select(Case.person_id).where(Case.id == case_id).scalar_subquery()
    query = (
        select(Correction)
        .join(Case, Case.id == Correction.case_id)
        .where(Case.person_id == person)
        .order_by(Correction.id.desc())
    )
    found = (_corrected(session, row, case_id) for row in session.scalars(query).all())
    return tuple(one for one in found if one.changes)


def _corrected(session: Session, row: Correction, case_id: int) -> Corrected:
    """Return a correction as a case tells it: of another case's, what is the person's alone."""
    made = (Change.from_record(one) for one in row.changes)
    own = row.case_id == case_id
    return Corrected(
        changes=tuple(one for one in made if own or one.is_the_persons),
        reason=row.reason,
        by=name_of(session, row.made_by),
        at=row.made_at,
    )


def _row(desk: Desk, actor: Actor, case: Case, made: Iterable[Change], reason: str) -> Correction:
    return Correction(
        case_id=case.id,
        changes=[change.as_record() for change in made],
        reason=reason.strip(),
        made_by=actor.username,
        made_at=desk.now(),
    )


def corrected_since(made: Iterable[Corrected], moment: datetime) -> tuple[Change, ...]:
    """Return what the rules look at that was corrected after a decision was made on it."""
    later = [one for one in made if one.at >= moment]
    return tuple(
        change for one in reversed(later) for change in one.changes if change.was_decided_on
    )


def _standing(session: Session, desk: Desk, case: Case) -> _Standing:
    signed = in_force(session, case.id)
    decided = select(func.max(EligibilityDecision.decided_at)).where(
        EligibilityDecision.case_id == case.id
    )
    return _Standing(
        clock=clocks.charge_clock(desk, case) if case.state in WATCHED else None,
        ends=signed.ends if signed else None,
        decided_at=session.scalar(decided),
    )


def _of_clock(standing: _Standing, after: ChargeClock | None) -> list[Note]:
    """Say how the last day to charge moves, and whether a signed contract then runs past it."""
    before = standing.clock
    if before is None or after is None or _day_of(before) == _day_of(after):
        return []
    values = {"before": before.last_day, "after": after.last_day}
    if after.last_day is None:
        return [Note("corrections.clock_none" if after.known else "corrections.clock_unknown")]
    moves = "corrections.clock_moves" if before.last_day else "corrections.clock_begins"
    notes = [Note(moves, values)]
    if after.out_of_time and not before.out_of_time:
        notes.append(Note("corrections.out_of_time"))
    if standing.ends and after.safe_day and standing.ends > after.safe_day:
        past = {"ends": standing.ends, "safe_day": after.safe_day}
        notes.append(Note("corrections.contract_past", past))
    return notes


def _day_of(clock: ChargeClock) -> tuple[date | None, bool]:
    return clock.last_day, clock.known


def _of_decision(standing: _Standing, made: tuple[Change, ...]) -> list[Note]:
    if standing.decided_at is None or not any(change.was_decided_on for change in made):
        return []
    return [Note("corrections.decision_stays", {"moment": standing.decided_at})]
