"""The victims of a case: recorded apart, corrected openly, and each wish kept as it was given."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain import victims as rules
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.victims import Details, Kind, Standing, Wish
from triage_app.domain.workflow import OVER
from triage_app.services import audit, conflicts, victim_record
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.over import insist_not_over
from triage_app.services.printed import name_of
from triage_app.services.victims_shown import (
    FIELDS,
    Glance,
    VictimsView,
    details_of,
    view_of,
    wishes_of,
)
from triage_app.storage.models import (
    Case,
    NoVictim,
    Victim,
    VictimCorrection,
    VictimWish,
)

GLANCED: Final = audit.Deed("victims.glanced", audit.Category.CONSULTATION)
SEEN: Final = audit.Deed("victims.seen", audit.Category.CONSULTATION)
ADDED: Final = audit.Deed("victims.added", audit.Category.COLLECTION)
CORRECTED: Final = audit.Deed("victims.corrected", audit.Category.ALTERATION)
REMOVED: Final = audit.Deed("victims.removed", audit.Category.ALTERATION)
NONE_SAID: Final = audit.Deed("victims.none_said", audit.Category.COLLECTION)
WISHED: Final = audit.Deed("victims.wished", audit.Category.COLLECTION)
WISH_FIELDS: Final = ("about", "said", "day", "how")


def glance(desk: Desk, actor: Actor, case_id: int) -> Glance:
    """Return how many victims a case has, and no more: a look, logged."""
    permit(actor, Permission.SEE_VICTIMS)
    with desk.sessions() as session:
        found = victim_record.of_case(session, case_id)
        count = len(found.victims.get(case_id, []))
        seen = Glance(found.standing(case_id), count, may_change=True)
    audit.look(desk, actor, GLANCED, case_id, ("victims",))
    return seen


def view(desk: Desk, actor: Actor, case_id: int) -> VictimsView:
    """Return everything kept of the victims of a case: a look, logged with what was seen."""
    permit(actor, Permission.SEE_VICTIMS)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        found = victim_record.of_case(session, case_id)
        rows = session.scalars(
            select(Victim).where(Victim.case_id == case_id).order_by(Victim.id)
        ).all()
        none = _none(session, case_id)
        within = desk.schemes.version(case.scheme).victims_told_within
        happened = tuple(found.happened.get(case_id, []))
        views = [view_of(session, one, happened, within) for one in rows]
        seen = VictimsView(
            standing=found.standing(case_id),
            victims=tuple(one for one in views if not one.removed_reason),
            removed=tuple(one for one in views if one.removed_reason),
            none_because=none.why if none else "",
            none_by=name_of(session, none.recorded_by) if none else "",
            restorative=found.want(case_id),
            may_change=True,
            is_over=case.state in OVER,
        )
    audit.look(desk, actor, SEEN, case_id, (*FIELDS, "wishes", "notices"))
    return seen


def say_none(desk: Desk, actor: Actor, case_id: int, why: str) -> None:
    """Record that nobody was harmed, and how that is known."""
    permit(actor, Permission.SEE_VICTIMS)
    _insist(rules.reason_problems("none_why", why))
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id, with_for_update=True)
        insist_not_over(session, case_id)
        standing = victim_record.of_case(session, case_id).standing(case_id)
        if standing is Standing.SOME:
            raise Refused("victims.there_is_one")
        if standing is Standing.NONE:
            raise Refused("victims.none_already")
        row = NoVictim(case_id=case_id, why=why.strip(), recorded_by=actor.username)
        row.recorded_at = desk.now()
        session.add(row)
        audit.record(session, desk, actor, NONE_SAID, case_id, ("why",))


def add(desk: Desk, actor: Actor, case_id: int, given: Details) -> int:
    """Record a victim; return their number. That there was none is taken back by it."""
    permit(actor, Permission.SEE_VICTIMS)
    given = tidied(given)
    _insist(rules.problems_in(given))
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id, with_for_update=True)
        none = _none(session, case_id)
        if none is not None:
            none.taken_back_by, none.taken_back_at = actor.username, desk.now()
        row = Victim(case_id=case_id, recorded_by=actor.username, recorded_at=desk.now())
        _write(row, given)
        session.add(row)
        session.flush()
        audit.record(session, desk, actor, ADDED, case_id, FIELDS)
        return row.id


def amend(desk: Desk, actor: Actor, seen: tuple[int, int], given: Details, why: str = "") -> None:
    """Change what is known of a victim, seen as (number, version).

    What was empty is filled in; what said something else is corrected, with a reason that is kept.
    """
    permit(actor, Permission.SEE_VICTIMS)
    given = tidied(given)
    number, version = seen
    with desk.sessions.begin() as session:
        row = _standing(session, number)
        conflicts.unchanged(session, row, version, ("version", *FIELDS))
        before = details_of(row)
        changed = [name for name in FIELDS if getattr(before, name) != getattr(given, name)]
        corrected = [name for name in changed if getattr(before, name) not in (None, "", ())]
        problems = list(rules.problems_in(given))
        if corrected:
            problems += rules.reason_problems("correction_why", why)
        _insist(problems)
        if not changed:
            return
        if corrected:
            session.add(_correction(desk, actor, row, corrected, why))
        _write(row, given)
        audit.record(session, desk, actor, CORRECTED, row.case_id, tuple(changed))


def remove(desk: Desk, actor: Actor, seen: tuple[int, int], why: str) -> None:
    """Say that a victim was recorded in error, and why: they stay on record, and call no more."""
    permit(actor, Permission.SEE_VICTIMS)
    _insist(rules.reason_problems("remove_why", why))
    number, version = seen
    with desk.sessions.begin() as session:
        row = _standing(session, number)
        conflicts.unchanged(session, row, version, ("version", *FIELDS))
        row.removed_reason, row.removed_by = why.strip(), actor.username
        row.removed_at = desk.now()
        audit.record(session, desk, actor, REMOVED, row.case_id, ("removed_reason",))


def record_wish(desk: Desk, actor: Actor, victim_id: int, given: Wish) -> None:
    """Record that a victim was asked, or what they answered; what was said before stays."""
    permit(actor, Permission.SEE_VICTIMS)
    with desk.sessions.begin() as session:
        row = _standing(session, victim_id)
        before = [one.wish for one in wishes_of(session, victim_id)]
        _insist(rules.wish_problems(given, before, desk.today()))
        session.add(
            VictimWish(
                victim_id=victim_id,
                case_id=row.case_id,
                about=given.about,
                said=given.said,
                day=given.day,
                how=given.how,
                note=given.note.strip(),
                recorded_by=actor.username,
                recorded_at=desk.now(),
            )
        )
        audit.record(session, desk, actor, WISHED, row.case_id, WISH_FIELDS)


def tidied(given: Details) -> Details:
    """Return details without spaces around them, and without what is not asked of such a victim."""
    values: dict[str, Any] = {
        name: " ".join(value.split()) if isinstance(value, str) and name != "address" else value
        for name, value in asdict(given).items()
    }
    values["address"] = given.address.strip()
    values["enhanced_why"] = tuple(given.enhanced_why or ()) if given.enhanced else ()
    if given.kind == Kind.COMPANY:
        values["enhanced"], values["enhanced_why"] = False, ()
    else:
        values["contact_person"] = ""
    if given.language != rules.OTHER:
        values["language_name"] = ""
    return Details(**values)


def _write(row: Victim, given: Details) -> None:
    for name in FIELDS:
        setattr(row, name, getattr(given, name))


def _standing(session: Session, victim_id: int) -> Victim:
    row = session.get(Victim, victim_id, with_for_update=True)
    if row is None or row.removed_at is not None:
        raise Refused("victims.not_there")
    return row


def _none(session: Session, case_id: int) -> NoVictim | None:
    query = select(NoVictim).where(NoVictim.case_id == case_id, NoVictim.taken_back_at.is_(None))
    return session.scalars(query.order_by(NoVictim.id.desc()).limit(1)).first()


def _correction(
    desk: Desk, actor: Actor, row: Victim, fields: list[str], why: str
) -> VictimCorrection:
    return VictimCorrection(
        victim_id=row.id,
        case_id=row.case_id,
        fields=tuple(fields),
        reason=why.strip(),
        corrected_by=actor.username,
        corrected_at=desk.now(),
    )


def _insist(problems: Iterable[Problem]) -> None:
    if found := tuple(problems):
        raise Invalid(*found)
