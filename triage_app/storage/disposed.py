"""The list of what was disposed of, kept in files that a restore leaves alone: no content at all.

A backup made before brings back what was disposed of since. So the list lies beside the caseload,
and a copy of it beside the backups. A line of it cannot be made up: whoever has not seen the nonce
of a case cannot write its mark.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from triage_app.domain.problems import Refused
from triage_app.storage import keys, sqlcipher
from triage_app.storage.models import Erased
from triage_app.storage.places import told
from triage_app.storage.sqlcipher import dbapi2

BESIDE: Final = "custody-triage.disposed"  # in a folder of backups
FORMAT: Final = 1
INSERT: Final[Mapping[str, Callable[[type[Erased]], sqlite.Insert | postgresql.Insert]]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


@dataclass(frozen=True, slots=True, order=True)
class Gone:
    """A record that was disposed of: when, its number, and the mark it is known by."""

    at: str  # UTC
    case_id: int
    mark: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was disposed of, and the folders of backups that hold a copy of the list."""

    gone: frozenset[Gone] = frozenset()
    folders: frozenset[str] = frozenset()


def read(path: Path) -> Ledger:
    """Return the list a file holds: an empty one where there is no file; refuse a damaged one."""
    try:
        held = json.loads(path.read_bytes())
        if held["format"] != FORMAT:
            raise Refused("storage.newer_version")
        gone = (
            Gone(str(one["at"]), int(one["case_id"]), str(one["mark"])) for one in held["disposed"]
        )
        return Ledger(frozenset(gone), frozenset(map(str, held["folders"])))
    except FileNotFoundError:
        return Ledger()
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("safekeeping.disposed_damaged", file=str(path)) from error
    except OSError as error:
        raise told(error, path.parent) from error


def write(path: Path, ledger: Ledger) -> None:
    """Keep a list in a file, as it was or as it will be; none where nothing is to be kept."""
    if ledger == read(path):
        return
    held = {
        "format": FORMAT,
        "disposed": [asdict(one) for one in sorted(ledger.gone)],
        "folders": sorted(ledger.folders),
    }
    keys.write_whole(path, json.dumps(held, indent=1).encode())


def copy_beside(ledger: Ledger) -> tuple[Path, ...]:
    """Keep the list beside the backups too; return the folders that were not to be reached."""
    unreached = []
    for folder in sorted(map(Path, ledger.folders)):
        file = folder / BESIDE
        try:
            write(file, Ledger(read(file).gone | ledger.gone))
        except Refused:
            unreached.append(folder)  # a stick that was taken out: whoever disposes is told
    return tuple(unreached)


def in_tables(session: Session) -> frozenset[Gone]:
    """Return what an open caseload knows was disposed of."""
    rows = session.execute(select(Erased.at, Erased.case_id, Erased.mark)).all()
    return frozenset(Gone(at.isoformat(), case_id, mark) for at, case_id, mark in rows)


def note(session: Session, gone: Gone) -> bool:
    """Note in an open caseload that a record is gone; say whether nobody else has done so.

    Whoever notes it at the same moment is waited for: of two workstations one is the first.
    """
    insert = INSERT[session.connection().dialect.name]
    row = insert(Erased).values(mark=gone.mark, case_id=gone.case_id, at=moment(gone))
    noted = row.on_conflict_do_nothing().returning(Erased.mark)
    return session.scalar(noted) is not None


def in_file(path: Path, key: bytes) -> frozenset[Gone]:
    """Return what a caseload's file knows was disposed of; nothing of one that does not open.

    A file that is damaged, or another caseload's, is what people put a backup in the place of.
    """
    if not path.exists():
        return frozenset()
    try:
        with closing(sqlcipher.unguarded(path, key)) as held:
            rows = held.execute("SELECT at, case_id, mark FROM erased").fetchall()
    except (dbapi2.DatabaseError, Refused):
        return frozenset()
    return frozenset(Gone(_in_utc(at), int(number), str(mark)) for at, number, mark in rows)


def moment(gone: Gone) -> datetime:
    """Return when a record was disposed of."""
    return datetime.fromisoformat(gone.at)


def _in_utc(written: str) -> str:
    """Return a moment as the list has it: the file's own way of writing it forgets the zone."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC).isoformat()
