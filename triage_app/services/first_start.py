"""Make a caseload: where, for which suite, and who keeps it."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from triage_app.config import Config
from triage_app.documents.contents import RecoveryContents
from triage_app.domain.passwords import fault_in
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Role
from triage_app.domain.scheme import Scheme
from triage_app.reference import load_schemes
from triage_app.services import audit
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.opening import (
    POINTER,
    Clock,
    Files,
    Founded,
    assemble,
    files_of,
    found_caseload,
    kind_of,
)
from triage_app.services.paperwork import recovery_sheet
from triage_app.storage import keys
from triage_app.storage.database import open_embedded
from triage_app.storage.keys import FULL_COST, RECOVERY, Cost, Slots
from triage_app.storage.models import Member
from triage_app.storage.places import prepare_folder

FOUNDED = audit.Deed("signin.caseload_founded", audit.Category.SYSTEM)
USERNAME: Final = re.compile(r"[a-z][a-z0-9]*([.\-][a-z0-9]+)*")
MOST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class FirstStart:
    """What is asked when a caseload is made: where, for which suite, and who keeps it."""

    folder: Path
    scheme: str
    suite: str
    name: str
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """The code that opens the caseload when a password is lost, and the sheet it is kept on."""

    letters: str
    _desk: Desk = field(repr=False)  # closed by now: only what is not in the caseload is asked

    def __str__(self) -> str:
        return self.letters

    def sheet(self, language: str) -> bytes:
        """Return the sheet to print: the code is shown once, and kept in no file."""
        desk = self._desk
        scheme = desk.schemes.of_office(desk.suite, desk.today())
        suite = scheme.suite(desk.suite).name
        folder = str(files_of(desk.config).folder)
        return recovery_sheet(desk, RecoveryContents(self.letters, folder, suite), language)


def schemes_offered(config: Config, clock: Clock) -> tuple[Scheme, ...]:
    """Return the schemes a caseload can be made for: the newest version of each that goes on."""
    today = clock().astimezone(LONDON).date()
    newest: dict[str, Scheme] = {}
    for scheme in sorted(load_schemes(config.schemes).schemes, key=lambda one: one.in_force_from):
        newest[scheme.family] = scheme
    going_on = (one for one in newest.values() if today <= (one.in_force_until or today))
    return tuple(sorted(going_on, key=lambda one: one.name.en))


def first_start(
    config: Config, start: FirstStart, clock: Clock, cost: Cost = FULL_COST
) -> RecoveryCode:
    """Make a caseload with its first user, an administrator; return the recovery code to print."""
    refuse_faults(
        *person_faults(config, start.name, start.username, start.password),
        *([] if start.suite else [Problem("suite", "signin.suite_missing")]),
    )
    files = Files(start.folder, files_of(config).name)
    if files.database.exists():
        raise Refused("signin.already_there", folder=str(start.folder))
    prepare_folder(start.folder)
    founded = Founded(start.scheme, start.suite, kind_of(config))
    key, code = keys.new_key(), keys.new_code()
    slots = Slots(founded.identity, scheme=founded.scheme)
    slots = slots.with_slot(start.username, start.password, key, cost)
    slots = slots.with_slot(RECOVERY, keys.read_code(code), key, cost)
    keys.write_slots(files.keys, slots)
    desk = _make(config, files, key, founded, start, clock)
    if start.folder != config.data:
        prepare_folder(config.data)
        keys.write_whole(config.data / POINTER, str(start.folder).encode())
    return RecoveryCode(code, desk)


def person_faults(config: Config, name: str, username: str, password: str) -> list[Problem]:
    """Return what is wrong with what a new user has given of themselves."""
    faults = []
    if not name.strip():
        faults.append(Problem("name", "problem.missing"))
    if len(name) > MOST_NAME:
        faults.append(Problem("name", "problem.too_long", {"most": MOST_NAME}))
    if not USERNAME.fullmatch(username) or len(username) > MOST_NAME:
        faults.append(Problem("username", "signin.username_unfit"))
    return faults + password_faults(config, username, password)


def password_faults(config: Config, username: str, password: str) -> list[Problem]:
    """Return what is wrong with a new password."""
    fault = fault_in(password, username, commonest(config.resources))
    return [Problem("password", f"signin.{fault}")] if fault else []


@cache
def commonest(resources: Path) -> frozenset[str]:
    """Return what people choose when a password is asked for."""
    lines = (resources / "commonest_passwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


def refuse_faults(*faults: Problem) -> None:
    """Refuse what has faults, every one of them said at once."""
    if faults:
        raise Invalid(*faults)


def _make(
    config: Config, files: Files, key: bytes, founded: Founded, start: FirstStart, clock: Clock
) -> Desk:
    """Make the file under another name until it is whole, so that half of one is never opened."""
    unfinished = Files(files.folder, f"{files.name}-unfinished").database
    for left in files.folder.glob(f"{unfinished.name}*"):
        left.unlink()
    database = open_embedded(unfinished, key)
    try:
        with database.sessions.begin() as session:
            found_caseload(session, founded)
            member = Member(
                username=start.username, name=start.name.strip(), role=Role.ADMINISTRATOR
            )
            session.add(member)
            session.flush()
            actor = Actor(member.id, member.username, member.name, member.role)
        desk = assemble(config, database, clock)
        audit.look(desk, actor, FOUNDED)
    finally:
        database.close()
    unfinished.replace(files.database)
    unfinished.with_suffix(".lock").unlink()
    keys.sync_folder(files.folder)
    return desk
