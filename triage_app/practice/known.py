"""Whoever is known from before: referred again, or of one household with somebody else."""

from dataclasses import replace

from sqlalchemy import select

from triage_app.domain.referral import Referral
from triage_app.practice.cast import Player
from triage_app.services import linking
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Case, Person

HOUSEHOLD = "household"


def as_before(desk: Desk, player: Player, given: Referral) -> Referral:
    """Return a referral as it is made of somebody whose record is here already."""
    if not player.again:
        return given
    with desk.sessions() as session:
        held = session.scalars(select(Person).where(Person.name == player.name)).one()
        person = replace(given.person, born=held.born)
        return replace(given, person=person, person_id=held.id)


def link(desk: Desk, actor: Actor, case_id: int, player: Player, why: str) -> None:
    """Link somebody's record with that of another of their household."""
    if not player.household:
        return
    with desk.sessions() as session:
        other = session.scalars(select(Person.id).where(Person.name == player.household)).one()
        person_id = session.get_one(Case, case_id).person_id
    linking.link(desk, actor, person_id, other, HOUSEHOLD, why)
