"""Record what happens while a contract runs: who came, hours, contact, letters, new offences."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from triage_app.domain.compliance import rung_due
from triage_app.domain.condition import Kind
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.tracked import (
    MOST_LETTERS,
    Contact,
    Given,
    Marked,
    NewOffence,
    contact_problems,
    giving_problems,
    offence_problems,
)
from triage_app.domain.watched import day_of
from triage_app.services import audit, paperwork, read_in, victim_record
from triage_app.services.access import permit
from triage_app.services.approvals import approval_beside
from triage_app.services.attendance import mark_in
from triage_app.services.contract_printed import warning_contents
from triage_app.services.desk import Actor, Desk
from triage_app.services.keeping import running
from triage_app.services.over import insist_not_over
from triage_app.services.watch import Sighted, see_one
from triage_app.storage.models import (
    Case,
    Condition,
    ContactAttempt,
    Contract,
    Reoffence,
    Warned,
)

TRIED: Final = audit.Deed("tracking.contact_tried", audit.Category.COLLECTION)
ASKED: Final = audit.Deed("tracking.restorative_asked", audit.Category.COLLECTION)
OFFENDED: Final = audit.Deed("tracking.offence_recorded", audit.Category.COLLECTION)
WARNED: Final = audit.Deed("tracking.letter_made", audit.Category.COLLECTION)
REVIEWED: Final = audit.Deed("tracking.reviewed", audit.Category.COLLECTION)
GIVEN: Final = audit.Deed("tracking.letter_given", audit.Category.ALTERATION)

WARNING: Final = "written_warning"
GIVING: Final = ("given_on", "given_how", "given_by", "given_note")


def mark(desk: Desk, actor: Actor, appointment: tuple[int, int], given: Marked) -> None:
    """Record what became of a meeting, seen as (number, version); a mark is put right openly."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        mark_in(session, desk, actor, appointment, given)


def add_contact(desk: Desk, actor: Actor, case_id: int, given: Contact) -> None:
    """Record a try at reaching somebody, and whether they were reached."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        insist_not_over(session, case_id)
        _insist(contact_problems(given, case.arrested or case.released or desk.now(), desk.now()))
        session.add(
            ContactAttempt(
                case_id=case_id,
                at=given.at,
                how=given.how,
                reached=given.reached,
                note=given.note.strip(),
                recorded_by=actor.username,
            )
        )
        audit.record(session, desk, actor, TRIED, case_id, ("at", "how", "reached"))


def ask_restorative(desk: Desk, actor: Actor, case_id: int, day: date | None) -> None:
    """Record when the person was asked for restorative justice: a victim wants it."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        case, chain = running(session, case_id)
        condition = _restorative(desk, case, chain.in_force)
        if not victim_record.may_ask_restorative(session, case_id):
            raise Refused("victims.nobody_wants")
        if day is None:
            raise Invalid(Problem("asked_on", "problem.missing"))
        if day > desk.today():
            raise Invalid(Problem("asked_on", "problem.in_future"))
        if day < chain.began:
            values = {"day": chain.began}
            raise Invalid(Problem("asked_on", "tracking.before_it_began", values))
        condition.asked_on = day
        audit.record(session, desk, actor, ASKED, case_id, ("asked_on",))


