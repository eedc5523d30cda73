"""The PIN by which an assessor takes the screen back: it opens nothing else.

It is set by somebody for themselves, once their password was asked. A try counts as wrong until it
has proved right, so that nothing is gained by cutting one short.
"""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from triage_app.domain.pins import LEAST, MOST, TRIES, fault_in, wait_after
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.services import audit, signin
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.keys import FULL_COST, Cost
from triage_app.storage.models import Pin

SET: Final = audit.Deed("pins.set", audit.Category.SECURITY)
REMOVED: Final = audit.Deed("pins.removed", audit.Category.SECURITY)
WRONG: Final = audit.Deed("pins.wrong", audit.Category.SECURITY)
FIELDS: Final = ("pin",)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody has a PIN, since when, and whether it still works."""

    set_at: datetime | None = None
    is_spent: bool = False  # given wrong too often: only the password works

    @property
    def works(self) -> bool:
        """Whether the screen can be taken back by it."""
        return self.set_at is not None and not self.is_spent


@dataclass(frozen=True, slots=True)
class NewPin:
    """A PIN as somebody types it twice, and their password."""

    password: str
    new_pin: str
    again: str


def standing(desk: Desk, actor: Actor) -> Standing:
    """Return how one's own PIN stands."""
    permit(actor, Permission.ASSESS)
    with desk.sessions() as session:
        row = session.get(Pin, actor.id)
        return Standing(row.set_at, row.wrong >= TRIES) if row else Standing()


def set_pin(desk: Desk, actor: Actor, new: NewPin, cost: Cost = FULL_COST) -> None:
    """Set one's own PIN, in place of any before."""
    permit(actor, Permission.ASSESS)
    _refuse_unfit(new)
    _confirm(desk, actor, new.password)
    digest = _hasher(cost).hash(new.new_pin)
    with desk.sessions.begin() as session:
        row = session.get(Pin, actor.id, with_for_update=True)
        if row is None:
            row = Pin(member_id=actor.id)
            session.add(row)
        row.digest, row.set_at = digest, desk.now()
        row.wrong, row.wrong_at = 0, None
        audit.record(session, desk, actor, SET, fields=FIELDS)


def remove(desk: Desk, actor: Actor) -> None:
    """Have no PIN any more: the password takes the screen back."""
    permit(actor, Permission.ASSESS)
    with desk.sessions.begin() as session:
        row = session.get(Pin, actor.id, with_for_update=True)
        if row is not None:
            session.delete(row)
            audit.record(session, desk, actor, REMOVED, fields=FIELDS)


def check(desk: Desk, actor: Actor, given: str) -> None:
    """Refuse unless it is one's own PIN: wrong ones are slowed, and only so many are taken."""
    permit(actor, Permission.ASSESS)
    digest = _begin_try(desk, actor)
    try:
        _hasher(FULL_COST).verify(digest, given)
    except VerifyMismatchError as wrong:
        audit.look(desk, actor, WRONG, fields=FIELDS)
        spent = standing(desk, actor).is_spent
        raise Refused("pins.only_password" if spent else "pins.is_wrong") from wrong
    _forget_tries(desk, actor)


def confirm(desk: Desk, actor: Actor, password: str) -> None:
    """Refuse unless it is one's own password; wrong PINs are forgotten then."""
    permit(actor, Permission.ASSESS)
    signin.confirm(desk, actor, password)
    _forget_tries(desk, actor)


def _begin_try(desk: Desk, actor: Actor) -> str:
    """Count a try as wrong before it is known, and return what it is held against."""
    with desk.sessions.begin() as session:
        row = session.get(Pin, actor.id, with_for_update=True)
        if row is None or row.wrong >= TRIES:
            raise Refused("pins.only_password")
        now = desk.now()
        wait = wait_after(row.wrong)
        if row.wrong_at is not None and now >= row.wrong_at:
            wait -= (now - row.wrong_at).total_seconds()
        if wait > 0:
            raise Refused("pins.wait", n=ceil(wait))
        row.wrong, row.wrong_at = row.wrong + 1, now
        return row.digest


def _forget_tries(desk: Desk, actor: Actor) -> None:
    with desk.sessions.begin() as session:
        row = session.get(Pin, actor.id, with_for_update=True)
        if row is not None and row.wrong:
            row.wrong, row.wrong_at = 0, None


def _refuse_unfit(new: NewPin) -> None:
    fault = fault_in(new.new_pin)
    if fault:
        raise Invalid(Problem("new_pin", f"pins.{fault}", {"least": LEAST, "most": MOST}))
    if new.new_pin != new.again:
        raise Invalid(Problem("again", "pins.not_the_same"))


def _confirm(desk: Desk, actor: Actor, password: str) -> None:
    try:
        signin.confirm(desk, actor, password)
    except Refused as refused:
        raise Invalid(Problem("password", refused.code, refused.values)) from refused


def _hasher(cost: Cost) -> PasswordHasher:
    return PasswordHasher(cost.passes, cost.memory, cost.lanes)
