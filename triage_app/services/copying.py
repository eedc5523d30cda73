"""Write a copy of the caseload's file: sealed, and opened as a restore would before it is named."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final

from triage_app.domain.problems import Refused
from triage_app.services import audit
from triage_app.services.desk import Desk
from triage_app.services.opening import PRACTICE, files_of
from triage_app.storage import backups, keys
from triage_app.storage.backups import About
from triage_app.storage.database import open_embedded
from triage_app.storage.keys import Slots

ROOM: Final = ".custody-triage-"  # how the name of a folder begins that is needed only meanwhile
UNFINISHED: Final = ".unfinished"
_ONE_AT_A_TIME: Final = Lock()


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be copied: the file, its key, the slots that hold it, when; and what is proved.

    That is an entry of the log, by its number and seal, up to which a copy was found good today.
    """

    database: Path
    key: bytes
    slots: Slots
    now: datetime
    proved: tuple[int, str] = (0, audit.BEGINNING)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was opened and found good."""

    file: Path
    made_at: datetime
    entries: int
    size: int
    seal: str  # of the newest entry of its log


def source_of(desk: Desk) -> Source:
    """Return what is to be copied of an open caseload; a server's is copied by its keepers."""
    if desk.database.path is None or desk.database.key is None:
        raise Refused("safekeeping.server_is_backed_up_elsewhere")
    files = files_of(desk.config)
    slots = Slots(PRACTICE) if desk.practice else keys.read_slots(files.keys)
    return Source(desk.database.path, desk.database.key, slots, desk.now())


def write(source: Source, file: Path, before_named: Callable[[], None]) -> Backup:
    """Write a copy; what must lie beside it is written before it has its name, or it gets none."""
    with workroom(source.database.parent) as room, _unfinished(file) as unfinished:
        copied = room / backups.DATABASE
        backups.copy(source.database, copied, source.key)
        about = _about(copied, source)
        backups.pack(unfinished, copied, source.slots, about, source.key)
        again = room / "again.db"
        about = _taken_out(unfinished, again, source.key)
        refuse_unsound(again, source.key, source.proved, "copies.unsound")
        return _named(unfinished, file, about, before_named)


def write_again(source: Source, good: Path, file: Path, before_named: Callable[[], None]) -> Backup:
    """Write a good copy once more in another place; read back from there, it is the very same."""
    with workroom(source.database.parent) as room, _unfinished(file) as unfinished:
        shutil.copyfile(good, unfinished)
        about = _taken_out(unfinished, room / "again.db", source.key)
        return _named(unfinished, file, about, before_named)


def refuse_unsound(
    taken: Path,
    key: bytes,
    proved: tuple[int, str] = (0, audit.BEGINNING),
    code: str = "safekeeping.bundle_damaged",
) -> None:
    """Refuse a file that is damaged, or whose log is not as it was written since an entry."""
    if backups.faults_in(taken, key):
        raise Refused(code)
    database = open_embedded(taken, key)
    try:
        with database.sessions() as session:
            if audit.broken_entries(session, proved):
                raise Refused(code)
    finally:
        database.close()


@contextmanager
def workroom(folder: Path) -> Iterator[Path]:
    """Give a folder in the caseload's own, for what is only needed meanwhile: one at a time.

    Whoever asks holds the caseload; so what lies there already was left by a program that ended.
    """
    with _ONE_AT_A_TIME:
        with backups.in_words(folder):
            for left in folder.glob(f"{ROOM}*"):
                shutil.rmtree(left)
            made = Path(tempfile.mkdtemp(prefix=ROOM, dir=folder))
        try:
            yield made
        finally:
            shutil.rmtree(made)


@contextmanager
def _unfinished(file: Path) -> Iterator[Path]:
    """Give the name under which a copy is written; nothing of that name is left behind."""
    unfinished = file.with_name(file.name + UNFINISHED)
    with backups.in_words(file.parent):
        try:
            yield unfinished
        finally:
            unfinished.unlink(missing_ok=True)


def _taken_out(unfinished: Path, taken: Path, key: bytes) -> About:
    """Open a copy as a restore would; refuse one whose seal or digest is not its own."""
    with backups.unpack(unfinished) as bundle:
        bundle.prove(key)
        bundle.take_out(taken)
        return bundle.about


def _named(unfinished: Path, file: Path, about: About, before_named: Callable[[], None]) -> Backup:
    """Give a copy that was found good its name."""
    with unfinished.open("r+b") as held:
        os.fsync(held.fileno())
    before_named()
    unfinished.replace(file)
    keys.sync_folder(file.parent)
    made_at = datetime.fromisoformat(about.made_at)
    return Backup(file, made_at, about.entries, file.stat().st_size, about.seal)


def _about(copied: Path, source: Source) -> About:
    known = backups.settings_in(copied, source.key)
    head = audit.Head.read(known[audit.HEAD])
    return About(
        caseload=known["caseload.id"],
        kind=known["caseload.kind"],
        made_at=source.now.isoformat(),
        entries=head.number,
        seal=head.seal,
        database=backups.digest(copied),
        keys=sha256(keys.serialised(source.slots)).hexdigest(),
    )
