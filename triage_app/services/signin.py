"""Sign in to the caseload and out of it, and get back in with the printed code."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from sqlalchemy import func, select

from triage_app.config import Config
from triage_app.domain.copies import Occasion
from triage_app.domain.problems import Refused
from triage_app.services import aside, audit, disposals, scheduled_copies
from triage_app.services.copying import Source
from triage_app.services.desk import Actor, Desk
from triage_app.services.first_start import RecoveryCode, password_faults, refuse_faults
from triage_app.services.opening import (
    PRACTICE_KEY,
    Clock,
    Files,
    Reference,
    assemble,
    files_of,
)
from triage_app.storage import keys
from triage_app.storage.database import open_embedded
from triage_app.storage.keys import FULL_COST, RECOVERY, Cost
from triage_app.storage.models import Member
from triage_app.storage.tries import Tries, keep_tries, tries_for

SIGNED_IN = audit.Deed("signin.signed_in", audit.Category.SECURITY)
AFTER_WRONG = audit.Deed("signin.signed_in_after_wrong_answers", audit.Category.SECURITY)
SIGNED_OUT = audit.Deed("signin.signed_out", audit.Category.SECURITY)
RECOVERED = audit.Deed("signin.recovered", audit.Category.SECURITY)

Monotonic = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Recovery:
    """What is asked of somebody who has lost their password and holds the printed code."""

    username: str
    code: str
    password: str


def sign_in(
    config: Config,
    username: str,
    password: str,
    clock: Clock,
    monotonic: Monotonic = time.monotonic,
    least: Cost = FULL_COST,
) -> tuple[Desk, Actor]:
    """Open the caseload for a user; any wrong answer is the same answer, and costs the same."""
    files = files_of(config)
    wrong = _tries(files, username).wrong
    key = _answered(files, username, password, monotonic, least)
    if key is None:
        raise Refused("signin.wrong")
    desk = _open(config, files, key, clock)
    try:
        actor = member_named(desk, username, "signin.wrong")
        audit.look(desk, actor, AFTER_WRONG if wrong else SIGNED_IN)
        _settle(desk, actor)
    except BaseException:
        desk.database.close()
        raise
    return desk, actor


def sign_out(desk: Desk, actor: Actor) -> tuple[Refused, ...]:
    """Log that somebody has left, copy the caseload and close it; return why a copy failed."""
    try:
        audit.look(desk, actor, SIGNED_OUT)
        return scheduled_copies.copy(desk, actor, Occasion.LEAVING)
    finally:
        desk.database.close()


def confirm(
    desk: Desk,
    actor: Actor,
    password: str,
    monotonic: Monotonic = time.monotonic,
    least: Cost = FULL_COST,
) -> None:
    """Refuse unless the password is the user's own: asked at the cover, and before grave steps."""
    if desk.practice:
        return
    if _answered(files_of(desk.config), actor.username, password, monotonic, least) is None:
        raise Refused("signin.wrong_password")


def waiting(config: Config, username: str, monotonic: Monotonic = time.monotonic) -> int:
    """Return how many seconds a user must wait before the next try."""
    files = files_of(config)
    return ceil(_tries(files, username).wait(monotonic())) if files.keys.exists() else 0


def recover(
    config: Config,
    recovery: Recovery,
    clock: Clock,
    monotonic: Monotonic = time.monotonic,
    cost: Cost = FULL_COST,
) -> RecoveryCode:
    """Set a user's password by the printed code, which is used up; return the next one."""
    files = files_of(config)
    refuse_faults(*password_faults(config, recovery.username, recovery.password))
    key = _answered(files, RECOVERY, keys.read_code(recovery.code), monotonic, cost)
    if key is None:
        raise Refused("signin.wrong_code")
    desk = _open(config, files, key, clock)
    try:
        actor = member_named(desk, recovery.username, "signin.wrong_code")
        code = keys.new_code()
        slots = keys.read_slots(files.keys)
        slots = slots.with_slot(actor.username, recovery.password, key, cost)
        slots = slots.with_slot(RECOVERY, keys.read_code(code), key, cost)
        with desk.sessions.begin() as session:
            audit.record(session, desk, actor, RECOVERED, fields=("password", "recovery_code"))
            keys.write_slots(files.keys, slots)
        _settle(desk, actor)
    finally:
        desk.database.close()
    keep_tries(files.tries, slots.label(actor.username), Tries())
    return RecoveryCode(code, desk)


def open_practice(config: Config, clock: Clock, reference: Reference | None = None) -> Desk:
    """Open the practice caseload: nobody in it is real, so it asks for no password."""
    return _open(config, files_of(config), PRACTICE_KEY, clock, reference)


def practised_users(desk: Desk) -> list[Actor]:
    """Return whom one may practise as."""
    if not desk.practice:
        raise Refused("access.not_permitted")
    with desk.sessions() as session:
        found = session.scalars(select(Member).where(Member.active).order_by(Member.id))
        return [Actor(one.id, one.username, one.name, one.role) for one in found]


def practise_as(desk: Desk, username: str) -> Actor:
    """Sign in to the practice caseload as one of its users."""
    actor = next(one for one in practised_users(desk) if one.username == username)
    audit.look(desk, actor, SIGNED_IN)
    _settle(desk, actor)
    return actor


def member_named(desk: Desk, username: str, refusal: str) -> Actor:
    """Return an active user by their name; refuse anybody else."""
    same = func.lower(Member.username) == username.strip().lower()
    with desk.sessions() as session:
        member = session.scalars(select(Member).where(same, Member.active)).one_or_none()
        if member is None:
            raise Refused(refusal)
        return Actor(member.id, member.username, member.name, member.role)


def _open(
    config: Config, files: Files, key: bytes, clock: Clock, reference: Reference | None = None
) -> Desk:
    def copy_first() -> None:
        slots = keys.read_slots(files.keys)
        scheduled_copies.copy_before_upgrade(files, Source(files.database, key, slots, clock()))

    first = (lambda: None) if config.practice or config.tour else copy_first
    database = open_embedded(files.database, key, first)
    try:
        return assemble(config, database, clock, reference)
    except BaseException:
        database.close()
        raise


def _settle(desk: Desk, actor: Actor) -> None:
    """Let what is gone be gone before anybody sees it: an old copy may have been put here."""
    disposals.again(desk, actor)
    aside.let_expire(desk, actor)


def _tries(files: Files, holder: str) -> Tries:
    label = keys.read_slots(files.keys).label(holder.strip())
    return tries_for(files.tries, label)


def _answered(
    files: Files, holder: str, secret: str, monotonic: Monotonic, least: Cost
) -> bytes | None:
    """Return the key for a right answer; a try counts as wrong until it has proved right."""
    slots = keys.read_slots(files.keys)
    holder = holder.strip()
    label = slots.label(holder)
    tries = tries_for(files.tries, label)
    wait = tries.wait(monotonic())
    if wait > 0:
        raise Refused("signin.wait", n=ceil(wait))
    keep_tries(files.tries, label, Tries(tries.wrong + 1, monotonic()))
    key = keys.unwrap(slots, holder, secret, least)
    if key is not None:
        keep_tries(files.tries, label, Tries())
    return key
