"""Copies of an encrypted file: made in one step, sealed, and opened before they are trusted."""

import errno
import hmac
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from triage_app.domain.problems import Refused
from triage_app.storage import sqlcipher
from triage_app.storage.keys import Slots, parsed, serialised
from triage_app.storage.places import told
from triage_app.storage.sqlcipher import dbapi2

DATABASE: Final = "caseload.db"
KEYS: Final = "caseload.keys"
MANIFEST: Final = "about.json"
FORMAT: Final = 1
PIECE: Final = 1 << 20
LARGEST: Final = 20 << 30
LARGEST_TEXT: Final = 1 << 20
DISK: Final = {
    "database or disk is full": errno.ENOSPC,
    "disk I/O error": errno.EIO,
    "unable to open database file": errno.EACCES,
    "attempt to write a readonly database": errno.EROFS,
}


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself; sealed with the key of the file in it."""

    caseload: str
    kind: str
    made_at: str
    entries: int  # how long the log was
    seal: str  # and its newest entry's seal
    database: str  # digest
    keys: str  # digest
    format: int = FORMAT

    def sealed(self, key: bytes) -> str:
        """Return the keyed digest of what it says."""
        text = json.dumps(asdict(self), sort_keys=True)
        return hmac.digest(key, text.encode(), "sha256").hex()


def copy(source: Path, target: Path, key: bytes) -> None:
    """Copy an open file in one step; step by step would never end under load."""
    with closing(sqlcipher.unguarded(source, key)) as held:
        held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with closing(sqlcipher.unguarded(target, key)) as copied:
            held.backup(copied, pages=-1)
            copied.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """Say what a disk would not do, whichever layer met it: a copy's errors bear no number."""
    try:
        yield
    except OSError as error:
        raise told(error, folder) from error
    except dbapi2.OperationalError as error:
        number = DISK.get(str(error))
        if number is None:
            raise
        raise told(OSError(number, os.strerror(number)), folder) from error


def faults_in(path: Path, key: bytes) -> list[str]:
    """Return what is wrong with a file, page by page and row by row: nothing, if all is well."""
    with closing(sqlcipher.unguarded(path, key)) as held:
        # A page that stands in the log of writes only would be cried over without this.
        held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        try:
            pages = held.execute("PRAGMA cipher_integrity_check").fetchall()
            rows = held.execute("PRAGMA integrity_check").fetchall()
            keys = held.execute("PRAGMA foreign_key_check").fetchall()
        except dbapi2.DatabaseError as error:
            return [str(error)]
    return [str(one[0]) for one in [*pages, *rows, *keys] if one[0] != "ok"]


def settings_in(path: Path, key: bytes) -> dict[str, str]:
    """Return what a file knows of itself."""
    with closing(sqlcipher.unguarded(path, key)) as held:
        return dict(held.execute("SELECT name, value FROM setting").fetchall())


def digest(path: Path) -> str:
    """Return the digest of a file."""
    with path.open("rb") as file:
        made = sha256()
        while piece := file.read(PIECE):
            made.update(piece)
    return made.hexdigest()


def pack(target: Path, database: Path, slots: Slots, about: About, key: bytes) -> None:
    """Write one file that holds the copy, the slots that open it, and what it is."""
    manifest = json.dumps({"about": asdict(about), "sealed": about.sealed(key)}, indent=1)
    try:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=True) as bundle:
            bundle.write(database, DATABASE)
            bundle.writestr(KEYS, serialised(slots))
            bundle.writestr(MANIFEST, manifest)
    except OSError as error:
        raise told(error, target.parent) from error


@dataclass(frozen=True, slots=True)
class Bundle:
    """A backup, opened to be looked at."""

    about: About
    sealed: str
    slots: Slots
    archive: zipfile.ZipFile

    def take_out(self, target: Path) -> None:
        """Write the copy of the database out; refuse one that is not what the backup says."""
        with self.archive.open(DATABASE) as held, target.open("wb") as out:
            _pour(held, out)
        if digest(target) != self.about.database:
            raise Refused("safekeeping.bundle_damaged")

    def prove(self, key: bytes) -> None:
        """Refuse a backup whose description was not written by the holder of its key."""
        if not hmac.compare_digest(self.sealed, self.about.sealed(key)):
            raise Refused("safekeeping.bundle_damaged")


@contextmanager
def unpack(path: Path) -> Iterator[Bundle]:
    """Open a backup; refuse in words what is not one, or is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            if {one.filename for one in archive.infolist()} != {DATABASE, KEYS, MANIFEST}:
                raise Refused("safekeeping.not_a_backup", file=path.name)
            held = json.loads(_small(archive, MANIFEST))
            keys = _small(archive, KEYS)
            about = About(**held["about"])
            if about.format != FORMAT:
                raise Refused("storage.newer_version")
            if sha256(keys).hexdigest() != about.keys:
                raise Refused("safekeeping.bundle_damaged")
            yield Bundle(about, str(held["sealed"]), parsed(keys), archive)
    except FileNotFoundError as error:
        raise Refused("safekeeping.no_such_file", file=path.name) from error
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, EOFError) as error:
        raise Refused("safekeeping.bundle_damaged") from error
    except OSError as error:
        raise told(error, path.parent) from error


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > LARGEST_TEXT:
        raise Refused("safekeeping.bundle_damaged")
    return archive.read(name)


def _pour(held: IO[bytes], out: IO[bytes]) -> None:
    written = 0
    while piece := held.read(PIECE):
        written += len(piece)
        if written > LARGEST:
            raise Refused("safekeeping.bundle_damaged")
        out.write(piece)
