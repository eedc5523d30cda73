"""When somebody cannot come, for whoever books a meeting with them."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from triage_app.domain.availability import DAYS, Availability, Part, Times
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.services import audit, referrals
from triage_app.services.access import permit
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.storage.models import Case
from triage_app.texts import Texts

SEEN: Final = audit.Deed("availability.seen", audit.Category.CONSULTATION)
FIELDS: Final = ("unavailable", "unavailable_why", "availability")


def said_in(desk: Desk, actor: Actor, case_id: int) -> Availability:
    """Return what the person of a case said about when they cannot come: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        said = of_case(session, case_id)
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return said


def of_case(session: Session, case_id: int) -> Availability:
    """Return the same within a use case that logs a look of its own."""
    person = session.get_one(Case, case_id).person
    return Availability(person.unavailable, person.unavailable_why, person.availability)


def say(desk: Desk, actor: Actor, case_id: int, said: Availability) -> None:
    """Write on the referral when the person cannot come, where it was left open there.

    It is the referral that is saved, by its own rules and under its own entry in the log.
    """
    permit(actor, Permission.REFER)
    if not said.says_something:
        raise Invalid(Problem("unavailable", "problem.missing"))
    seen = referrals.view(desk, actor, case_id)
    person = seen.referral.person
    if Availability(person.unavailable, person.unavailable_why, person.availability).says_something:
        raise Refused("record.changed_meanwhile")
    told = replace(
        person,
        unavailable=said.unavailable,
        unavailable_why=said.why,
        availability=said.words,
    )
    referrals.amend(desk, actor, case_id, replace(seen.referral, person=told), seen.versions)


def clash(said: Availability, starts: datetime, minutes: int) -> Times:
    """Return the times a person cannot come that a meeting runs into, by the suite's clock."""
    return said.clash(starts.astimezone(LONDON), minutes)


def in_words(texts: Texts, times: Times) -> str:
    """Say some times of the week in the order of the week; a whole day is said as one."""
    said = []
    for day in DAYS:
        parts = [part for part in Part if f"{day}.{part}" in times]
        names = ["all_day"] if len(parts) == len(Part) else [str(part) for part in parts]
        name = texts(f"availability.day_{day}")
        said += [texts(f"availability.{one}", day=name) for one in names]
    return ", ".join(said)
