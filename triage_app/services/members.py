"""Who works here: added, given another role, let go; each under a password only they know."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage_app.domain.problems import Problem, Refused
from triage_app.domain.roles import Permission, Role
from triage_app.services import audit, conflicts
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.first_start import password_faults, person_faults, refuse_faults
from triage_app.services.opening import files_of
from triage_app.storage import keys
from triage_app.storage.keys import FULL_COST, Cost
from triage_app.storage.models import Member
from triage_app.storage.tries import FREE, Tries, keep_tries, tries_for

SEEN = audit.Deed("members.seen", audit.Category.CONSULTATION)
ADDED = audit.Deed("members.added", audit.Category.SECURITY)
CHANGED = audit.Deed("members.changed", audit.Category.SECURITY)
LET_GO = audit.Deed("members.let_go", audit.Category.SECURITY)
TAKEN_BACK = audit.Deed("members.taken_back", audit.Category.SECURITY)
PASSWORD_SET = audit.Deed("members.password_set", audit.Category.SECURITY)
WAITS_AFTER = FREE  # wrong answers
UNLOCKED = audit.Deed("members.unlocked", audit.Category.SECURITY)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One line of the list of users."""

    id: int
    version: int
    username: str
    name: str
    role: Role
    telephone: str
    active: bool
    wrong_answers: int


@dataclass(frozen=True, slots=True)
class NewMember:
    """What a new user gives of themselves, the password typed by their own hand."""

    name: str
    username: str
    role: Role | None
    password: str
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class ChangedMember:
    """What an administrator changes, and the version they were shown."""

    id: int
    version: int
    name: str
    role: Role
    telephone: str


def members(desk: Desk, actor: Actor) -> list[MemberRow]:
    """Return everybody who works here or has worked here."""
    permit(actor, Permission.MANAGE_USERS)
    audit.look(desk, actor, SEEN)
    with desk.sessions() as session:
        found = session.scalars(select(Member).order_by(Member.active.desc(), Member.name)).all()
        return [_row(desk, one) for one in found]


def add(desk: Desk, actor: Actor, new: NewMember, cost: Cost = FULL_COST) -> int:
    """Add a user; their slot and their row come to be together."""
    permit(actor, Permission.MANAGE_USERS)
    faults = person_faults(desk.config, new.name, new.username, new.password)
    if new.role is None:
        faults.insert(0, Problem("role", "problem.choose"))
    refuse_faults(*faults)
    with desk.sessions.begin() as session:
        taken = select(Member).where(func.lower(Member.username) == new.username.lower())
        if session.scalars(taken).first() is not None:
            refuse_faults(Problem("username", "members.username_taken"))
        member = Member(
            username=new.username, name=new.name.strip(), role=new.role, telephone=new.telephone
        )
        session.add(member)
        audit.record(session, desk, actor, ADDED, fields=("name", "username", "role"))
        _give_slot(desk, new.username, new.password, cost)
        return member.id


def change(desk: Desk, actor: Actor, changed: ChangedMember) -> None:
    """Give a user another name, role or telephone."""
    permit(actor, Permission.MANAGE_USERS)
    if not changed.name.strip():
        refuse_faults(Problem("name", "problem.missing"))
    with desk.sessions.begin() as session:
        member = conflicts.load(session, Member, changed.id, changed.version)
        if changed.role is not Role.ADMINISTRATOR:
            _refuse_the_last_administrator(session, member)
        member.name, member.role = changed.name.strip(), changed.role
        member.telephone = changed.telephone
        audit.record(session, desk, actor, CHANGED)


def let_go(desk: Desk, actor: Actor, member_id: int) -> None:
    """Let a user in no more: the slot that held the key for them is destroyed."""
    permit(actor, Permission.MANAGE_USERS)
    if member_id == actor.id:
        raise Refused("members.not_oneself")
    with desk.sessions.begin() as session:
        member = session.get_one(Member, member_id, with_for_update=True)
        _refuse_the_last_administrator(session, member)
        member.active = False
        audit.record(session, desk, actor, LET_GO)
        if _has_slots(desk):
            path = files_of(desk.config).keys
            keys.write_slots(path, keys.read_slots(path).without(member.username))


def take_back(
    desk: Desk, actor: Actor, member_id: int, password: str, cost: Cost = FULL_COST
) -> None:
    """Let somebody in again who was let go, under a new password."""
    _set_password(desk, actor, member_id, password, TAKEN_BACK, cost)


def set_password(
    desk: Desk, actor: Actor, member_id: int, password: str, cost: Cost = FULL_COST
) -> None:
    """Set a user's password, typed by their own hand at the administrator's desk."""
    _set_password(desk, actor, member_id, password, PASSWORD_SET, cost)


def change_own_password(desk: Desk, actor: Actor, password: str, cost: Cost = FULL_COST) -> None:
    """Set one's own password; the old one is asked for by `signin.confirm` first."""
    refuse_faults(*password_faults(desk.config, actor.username, password))
    with desk.sessions.begin() as session:
        audit.record(session, desk, actor, PASSWORD_SET, fields=("password",))
        _give_slot(desk, actor.username, password, cost)


def unlock(desk: Desk, actor: Actor, member_id: int) -> None:
    """Forget a user's wrong answers, so that they need not wait."""
    permit(actor, Permission.MANAGE_USERS)
    with desk.sessions.begin() as session:
        member = session.get_one(Member, member_id)
        audit.record(session, desk, actor, UNLOCKED)
        if _has_slots(desk):
            files = files_of(desk.config)
            label = keys.read_slots(files.keys).label(member.username)
            keep_tries(files.tries, label, Tries())


def _set_password(
    desk: Desk, actor: Actor, member_id: int, password: str, deed: audit.Deed, cost: Cost
) -> None:
    permit(actor, Permission.MANAGE_USERS)
    with desk.sessions.begin() as session:
        member = session.get_one(Member, member_id, with_for_update=True)
        refuse_faults(*password_faults(desk.config, member.username, password))
        member.active = True
        audit.record(session, desk, actor, deed, fields=("password",))
        _give_slot(desk, member.username, password, cost)


def _refuse_the_last_administrator(session: Session, member: Member) -> None:
    """Refuse to leave a caseload with nobody to look after it."""
    administrators = select(Member.id).where(Member.role == Role.ADMINISTRATOR, Member.active)
    if list(session.scalars(administrators.with_for_update())) == [member.id]:
        raise Refused("members.last_administrator")


def _has_slots(desk: Desk) -> bool:
    """Say whether passwords open this caseload: not in practice, nor on a server."""
    return desk.database.key is not None and not desk.practice


def _give_slot(desk: Desk, username: str, password: str, cost: Cost) -> None:
    """Wrap the key for a user as the last thing before the commit: what fails here undoes it."""
    if not _has_slots(desk) or desk.database.key is None:
        return
    path = files_of(desk.config).keys
    slots = keys.read_slots(path).with_slot(username, password, desk.database.key, cost)
    keys.write_slots(path, slots)


def _row(desk: Desk, member: Member) -> MemberRow:
    wrong = 0
    if _has_slots(desk):
        files = files_of(desk.config)
        wrong = tries_for(files.tries, keys.read_slots(files.keys).label(member.username)).wrong
    return MemberRow(
        id=member.id,
        version=member.version,
        username=member.username,
        name=member.name,
        role=member.role,
        telephone=member.telephone,
        active=member.active,
        wrong_answers=wrong,
    )