def record_offence(desk: Desk, actor: Actor, case_id: int, given: NewOffence) -> bool:
    """Record a new offence; return whether its day lies in the term, and so breaks condition 1."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        _, chain = running(session, case_id)
        _insist(offence_problems(given, desk.today()))
        session.add(
            Reoffence(
                case_id=case_id,
                basis=given.basis,
                offence_day=given.offence_day,
                note=given.note.strip(),
                recorded_by=actor.username,
                recorded_at=desk.now(),
            )
        )
        audit.record(session, desk, actor, OFFENDED, case_id, ("basis", "offence_day"))
        day = given.offence_day or date.min
        return chain.began <= day <= chain.in_force.ends


def warn(
    desk: Desk,
    actor: Actor,
    case_id: int,
    reason: str = "",
    answer_by: date | None = None,
    *,
    large: bool | None = None,
) -> int:
    """Make the letter the ladder asks for, in the person's language; return its paper's number.

    It is in large print where they need that, or where somebody says so.
    """
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        running(session, case_id)
        sighted = see_one(session, desk, case_id)
        if _rung(sighted) != WARNING:
            raise Refused("tracking.no_letter_due")
        _insist(_letter_problems(reason, answer_by, desk.today()))
        case = sighted.case
        row = _warned(desk, actor, case_id, WARNING, reason)
        row.missed, row.answer_by = [one.id for one in sighted.watched.misses], answer_by
        contents = warning_contents(session, desk, sighted, row)
        order = paperwork.Order(contents, read_in.sized(case.person, large=large))
        paper = paperwork.issue(session, desk, actor, case_id, order)
        row.paper_id = paper.id
        session.add(row)
        audit.record(session, desk, actor, WARNED, case_id, ("rung", "reason"))
        return paper.id


def record_review(desk: Desk, actor: Actor, case_id: int, reason: str) -> None:
    """Record a supervisor's review where the ladder asks for one: the contract goes on.

    Nobody reviews a case that is their own, as nobody decides its breach.
    """
    permit(actor, Permission.DECIDE_BREACH)
    with desk.sessions.begin() as session:
        case, _ = running(session, case_id)
        approval_beside(session, actor, case).insist()
        rung = _rung(see_one(session, desk, case_id))
        if rung in (None, WARNING):
            raise Refused("tracking.no_review_due")
        if not reason.strip():
            raise Invalid(Problem("review", "problem.missing"))
        _insist(_too_long("review", reason))
        session.add(_warned(desk, actor, case_id, str(rung), reason))
        audit.record(session, desk, actor, REVIEWED, case_id, ("rung", "reason"))


def record_giving(desk: Desk, actor: Actor, case_id: int, letter_id: int, given: Given) -> None:
    """Record how and when a letter was given to the person, and by whom: the proof of giving."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        row = session.get_one(Warned, letter_id)
        insist_not_over(session, row.case_id)
        if row.case_id != case_id or row.given_on is not None:
            raise Refused("tracking.given_already")
        may = session.get_one(Case, case_id).person.message_may_be_left
        made_on = day_of(row.recorded_at)
        _insist(giving_problems(given, made_on, desk.today(), message_may_be_left=may))
        row.given_on, row.given_how = given.day, str(given.how)
        row.given_by, row.given_note = given.by.strip(), given.note.strip()
        audit.record(session, desk, actor, GIVEN, case_id, GIVING)


def reach_rungs(session: Session, desk: Desk, actor: Actor, sighted: Sighted, reason: str) -> None:
    """Note that the rung now due is behind: a supervisor has looked at the misses."""
    rung = _rung(sighted)
    if rung is not None:
        session.add(_warned(desk, actor, sighted.case.id, rung, reason))


def _rung(sighted: Sighted) -> str | None:
    watched = sighted.watched
    reached = [one.rung for one in watched.letters]
    rung = rung_due(len(watched.misses), reached, sighted.scheme.ladder)
    return rung.code if rung else None


def _warned(desk: Desk, actor: Actor, case_id: int, rung: str, reason: str) -> Warned:
    return Warned(
        case_id=case_id,
        rung=rung,
        reason=reason.strip(),
        recorded_by=actor.username,
        recorded_at=desk.now(),
    )


def _restorative(desk: Desk, case: Case, contract: Contract) -> Condition:
    scheme = desk.schemes.version(case.scheme)
    for one in contract.conditions:
        if scheme.condition(one.code).kind == Kind.RESTORATIVE:
            if one.asked_on is not None:
                raise Refused("tracking.asked_already", day=one.asked_on)
            return one
    raise Refused("tracking.no_restorative")


def _letter_problems(reason: str, answer_by: date | None, today: date) -> Iterable[Problem]:
    yield from _too_long("reason", reason)
    if answer_by is not None and answer_by <= today:
        yield Problem("answer_by", "problem.in_past")


def _too_long(field: str, text: str) -> Iterable[Problem]:
    if len(text) > MOST_LETTERS:
        yield Problem(field, "problem.too_long", {"most": MOST_LETTERS})


def _insist(problems: Iterable[Problem]) -> None:
    if found := tuple(problems):
        raise Invalid(*found)
