"""Back the caseload up, put a backup back, and prove that all is as it was written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from triage_app.config import Config
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission, may
from triage_app.reference import load_schemes
from triage_app.services import audit, copies_kept, copying, disposals
from triage_app.services.access import permit
from triage_app.services.aside import Aside, aside_files
from triage_app.services.copying import Backup
from triage_app.services.desk import Actor, Desk
from triage_app.services.opening import (
    PRACTICE,
    PRACTICE_KEY,
    REAL,
    Clock,
    Files,
    assemble,
    files_of,
    name_of_family,
)
from triage_app.services.signin import member_named, practised_users
from triage_app.storage import backups, disposed, keys
from triage_app.storage.backups import About, Bundle
from triage_app.storage.database import open_embedded
from triage_app.storage.disposed import BESIDE, Gone
from triage_app.storage.keys import FULL_COST, Cost
from triage_app.storage.places import hold, prepare_folder

BACKED_UP = audit.Deed("safekeeping.backed_up", audit.Category.SYSTEM)
RESTORED = audit.Deed("safekeeping.restored", audit.Category.SYSTEM)
VERIFIED = audit.Deed("safekeeping.verified", audit.Category.SYSTEM)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and where that which stood there before is kept."""

    made_at: datetime
    entries: int
    aside: Aside | None
    disposed_again: int = 0  # records that were disposed of since the backup was made


@dataclass(frozen=True, slots=True)
class State:
    """What a check of the caseload found: nothing at all, if all is well."""

    damage: tuple[str, ...]  # of pages, rows and what they refer to
    broken_entries: tuple[int, ...]
    entries: int

    @property
    def sound(self) -> bool:
        """Say whether all is as it was written."""
        return not self.damage and not self.broken_entries


def back_up(desk: Desk, actor: Actor, file: Path) -> Backup:
    """Write a backup beside nothing half-made: it takes its name once it has been opened.

    The list of what was disposed of is read first and lies beside it before; a damaged one is told.
    """
    permit(actor, Permission.BACK_UP)
    source = copying.source_of(desk)
    disposals.read_lists(desk, file.parent)
    audit.look(desk, actor, BACKED_UP)
    made = copying.write(source, file, lambda: disposals.list_beside(desk, file.parent))
    copies_kept.note_good(desk, copies_kept.BY_HAND, made)
    return made


def restore(
    config: Config, file: Path, username: str, password: str, clock: Clock, least: Cost = FULL_COST
) -> Restored:
    """Put a backup in the caseload's place; what stands there now is kept aside, whole."""
    files = files_of(config)
    with backups.unpack(file) as bundle:
        _refuse_other_kind(config, bundle.about)
        key = _key(config, bundle, username, password, least)
        if key is None:
            raise Refused("signin.wrong")
        bundle.prove(key)
        _refuse_other_scheme(config, files, bundle.slots.scheme)
        prepare_folder(files.folder)
        with _holding(files.database), copying.workroom(files.folder) as room:
            taken = room / backups.DATABASE
            bundle.take_out(taken)
            known = disposed.in_file(files.database, key) | disposed.read(file.parent / BESIDE).gone
            again = _made_ready(config, taken, key, username, clock, known)
            aside = _set_aside(files, clock())
            if not config.practice:
                keys.write_slots(files.keys, bundle.slots)
            taken.replace(files.database)
            keys.sync_folder(files.folder)
    made_at = datetime.fromisoformat(bundle.about.made_at)
    return Restored(made_at, bundle.about.entries, aside, again)


def verify(desk: Desk, actor: Actor) -> State:
    """Check every page, row, reference and entry of the log."""
    if not may(actor.role, Permission.READ_LOG):
        permit(actor, Permission.BACK_UP)
    damage: list[str] = []
    if desk.database.path and desk.database.key:
        damage = backups.faults_in(desk.database.path, desk.database.key)
    with desk.sessions() as session:
        broken = audit.broken_entries(session)
        _, head = audit.chain(session)
    audit.look(desk, actor, VERIFIED)
    return State(tuple(damage), tuple(broken), head.number)


def _key(config: Config, bundle: Bundle, username: str, password: str, least: Cost) -> bytes | None:
    if config.practice:
        return PRACTICE_KEY
    return keys.unwrap(bundle.slots, username.strip(), password, least)


def _made_ready(
    config: Config, taken: Path, key: bytes, username: str, clock: Clock, known: frozenset[Gone]
) -> int:
    """Check what is to be put back, write in its log who does, and let what is gone be gone.

    Return how many records it brought back that had been disposed of.
    """
    copying.refuse_unsound(taken, key)
    database = open_embedded(taken, key)
    try:
        desk = assemble(config, database, clock)
        named = _keeper(desk) if desk.practice else username
        actor = member_named(desk, named, "signin.wrong")
        permit(actor, Permission.BACK_UP)
        audit.look(desk, actor, RESTORED)
        return disposals.again(desk, actor, known)
    finally:
        database.close()


def _keeper(desk: Desk) -> str:
    """Return who signs for the practice caseload: it asks nobody for a name or a password."""
    users = practised_users(desk)
    return next(one.username for one in users if may(one.role, Permission.BACK_UP))


def _refuse_other_kind(config: Config, about: About) -> None:
    if about.kind == PRACTICE and not config.practice:
        raise Refused("safekeeping.practice_is_not_real")
    if about.kind == REAL and config.practice:
        raise Refused("safekeeping.real_is_not_practice")


def _refuse_other_scheme(config: Config, files: Files, theirs: str) -> None:
    """Refuse a backup of another scheme where a caseload stands; practice knows by its own name.

    Slots that cannot be read say nothing of what stands there: a backup is what mends that.
    """
    try:
        ours = keys.read_slots(files.keys).scheme
    except Refused:
        return
    if ours != theirs:
        schemes = load_schemes(config.schemes)
        names = {"theirs": name_of_family(schemes, theirs), "ours": name_of_family(schemes, ours)}
        raise Refused("safekeeping.other_scheme", **names)


def _set_aside(files: Files, now: datetime) -> Aside | None:
    """Give what stands in the way another name: nothing is overwritten, newer or older."""
    if not files.database.exists():
        return None
    aside = aside_files(files, now)
    for end in ("", "-wal", "-shm"):
        part = files.database.with_name(files.database.name + end)
        if part.exists():
            part.replace(aside.database.with_name(aside.database.name + end))
    if files.keys.exists():
        files.keys.replace(aside.keys)
    return Aside(aside.database, now)


@contextmanager
def _holding(database: Path) -> Iterator[None]:
    """Let nobody open the caseload meanwhile; refuse where somebody has."""
    held = hold(database)
    try:
        yield
    finally:
        held.release()
